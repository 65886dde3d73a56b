import PortfolioModel
import PortfolioUI
import TerminalText
import Testing

/// A frame has the rows and columns of the screen at sizes from 1x1 to 200x60, in every situation.
///
/// Columns and rows are laid out by themselves. Every number of columns is tested with the few numbers of rows at which
/// the layout changes, and every number of rows with such numbers of columns. `SizeTests` in `Tests/Screens` tests a
/// real terminal.
struct EverySizeTests {
  /// All numbers of rows at which the layout changes, and two larger ones.
  private static let rows = Array(1...12) + [24, 60]
  /// The numbers of columns beside each change of the layout, and a few others.
  private static let columns = [1, 2, 19, 20, 21, 40, 59, 60, 61, 84, 108, 118, 200]

  /// The keys that lead to layouts that differ in more than a few rows.
  static let layouts = ["4 Enter / \"par", "3 Enter z / \"twice", "?"]

  @Test(arguments: layouts)
  func fillsTheScreenAtEverySize(keys: String) {
    expectWholeFrames(after: keys, columns: Array(1...200), rows: Self.rows)
    expectWholeFrames(after: keys, columns: Self.columns, rows: Array(1...60))
  }

  static let situations = [
    "", "3", "4 Enter G", "3 Enter z d", "3 Enter o", "4 Enter f", "3 Enter f", "/ \"par",
    "4 Enter / \"par Enter",
    "4 Enter / \"zebra Enter", "s", "s \"twice", "s \"twice Enter", "y",
  ]

  /// Tests the widths around each change of the layout, and a few larger ones.
  @Test(arguments: situations)
  func fillsTheScreenInEverySituation(keys: String) {
    let columns = Array(1...24) + Array(56...64) + stride(from: 70, through: 200, by: 31)
    expectWholeFrames(after: keys, columns: columns, rows: Self.rows)
    expectWholeFrames(after: keys, columns: [20, 60, 200], rows: Array(1...60))
  }

  /// The portfolio has names that are longer than any screen or have wide characters, and more sections than rows.
  @Test(arguments: ["", "2 j", "5 Enter", "1 Enter o", "f", "? j", "s \"長", "/ \"zebra Enter", "y", "z"])
  func cutsLongAndWideNamesAtEverySize(keys: String) {
    expectWholeFrames(
      .hostile, after: keys, columns: [20, 21, 40, 58, 59, 60, 61, 100, 200],
      rows: [1, 5, 6, 7, 9, 12, 24, 40])
  }

  private func expectWholeFrames(
    _ portfolio: Portfolio = .sample, after keys: String, columns: [Int], rows: [Int]
  ) {
    var state = State(
      State.Configuration(
        portfolio: portfolio, size: Size(columns: 80, rows: 24), theme: .mono, themes: [.mono]))
    Scenario.press(keys, in: &state)
    for columns in columns {
      for rows in rows {
        _ = state.update(.resize(Size(columns: columns, rows: rows)))
        let frame = state.view()
        let isWhole =
          frame.lines.count == rows && frame.lines.allSatisfy { $0.columns == columns }
          && frame.cursor.map { (0..<rows).contains($0.row) && (0..<columns).contains($0.column) } ?? true
        if !isWhole {
          Issue.record(
            "\(columns)x\(rows): \(frame.lines.map(\.columns)) cursor \(String(describing: frame.cursor))")
          return
        }
      }
    }
  }
}
