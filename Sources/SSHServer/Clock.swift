internal import CSystem

/// A clock that nobody sets: it only goes on.
enum Clock {
  static var microseconds: Int { Int(csystem_microseconds()) }
  static var milliseconds: Int { microseconds / 1000 }
}
