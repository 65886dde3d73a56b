internal import CSystem
internal import Glibc
internal import TerminalText

/// A buffered writer to a file descriptor, or to memory for the answer to a visitor.
final class Output {
  /// Nil for memory.
  private let descriptor: Int32?
  private var buffer: [UInt8] = []
  private var file: FileStream?
  /// The number of bytes after which the buffer is written to the descriptor.
  private static let capacity = 1 << 16
  /// The maximum length of an answer in memory, in bytes.
  private static let memoryCapacity = 32 << 20

  /// - Parameter descriptor: where to write; nil to collect everything in memory for ``removeBytes()``.
  init(_ descriptor: Int32?) {
    self.descriptor = descriptor
  }

  /// Appends to the buffer, and writes it if it is full.
  /// - Throws: ``Failure/closedPipe``, or a failure with the system's error message.
  func write(_ append: (inout [UInt8]) -> Void) throws(Failure) {
    append(&buffer)
    if descriptor == nil, buffer.count > Self.memoryCapacity {
      buffer = []
      throw .failed("the output is too long; ask for fewer pages at once")
    }
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes a file in pieces. In memory, it is only kept for ``removeFile()``.
  func write(_ file: FileStream) throws(Failure) {
    if descriptor == nil {
      self.file = file
      return
    }
    var file = file
    while case let piece = try file.next(), !piece.isEmpty { try write { $0 += piece } }
  }

  /// Removes the file that is the output, and returns it; nil if the output consists of bytes in memory.
  func removeFile() -> FileStream? {
    defer { file = nil }
    return file
  }

  /// Removes the bytes that were collected in memory, and returns them.
  func removeBytes() -> [UInt8] {
    defer { buffer = [] }
    return buffer
  }

  /// Writes a line of filtered text.
  func writeLine(_ text: FilteredText) throws(Failure) {
    try write { buffer in
      buffer += text.string.utf8
      buffer.append(UInt8(ascii: "\n"))
    }
  }

  /// Writes the buffer to the descriptor.
  func flush() throws(Failure) {
    guard let descriptor else { return }
    let error = buffer.withUnsafeBytes { Self.write($0, to: descriptor) }
    buffer.removeAll(keepingCapacity: true)
    if error == EPIPE { throw .closedPipe }
    if error != 0 { throw .failed("cannot write: \(String(cString: strerror(error)).lowercased())") }
  }

  /// Writes all bytes to a descriptor, and waits if it is non-blocking and full. Returns 0, or the value of
  /// `errno`.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
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

  /// Returns an error message as a line of standard error.
  static func errorLine(_ message: FilteredText) -> [UInt8] {
    // The message may quote a very long argument.
    Array("portfolio-tui: \(message.truncated(to: 600).string)\n".utf8)
  }

  /// Writes an error message to standard error. Errors of writing it are ignored.
  static func writeError(_ message: FilteredText) {
    _ = errorLine(message).withUnsafeBytes { write($0, to: STDERR_FILENO) }
  }
}
