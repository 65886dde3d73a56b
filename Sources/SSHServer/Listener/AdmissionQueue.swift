internal import CSystem
internal import Glibc
internal import Visit

/// Connections that wait for a moment before they get a process or are closed: for a PROXY header, for the
/// client's first byte, or for a refused client to read the reason. Clients that read the metrics wait here, too.
///
/// No byte of a visitor is read here except a PROXY header from a trusted address.
struct AdmissionQueue {
  private enum Purpose {
    /// Until the refused client has read the reason.
    case farewell
    /// Until the PROXY header is complete.
    case proxyHeader
    /// Until the client sends its first byte, so that a silent connection needs no process at first.
    case firstByte(id: Int, NetworkAddress)
    /// Until the client has sent a request for the metrics.
    case metrics
  }

  private struct Entry {
    var purpose: Purpose
    /// When the wait ends.
    var end: Instant
  }

  /// A connection that gets a process now. The receiver of the value owns the socket.
  struct Admitted {
    let id: Int
    let socket: Int32
    let source: NetworkAddress
  }

  /// The caller's next step.
  enum Step {
    case none
    case start(Admitted)
    /// End the process of this half-open connection, to make room for another.
    case evict(id: Int)
  }

  private let proxies: [Network]?
  private let events: EventQueue
  private let monitor: Monitor
  var admission: Admission
  private var entries: [Int32: Entry] = [:]
  private var nextID = 1

  /// - Parameter proxies: the addresses that must send PROXY headers; nil when no header is expected.
  init(_ limits: ServiceLimits, proxies: [Network]?, events: EventQueue, monitor: Monitor) {
    self.proxies = proxies
    self.events = events
    self.monitor = monitor
    admission = Admission(limits)
  }

  var isEmpty: Bool { entries.isEmpty }

  /// When the next wait ends; nil when there is none.
  var deadline: Instant? { entries.values.lazy.map(\.end).min() }

  // MARK: What happens

  /// Adds an accepted connection.
  mutating func add(_ socket: Int32, from peer: NetworkAddress) -> Step {
    guard let proxies else { return admit(socket, peer) }
    guard peer == .local || proxies.contains(where: { $0.contains(peer) }) else {
      monitor.countConnection(.untrusted)
      close(socket)
      return .none
    }
    wait(for: socket, .proxyHeader, during: FixedLimits.shortWait)
    return .none
  }

  /// Accepts a client that reads the metrics.
  mutating func addMetricsReader(at listener: Int32) {
    let client = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
    if client >= 0 { wait(for: client, .metrics, during: FixedLimits.shortWait) }
  }

  /// Handles input on a waiting connection, or its end.
  mutating func handleInput(on descriptor: Int32) -> Step {
    switch entries[descriptor]?.purpose {
    case .farewell?: discardInput(descriptor)
    case .proxyHeader?: return readProxyHeader(descriptor)
    case .firstByte(let id, let source)?:
      admission.recordFirstByte(of: id)
      release(descriptor)
      return .start(Admitted(id: id, socket: descriptor, source: source))
    case .metrics?: answerMetrics(descriptor)
    case nil: break
    }
    return .none
  }

  /// Ends the waits whose time is over. A silent client is admitted, because it may wait for the server's banner.
  mutating func removeExpired(now: Instant) -> [Admitted] {
    let expired = entries.filter { now >= $0.value.end }
    var admitted: [Admitted] = []
    for (descriptor, entry) in expired {
      if case .firstByte(let id, let source) = entry.purpose {
        release(descriptor)
        admitted.append(Admitted(id: id, socket: descriptor, source: source))
      } else {
        drop(descriptor)
      }
    }
    return admitted
  }

  /// Closes every waiting connection.
  mutating func removeAll() { entries.keys.forEach { drop($0) } }

  /// Sends a client the reason for its refusal, and closes the connection when the client has read it.
  mutating func refuse(_ socket: Int32, _ source: NetworkAddress, _ reason: EndReason) {
    monitor.reportRefusal(of: source, reason)
    guard entries.count < FixedLimits.farewells else {
      close(socket)
      return
    }
    let bytes = Farewell(reason.refusal).bytes
    _ = csystem_send(socket, bytes, bytes.count)
    shutdown(socket, Int32(SHUT_WR))
    wait(for: socket, .farewell, during: FixedLimits.shortWait)
  }

  // MARK: Admission

  private mutating func admit(_ socket: Int32, _ source: NetworkAddress) -> Step {
    var step = Step.none
    switch admission.decide(on: source, now: .now) {
    case .admit: break
    case .admitInsteadOf(let id): step = evict(id)
    case .refuse(let reason):
      refuse(socket, source, reason)
      return .none
    }
    let id = nextID
    nextID += 1
    admission.add(id, from: source, now: .now)
    monitor.countConnection(.accepted)
    wait(for: socket, .firstByte(id: id, source), during: FixedLimits.silence)
    return step
  }

  /// Ends a half-open connection to make room for another, or returns the step to end its process.
  private mutating func evict(_ id: Int) -> Step {
    admission.remove(id)
    for (socket, entry) in entries {
      if case .firstByte(id, let source) = entry.purpose {
        monitor.reportEnd(VisitSummary(id: id, source: source, reason: .earlyDrop))
        drop(socket)
        return .none
      }
    }
    return .evict(id: id)
  }

  private mutating func readProxyHeader(_ socket: Int32) -> Step {
    var buffer = [UInt8](repeating: 0, count: ProxyHeader.maximumBytes)
    let count = csystem_receive(socket, &buffer, buffer.count, 1)
    guard count > 0 else {
      drop(socket)
      return .none
    }
    switch ProxyHeader.parse(Array(buffer[..<count])) {
    case .incomplete:
      // The bytes stay in the socket, so a level-triggered event would be reported again and again.
      events.watchForMore(socket, as: .waiting)
    case .malformed:
      monitor.countConnection(.malformed)
      drop(socket)
    case .header(let header):
      guard csystem_receive(socket, &buffer, header.length, 0) == header.length else {
        drop(socket)
        break
      }
      release(socket)
      return admit(socket, header.source ?? .local)
    }
    return .none
  }

  /// Answers any request with the metrics.
  private mutating func answerMetrics(_ client: Int32) {
    discardInput(client)
    guard entries[client] != nil else { return }
    let body = monitor.metrics.text(visitors: admission.visitors, halfOpen: admission.halfOpen)
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n"
    let bytes = Array((head + body).utf8)
    _ = csystem_send(client, bytes, bytes.count)
    shutdown(client, Int32(SHUT_WR))
    entries[client]?.purpose = .farewell
  }

  // MARK: Entries

  private mutating func wait(for descriptor: Int32, _ purpose: Purpose, during limit: Duration) {
    entries[descriptor] = Entry(purpose: purpose, end: .now + limit)
    events.watch(descriptor, as: .waiting)
  }

  /// Ends a wait; the descriptor stays open.
  private mutating func release(_ descriptor: Int32) {
    entries[descriptor] = nil
    events.remove(descriptor)
  }

  /// Ends a wait and closes the descriptor.
  private mutating func drop(_ descriptor: Int32) {
    release(descriptor)
    close(descriptor)
  }

  /// Discards the client's input, and closes the connection when the client has closed its side. With unread input,
  /// `close` would send a reset, and the client could lose the reason of the refusal.
  private mutating func discardInput(_ descriptor: Int32) {
    let count = withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 1) {
      csystem_receive(descriptor, $0.baseAddress, $0.count, 0)
    }
    if count == 0 || count < 0 && errno != EAGAIN { drop(descriptor) }
  }
}
