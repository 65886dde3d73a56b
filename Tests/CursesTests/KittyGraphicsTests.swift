import Curses
import Foundation
import Pictures
import TerminalText
import Testing

/// The commands of kitty's graphics protocol.
struct KittyGraphicsTests {
  /// The keys and the data of the commands in a text.
  private static func commands(_ text: String) -> [(keys: [String: String], data: String)] {
    text.components(separatedBy: "\u{1B}\\").dropLast().compactMap { command in
      guard command.hasPrefix("\u{1B}_G") else { return nil }
      let parts = command.dropFirst(3).split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      let keys = parts[0].split(separator: ",").map {
        $0.split(separator: "=", maxSplits: 1).map(String.init)
      }
      let data = parts.count > 1 ? String(parts[1]) : ""
      return (Dictionary(keys.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 }), data)
    }
  }

  @Test(arguments: [1, 40, 200])
  func transmitsAPictureInPieces(size: Int) throws {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<4 * size * size).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let grid = PixelGrid(width: size, height: size, bytes: bytes)
    let data = Data(grid.compressedBytes)
    let placement = Picture.Placement(path: "a.png", columns: 12, rows: 5)
    let text = KittyGraphics.transmission(17, data.base64EncodedString(), of: grid, at: placement).joined()
    let commands = Self.commands(text)
    let first = try #require(commands.first)
    #expect(
      first.keys.filter { $0.key != "m" } == [
        "a": "T", "U": "1", "q": "2", "f": "32", "o": "z", "t": "d", "i": "17", "s": "\(size)",
        "v": "\(size)",
        "c": "12", "r": "5",
      ])
    #expect(commands.dropFirst().allSatisfy { Set($0.keys.keys) == ["m"] })
    #expect(commands.map { $0.keys["m"] } == Array(repeating: "1", count: commands.count - 1) + ["0"])
    #expect(commands.allSatisfy { $0.data.utf8.count <= 4096 })
    #expect(Data(base64Encoded: commands.map(\.data).joined()) == data)
  }

  @Test func showsAPictureInTheLinesAboveTheCursor() throws {
    let grid = PixelGrid(width: 2, height: 2)
    let placement = Picture.Placement(path: "a.png", columns: 12, rows: 5)
    let parts = KittyGraphics.display("AAAA", of: grid, at: placement, column: 3)
    #expect(parts.first == "\u{1B}[5A\u{1B}[3C")
    #expect(parts.last == "\u{1B}[5B\r")
    let commands = Self.commands(parts.dropFirst().dropLast().joined())
    #expect(
      commands.map(\.keys) == [
        [
          "a": "T", "C": "1", "q": "2", "f": "32", "o": "z", "t": "d", "s": "2", "v": "2", "c": "12",
          "r": "5", "m": "0",
        ]
      ])
  }

  @Test func deletesAPictureWithItsData() {
    let commands = Self.commands(KittyGraphics.deletion(of: 20))
    #expect(commands.map(\.keys) == [["a": "d", "d": "I", "i": "20", "q": "2"]])
  }
}
