import Foundation
import TerminalText
import TestSupport
import Testing

@testable import Pictures

/// Pictures of every kind of storage decode to the same pattern: a quarter each of red, green, blue and white.
struct PictureFileTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")
  private static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path).filter { $0 != "make" }.sorted())
    ?? []

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: fixtures.appending(path: name)))
  }

  @Test func coversAllKinds() { #expect(Self.names.count == 44) }

  @Test(arguments: names)
  func showsThePattern(name: String) throws {
    let source = PictureSource(try Self.bytes(name))
    let header = try PictureHeader.read(source)
    #expect((header.width, header.height) == (24, 16))
    let decoder = try PictureDecoder(source, width: 24, height: 16)
    let grid = try #require(try decoder.work { false })
    for (quarter, (column, row)) in [(2, 2), (20, 2), (2, 13), (20, 13)].enumerated() {
      let found = Array(grid.bytes[4 * (row * 24 + column)..<4 * (row * 24 + column) + 4])
      let wanted = Self.color(of: quarter, in: name)
      let isLossy = name.hasSuffix(".jpg") || name.hasPrefix("lossy") || name == "frames-alpha.webp"
      let isEqual = zip(found, wanted).allSatisfy { abs(Int($0) - Int($1)) <= (isLossy ? 12 : 0) }
      // The colour of a transparent pixel does not matter.
      #expect(isEqual || wanted[3] == 0 && found[3] == 0, "\(name), quarter \(quarter): \(found)")
    }
  }

  @Test(arguments: names)
  func decodesInSlicesLikeInOneGo(name: String) throws {
    let source = PictureSource(try Self.bytes(name))
    let whole = try PictureDecoder(source, width: 7, height: 5).work { false }
    let sliced = try PictureDecoder(source, width: 7, height: 5)
    var result: PixelGrid?
    var slices = 0
    while result == nil, slices < 1000 {
      result = try sliced.work { true }
      slices += 1
    }
    #expect(result == whole)
    #expect(slices > 1)
  }

  @Test(arguments: [
    "rgb-8.png", "rgb-8-interlaced.png", "rgb-420.jpg", "progressive.jpg", "plain.gif", "lossy.webp",
    "frames-alpha.webp",
  ])
  func survivesDamageAtEveryByte(name: String) throws {
    let bytes = try Self.bytes(name)
    for index in bytes.indices {
      Self.decode(Array(bytes[..<index]))
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var changed = bytes
        changed[index] ^= change
        Self.decode(changed)
      }
    }
  }

  /// Decodes damaged bytes. Any picture or fault is right.
  private static func decode(_ bytes: [UInt8]) {
    guard let decoder = try? PictureDecoder(PictureSource(bytes), width: 9, height: 9) else { return }
    _ = try? decoder.work { false }
  }

  private static func color(of quarter: Int, in name: String) -> [UInt8] {
    let colors: [[UInt8]] = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255]]
    let hasClearWhite = ["clear", "rgba", "alpha"].contains { name.contains($0) } && !name.hasPrefix("grey")
    if hasClearWhite, quarter == 3 { return [0, 0, 0, 0] }
    if name == "offset.gif", quarter != 3 { return [0, 0, 0, 0] }
    if name == "grey.jpg" {
      return [[76, 76, 76, 255], [150, 150, 150, 255], [29, 29, 29, 255], colors[3]][quarter]
    }
    if name.hasPrefix("grey-alpha"), quarter == 0 { return [0, 0, 0, 0] }
    if name.hasPrefix("grey"), quarter != 3 { return [0, 0, 0, 255] }
    return colors[quarter]
  }
}
