extension Language {
  /// A short byte string. It is stored inline and not on the heap, because the scanner compares marks at nearly every
  /// byte of code. It holds at most eight bytes; further bytes are dropped.
  struct Mark: Sendable, ExpressibleByStringLiteral {
    /// The first byte is the least significant one.
    private var bytes: UInt64 = 0
    /// The number of bytes.
    private(set) var count = 0

    init(stringLiteral literal: String) {
      for byte in literal.utf8.prefix(8) {
        bytes |= UInt64(byte) << UInt64(count * 8)
        count += 1
      }
    }

    var first: UInt8? { count > 0 ? self[0] : nil }
    var last: UInt8? { count > 0 ? self[count - 1] : nil }

    private subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bytes >> UInt64(index * 8)) }

    func contains(_ byte: UInt8) -> Bool {
      for index in 0..<count where self[index] == byte { return true }
      return false
    }

    /// Whether `code` holds these bytes at offset `start`. The empty mark matches everywhere.
    func matches(_ code: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
      guard count <= code.count - start else { return false }
      for index in 0..<count where code[start + index] != self[index] { return false }
      return true
    }
  }
}
