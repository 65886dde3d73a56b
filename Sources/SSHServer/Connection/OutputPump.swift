internal import Visit

/// Where a visit's output goes: a channel of SSH, or a fake one in tests.
protocol OutputChannel: AnyObject {
  /// Whether output that was written before has not left the process yet.
  var isBusy: Bool { get }
  /// How many bytes the client accepts now.
  var window: Int { get }
  /// Writes at most ``window`` bytes to standard output or error; returns how many were accepted.
  func write(_ bytes: ArraySlice<UInt8>, isError: Bool) -> Int
}

/// Moves output from a visit to its channel, never more than the client takes.
///
/// A visit is asked for output only when everything before it has left the process. So at most one frame is in
/// memory, and a slow visitor gets the newest frame instead of every one. libssh itself would buffer without a
/// limit.
struct OutputPump {
  private var output: ArraySlice<UInt8> = []
  private var errors: ArraySlice<UInt8> = []
  /// When output last moved, or was last not waiting.
  private(set) var lastProgress: Instant

  /// The most bytes of one write: what fits into a packet.
  static let maximumPiece = 1 << 15

  init(now: Instant) {
    lastProgress = now
  }

  /// Whether everything that the visit gave has been written.
  var isEmpty: Bool { output.isEmpty && errors.isEmpty }

  /// Restarts the time without progress: nothing is waiting now.
  mutating func restart(now: Instant) { lastProgress = now }

  /// Writes what the channel takes now, and asks the visit for more as long as the channel takes it.
  mutating func pump(from visit: any Visit, into channel: some OutputChannel, now: Instant) {
    while !channel.isBusy {
      if isEmpty {
        output = visit.nextOutput()[...]
        errors = visit.nextError()[...]
        lastProgress = now
      }
      guard !isEmpty, writePiece(into: channel) else { return }
      lastProgress = now
    }
  }

  /// Writes one piece; false when the client takes nothing now.
  private mutating func writePiece(into channel: some OutputChannel) -> Bool {
    let room = min(channel.window, Self.maximumPiece)
    guard room > 0 else { return false }
    let isError = output.isEmpty
    let count = channel.write((isError ? errors : output).prefix(room), isError: isError)
    if isError {
      errors = errors.dropFirst(count)
    } else {
      output = output.dropFirst(count)
    }
    return count > 0
  }
}
