internal import CSystem

/// A clock that nobody sets: it only goes on.
enum Clock {
  /// Milliseconds since some moment in the past.
  static var milliseconds: Int { Int(csystem_microseconds()) / 1000 }
}
