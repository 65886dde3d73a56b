internal import CSystem
internal import Glibc
internal import Visit

/// Ends this process by SIGALRM when a call of libssh does not return. A packet that causes that is known for version
/// 0.10.6 only: CHANNEL_OPEN with a maximum packet size of 10 makes it write in an endless loop.
///
/// The alarm measures time and not processor time, so that it ends a call that waits, too. A process that waits for a
/// processor gets more time: with thousands of visitors who press keys at once, a call may take seconds.
struct Watchdog {
  private let seconds: UInt32

  /// - Parameter limit: how long a call may take, in whole seconds.
  init(limit: Duration) {
    seconds = UInt32(clamping: max(1, limit.components.seconds))
    csystem_prepare_watchdog(seconds)
  }

  /// Makes a call with the alarm set.
  func guarding<Value>(_ call: () -> Value) -> Value {
    alarm(seconds)
    defer { alarm(0) }
    return call()
  }
}
