import Foundation
import Glibc
import TestSupport
import Testing

@testable import SSHServer
@testable import Visit

/// A service whose visits show a text, and end at `q` unless they are told to stay.
private final class FakeService: VisitService {
  private(set) var visits: [FakeVisit] = []
  private let timeout: Duration?
  private let quits: Bool

  init(timeout: Duration? = nil, quits: Bool = true) {
    self.timeout = timeout
    self.quits = quits
  }

  func prepare() {}

  func openFile(_ number: Int) -> Int32? { nil }

  func begin(_ request: VisitRequest, files: any VisitFiles) -> any Visit {
    let visit = FakeVisit(request, timeout: timeout, quits: quits)
    visits.append(visit)
    return visit
  }
}

private final class FakeVisit: Visit {
  let request: VisitRequest
  private(set) var timeout: Duration?
  private(set) var input: [UInt8] = []
  private(set) var announcements: [String] = []
  private(set) var conclusions: [String] = []
  private var output = Array("hello".utf8)
  private let quits: Bool
  private(set) var ending: VisitEnding?

  init(_ request: VisitRequest, timeout: Duration?, quits: Bool) {
    self.request = request
    self.timeout = timeout
    self.quits = quits
  }

  func receive(_ bytes: [UInt8]) {
    input += bytes
    if quits, bytes.contains(UInt8(ascii: "q")) { ending = .finished(status: 0) }
  }

  func nextOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  func elapse() {
    timeout = nil
    ending = .idle
  }

  func conclude(_ sentence: String) {
    conclusions.append(sentence)
    ending = .concluded
  }

  func nextError() -> [UInt8] { [] }
  func endInput() {}
  func resize(columns: Int, rows: Int) {}
  func announce(_ sentence: String) { announcements.append(sentence) }
}

/// A connection in this process, over a pair of sockets, with libssh's own client in another thread.
@Suite(.serialized) final class ConnectionTests {
  private let folder: TemporaryFolder
  private let network: SocketPair
  private let control: SocketPair

  init() throws {
    folder = try TemporaryFolder()
    network = try #require(SocketPair(isNonblocking: false))
    control = try #require(SocketPair(isNonblocking: true))
  }

  // The session closes the other socket.
  deinit { control.close() }

  private func limits(grace: Duration = .seconds(10)) -> ServiceLimits {
    var limits = ServiceLimits()
    limits.grace = grace
    // The alarm would end the tests on a busy machine.
    limits.watchdog = .seconds(60)
    return limits
  }

  private func connection(_ service: FakeService, _ limits: ServiceLimits) throws -> Connection {
    let acceptor = try Acceptor(try HostKey(inStateFolder: folder.path))
    _ = fcntl(network.second, F_SETFL, O_NONBLOCK)
    return try #require(
      Connection(
        acceptor: acceptor, socket: network.second, control: control.second, service: service, limits: limits
      ))
  }

  /// Runs a visit of libssh's client: it asks for a terminal of 100x30 and a shell, waits for output and types
  /// `q`.
  private func startClient() {
    let socket = network.first
    Thread.detachNewThread { _ = Client.visit(over: socket) }
  }

  private func send(_ order: Order) {
    var byte = order.rawValue
    #expect(write(control.first, &byte, 1) == 1)
  }

  /// The records that the connection has sent to its parent.
  private func records() -> [Record] {
    var buffer = [UInt8](repeating: 0, count: 100 * Record.size)
    let count = max(0, read(control.first, &buffer, buffer.count))
    return stride(from: 0, to: count, by: Record.size).compactMap { Record(buffer[$0..<$0 + Record.size]) }
  }

  @Test func servesAVisitAndReportsEachStep() throws {
    let service = FakeService()
    let connection = try connection(service, limits())
    startClient()
    #expect(connection.run() == .quit)
    let visit = try #require(service.visits.first)
    #expect(visit.request.command == nil)
    #expect(visit.request.terminal?.term == "xterm-256color")
    #expect(visit.input == [UInt8(ascii: "q")])
    let records = records()
    #expect(records.map(\.kind) == [.exchanged, .began, .shown, .ended])
    #expect(records.first?.client == .libssh)
    #expect(records.dropFirst().first?.first == 100 && records.dropFirst().first?.second == 30)
    #expect(records.last?.reason == .quit)
    #expect(records.last.map { $0.first > 500 && $0.second > 500 } == true)
  }

  @Test func aSilentClientEndsWithTheGraceTime() throws {
    let start = Instant.now
    let connection = try connection(FakeService(), limits(grace: .seconds(1)))
    #expect(connection.run() == .grace)
    #expect((Duration.seconds(1)...(.seconds(8))).contains(Instant.now - start))
    #expect(records().map(\.reason) == [.grace])
    close(network.first)
  }

  @Test func aClientThatLeavesBeforeTheKeyExchangeEndsTheConnectionAtOnce() throws {
    let start = Instant.now
    let connection = try connection(FakeService(), limits(grace: .seconds(60)))
    close(network.first)
    #expect(connection.run() != .grace)
    #expect(Instant.now - start < .seconds(10))
  }

  @Test func bytesThatAreNotSSHEndTheConnection() throws {
    let connection = try connection(FakeService(), limits())
    let text = "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"
    #expect(write(network.first, text, text.utf8.count) == text.utf8.count)
    #expect(connection.run() == .protocol)
    close(network.first)
  }

  @Test func anOrderEndsAConnectionThatHasNoVisitYet() throws {
    let connection = try connection(FakeService(), limits())
    send(.end)
    #expect(connection.run() == .drain)
    close(network.first)
  }

  @Test func theEndOfTheParentEndsTheConnection() throws {
    let connection = try connection(FakeService(), limits())
    shutdown(control.first, Int32(SHUT_RDWR))
    #expect(connection.run() == .drain)
    close(network.first)
  }

  @Test func aVisitIsToldThatTheServiceEndsSoon() throws {
    let service = FakeService()
    let connection = try connection(service, limits())
    // The order comes before the visit: it is announced when the visit begins.
    send(.drain)
    startClient()
    #expect(connection.run() == .quit)
    #expect(service.visits.map(\.announcements) == [["The service ends in 30 seconds"]])
  }

  @Test func anIdleVisitEnds() throws {
    let connection = try connection(FakeService(timeout: .zero, quits: false), limits())
    startClient()
    #expect(connection.run() == .idle)
    #expect(records().last?.reason == .idle)
  }

  @Test(arguments: [
    (
      Order.full, EndReason.full,
      "The service is full: it has as many visitors as it accepts. Try again soon."
    ),
    (.end, .drain, "The service is shutting down."),
  ])
  func anOrderConcludesAVisit(order: Order, reason: EndReason, sentence: String) throws {
    let service = FakeService(quits: false)
    let connection = try connection(service, limits())
    let parent = control.first
    // The parent gives the order when the second record tells it that the visit has begun.
    Thread.detachNewThread {
      var count = 0
      var buffer = [UInt8](repeating: 0, count: Record.size)
      while count < 2 * Record.size {
        var polled = pollfd(fd: parent, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, 10_000) == 1 else { return }
        count += max(0, read(parent, &buffer, buffer.count))
      }
      var byte = order.rawValue
      _ = write(parent, &byte, 1)
    }
    startClient()
    #expect(connection.run() == reason)
    #expect(service.visits.map(\.conclusions) == [[sentence]])
  }
}
