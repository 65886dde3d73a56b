internal import CSystem

/// A moment of `CLOCK_MONOTONIC`, which setting the system's time does not change.
///
/// `ContinuousClock` of the standard library does the same, but it links the concurrency runtime, which every
/// start of the program would have to load.
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
  /// The duration in microseconds, truncated.
  package var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }

  /// The duration in milliseconds, truncated.
  package var milliseconds: Int { microseconds / 1000 }

  /// The timeout for `poll` and `epoll_wait`: milliseconds, rounded up, because a wait that ends early would
  /// be repeated at once.
  package var pollTimeout: Int32 { Int32(clamping: max(0, (microseconds + 999) / 1000)) }
}
