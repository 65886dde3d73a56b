import TerminalText
import TestSupport
import Testing

@testable import Curses
@testable import PortfolioUI

/// The cells of a terminal after frames of which only the differences are drawn.
@MainActor
struct RowDrawingTests {
  init() { precondition(UTF8Locale.isSet) }

  private static let size = Size(columns: 24, rows: 5)

  /// A part of a row: its text, the scalar that each of its columns shows (nil for the second of a wide character), and
  /// whether it is bold.
  private struct Piece {
    var text: String
    var scalars: [Unicode.Scalar?]
    var isBold: Bool

    var span: Span {
      Span(FilteredText(text, as: .code), Style(.standard, on: .standard, isBold ? .bold : []))
    }

    static func random(_ generator: inout SeededGenerator) -> Piece {
      let samples: [(String, [Unicode.Scalar?])] = [
        ("a", ["a"]), ("bc", ["b", "c"]), (" ", [" "]), ("      ", [" ", " ", " ", " ", " ", " "]),
        ("漢", ["漢", nil]), ("字漢", ["字", nil, "漢", nil]), ("e\u{301}", ["e"]), ("│", ["│"]), ("é", ["é"]),
      ]
      let (text, scalars) = samples[Int.random(in: 0..<samples.count, using: &generator)]
      return Piece(text: text, scalars: scalars, isBold: Bool.random(using: &generator))
    }
  }

  /// A random row of exactly the width of the screen.
  private static func row(_ generator: inout SeededGenerator) -> [Piece] {
    var pieces: [Piece] = []
    var room = size.columns
    while room > 0 {
      let piece = Piece.random(&generator)
      guard piece.scalars.count <= room else { continue }
      room -= piece.scalars.count
      pieces.append(piece)
    }
    return pieces
  }

  @Test(arguments: 1...4) func showsEachOfManyFrames(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let screen = try #require(CursesScreen(term: "xterm-256color", size: Self.size, usesColor: true))
    let emulator = try EmulatedScreen(Self.size)
    var rows = (0..<Self.size.rows).map { _ in Self.row(&generator) }
    for number in 0..<200 {
      // A row, a part of a row, or the order of all rows changes.
      let changed = Int.random(in: 0..<rows.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: rows[changed] = Self.row(&generator)
      case 1: rows.append(rows.removeFirst())
      case 2: rows[changed].append(rows[changed].removeFirst())
      default: rows[changed][rows[changed].count / 2].isBold.toggle()
      }
      let isTyping = Bool.random(using: &generator)
      let cursor = Frame.Cursor(row: 3, column: number % Self.size.columns)
      screen.show(Frame(lines: rows.map { Line($0.map(\.span)) }, cursor: isTyping ? cursor : nil))
      emulator.write(screen.drainBytes())
      for (index, row) in rows.enumerated() {
        var column = 0
        for piece in row {
          for scalar in piece.scalars {
            defer { column += 1 }
            guard let scalar else { continue }
            let cell = emulator.cell(row: index, column: column)
            #expect(cell.scalar == scalar, "frame \(number), row \(index), column \(column)")
            if scalar != " " { #expect(cell.isBold == piece.isBold, "frame \(number), row \(index)") }
          }
        }
      }
      #expect(emulator.showsCursor == isTyping)
      #expect(!isTyping || emulator.cursor == [cursor.row, cursor.column])
    }
  }

  @Test func aFrameThatChangesNothingSendsNothing() throws {
    let screen = try #require(CursesScreen(term: "xterm-256color", size: Self.size, usesColor: true))
    let frame = Frame(
      lines: (0..<Self.size.rows).map { Line(FilteredText("row \($0) 漢")).fitted(to: Self.size.columns) })
    screen.show(frame)
    _ = screen.drainBytes()
    screen.show(frame)
    #expect(screen.drainBytes().isEmpty)
  }
}
