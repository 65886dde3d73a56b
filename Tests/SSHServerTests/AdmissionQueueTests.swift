import Glibc
import Testing

@testable import SSHServer
@testable import Visit

/// Connections wait for a PROXY header, a first byte, or the end of a refusal, each for a limited time.
final class AdmissionQueueTests {
  private let events = EventQueue()
  private let log = open("/dev/null", O_WRONLY | O_CLOEXEC)
  private var clients: [Int32] = []

  deinit {
    clients.forEach { close($0) }
    close(log)
  }

  private func queue(
    proxies: [Network]? = nil, _ change: (inout ServiceLimits) -> Void = { _ in }
  ) -> AdmissionQueue {
    var limits = ServiceLimits()
    change(&limits)
    let monitor = Monitor(EventLog(.logfmt, linesPerSecond: 100, to: log))
    return AdmissionQueue(limits, proxies: proxies, events: events, monitor: monitor)
  }

  /// The two ends of a connection.
  private func connection() throws -> (client: Int32, server: Int32) {
    let pair = try #require(SocketPair(isNonblocking: true))
    clients.append(pair.first)
    return (pair.first, pair.second)
  }

  private func send(_ text: String, to descriptor: Int32) {
    #expect(Glibc.send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL)) == text.utf8.count)
  }

  /// What a client has received, and whether the server has closed the connection.
  private func received(by client: Int32) -> (text: String, isClosed: Bool) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(client, &buffer, buffer.count)
      guard count > 0 else { return (String(decoding: bytes, as: UTF8.self), count == 0) }
      bytes += buffer[..<count]
    }
  }

  /// Whether the server has closed a connection, and not only its own half.
  private func isClosed(_ client: Int32) -> Bool {
    Glibc.send(client, "x", 1, Int32(MSG_NOSIGNAL)) == -1
  }

  private func address(_ text: String) throws -> NetworkAddress { try #require(NetworkAddress(text)) }

  private func isNone(_ step: AdmissionQueue.Step) -> Bool {
    if case .none = step { true } else { false }
  }

  private func started(_ step: AdmissionQueue.Step) -> AdmissionQueue.Admitted? {
    if case .start(let connection) = step { connection } else { nil }
  }

  // MARK: The first byte

  @Test func aConnectionGetsAProcessWhenItsFirstByteComes() throws {
    var queue = queue()
    let (client, server) = try connection()
    let source = try address("192.0.2.7")
    let step = queue.add(server, from: source)
    #expect(isNone(step) && !queue.isEmpty)
    send("S", to: client)
    let admitted = try #require(started(queue.handleInput(on: server)))
    #expect(admitted.id == 1 && admitted.socket == server && admitted.source == source)
    #expect(queue.isEmpty)
    #expect(queue.admission.halfOpen == 1)
    close(server)
  }

  @Test func aSilentConnectionGetsAProcessAfterAMoment() throws {
    var queue = queue()
    let (_, server) = try connection()
    let step = queue.add(server, from: .local)
    #expect(isNone(step))
    let deadline = try #require(queue.deadline)
    let early = queue.removeExpired(now: deadline - .milliseconds(1))
    #expect(early.isEmpty)
    let admitted = queue.removeExpired(now: deadline)
    #expect(admitted.map(\.socket) == [server])
    #expect(queue.isEmpty && queue.deadline == nil)
    close(server)
  }

  // MARK: Refusal

  @Test func aRefusedClientIsToldWhyAndClosedWhenItHasRead() throws {
    var queue = queue { $0.visitors = 0 }
    let (client, server) = try connection()
    let step = queue.add(server, from: .local)
    #expect(isNone(step) && !queue.isEmpty)
    let told = received(by: client)
    #expect(told.text.hasPrefix("SSH-2.0-portfolio-tui\r\n"))
    #expect(told.text.contains("The service is full"))
    // The client's own bytes are thrown away until it closes its side.
    send("SSH-2.0-client\r\n", to: client)
    let input = queue.handleInput(on: server)
    #expect(isNone(input) && !queue.isEmpty)
    shutdown(client, Int32(SHUT_WR))
    let end = queue.handleInput(on: server)
    #expect(isNone(end) && queue.isEmpty)
    #expect(isClosed(client))
  }

  @Test func aRefusedClientThatStaysIsClosedAfterAMoment() throws {
    var queue = queue { $0.visitors = 0 }
    let (client, server) = try connection()
    let step = queue.add(server, from: .local)
    #expect(isNone(step))
    #expect(!isClosed(client))
    let admitted = queue.removeExpired(now: .now + FixedLimits.shortWait)
    #expect(admitted.isEmpty && queue.isEmpty)
    #expect(isClosed(client))
  }

  @Test func aSourceWithTooManyConnectionsIsToldSo() throws {
    var queue = queue { $0.perSource = 1 }
    let source = try address("192.0.2.7")
    let (_, admitted) = try connection()
    let (client, refused) = try connection()
    let first = queue.add(admitted, from: source)
    let second = queue.add(refused, from: source)
    #expect(isNone(first) && isNone(second))
    #expect(received(by: client).text.contains("There are too many connections from your address."))
    #expect(queue.admission.halfOpen == 1)
    queue.removeAll()
    #expect(queue.isEmpty)
  }

  // MARK: Eviction

  @Test func aWaitingConnectionMakesRoomForAnother() throws {
    var queue = queue { $0.halfOpen = 1 }
    let (old, oldServer) = try connection()
    let (_, newServer) = try connection()
    let first = queue.add(oldServer, from: try address("192.0.2.1"))
    let second = queue.add(newServer, from: try address("192.0.2.2"))
    #expect(isNone(first) && isNone(second))
    #expect(received(by: old).isClosed)
    #expect(queue.admission.halfOpen == 1)
    queue.removeAll()
  }

  @Test func aHalfOpenProcessThatIsInTheWayIsNamed() throws {
    var queue = queue { $0.halfOpen = 1 }
    let (client, first) = try connection()
    let (_, second) = try connection()
    let step = queue.add(first, from: try address("192.0.2.1"))
    #expect(isNone(step))
    send("S", to: client)
    let admitted = try #require(started(queue.handleInput(on: first)))
    guard case .evict(let id) = queue.add(second, from: try address("192.0.2.2")) else {
      Issue.record("nothing is evicted")
      return
    }
    #expect(id == admitted.id)
    #expect(queue.admission.halfOpen == 1)
    queue.removeAll()
    close(first)
  }

  // MARK: PROXY headers

  @Test func aProxyAnnouncesTheSource() throws {
    var queue = queue(proxies: [try #require(Network("10.0.0.0/8"))])
    let (client, server) = try connection()
    let proxy = try address("10.1.2.3")
    let step = queue.add(server, from: proxy)
    #expect(isNone(step))
    send("PROXY TCP4 192.0.2.7 10.0", to: client)
    let incomplete = queue.handleInput(on: server)
    #expect(isNone(incomplete) && !queue.isEmpty)
    send(".0.1 4660 22\r\nSSH-2.0-client\r\n", to: client)
    let complete = queue.handleInput(on: server)
    #expect(isNone(complete))
    let admitted = try #require(started(queue.handleInput(on: server)))
    #expect(admitted.source.text == "192.0.2.7")
    // Only the header was read.
    var buffer = [UInt8](repeating: 0, count: 100)
    let count = read(server, &buffer, buffer.count)
    #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "SSH-2.0-client\r\n")
    close(server)
  }

  @Test func aConnectionThatIsNotFromAProxyIsClosed() throws {
    var queue = queue(proxies: [try #require(Network("10.0.0.0/8"))])
    let (client, server) = try connection()
    let step = queue.add(server, from: try address("192.0.2.7"))
    #expect(isNone(step) && queue.isEmpty)
    let end = received(by: client)
    #expect(end.isClosed && end.text.isEmpty)
  }

  @Test func aMalformedHeaderEndsTheConnectionWithoutAnAnswer() throws {
    var queue = queue(proxies: [])
    let (client, server) = try connection()
    let step = queue.add(server, from: .local)
    #expect(isNone(step))
    send("SSH-2.0-client\r\n", to: client)
    let end = queue.handleInput(on: server)
    #expect(isNone(end) && queue.isEmpty)
    #expect(received(by: client).text.isEmpty)
  }

  @Test func aHeaderThatDoesNotComeIsNotWaitedFor() throws {
    var queue = queue(proxies: [])
    let (client, server) = try connection()
    let step = queue.add(server, from: .local)
    #expect(isNone(step))
    let deadline = try #require(queue.deadline)
    #expect(deadline <= .now + FixedLimits.shortWait)
    let admitted = queue.removeExpired(now: deadline)
    #expect(admitted.isEmpty && queue.isEmpty)
    let end = received(by: client)
    #expect(end.isClosed && end.text.isEmpty)
  }
}
