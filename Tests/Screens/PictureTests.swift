import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The picture of a bundled article, and pictures of a folder, on a terminal.
struct PictureTests {
  private static let article = "articles/fast-queries-slow-endpoint#checking-the-result"

  private func started(_ arguments: [String], environment: [String: String] = [:]) throws -> Terminal {
    try Terminal(arguments, columns: 100, rows: 40, term: "xterm-256color", environment: environment)
  }

  @Test func showsTheBundledPictureAsHalfBlocks() throws {
    let terminal = try started([Self.article])
    #expect(terminal.wait { $0.text.contains("▀") || $0.text.contains("▄") })
    #expect(terminal.wait(for: "The p99 of each second of a minute"))
  }

  @Test(arguments: [["--images", "never"], []])
  func showsTheAlternativeTextWithoutColoursOrPictures(arguments: [String]) throws {
    let environment = arguments.isEmpty ? ["NO_COLOR": "1"] : [:]
    let terminal = try started(arguments + [Self.article], environment: environment)
    #expect(terminal.wait(for: "[image: The p99 of each second"))
    #expect(!terminal.text.contains("▀"))
  }

  @Test func showsThePicturesOfAFolder() throws {
    let chart = BuiltProducts.repository.appending(path: "content/articles/pool-latency.png")
    let folder = try TemporaryFolder([
      "notes/one.md": "# One\n\n![a chart](x/a.png)\n", "notes/two.md": "# Two\n",
    ])
    try folder.write(Data(contentsOf: chart), to: "notes/x/a.png")
    let terminal = try started(["--content", folder.path, "notes/one"])
    #expect(terminal.wait { $0.text.contains("▀") || $0.text.contains("▄") })
    #expect(terminal.text.contains("a chart"))
  }

  @Test func statesWhyAPictureIsNotShown() throws {
    let folder = try TemporaryFolder([
      "notes/one.md": "# One\n\n![a chart](a.png)\n", "notes/two.md": "# Two\n",
    ])
    try folder.write("no picture", to: "notes/a.png")
    let terminal = try started(["--content", folder.path, "notes/one"])
    #expect(terminal.wait(for: "[image: a chart] (its file is not a PNG"))
  }

  /// Quitting while pictures are decoded ends the program at once.
  @Test func quitsWhileDecoding() throws {
    let terminal = try started([Self.article])
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }
}
