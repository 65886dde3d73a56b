internal import CSystem

/// Microseconds and milliseconds of `CLOCK_MONOTONIC`.
enum Clock {
  static var microseconds: Int { Int(csystem_microseconds()) }
  static var milliseconds: Int { microseconds / 1000 }
}
