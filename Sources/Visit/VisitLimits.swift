/// How long a visit may last.
package struct VisitLimits: Sendable, Equatable {
  /// The time without input after which the visit ends.
  package var idle: Duration
  /// How long before the end of an idle visit a warning is shown.
  package var warning: Duration
  /// The maximum length of the visit.
  package var age: Duration

  /// The defaults allow twenty minutes without input (the longest bundled article takes nine) and two hours
  /// in all.
  package init(
    idle: Duration = .seconds(1200), warning: Duration = .seconds(60), age: Duration = .seconds(7200)
  ) {
    self.idle = idle
    self.warning = warning
    self.age = age
  }

  /// Moves a warning that would be due at the last input, or before it, to half of the idle time.
  package mutating func shortenWarning() {
    if warning >= idle { warning = idle / 2 }
  }
}

/// Measures a visit against its limits.
///
/// The owner of a visit waits at most ``timeout``, then handles ``nextEvent()``, and calls
/// ``restartIdleTime()`` whenever the visitor sends something.
package struct VisitClock {
  private let limits: VisitLimits
  private let now: () -> Instant
  private let start: Instant
  private var lastInput: Instant
  private var isWarned = false

  package enum Event {
    /// The visit ends soon unless there is input.
    case warning
    /// There was no input for too long.
    case idle
    /// The visit has reached its maximum length.
    case expired
  }

  /// - Parameter now: returns the current time; a test passes its own clock.
  package init(_ limits: VisitLimits, now: @escaping () -> Instant = { .now }) {
    self.limits = limits
    self.now = now
    start = now()
    lastInput = start
  }

  /// Restarts the idle time, because there was input. The warning is due again then.
  package mutating func restartIdleTime() {
    lastInput = now()
    isWarned = false
  }

  /// How long until the next event is due; zero if one is due now.
  package var timeout: Duration {
    let idle = lastInput + limits.idle - (isWarned ? .zero : limits.warning)
    return max(.zero, min(idle, start + limits.age) - now())
  }

  /// Returns the event that is due, if any. The warning is returned once, the others each time.
  package mutating func nextEvent() -> Event? {
    let now = now()
    if now >= start + limits.age { return .expired }
    if now >= lastInput + limits.idle { return .idle }
    if !isWarned, now >= lastInput + limits.idle - limits.warning {
      isWarned = true
      return .warning
    }
    return nil
  }
}
