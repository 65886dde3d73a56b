/// Eight bytes of a text, which are tested together. The methods return the high bit of each byte that passes the test.
struct EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs = ones << 7

  /// The first byte is the lowest one.
  private let word: UInt64

  /// - Parameter index: the offset of the first byte; seven more must follow it.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let bytes = UnsafeRawBufferPointer(bytes)
    word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// Tests for a value. The lowest bit is exact; bytes behind the first of that value may pass wrongly.
  @inline(__always)
  func equal(to byte: UInt8) -> UInt64 {
    let difference = word ^ Self.ones &* UInt64(byte)
    return (difference &- Self.ones) & ~difference & Self.highs
  }

  /// Tests for bytes that are not ASCII.
  var isNotASCII: UInt64 {
    @inline(__always) get { word & Self.highs }
  }

  /// The index of the byte that passes a test first.
  @inline(__always)
  static func firstIndex(in test: UInt64) -> Int { test.trailingZeroBitCount / 8 }
}

extension UnsafeBufferPointer<UInt8> {
  /// The index of the first byte of a value in a range; nil if there is none.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let test = EightBytes(self, at: index).equal(to: byte)
      if test != 0 { return index &+ EightBytes.firstIndex(in: test) }
      index &+= 8
    }
    while index < range.upperBound {
      if self[index] == byte { return index }
      index &+= 1
    }
    return nil
  }
}
