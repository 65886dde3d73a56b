import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Sessions of a person who reads, searches and edits.
struct SessionTests {
  @Test func readsSearchesFollowsLinksAndQuits() throws {
    let terminal = try Terminal(columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    terminal.send("3\r")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") && $0.text.contains("│  Problem") })
    terminal.send("/event")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /event") && $0.line(29).contains("1/") })
    #expect(terminal.isCursorVisible)
    terminal.send("\rn")
    #expect(terminal.wait { $0.line(29).contains("2/") && !$0.isCursorVisible })
    terminal.send("N")
    #expect(terminal.wait { $0.line(29).contains("1/") })
    terminal.send("\u{1B}")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    terminal.send("f")
    #expect(terminal.wait(for: "┌─ Links"))
    terminal.send("\r")
    #expect(terminal.wait { !$0.line(2).contains("Replay-safe") && $0.line(1).hasSuffix("┐") })
    terminal.send("H")
    #expect(terminal.wait { ($0.line(1) + $0.line(2)).contains("Replay-safe event platform") })
    terminal.send("o")
    #expect(terminal.wait(for: "┌─ Contents"))
    terminal.send("jj\r")
    #expect(terminal.wait { $0.text.contains("│  Trade-offs") && !$0.text.contains("─ Contents") })
    terminal.send("?")
    #expect(terminal.wait(for: "half a page down"))
    terminal.send("\u{1B}")
    #expect(terminal.wait { !$0.text.contains("half a page down") })
    terminal.send("\t")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") && $0.text.contains("▸ What I Learned") })
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
    // The main screen shows nothing of the session.
    #expect(!terminal.text.contains("About"))
  }

  @Test func opensAPageWhereTheLastRunLeftIt() throws {
    let folder = try TemporaryFolder()
    let place = "articles/fast-queries-slow-endpoint"
    func started() throws -> Terminal {
      let terminal = try Terminal(
        [place], columns: 100, rows: 30, environment: ["XDG_STATE_HOME": folder.path])
      #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
      return terminal
    }
    let first = try started()
    first.send("30j")
    #expect(first.wait { $0.line(1).contains("Fast Queries") })
    let line = first.line(2)
    first.send("q")
    #expect(first.ended() == 0)
    let second = try started()
    #expect(second.line(2) == line)
    second.send("gq")
    #expect(second.ended() == 0)
    #expect(try started().line(2).contains("│  Fast Queries"))
  }

  @Test func searchesAllPages() throws {
    let terminal = try Terminal(columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    terminal.send("sAmdahl")
    #expect(terminal.wait { $0.line(29).contains("1 found") })
    terminal.send("\r")
    #expect(
      terminal.wait { ($0.line(1) + $0.line(2)).contains("AI Tools Make") && $0.text.contains("Amdahl") })
  }

  @Test func aResizeKeepsTheParagraphOnTheScreen() throws {
    let terminal = try Terminal(["articles/fast-queries-slow-endpoint"], columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    terminal.send("z/Three predictions\r")
    #expect(terminal.wait { $0.text.contains("  Three predictions") && $0.line(29).contains("1/1") })
    terminal.send("\u{1B}")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    terminal.send("12j")
    let heading = "  Three predictions"
    #expect(terminal.wait { !$0.text.contains(heading) })
    // The first row with enough words to be recognized.
    let phrase = try #require(Self.phrases(terminal).first)
    for (columns, rows) in [(61, 20), (59, 20), (40, 10), (140, 50), (200, 12), (80, 24), (100, 30)] {
      terminal.resize(columns: columns, rows: rows)
      #expect(
        terminal.wait { $0.line(rows - 1).hasPrefix(" j/k scroll") && Self.words($0).contains(phrase) },
        "\(phrase) at \(columns)x\(rows):\n\(terminal.text)")
    }
    #expect(Self.phrases(terminal).contains(phrase))
  }

  /// The text of all rows without borders, as one line.
  private static func words(_ terminal: Terminal) -> String {
    terminal.lines.dropFirst().joined(separator: " ").filter { !"│█".contains($0) }.split(separator: " ")
      .joined(
        separator: " ")
  }

  /// The first four words of each row of prose.
  private static func phrases(_ terminal: Terminal) -> [String] {
    terminal.lines.dropFirst(2).compactMap { line in
      let words = line.filter { !"│█".contains($0) }.split(separator: " ")
      guard words.count > 7, words.allSatisfy({ $0.allSatisfy { $0.isLetter || ",.".contains($0) } }) else {
        return nil
      }
      return words.prefix(4).joined(separator: " ")
    }
  }

  @Test func showsASavedPageAtTheSamePosition() throws {
    let folder = try TemporaryFolder()
    func text(_ word: String) -> String {
      let paragraphs = (1...60).map { "Paragraph \($0) \($0 == 33 ? word : "stays")." }
      return "# One\n\n" + paragraphs.joined(separator: "\n\n") + "\n"
    }
    try folder.write(text("before"), to: "notes/one.md")
    let terminal = try Terminal(["--content", folder.path, "--watch", "notes/one"], columns: 100, rows: 30)
    #expect(terminal.wait(for: "Paragraph 1 stays."))
    terminal.send("/33\r")
    #expect(terminal.wait(for: "Paragraph 33 before."))
    let top = terminal.line(2)
    try folder.write(text("after"), to: "notes/one.md")
    #expect(terminal.wait(for: "Paragraph 33 after."))
    #expect(terminal.line(2) == top)
    // Many editors write another file and rename it.
    try folder.write(text("renamed"), to: "notes/one.new")
    #expect(rename(folder["notes/one.new"], folder["notes/one.md"]) == 0)
    #expect(terminal.wait(for: "Paragraph 33 renamed."))
    #expect(terminal.line(2) == top)
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  @Test func keepsAWatchedPageThatCannotBeReadAndNamesTheProblem() throws {
    let folder = try TemporaryFolder()
    try folder.write("# One\n\nWhole.\n", to: "notes/one.md")
    let terminal = try Terminal(["--content", folder.path, "--watch", "notes/one"], columns: 100, rows: 30)
    #expect(terminal.wait(for: "Whole."))
    try folder.write("---\ntitle: [One\n---\nBroken.\n", to: "notes/one.md")
    #expect(terminal.wait(for: "'title' is not YAML"))
    #expect(terminal.text.contains("Whole."))
  }

  @Test func showsAWatchedFolderThatIsRemovedAndReplaced() throws {
    let folder = try TemporaryFolder()
    try folder.write("# One\n\nFirst.\n", to: "site/notes/one.md")
    let terminal = try Terminal(
      ["--content", folder["site"], "--watch", "notes/one"], columns: 100, rows: 30)
    #expect(terminal.wait(for: "First."))
    try FileManager.default.removeItem(atPath: folder["site"])
    #expect(terminal.wait(for: "no such file or directory"))
    #expect(terminal.text.contains("First."))
    try folder.write("# One\n\nSecond.\n", to: "site/notes/one.md")
    #expect(terminal.wait(for: "Second."))
    // Deployments rename whole folders.
    try folder.write("# One\n\nThird.\n", to: "next/notes/one.md")
    #expect(rename(folder["site"], folder["old"]) == 0 && rename(folder["next"], folder["site"]) == 0)
    #expect(terminal.wait(for: "Third."))
    try folder.write("# One\n\nFourth.\n", to: "site/notes/one.md")
    #expect(terminal.wait(for: "Fourth."))
  }

  @Test func sendsNothingWhileItIsIdle() throws {
    let terminal = try Terminal(columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    while terminal.readOutput(withinMilliseconds: 100) {}
    #expect(!terminal.readOutput(withinMilliseconds: 300))
    #expect(terminal.isRunning)
  }
}
