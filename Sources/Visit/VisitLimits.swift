/// How long a visitor may stay.
package struct VisitLimits: Sendable, Equatable {
  /// Time without a key before the visit ends.
  package var idle: Duration
  /// How long before that a warning is shown.
  package var warning: Duration
  /// Maximum length of a visit.
  package var age: Duration

  /// The defaults allow twenty minutes without a key (the longest article takes nine) and two hours in all.
  package init(
    idle: Duration = .seconds(1200), warning: Duration = .seconds(60), age: Duration = .seconds(7200)
  ) {
    self.idle = idle
    self.warning = warning
    self.age = age
  }
}

/// Measures a visit against its limits.
package struct VisitClock {
  private let limits: VisitLimits
  private let now: () -> Instant
  private let start: Instant
  private var lastInput: Instant
  private var isWarned = false

  /// What is due.
  package enum Event {
    case warning, idle, expired
  }

  /// - Parameter now: the current time; a test passes its own.
  package init(_ limits: VisitLimits, now: @escaping () -> Instant = { .now }) {
    self.limits = limits
    self.now = now
    start = now()
    lastInput = start
  }

  /// Restarts the idle time: the visitor did something.
  package mutating func noteInput() {
    lastInput = now()
    isWarned = false
  }

  /// How long until the next event is due.
  package var timeout: Duration {
    let idle = lastInput + limits.idle - (isWarned ? .zero : limits.warning)
    return max(.zero, min(idle, start + limits.age) - now())
  }

  /// The event that is due; a warning is returned once.
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
