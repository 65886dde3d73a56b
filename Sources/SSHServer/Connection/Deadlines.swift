internal import Visit

/// The times at which a connection ends unless the client acts before. It reads no clock: callers pass times.
struct Deadlines {
  private struct Deadline {
    var instant: Instant
    var reason: EndReason
  }

  private let grace: Duration
  private let stall: Duration
  /// The client must have requested a shell or a command.
  private var request: Deadline?
  /// The client must have closed its side after the exit status.
  private var close: Deadline?
  /// The visitor must have received the last output of a visit that the service ends.
  private var conclusion: Deadline?
  /// The client must have finished a key re-exchange.
  private var reexchange: Deadline?
  /// Waiting output must have moved.
  private var output: Deadline?

  /// - Parameter start: when the connection began.
  init(_ limits: ServiceLimits, start: Instant) {
    grace = limits.grace
    stall = limits.stall
    request = Deadline(instant: start + grace, reason: .grace)
  }

  /// If several have been reached, the reason of the first in this order is reported.
  private var all: [Deadline] { [request, close, conclusion, reexchange, output].compactMap { $0 } }

  /// The earliest; nil when there is none.
  var next: Instant? { all.map(\.instant).min() }

  /// Returns the reason of the first deadline that has been reached, nil when none has.
  func reached(at now: Instant) -> EndReason? { all.first { now >= $0.instant }?.reason }

  /// Why the visit ended, once its exit status has been sent.
  var closeReason: EndReason? { close?.reason }

  /// Whether output was waiting at the last update.
  var isOutputWaiting: Bool { output != nil }

  // MARK: What happens

  /// Removes the deadline for the request, because the client has requested a shell or a command.
  mutating func endRequest() { request = nil }

  /// After the exit status was sent, gives the client time to receive it and to close its side.
  mutating func beginClose(_ reason: EndReason, now: Instant) {
    close = Deadline(instant: now + FixedLimits.leave, reason: reason)
  }

  /// After the client has closed its side, gives it time to end the connection. A later call changes nothing.
  mutating func shortenClose(now: Instant) {
    guard let end = close?.instant else { return }
    close?.instant = min(end, now + FixedLimits.shortWait)
  }

  /// After the service has ended the visit, gives the visitor time to receive the last output.
  mutating func beginConclusion(_ reason: EndReason, now: Instant) {
    conclusion = Deadline(instant: now + FixedLimits.lastMoment, reason: reason)
  }

  /// Sets the deadlines that depend on packets and output.
  /// - Parameter waitingSince: when output that waits last moved; nil when none waits.
  mutating func update(reexchange state: KeyReexchange, waitingSince: Instant?) {
    reexchange = state.deadline.map { Deadline(instant: $0, reason: .protocol) }
    // Output that libssh holds back waits for the client's keys, which may take as long as the first exchange.
    let (limit, reason): (Duration, EndReason) = state.isHoldingOutput ? (grace, .protocol) : (stall, .stall)
    output = waitingSince.map { Deadline(instant: $0 + limit, reason: reason) }
  }
}
