/// Lets a visitor send so many bytes a second, and asks for a pause beyond that.
struct InputBudget {
  private let bytesPerSecond: Int
  private var second = 0
  private var atItsStart: UInt64 = 0

  init(bytesPerSecond: Int) {
    self.bytesPerSecond = bytesPerSecond
  }

  /// Milliseconds until more should be read, after so many bytes in all; 0 for at once.
  mutating func pause(received: UInt64) -> Int {
    let now = Clock.milliseconds
    if now / 1000 != second {
      second = now / 1000
      atItsStart = received
    }
    return received - atItsStart > UInt64(bytesPerSecond) ? 1000 - now % 1000 : 0
  }
}
