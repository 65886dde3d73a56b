internal import Visit

/// The receiver of a visit's output: an SSH channel, or a fake in tests.
protocol OutputChannel: AnyObject {
  /// Whether output that was written before has not left the process yet.
  var isBusy: Bool { get }
  /// How many bytes the client accepts now.
  var window: Int { get }
  /// Writes at most ``window`` bytes to standard output or error; returns how many were accepted.
  func write(_ bytes: ArraySlice<UInt8>, isError: Bool) -> Int
}

/// Moves output from a visit to its channel, never more than the client accepts.
///
/// The visit is asked for more output only after all previous output has left the process. So at most one frame
/// is in memory, and a slow client gets the newest frame instead of every frame. libssh itself would buffer
/// without a limit.
struct OutputPump {
  private var output: ArraySlice<UInt8> = []
  private var errors: ArraySlice<UInt8> = []
  /// The last time when output was accepted, or when no output was waiting.
  private(set) var lastProgress: Instant

  /// The maximum number of bytes of one write, which fit into one packet.
  static let maximumPiece = 1 << 15

  init(now: Instant) {
    lastProgress = now
  }

  /// Whether all output of the visit has been written.
  var isEmpty: Bool { output.isEmpty && errors.isEmpty }

  /// Restarts the measurement of the time without progress, because no output is waiting.
  mutating func restart(now: Instant) { lastProgress = now }

  /// Writes as much as the channel accepts now, and asks the visit for more until the channel is full.
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

  /// Writes one piece; false if the client accepts nothing now.
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
