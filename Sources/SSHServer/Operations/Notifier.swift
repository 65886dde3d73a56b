internal import CSystem
internal import Glibc
internal import Visit

/// Reports the state of the service to systemd: sd_notify(3).
struct Notifier {
  private let address: SocketAddress?
  /// The time between keep-alive messages; nil if systemd expects none.
  private let interval: Duration?
  private var lastSign = Instant.now

  /// Reads `NOTIFY_SOCKET` and `WATCHDOG_USEC`.
  init() {
    address = getenv("NOTIFY_SOCKET").flatMap { SocketAddress(path: String(cString: $0)) }
    // Half of systemd's timeout, as sd_watchdog_enabled(3) recommends.
    interval = getenv("WATCHDOG_USEC").flatMap { Int(String(cString: $0)) }
      .map { .microseconds(max(1000, $0 / 2)) }
  }

  /// When the next keep-alive message is due; nil if none is expected.
  var deadline: Instant? { interval.map { lastSign + $0 } }

  /// Sends a keep-alive message if one is due.
  mutating func sendWatchdog(now: Instant) {
    guard let deadline, now >= deadline else { return }
    lastSign = now
    send("WATCHDOG=1")
  }

  /// Sends an assignment such as `READY=1`.
  func send(_ state: String) {
    guard let address else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    let text = Array(state.utf8)
    _ = address.withPointer { sendto(descriptor, text, text.count, 0, $0, $1) }
    close(descriptor)
  }
}
