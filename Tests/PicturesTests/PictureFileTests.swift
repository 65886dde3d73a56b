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

  @Test func coversAllKinds() { #expect(Self.names.count == 110) }

  @Test(arguments: names)
  func showsThePattern(name: String) throws {
    let source = PictureSource(try Self.bytes(name))
    let header = try PictureHeader.read(source)
    #expect((header.width, header.height) == (24, 16))
    let decoder = try PictureDecoder(source, width: 24, height: 16)
    let grid = try #require(try decoder.work { false })
    let isLossy = name.hasSuffix(".jpg") || name.hasPrefix("lossy")
    for row in 0..<16 {
      for column in 0..<24 {
        // Compression blurs the edges of the quarters.
        if isLossy, !(2..<10).contains(column % 12) || !(2..<6).contains(row % 8) { continue }
        let found = Array(grid.bytes[4 * (row * 24 + column)..<4 * (row * 24 + column) + 4])
        let wanted = Self.color(of: (row / 8) * 2 + column / 12, in: name)
        let isEqual = zip(found, wanted).allSatisfy { abs(Int($0) - Int($1)) <= (isLossy ? 20 : 0) }
        // The color of a transparent pixel does not matter.
        #expect(isEqual || wanted[3] == 0 && found[3] == 0, "\(name), \(column), \(row): \(found) \(wanted)")
      }
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
    "rgb-8.png", "rgb-8-interlaced.png", "rgb-420.jpg", "rgb-420-progressive.jpg", "plain.gif", "lossy.webp",
    "lossy-frames-clear.webp", "orientation-6.webp",
  ])
  func survivesDamageAtEveryByte(name: String) throws {
    let bytes = try Self.bytes(name)
    for index in bytes.indices {
      #expect(Self.decode(Array(bytes[..<index])) == nil || index > bytes.count / 2)
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var changed = bytes
        changed[index] ^= change
        // Some damage cannot be noticed, but the picture has the wanted size.
        if let grid = Self.decode(changed) { #expect((grid.width, grid.height) == (9, 9)) }
      }
    }
  }

  /// Decodes bytes; nil stands for a fault.
  private static func decode(_ bytes: [UInt8]) -> PixelGrid? {
    try? PictureDecoder(PictureSource(bytes), width: 9, height: 9).work { false }
  }

  @Test(
    arguments: ["rgb-8.png", "rgb-420.jpg", "plain.gif", "lossless.webp"],
    [(1, 1), (1000, 1), (1, 1000), (1000, 1000)])
  func decodesToEverySize(name: String, size: (width: Int, height: Int)) throws {
    let source = PictureSource(try Self.bytes(name))
    let grid = try #require(
      try PictureDecoder(source, width: size.width, height: size.height).work { false })
    #expect((grid.width, grid.height) == size)
    if size == (1000, 1000) {
      #expect(abs(Int(grid.bytes[0]) - 255) < 20 && abs(Int(grid.bytes[4 * 999 + 1]) - 255) < 20)
    }
  }

  /// The color that a file shows in a quarter, by the name of the file.
  private static func color(of quarter: Int, in name: String) -> [UInt8] {
    var color: [UInt8] = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]][quarter]
    var alpha: UInt8 = 255
    if name.hasPrefix("palette-1") {
      color = [[255, 0, 0], [0, 255, 0]][quarter % 2]
    } else if name.hasPrefix("grey-1-") || name == "grey-1.png" {
      color = [UInt8](repeating: quarter % 2 == 0 ? 0 : 255, count: 3)
    } else if name.hasPrefix("grey"), name.hasSuffix(".png") {
      color = [UInt8](repeating: UInt8(85 * quarter), count: 3)
    } else if name.hasPrefix("grey") {
      color = [UInt8](repeating: [76, 150, 29, 255][quarter], count: 3)
    }
    if name.hasPrefix("rgba") || name.hasPrefix("grey-alpha") { alpha = UInt8(85 * (3 - quarter)) }
    if name.contains("offset"), quarter != 3 { alpha = 0 }
    // The color of the last quarter is transparent.
    if name.contains("clear"), quarter == 3 || name.hasPrefix("grey-1-") && quarter == 1 { alpha = 0 }
    return color + [alpha]
  }
}
