import Foundation
import Testing

@testable import TerminalEmulator

/// Terminals get their colours, and none that they do not have, in any theme.
struct ColorTests {
  /// The forms of a colour in SGR, in the order of the number of colours (ECMA-48, 8.3.117; "XTerm Control
  /// Sequences").
  enum Depth: Int, Comparable {
    case none, eight, sixteen, palette, direct

    static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
  }

  struct Case: CustomStringConvertible {
    var term: String
    var environment: [String: String] = [:]
    var depth: Depth

    var description: String { "\(term) \(environment)" }
  }

  static let cases = [
    Case(term: "linux", depth: .eight), Case(term: "xterm", depth: .eight),
    Case(term: "xterm-256color", depth: .palette), Case(term: "screen-256color", depth: .palette),
    Case(term: "xterm-256color", environment: ["COLORTERM": "truecolor"], depth: .direct),
    Case(term: "xterm-direct", depth: .direct), Case(term: "vt100", depth: .none),
    Case(term: "xterm-256color", environment: ["NO_COLOR": "1"], depth: .none),
    Case(term: "xterm-direct", environment: ["NO_COLOR": "1"], depth: .none),
  ]

  @Test(arguments: cases)
  func usesNoMoreColorsThanTheTerminalHas(_ setting: Case) throws {
    let terminal = try Terminal(columns: 100, rows: 30, term: setting.term, environment: setting.environment)
    terminal.isRecording = true
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    terminal.send("4\r/the\r")
    #expect(terminal.wait { $0.line(29).contains("1/") || $0.line(29).contains("2/") })
    terminal.send("\u{1B}")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    // All themes, each on a page with code, tables and headings.
    for _ in 0..<8 {
      terminal.send("t")
      #expect(terminal.wait { $0.line(29).hasPrefix(" Theme: ") || $0.line(29).contains("one theme") })
      terminal.send("dG")
      #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
      terminal.send("g")
    }
    terminal.send("q")
    #expect(terminal.ended() == 0)
    let depths = Self.depths(in: terminal.recorded)
    #expect(depths.allSatisfy { $0 <= setting.depth }, "\(depths)")
    #expect(depths.isEmpty == (setting.depth == .none))
    // Attributes such as bold remain.
    #expect(terminal.recorded.firstRange(of: Array("\u{1B}[".utf8)) != nil)
  }

  private static func hasPlainCell(_ terminal: Terminal) -> Bool {
    (0..<30).contains { row in (0..<100).contains { !terminal.cell(row: row, column: $0).colored } }
  }

  /// With and without a terminal that erases in the background colour, and after lists over the screen.
  @Test(arguments: ["paper", "contrast", "gruvbox", "nord"], ["xterm-256color", "screen-256color"])
  func paintsEveryCellOfTheBackground(theme: String, term: String) throws {
    let terminal = try Terminal(["--theme", theme], columns: 100, rows: 30, term: term)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") && !Self.hasPlainCell($0) })
    terminal.send("?")
    #expect(terminal.wait { $0.text.contains("half a page down") && !Self.hasPlainCell($0) })
    terminal.send("q4\rG")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") && !Self.hasPlainCell($0) })
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  @Test(arguments: ["paper", "contrast", "gruvbox", "nord"])
  func leavesTheBackgroundToATerminalOfEightColors(theme: String) throws {
    let terminal = try Terminal(["--theme", theme], columns: 100, rows: 30, term: "xterm")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") && Self.hasPlainCell($0) })
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  /// Names that ncurses-base has no entry for.
  static let substituted = [
    "wezterm", "contour", "rio", "st", "st-256color", "mintty", "konsole", "konsole-256color", "vte", "gnome",
    "foot-extra", "ghostty", "alacritty-direct", "some-new-terminal",
  ].map { Case(term: $0, depth: .palette) }

  @Test(arguments: cases.filter { $0.depth > .none } + substituted)
  func colorsTheFocusedPaneAndTheHeadings(_ setting: Case) throws {
    let terminal = try Terminal(columns: 100, rows: 30, term: setting.term, environment: setting.environment)
    terminal.isRecording = true
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    #expect(Self.depths(in: terminal.recorded).allSatisfy { $0 <= setting.depth })
    // The border of the focused pane, and a heading of the page.
    #expect(terminal.cell(row: 1, column: 0).colored)
    #expect((2..<28).contains { row in (35..<99).contains { terminal.cell(row: row, column: $0).colored } })
  }

  /// The depths of the colours in all SGR sequences.
  private static func depths(in bytes: [UInt8]) -> Set<Depth> {
    var depths: Set<Depth> = []
    let text = String(decoding: bytes, as: UTF8.self)
    for sequence in text.matches(of: /\x1B\[([0-9;:]*)m/) {
      var numbers = sequence.1.split(whereSeparator: { $0 == ";" || $0 == ":" }).compactMap { Int($0) }[...]
      while let number = numbers.popFirst() {
        switch number {
        case 30...37, 40...47: depths.insert(.eight)
        case 90...97, 100...107: depths.insert(.sixteen)
        case 38, 48:
          depths.insert(numbers.popFirst() == 5 ? .palette : .direct)
          numbers = []
        default: break
        }
      }
    }
    return depths
  }
}
