internal import CSystem
internal import Glibc
internal import TerminalText

/// A descriptor to write to, in large pieces; or memory, from which a visitor's answer is taken whole.
final class Output {
  /// Nil for memory.
  private let descriptor: Int32?
  private var buffer: [UInt8] = []
  private static let capacity = 1 << 16
  /// The longest answer that is kept in memory, in bytes.
  private static let memoryCapacity = 32 << 20

  init(_ descriptor: Int32?) {
    self.descriptor = descriptor
  }

  /// Lets a writer append, and sends what has become much.
  func write(_ append: (inout [UInt8]) -> Void) throws(Failure) {
    append(&buffer)
    if descriptor == nil, buffer.count > Self.memoryCapacity {
      buffer = []
      throw .failed("the answer is too long; ask for less at once")
    }
    if buffer.count >= Self.capacity { try flush() }
  }

  /// What was written to memory.
  func takeBytes() -> [UInt8] {
    defer { buffer = [] }
    return buffer
  }

  /// Writes a filtered text and a line feed.
  func writeLine(_ text: FilteredText) throws(Failure) {
    try write { buffer in
      buffer += text.string.utf8
      buffer.append(UInt8(ascii: "\n"))
    }
  }

  /// Sends all that is left.
  func flush() throws(Failure) {
    guard let descriptor else { return }
    let error = buffer.withUnsafeBytes { Self.send($0, to: descriptor) }
    buffer.removeAll(keepingCapacity: true)
    if error == EPIPE { throw .readerGone }
    if error != 0 { throw .failed("cannot write: \(String(cString: strerror(error)).lowercased())") }
  }

  /// Sends bytes whole; the error's number, or 0.
  static func send(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&poller, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// A sentence as standard error shows it.
  static func complaint(_ message: FilteredText) -> [UInt8] {
    // A word may be a megabyte long; the sentence about it need not be.
    Array("portfolio-tui: \(message.truncated(to: 600).string)\n".utf8)
  }

  /// Writes a sentence to standard error; where that is closed, nowhere.
  static func complain(_ message: FilteredText) {
    let line = complaint(message)
    _ = line.withUnsafeBytes { send($0, to: STDERR_FILENO) }
  }
}
