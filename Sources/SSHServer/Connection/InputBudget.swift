internal import Visit

/// Limits the number of bytes that are read from a visitor in a second. At the limit, reading pauses until the second
/// is over, and TCP's flow control slows the client down.
struct InputBudget {
  private let bytesPerSecond: Int
  /// The current second: its beginning, and the bytes that had been received by then.
  private var window: (start: Instant, received: UInt64)?

  init(bytesPerSecond: Int) {
    self.bytesPerSecond = bytesPerSecond
  }

  /// Returns how long to wait before reading more; zero when more may be read at once.
  /// - Parameter received: the number of bytes received since the connection began.
  mutating func pause(received: UInt64, now: Instant) -> Duration {
    guard let window, now - window.start < .seconds(1) else {
      window = (now, received)
      return .zero
    }
    return received - window.received > UInt64(bytesPerSecond) ? window.start + .seconds(1) - now : .zero
  }
}
