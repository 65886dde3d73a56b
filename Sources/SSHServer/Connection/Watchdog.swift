internal import CSystem
internal import Glibc
internal import Visit

/// Ends this process by SIGALRM when a call of libssh does not return. A packet that causes that is known for version
/// 0.10.6 only: CHANNEL_OPEN with a maximum packet size of 10 makes it write in an endless loop.
///
/// The alarm measures time and not processor time, so that it ends a call that waits, too. A process that waits for a
/// processor gets more time: with thousands of visitors who press keys at once, a call may take seconds.
struct Watchdog {
  /// Memory that stays at one address, for the signal handler. It is never freed, because the handler stays.
  private let state: UnsafeMutablePointer<csystem_watchdog>

  /// - Parameter limit: how long a call may take, in whole seconds.
  init(limit: Duration) {
    state = .allocate(capacity: 1)
    state.initialize(to: csystem_watchdog())
    state.pointee.seconds = UInt32(clamping: max(1, limit.components.seconds))
    csystem_prepare_watchdog(state)
  }

  /// Makes a call that the alarm ends. The alarm is not set and removed for each call, which were six system calls for a
  /// key: once set it stays until ``stop()``, and when it fires, a call that has begun since then has the whole time again.
  func guarding<Value>(_ call: () -> Value) -> Value {
    csystem_begin_watched(state)
    defer { csystem_end_watched(state) }
    return call()
  }

  /// Removes the alarm.
  func stop() { csystem_stop_watchdog(state) }
}
