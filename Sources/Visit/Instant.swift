internal import CSystem

/// A moment of `CLOCK_MONOTONIC`, which no change of the system's date moves.
///
/// The library's `ContinuousClock` would do the same, but linking it costs every run the concurrency runtime.
package struct Instant: Comparable, Hashable, Sendable {
  private let microseconds: Int64

  private init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The current moment.
  package static var now: Instant { Instant(microseconds: csystem_microseconds()) }

  package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

  package static func + (instant: Instant, duration: Duration) -> Instant {
    Instant(microseconds: instant.microseconds + Int64(duration.microseconds))
  }

  package static func - (instant: Instant, duration: Duration) -> Instant {
    Instant(microseconds: instant.microseconds - Int64(duration.microseconds))
  }

  package static func - (left: Instant, right: Instant) -> Duration {
    .microseconds(left.microseconds - right.microseconds)
  }
}

extension Duration {
  /// Whole microseconds.
  package var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }

  /// Whole milliseconds.
  package var milliseconds: Int { microseconds / 1000 }

  /// The argument of `poll` and `epoll_wait`: milliseconds, rounded up so that a wait never ends early and spins.
  package var pollTimeout: Int32 { Int32(clamping: max(0, (microseconds + 999) / 1000)) }
}
