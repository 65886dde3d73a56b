import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The first screen.
struct StartTests {
  @Test(arguments: [(100, 30), (80, 24), (60, 24)])
  func showsPanesBesideThePage(columns: Int, rows: Int) throws {
    let terminal = try Terminal(columns: columns, rows: rows)
    #expect(terminal.wait { $0.line(rows - 1).hasPrefix(" j/k select") })
    #expect(terminal.isAlternate && !terminal.isCursorVisible && terminal.hasMouse)
    #expect(terminal.bracketsPastes)
    #expect(terminal.line(1).hasPrefix("┌ 1 About ─"))
    #expect(terminal.line(1).contains("─┬─"))
    for title in ["├ 2 Experience ─", "├ 3 Projects ─", "├ 4 Articles ─"] {
      #expect(terminal.lines.contains { $0.hasPrefix(title) }, "\(title)")
    }
    #expect(terminal.line(rows - 2).hasPrefix("└─") && terminal.line(rows - 2).hasSuffix("─┘"))
  }

  @Test(arguments: [(59, 20), (40, 10)])
  func showsTabsOnANarrowTerminal(columns: Int, rows: Int) throws {
    let terminal = try Terminal(columns: columns, rows: rows)
    #expect(terminal.wait { $0.line(rows - 1).hasPrefix(" j/k select") })
    #expect(terminal.line(0).hasPrefix(" About  Experience  Projects "))
    #expect(terminal.cell(row: 0, column: 1).reverse)
    #expect(terminal.line(1) == " ▸ Welcome")
    terminal.send("\r")
    #expect(terminal.wait { $0.line(0).hasPrefix(" About ") && $0.line(0).hasSuffix("%") })
    terminal.send("\u{1B}")
    #expect(terminal.wait { $0.line(0).hasPrefix(" About  Experience") })
    terminal.send("3")
    #expect(terminal.wait { $0.line(1).hasPrefix(" ▸ Replay-safe event platform") })
  }

  @Test func reportsATerminalThatIsTooSmallUntilItGrows() throws {
    let terminal = try Terminal(columns: 19, rows: 5)
    #expect(terminal.wait { $0.text == "Terminal too small\n\n\n\n" })
    terminal.resize(columns: 80, rows: 24)
    #expect(terminal.wait { $0.line(1).hasPrefix("┌ 1 About") })
    terminal.resize(columns: 19, rows: 5)
    #expect(terminal.wait { $0.line(0) == "Terminal too small" })
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test(arguments: [
    "articles/fast-queries-slow-endpoint#why-not-a-bigger-pool",
    "fast-queries-slow-endpoint#why-not-a-bigger-pool",
  ])
  func opensAPageAtAHeading(place: String) throws {
    let terminal = try Terminal([place], columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    #expect(terminal.lines[2...3].contains { $0.contains("│  Why not a bigger pool") }, "\(terminal.text)")
  }

  @Test func opensAFileAtAHeading() throws {
    let paragraphs = String(repeating: "Text.\n\n", count: 30)
    let folder = try TemporaryFolder(["one.md": "# One\n\n\(paragraphs)## Set up\n\n\(paragraphs)"])
    let terminal = try Terminal([folder["one.md"] + "#set-up"], columns: 80, rows: 24)
    #expect(terminal.wait { $0.lines.prefix(5).contains { $0.contains("Set up") } }, "\(terminal.text)")
  }

  @Test func opensAPage() throws {
    let terminal = try Terminal(["projects/replay-safe-event-platform"], columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    #expect(terminal.line(2).contains("│  Replay-safe event platform"))
    #expect(terminal.lines.contains { $0.contains("▸ Replay-safe event platform") })
  }

  @Test(arguments: ["printf '# One\\n\\nText' | $P", "$P $F", "$P - < $F"])
  func opensTheReaderOnAFile(script: String) throws {
    let folder = try TemporaryFolder(["one.md": "# One\n\nText"])
    let terminal = try Terminal(
      ["-c", script], columns: 80, rows: 24,
      environment: ["P": BuiltProducts.program, "F": folder["one.md"]], program: "/bin/sh")
    #expect(terminal.wait { $0.line(23).hasPrefix(" j/k scroll") })
    #expect(terminal.line(0) == " One")
    #expect(terminal.line(1).hasPrefix("┌──") && terminal.line(2).contains(" One "))
    #expect(terminal.lines.contains { $0.contains("Text") })
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func reportsAPageThatDoesNotExistWithoutAScreen() throws {
    let terminal = try Terminal(["articles/nothing"])
    #expect(terminal.ended() == 2)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
    #expect(!terminal.lastBytes.contains(0x1B))
    #expect(terminal.text.contains("nothing"))
  }

  @Test(arguments: [
    "xterm-256color", "xterm-kitty", "foot", "wezterm", "st", "gnome", "tmux-256color", "linux", "vt100",
    "no-such-terminal", String(repeating: "x", count: 5000), "../../etc/passwd", "a\u{1B}[2Jb",
  ])
  func runsOnEveryTerminal(term: String) throws {
    let terminal = try Terminal(columns: 100, rows: 30, term: term)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    terminal.send("3\r")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") && $0.text.contains("Replay-safe") })
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  /// An empty TERM is as none.
  @Test(arguments: ["dumb", ""])
  func usesThePromptOnADumbTerminal(term: String) throws {
    let terminal = try Terminal(columns: 80, rows: 100, term: term)
    #expect(terminal.wait { $0.lines.last { !$0.isEmpty } == ">" })
    #expect(!terminal.lastBytes.contains(0x1B))
    terminal.send("4\n")
    #expect(terminal.wait { $0.lines.contains { $0.hasPrefix("> 4") } })
    #expect(terminal.wait { $0.lines.last { !$0.isEmpty } == ">" })
    terminal.send("q\n")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
    #expect(!terminal.lastBytes.contains(0x1B))
  }

  // MARK: Colours and characters

  @Test func keepsReverseAndBoldWithoutColors() throws {
    let terminal = try Terminal(columns: 100, rows: 30, environment: ["NO_COLOR": "1"])
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    #expect(!terminal.anyCell { $0.colored })
    #expect(terminal.cell(row: 2, column: 5).reverse)
    #expect(terminal.anyCell { $0.bold })
    terminal.send("/e")
    #expect(terminal.wait { $0.line(29).contains("1/") })
    #expect(!terminal.anyCell { $0.colored })
  }

  @Test func usesColorsByDefault() throws {
    let terminal = try Terminal(columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    #expect(terminal.anyCell { $0.colored })
  }

  @Test(arguments: ["C", "POSIX", "en_US.ISO-8859-1"])
  func drawsWithASCIIInALocaleWithoutUTF8(locale: String) throws {
    let terminal = try Terminal(columns: 100, rows: 30, environment: ["LANG": locale])
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    #expect(terminal.text.utf8.allSatisfy { $0 < 0x80 })
    #expect(terminal.line(1).hasPrefix("+ 1 About -"))
  }
}
