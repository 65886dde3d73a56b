import TerminalText
import TestSupport
import Testing

@testable import Pictures

/// Pictures that would take too much time or memory.
struct PictureLimitTests {
  private static func png(width: UInt32, height: UInt32, chunks: [UInt8] = []) -> [UInt8] {
    let header = bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunks
  }

  static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
    let content = Array(kind.utf8) + data
    return bigEndian(UInt32(data.count)) + content + bigEndian(checksum(content))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  /// CRC-32 (PNG Specification, annex D).
  private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
      }
    }
  }

  private func fault(of bytes: [UInt8]) -> PictureFault? {
    do throws(PictureFault) {
      let decoder = try PictureDecoder(PictureSource(bytes), width: 10, height: 10)
      _ = try decoder.work { false }
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [(1, 1_000_000_000), (65_535, 65_535), (4_294_967_295, 4_294_967_295)])
  func refusesTooManyPixels(width: UInt32, height: UInt32) {
    #expect(fault(of: Self.png(width: width, height: height)) == .tooManyPixels(megapixels: 100))
  }

  @Test(arguments: [(1, 65_536), (65_536, 1)])
  func refusesALongPicture(width: UInt32, height: UInt32) {
    #expect(fault(of: Self.png(width: width, height: height)) == .tooLong(pixels: 65_535))
  }

  @Test func refusesAJPEGOfTooManyPixels() throws {
    var bytes = try PictureFileTests.bytes("rgb-444.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    for index in 5..<9 { bytes[frame + index] = 0xFF }
    #expect(fault(of: bytes) == .tooManyPixels(megapixels: 100))
  }

  @Test func refusesALargeFile() {
    let source = PictureSource(size: 17 << 20) { _, _ in nil }
    #expect(throws: PictureFault.tooLarge(mebibytes: 16)) { try PictureHeader.read(source) }
  }

  @Test func refusesAnInterlacedPictureThatNeedsTooMuchMemory() {
    var bytes = Self.png(width: 9000, height: 9000)
    bytes[28] = 1
    let header = Array(bytes[12..<29])
    bytes.replaceSubrange(29..<33, with: Self.bigEndian(Self.checksum(header)))
    #expect(
      fault(of: bytes + Self.chunk("IDAT", []))
        == .tooMuchMemory(mebibytes: 32))
  }

  @Test(arguments: [[], [0x89], Array("GIF89a".utf8), Array("<svg xmlns='...'></svg>".utf8)])
  func refusesOtherFiles(bytes: [UInt8]) {
    #expect(fault(of: bytes) == .unknownFormat)
  }

  @Test func refusesAFileThatCannotBeRead() {
    let source = PictureSource(size: 100) { _, _ in nil }
    #expect(throws: PictureFault.damaged) { try PictureHeader.read(source) }
  }

  @Test func refusesAProgressivePictureOf65535Scans() throws {
    let bytes = try PictureFileTests.bytes("rgb-420-progressive.jpg")
    let scans = bytes.indices.filter { bytes[$0] == 0xFF && $0 + 1 < bytes.count && bytes[$0 + 1] == 0xDA }
    let last = try #require(scans.last)
    let scan = Array(bytes[last..<(bytes.count - 2)])
    let repeated = Array(bytes[..<last]) + (0..<65_535).flatMap { _ in scan } + [0xFF, 0xD9]
    #expect(fault(of: repeated) == .damaged)
  }

  @Test(arguments: [
    (PictureFault.tooManyPixels(megapixels: 100), "it has more than 100 megapixels"),
    (.tooLong(pixels: 65_535), "it is more than 65535 pixels wide or high"),
    (.tooLarge(mebibytes: 16), "its file is larger than 16 MiB"),
    (.tooMuchMemory(mebibytes: 32), "it takes more than 32 MiB of memory to decode"),
    (.damaged, "its file is damaged"),
  ])
  func statesTheReason(fault: PictureFault, reason: String) { #expect(fault.reason == reason) }
  /// Many programs forget the marker of the end. The pixels of a progressive picture might be incomplete.
  @Test func showsAJPEGWithoutTheMarkerOfItsEnd() throws {
    let bytes = try PictureFileTests.bytes("rgb-444.jpg")
    #expect(fault(of: Array(bytes.dropLast(2))) == nil)
    #expect(fault(of: Array(bytes.dropLast(30))) == .damaged)
    #expect(fault(of: Array(try PictureFileTests.bytes("rgb-444-progressive.jpg").dropLast(2))) == .damaged)
  }

}
