internal import Glibc

/// Ends this process when a call of the SSH library does not come back: one packet of a visitor's can make
/// libssh 0.10.6 write for ever. An alarm, with its default action.
struct Watchdog {
  let seconds: Int

  /// Calls with the alarm set.
  func guarding<Value>(_ call: () -> Value) -> Value {
    alarm(UInt32(seconds))
    defer { alarm(0) }
    return call()
  }
}
