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

  /// `cat` puts pixels over blank lines, so text stands as it does around half blocks, also where the screen scrolls.
  @Test func printsPixelsWithoutMovingTheText() throws {
    let screens = try ["blocks", "kitty"].map { form in
      let terminal = try started(["cat", String(Self.article.prefix { $0 != "#" }), "--images", form])
      terminal.isRecording = true
      #expect(terminal.ended() == 0)
      let command = #/\e_G[^\e]*\e\\/#
      let output = String(decoding: terminal.recorded, as: UTF8.self)
      #expect(output.contains(command) == (form == "kitty"))
      // The emulator shows the commands of kitty's protocol as text.
      let folder = try TemporaryFolder(["output": output.replacing(command, with: "")])
      let copy = try Terminal([folder.path + "/output"], columns: 100, rows: 40, program: "/bin/cat")
      #expect(copy.ended() == 0)
      return (0..<40).map { copy.line($0).replacing(#/[▀▄ ]+$/#, with: "").replacing(#/[▀▄]/#, with: " ") }
    }
    #expect(screens[0] == screens[1])
    #expect(screens[0].contains { !$0.isEmpty })
  }

  /// The TUI transmits a picture for placeholders without asking the terminal.
  @Test func placesPixelsThatAreAskedFor() throws {
    let terminal = try started(["--images", "kitty", Self.article])
    terminal.isRecording = true
    #expect(terminal.wait { $0.text.unicodeScalars.contains("\u{10EEEE}") })
    let output = String(decoding: terminal.recorded, as: UTF8.self)
    #expect(output.contains("a=T,U=1") && !output.contains("a=q"))
  }

  /// Quitting while pictures are decoded ends the program at once.
  @Test func quitsWhileDecoding() throws {
    let terminal = try started([Self.article])
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }
}
