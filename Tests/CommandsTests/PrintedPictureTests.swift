import Foundation
import TestSupport
import Testing

/// Pictures in printed pages: `cat` with `--images`.
struct PrintedPictureTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder([
      "a/one.md":
        "---\ntitle: One\n---\nBefore.\n\n![A chart](chart.png)\n\n> ![Quoted](chart.png)\n\nAfter.\n"
    ])
    let chart = BuiltProducts.repository.appending(path: "content/articles/pool-latency.png")
    try content.write(Data(contentsOf: chart), to: "a/chart.png")
  }

  private func cat(_ arguments: String..., environment: [String: String] = [:]) throws -> String {
    let variables = ["TERM": "xterm-kitty", "LANG": "C.UTF-8"].merging(environment) { $1 }
    return try Launch(
      ["--content", content.path, "cat", "one"] + arguments, environment: variables
    ).text
  }

  /// A picture that `--images kitty` shows.
  private struct Shown {
    /// The rows that the cursor moves up and down, and the column of the picture.
    var rows: (up: Int, down: Int)
    var column: Int
    var keys: [String]
    var data: String
    var pieces: [Int]
  }

  /// The pictures of an output, and its lines without them.
  private static func split(_ output: String) -> (lines: [String], pictures: [Shown]) {
    let picture = #/\e\[(\d+)A(?:\e\[(\d+)C)?((?:\e_G[^\e]*\e\\)+)\e\[(\d+)B\r/#
    let pictures = output.matches(of: picture).map { match in
      let commands = match.output.3.split(separator: "\u{1B}\\").map {
        $0.dropFirst(3).split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      }
      return Shown(
        rows: (Int(match.output.1) ?? 0, Int(match.output.4) ?? 0), column: Int(match.output.2 ?? "0") ?? 0,
        keys: commands[0][0].split(separator: ",").map(String.init), data: commands.map { $0[1] }.joined(),
        pieces: commands.map { $0[1].utf8.count })
    }
    let rest = output.replacing(picture, with: "").replacing(#/\e\[[0-9;]*m/#, with: "")
    return (rest.components(separatedBy: "\n"), pictures)
  }

  @Test func showsPixelsOverBlankLines() throws {
    let (lines, pictures) = Self.split(try cat("--images", "kitty", "--color", "always", "-w", "80"))
    let (first, second) = (try #require(pictures.first), try #require(pictures.last))
    #expect(pictures.count == 2)
    for picture in pictures {
      let keys = Set(picture.keys)
      #expect(keys.isSuperset(of: ["a=T", "C=1", "q=2", "f=32", "o=z", "t=d", "r=\(picture.rows.up)"]))
      #expect(!picture.keys.contains { $0.hasPrefix("i=") || $0.hasPrefix("U=") })
      #expect(picture.rows.up == picture.rows.down && picture.rows.up > 4)
      #expect(picture.pieces.allSatisfy { $0 <= 4096 } && picture.pieces.count > 1)
      // A stream of zlib.
      #expect(Data(base64Encoded: picture.data)?.first == 0x78)
    }
    #expect((first.column, second.column) == (0, 2))
    // The picture covers the blank lines before its caption.
    let before = try #require(lines.firstIndex(of: "Before."))
    let caption = try #require(lines.firstIndex(of: "A chart"))
    #expect(caption == before + 2 + first.rows.up)
    #expect(lines[(before + 1)..<caption].allSatisfy { $0.isEmpty })
    let quoted = try #require(lines.firstIndex { $0.hasSuffix("Quoted") })
    #expect(lines[(quoted - second.rows.up)..<quoted].allSatisfy { !$0.isEmpty && $0.count < 3 })
    #expect(lines.contains("After."))
  }

  @Test(arguments: [["--images", "kitty"], ["--images", "blocks"], []])
  func printsNoEscapeSequenceToAPipe(arguments: [String]) throws {
    let output = try Launch(
      ["--content", content.path, "cat", "one"] + arguments, environment: ["TERM": "xterm-kitty"]
    ).text
    #expect(!output.contains("\u{1B}"))
    #expect(output.contains("[image: A chart]"))
  }

  /// Half blocks need a palette, pixels do not.
  @Test func showsPixelsWithFewColours() throws {
    let arguments = (kitty: "kitty", blocks: "blocks")
    for term in ["xterm", "dumb"] {
      let pixels = try cat("--images", arguments.kitty, "--color", "always", environment: ["TERM": term])
      #expect(Self.split(pixels).pictures.count == 2)
      let blocks = try cat("--images", arguments.blocks, "--color", "always", environment: ["TERM": term])
      #expect(blocks.contains("[image: A chart]") && !blocks.contains("▀"))
    }
  }

  /// A pager would show the commands as text.
  @Test func showsHalfBlocksInAPager() throws {
    let output = try cat(
      "--images", "kitty", "--color", "always", "--pager", environment: ["PAGER": "cat"])
    #expect(!output.contains("\u{1B}_G"))
    #expect(output.contains("▀"))
  }
}
