import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Screens over OpenSSH's client: they are those of the program on the machine itself.
struct ScreenVisitTests {
  private let service: Service

  init() throws { service = try Service.shared.get() }

  @Test(arguments: [(100, 30), (80, 24), (40, 10), (19, 5)])
  func showsTheScreenOfTheOwner(columns: Int, rows: Int) throws {
    let own = try Terminal(columns: columns, rows: rows)
    let visit = try service.terminal(columns: columns, rows: rows)
    for keys in ["", "3", "\r", "?"] {
      own.send(keys)
      visit.send(keys)
      let isSmall = rows < 6
      #expect(own.wait { isSmall ? $0.text.contains("too small") : Self.isDrawn($0, keys) })
      let isSame = visit.wait {
        own.readOutput(withinMilliseconds: 0)
        return $0.text == own.text
      }
      #expect(isSame, "\(visit.text)")
    }
    #expect(visit.isAlternate && visit.bracketsPastes && !visit.isCursorVisible)
    // The visitor's terminal keeps the mouse until M, so that it can select text.
    #expect(own.hasMouse && !visit.hasMouse)
  }

  /// Whether the screen shows the result of the keys.
  private static func isDrawn(_ terminal: Terminal, _ keys: String) -> Bool {
    switch keys {
    case "": terminal.line(terminal.rows - 1).hasPrefix(" j/k select")
    case "3": terminal.text.contains("▸ Replay-safe")
    case "\r": terminal.line(terminal.rows - 1).hasPrefix(" j/k scroll")
    default: terminal.text.contains("─ Keys ─")
    }
  }

  @Test func showsTheColoursOfTheOwner() throws {
    let own = try Terminal(columns: 100, rows: 30)
    let visit = try service.terminal()
    for terminal in [own, visit] { #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") }) }
    for row in 0..<30 {
      for column in 0..<100 {
        let (a, b) = (own.cell(row: row, column: column), visit.cell(row: row, column: column))
        #expect(a.bold == b.bold && a.reverse == b.reverse && a.colored == b.colored, "\(row), \(column)")
      }
    }
    #expect(visit.anyCell { $0.colored })
  }

  @Test func followsTheSizeOfTheTerminal() throws {
    let visit = try service.terminal()
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
    for (columns, rows) in [(60, 24), (40, 10), (160, 50), (10, 3), (100, 30)] {
      visit.resize(columns: columns, rows: rows)
      if rows < 6 {
        #expect(visit.wait { $0.line(0) == "Too small" }, "\(visit.text)")
      } else {
        #expect(visit.wait { $0.line(rows - 1).hasPrefix(" j/k select") }, "\(visit.text)")
      }
    }
  }

  @Test(arguments: ["q", "\u{3}", "/x\u{3}\u{3}", "3\rq"])
  func quitsAndRestoresTheTerminal(keys: String) throws {
    let visit = try service.terminal()
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
    visit.send(keys)
    #expect(visit.ended() == 0)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
  }

  @Test(arguments: ["\u{1A}", "\u{1C}", "\u{19}", ":!sh\r", "!sh\r", "\u{1A}\u{1A}\u{1A}"])
  func opensNoShellAndSuspendsNothing(keys: String) throws {
    let visit = try service.terminal()
    expectNothingToLeaveTo(visit, keys)
  }

  @Test(arguments: [
    "xterm-256color", "xterm", "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "tmux-256color", "screen",
    "linux", "vt100", "no-such-terminal", String(repeating: "x", count: 64), "../../etc/passwd",
  ])
  func drawsAScreenForEveryTERM(term: String) throws {
    let visit = try service.terminal(term: term)
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") }, "\(visit.text)")
    visit.send("3\r")
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k scroll") && $0.text.contains("Replay-safe") })
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
  }

  /// A TERM longer than any real one counts as unset.
  @Test(arguments: ["dumb", "", String(repeating: "x", count: 5000)])
  func promptsOnADumbTerminal(term: String) throws {
    let visit = try service.terminal(rows: 100, term: term)
    #expect(visit.wait { $0.lines.last { !$0.isEmpty } == ">" }, "\(visit.text)")
    visit.send("4x\u{7F}\r")
    #expect(visit.wait { $0.lines.contains("> 4") && $0.lines.last { !$0.isEmpty } == ">" }, "\(visit.text)")
    visit.send("q\r")
    #expect(visit.ended() == 0)
    #expect(!visit.lastBytes.contains(0x1B))
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
  }

  @Test func promptsWithLinear() throws {
    let visit = try service.terminal(" --linear", rows: 100)
    #expect(visit.wait { $0.lines.last { !$0.isEmpty } == ">" }, "\(visit.text)")
    #expect(!visit.isAlternate)
    visit.send("\u{3}")
    #expect(visit.ended() == 0)
  }

  /// `ssh -tt` without a terminal of its own requests 0x0.
  @Test func uses80x24ForATerminalWithoutASize() throws {
    let visit = try service.ssh(options: ["-tt"], input: .open)
    #expect(eventually { visit.text.contains("quit") })
    #expect(visit.text.contains("\u{1B}[24;"))
    #expect(!visit.text.contains("\u{1B}[25;"))
    visit.send("q")
    #expect(visit.waitForExit() == 0)
  }

  @Test(arguments: [
    "articles/fast-queries-slow-endpoint#why-not-a-bigger-pool",
    "fast-queries-slow-endpoint#why-not-a-bigger-pool",
  ])
  func opensAPlaceAtItsHeading(place: String) throws {
    let visit = try service.terminal(place)
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k scroll") })
    #expect(visit.lines[2...3].contains { $0.contains("│  Why not a bigger pool") }, "\(visit.text)")
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test(arguments: ["articles/nothing", "check", "; rm -rf /"])
  func reportsErrorsWithoutTouchingTheTerminal(words: String) throws {
    let visit = try service.terminal(words)
    #expect(visit.ended() == 2)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
    #expect(!visit.lastBytes.contains(0x1B))
    #expect(visit.line(0).hasPrefix("portfolio-tui: "), "\(visit.text)")
    #expect(visit.line(1) == "")
  }

  @Test func printsCommandsInTheWidthColoursAndLineEndsOfTheTerminal() throws {
    for (words, columns) in [("cat principles", 50), ("ls", 100)] {
      let visit = try service.terminal(words, columns: columns, rows: 200)
      visit.isRecording = true
      #expect(visit.ended() == 0)
      let own = try Terminal(words.split(separator: " ").map(String.init), columns: columns, rows: 200)
      own.isRecording = true
      #expect(own.ended() == 0)
      #expect(visit.recorded == own.recorded)
      #expect(visit.recorded.contains(0x1B))
      #expect(visit.text == own.text)
    }
  }

  @Test func copiesTheCommandThatComesBackWithY() throws {
    let service = try Service(["--public-name", "example.com:2222"])
    let visit = try service.terminal("projects/replay-safe-event-platform")
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k scroll") })
    visit.send("y")
    let command = Data("ssh -t -p 2222 example.com projects/replay-safe-event-platform".utf8)
    #expect(
      visit.wait { String(decoding: $0.lastBytes, as: UTF8.self).contains(command.base64EncodedString()) })
    #expect(service.child.text.contains("Visitors type: ssh -p 2222 example.com\n"))
  }
}
