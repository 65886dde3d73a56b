internal import Glibc
internal import Visit

/// Reports the state of the service to systemd: sd_notify(3).
struct Notifier {
  private let path: String?
  /// Time between signs of life; nil when systemd expects none.
  private let interval: Duration?
  private var lastSign = Instant.now

  /// Reads `NOTIFY_SOCKET` and `WATCHDOG_USEC`.
  init() {
    path = getenv("NOTIFY_SOCKET").map { String(cString: $0) }
    interval = getenv("WATCHDOG_USEC").flatMap { Int(String(cString: $0)) }.map {
      // Twice as often as systemd expects it, as its manual recommends.
      .microseconds(max(1000, $0 / 2))
    }
  }

  /// When the next sign of life is due; nil when none is expected.
  var deadline: Instant? { interval.map { lastSign + $0 } }

  /// Sends a sign of life when one is due.
  mutating func sendWatchdog(now: Instant) {
    guard let deadline, now >= deadline else { return }
    lastSign = now
    send("WATCHDOG=1")
  }

  /// Sends an assignment such as `READY=1`.
  func send(_ state: String) {
    guard let path, path.utf8.count < 108 else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    // A leading @ names an abstract socket, whose address begins with a zero byte.
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { if descriptor >= 0 { close(descriptor) } }
    let text = Array(state.utf8)
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, text, text.count, 0, $0, length)
      }
    }
  }
}
