internal import CSystem
internal import Glibc
internal import Visit

/// The service's record of a visitor's process.
struct Child {
  let id: Int
  let process: Int32
  /// The socket to the process: the service reads records from it and writes orders to it.
  let control: Int32
  let source: NetworkAddress
  let start: Instant
  /// Whether the visitor has requested a shell or a command.
  var hasBegun = false
  /// Why the service killed the process, if it did.
  var killReason: EndReason?
  /// The last record: how the connection ended.
  var end: Record?
  /// The content of which the process knows the numbers of files.
  let generation: Int
  var files = FileTally()
  /// Bytes of an incomplete record.
  var unread: [UInt8] = []

  /// When the process is killed. It ends by itself before that, unless it hangs or was stopped by SIGSTOP.
  func deadline(_ limits: ServiceLimits) -> Instant {
    let limit = hasBegun ? limits.visit.age + limits.stall : limits.grace + limits.watchdog
    return start + limit + FixedLimits.overtime
  }

  /// Sends an order. The order is lost if the socket's buffer is full.
  func send(_ order: Order) {
    var byte = order.rawValue
    _ = csystem_send(control, &byte, 1)
  }

  /// Answers a request for a file with a descriptor, which is closed, or with a refusal. A process that asks for too many
  /// files is killed.
  /// - Parameter open: opens the file of a number.
  /// - Returns: whether a file was sent.
  mutating func answer(_ record: Record, now: Instant, open: (Int) -> Int32?) -> Bool {
    guard files.add(now: now) else {
      killReason = killReason ?? .resources
      Glibc.kill(process, SIGKILL)
      return false
    }
    guard let file = Int(exactly: record.first).flatMap(open) else {
      send(.noFile)
      return false
    }
    defer { close(file) }
    return csystem_send_descriptor(control, Order.file.rawValue, file) == 1
  }

  /// Why the process ended: the reason for which the service killed it, the reason in its last record, or a signal.
  /// - Parameter status: the status from `waitpid`.
  func summary(status: Int32, now: Instant) -> VisitSummary {
    var summary = VisitSummary(id: id, source: source, reason: .resources)
    summary.duration = now - start
    summary.bytesReceived = end?.first ?? 0
    summary.bytesSent = end?.second ?? 0
    if let killReason {
      summary.reason = killReason
      return summary
    }
    switch status & 0x7F {
    case 0: summary.reason = end?.reason ?? .resources
    case SIGALRM: summary.reason = .watchdog
    case SIGXCPU, SIGKILL, SIGXFSZ: summary.reason = .resources
    case let number:
      summary.reason = .signal
      summary.signal = Self.signalNames[number] ?? "\(number)"
    }
    return summary
  }

  private static let signalNames = [
    SIGSEGV: "SEGV", SIGILL: "ILL", SIGABRT: "ABRT", SIGTRAP: "TRAP", SIGBUS: "BUS", SIGSYS: "SYS",
    SIGTERM: "TERM", SIGFPE: "FPE",
  ]
}

/// Counts the files that a visit asks for.
struct FileTally {
  private var total = 0
  private var second = Instant.now
  private var inSecond = 0

  /// Counts a request; false if there are too many.
  mutating func add(now: Instant) -> Bool {
    if now - second >= .seconds(1) { (second, inSecond) = (now, 0) }
    total += 1
    inSecond += 1
    return total <= FixedLimits.files && inSecond <= FixedLimits.filesPerSecond
  }
}
