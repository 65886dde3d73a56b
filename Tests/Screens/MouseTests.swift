import Foundation
import Testing

@testable import TerminalEmulator

/// The wheel and clicks, as SGR mouse reports.
struct MouseTests {
  private func started() throws -> Terminal {
    let terminal = try Terminal(columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    return terminal
  }

  private enum Button: Int {
    case left = 0
    case wheelUp = 64
    case wheelDown = 65
  }

  /// Sends a press, and the release of a button, in a cell counted from 0.
  private func press(_ button: Button, _ terminal: Terminal, row: Int, column: Int) {
    let place = "\(button.rawValue);\(column + 1);\(row + 1)"
    terminal.send("\u{1B}[<\(place)M" + (button == .left ? "\u{1B}[<\(place)m" : ""))
  }

  private func row(of text: String, _ terminal: Terminal) throws -> Int {
    try #require(terminal.lines.firstIndex { $0.contains(text) }, "\(text) in\n\(terminal.text)")
  }

  @Test func theWheelMovesTheSelectionOfTheList() throws {
    let terminal = try started()
    #expect(terminal.line(2).hasPrefix("│ ▸ Welcome"))
    press(.wheelDown, terminal, row: 3, column: 5)
    #expect(terminal.wait { $0.line(3).hasPrefix("│ ▸ ") && $0.line(2).hasPrefix("│   Welcome") })
    press(.wheelUp, terminal, row: 3, column: 5)
    #expect(terminal.wait { $0.line(2).hasPrefix("│ ▸ Welcome") })
  }

  @Test func theWheelScrollsTheReader() throws {
    let terminal = try started()
    terminal.send("4")
    #expect(terminal.wait { $0.line(2).contains("│  What I Learned") })
    let rows = (2...28).map { terminal.line($0).dropFirst(33).dropLast() }
    press(.wheelDown, terminal, row: 10, column: 60)
    #expect(terminal.wait { $0.line(2).dropFirst(33).dropLast() == rows[3] })
    // The list keeps the focus.
    #expect(terminal.line(29).hasPrefix(" j/k select"))
    press(.wheelUp, terminal, row: 10, column: 60)
    #expect(terminal.wait { $0.line(2).dropFirst(33).dropLast() == rows[0] })
  }

  @Test func aClickOnAPageOpensIt() throws {
    let terminal = try started()
    let row = try row(of: "  Replay-safe event platform", terminal)
    press(.left, terminal, row: row, column: 8)
    #expect(terminal.wait { $0.line(2).contains("│  Replay-safe event platform") })
    #expect(terminal.line(row).hasPrefix("│ ▸ Replay-safe event platform"))
  }

  @Test func aClickOnALinkFollowsIt() throws {
    let terminal = try started()
    terminal.send("3\rG")
    #expect(terminal.wait { $0.lines.contains { $0.contains("Next: ") } })
    let row = try row(of: "Next: ", terminal)
    let line = terminal.line(row)
    let column = try #require(line.range(of: "Next: ")).lowerBound
    press(.left, terminal, row: row, column: line[..<column].unicodeScalars.count + 8)
    #expect(terminal.wait { !$0.line(1).contains("Replay-safe") && $0.line(29).hasPrefix(" j/k scroll") })
  }

  @Test func releasesAndCapturesTheMouse() throws {
    let terminal = try started()
    #expect(terminal.hasMouse)
    terminal.send("M")
    #expect(terminal.wait { !$0.hasMouse && $0.line(29).contains("select text") })
    terminal.send("M")
    #expect(terminal.wait { $0.hasMouse })
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }
}
