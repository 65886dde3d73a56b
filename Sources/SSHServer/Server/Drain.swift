internal import Visit

/// The end of the service in three steps: visitors are given time to leave, then they are ordered to end, then
/// their processes are killed. It reads no clock and kills no process: callers pass the time, and carry out the step
/// that it returns.
struct Drain {
  enum Step: Equatable {
    case none
    /// Order every visitor's process to end.
    case order
    /// Kill every visitor's process that is left.
    case kill
  }

  /// When visitors must have left; nil before the drain has begun.
  private var end: Instant?
  /// When processes that were ordered to end are killed; nil before the order.
  private var killTime: Instant?

  /// Whether the service is ending.
  var hasBegun: Bool { end != nil }
  /// Whether visitors have been ordered to end.
  var hasOrdered: Bool { killTime != nil }
  /// When the next step is due; nil before the drain has begun.
  var deadline: Instant? { killTime ?? end }

  /// Gives visitors some time to leave. A second call ends that time at once.
  mutating func begin(now: Instant, limit: Duration) { end = hasBegun ? now : now + limit }

  /// Returns the step that is due. Killing is repeated until no process is left.
  mutating func advance(now: Instant) -> Step {
    guard let deadline, now >= deadline else { return .none }
    defer { killTime = now + FixedLimits.lastOrder }
    return hasOrdered ? .kill : .order
  }
}
