import TerminalText
import TestSupport
import Testing

@testable import Curses
@testable import PortfolioUI

/// Text beside a list, which is scrolled between margins.
@MainActor
struct MarginTests {
  init() { precondition(UTF8Locale.isSet) }

  private static let size = Size(columns: 60, rows: 20)
  private static let area = (rows: 2..<18, columns: 20..<59)

  /// A frame with a list, which changes if `selection` does, and the part of a text from the line `top`.
  private static func frame(top: Int, selection: Int = 0, cursor: Frame.Cursor? = nil) -> Frame {
    var lines = (0..<size.rows).map { row -> Line in
      let item = "\(row == selection ? ">" : " ") item \(row)"
      let list = FilteredText(item.padding(to: area.columns.lowerBound - 1), as: .code)
      let text = area.rows.contains(row) ? Self.line(top + row) : "────"
      let thumb: FilteredText = row == 2 + top / 10 ? "█" : "│"
      let style = (top + row) % 3 == 0 ? Style(.red, .bold) : .plain
      return Line([
        Span(list), Span("│"), Span(FilteredText(text.padding(to: area.columns.count), as: .code), style),
        Span(thumb),
      ]).fitted(to: size.columns)
    }
    lines[0] = Line("title").fitted(to: size.columns)
    var frame = Frame(lines: lines, cursor: cursor)
    frame.textArea = Frame.TextArea(rows: area.rows, columns: area.columns, top: top)
    return frame
  }

  /// A line of text that has few characters in common with others.
  private static func line(_ number: Int) -> String {
    let words = (1...3).map { String(number &* 7919 &* ($0 * $0 + 1) % 1_000_003, radix: 36) }
    return "\(number) 漢字 é " + words.joined(separator: " ")
  }

  /// Random steps, after each of which the screen is that of a terminal that gets the frame alone.
  @Test(arguments: 1...3) func showsEachOfManyFrames(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let emulator = try EmulatedScreen(Self.size)
    var shown: [(frame: Frame, text: [[Unicode.Scalar?]])] = []
    do {
      let screen = try #require(CursesScreen(term: "xterm-ghostty", size: Self.size, usesColor: true))
      var (top, selection) = (0, 0)
      for _ in 0..<80 {
        top = max(0, top + Int.random(in: -20...20, using: &generator))
        if Bool.random(using: &generator) {
          top = max(0, top / 20 + Int.random(in: -1...1, using: &generator))
        }
        if Int.random(in: 0..<4, using: &generator) == 0 {
          selection = Int.random(in: 0..<8, using: &generator)
        }
        let isTyping = Int.random(in: 0..<6, using: &generator) == 0
        if Int.random(in: 0..<20, using: &generator) == 0 { screen.invalidate() }
        let frame = Self.frame(
          top: top, selection: selection, cursor: isTyping ? Frame.Cursor(row: 19, column: 5) : nil)
        screen.show(frame)
        emulator.write(screen.drainBytes())
        shown.append((frame, emulator.scalars))
      }
    }
    for (frame, text) in shown {
      let screen = try #require(CursesScreen(term: "xterm-256color", size: Self.size, usesColor: true))
      screen.show(frame)
      let fresh = try EmulatedScreen(Self.size)
      fresh.write(screen.drainBytes())
      #expect(text == fresh.scalars)
    }
  }

  /// The number of bytes of a line down, at a place where the list is beside all of the text.
  private static func bytesOfALine(term: String) throws -> Int {
    let screen = try #require(CursesScreen(term: term, size: size, usesColor: true))
    var counts: [Int] = []
    for top in 3...8 {
      screen.show(frame(top: top))
      counts.append(screen.drainBytes().count)
    }
    return counts.dropFirst().max() ?? 0
  }

  @Test func aScrolledLineTakesFewBytes() throws {
    let (few, many) = try (
      Self.bytesOfALine(term: "xterm-ghostty"), Self.bytesOfALine(term: "xterm-256color")
    )
    #expect(few < 200, "\(few)")
    #expect(many > 2 * few, "\(many)")
  }

  @Test func sendsNoMarginsToOtherTerminals() throws {
    let screen = try #require(CursesScreen(term: "xterm-256color", size: Self.size, usesColor: true))
    screen.show(Self.frame(top: 3))
    screen.show(Self.frame(top: 4))
    #expect(!String(decoding: screen.drainBytes(), as: UTF8.self).contains("\u{1B}[?69h"))
  }
}

extension String {
  fileprivate func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - FilteredText(self, as: .code).columns))
  }
}
