internal import ContentSource

/// A file that is written to a reader in pieces, so that its size does not matter for memory.
struct FileStream {
  /// The name in error messages.
  let name: String
  private let file: OpenFile
  private let initial: OpenFile.State
  private var offset = 0

  /// The length of a piece in bytes: that of a packet of SSH.
  static let pieceBytes = 1 << 15

  /// Takes over a descriptor.
  init(_ descriptor: Int32, name: String) throws(Failure) {
    file = OpenFile(descriptor)
    self.name = name
    guard let state = file.state, state.size <= ContentLimits.takenBytes else {
      throw .failed("'\(name)' is larger than \(ContentLimits.takenBytes >> 20) MiB")
    }
    initial = state
  }

  /// Returns the next piece; empty at the end.
  /// - Throws: an error message if the file cannot be read, or has changed since the stream was created.
  mutating func next() throws(Failure) -> [UInt8] {
    let length = min(Self.pieceBytes, initial.size - offset)
    var failed = false
    let piece = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while count < length {
        let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        guard let read = file.read(at: offset + count, into: rest) else {
          failed = true
          return
        }
        if read == 0 { return }
        count += read
      }
    }
    if failed { throw .failed("'\(name)' cannot be read") }
    offset += piece.count
    // What was written before may be a part of the old file and a part of the new one.
    if piece.count < length || offset == initial.size, file.state != initial {
      throw .failed("'\(name)' changed while it was written; take it again")
    }
    return piece
  }
}
