import Synchronization
import TerminalText
import Testing

@testable import Pictures

/// Files that are small and would take much time or memory.
struct BombTests {
  private func decode(_ bytes: [UInt8]) throws(PictureFault) -> PixelGrid? {
    try PictureDecoder(PictureSource(bytes), width: 24, height: 16).work { false }
  }

  /// A compressed stream of zeroes (RFC 1950 and 1951): a zero, and repetitions of 258 bytes of it.
  private static func compressedZeroes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x78, 0x9C]
    var (bits, used) = (UInt64(0), UInt64(0))
    func add(_ value: UInt64, _ length: UInt64) {
      bits |= value << used
      used += length
      while used >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        used -= 8
      }
    }
    // The last block, with fixed codes: 0 is 00110000, the length 258 is 11000101, the distance 1 is 00000.
    add(0b011, 3)
    add(0b0000_1100, 8)
    for _ in 0..<count / 258 { add(0b10100011, 8 + 5) }
    add(0, 7 + 7)
    return bytes
  }

  @Test(arguments: [("iCCP", "profile\0\0"), ("zTXt", "Comment\0\0"), ("iTXt", "Comment\0\u{1}\0\0\0")])
  func ignoresChunksOf100MegabytesOfZeroes(kind: String, start: String) throws {
    let plain = try PictureFileTests.bytes("rgb-8.png")
    let data = Array(start.utf8) + Self.compressedZeroes(100_000_000)
    #expect(data.count < 1 << 20)
    // After the signature and the chunk IHDR.
    let bomb = plain[..<33] + PictureLimitTests.chunk(kind, data) + plain[33...]
    #expect(try decode(Array(bomb)) == decode(plain))
  }

  @Test func refuses100000EmptyChunks() throws {
    let plain = try PictureFileTests.bytes("rgb-8.png")
    let chunks = Array(repeatElement(PictureLimitTests.chunk("tEXt", []), count: 100_000).joined())
    let reads = Mutex(0)
    let bytes = Array(plain[..<33]) + chunks + plain[33...]
    let memory = PictureSource(bytes)
    let source = PictureSource(size: bytes.count) { offset, buffer in
      reads.withLock { $0 += 1 }
      return memory.read(offset, buffer)
    }
    #expect(throws: PictureFault.damaged) { try PictureDecoder(source, width: 24, height: 16) }
    #expect(reads.withLock { $0 } < 100)
  }

  @Test func refusesAMillionTinyBlocksBeforeTheFrameOfAGIF() throws {
    let plain = try PictureFileTests.bytes("local-palette.gif")
    let frame = try #require(plain.firstIndex(of: 0x2C))
    let comment = [0x21, 0xFE] + [UInt8](repeating: 1, count: 2_000_000) + [0]
    #expect(throws: PictureFault.damaged) { try decode(plain[..<frame] + comment + plain[frame...]) }
  }

  @Test func readsOnlyTheFirstOf100000FramesOfAGIF() throws {
    let plain = try PictureFileTests.bytes("local-palette.gif")
    let frame = try #require(plain.firstIndex(of: 0x2C))
    let frames = Array(repeatElement(plain[frame..<plain.count - 1], count: 100_000).joined())
    let memory = PictureSource(Array(plain[..<frame]) + frames + [0x3B])
    let end = Mutex(0)
    let source = PictureSource(size: memory.size) { offset, buffer in
      end.withLock { $0 = max($0, offset + buffer.count) }
      return memory.read(offset, buffer)
    }
    let grid = try PictureDecoder(source, width: 24, height: 16).work { false }
    #expect(try grid == decode(plain))
    #expect(end.withLock { $0 } <= 1 << 16)
  }

  // MARK: Memory

  @Test func refusesAGIFOfALargeScreen() throws {
    var bytes = try PictureFileTests.bytes("plain.gif")
    bytes.replaceSubrange(6..<10, with: [0x10, 0x27, 0x10, 0x27])
    #expect(throws: PictureFault.tooMuchMemory(mebibytes: 32)) { try decode(bytes) }
  }

  /// A picture without loss is decoded as a whole, and so its 16 megapixels take 64 MB.
  @Test func refusesALosslessWebPOfManyPixels() throws {
    var bytes = try PictureFileTests.bytes("lossless.webp")
    let size = 4000 - 1
    let bits = size | size << 14
    for index in 0..<3 { bytes[21 + index] = UInt8(truncatingIfNeeded: bits >> (8 * index)) }
    bytes[24] = bytes[24] & 0xF0 | UInt8(bits >> 24)
    #expect(throws: PictureFault.tooMuchMemory(mebibytes: 32)) { try decode(bytes) }
  }

  @Test(arguments: [(4_096, 4_096, true), (2_000, 2_000, false)])
  func refusesAProgressiveJPEGByItsCoefficients(width: Int, height: Int, isRefused: Bool) throws {
    var bytes = try PictureFileTests.bytes("rgb-420-progressive.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC2 })
    for (index, value) in [height >> 8, height & 255, width >> 8, width & 255].enumerated() {
      bytes[frame + 5 + index] = UInt8(value)
    }
    var fault: PictureFault?
    do throws(PictureFault) { _ = try decode(bytes) } catch { fault = error }
    #expect((fault == .tooMuchMemory(mebibytes: 32)) == isRefused)
  }
}
