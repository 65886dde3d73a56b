import ContentSource
import PortfolioModel
import PortfolioUI
import TerminalText
import Testing

/// Sizes from 1x1 to 200x60 in every situation: a frame has the screen's rows, each of its columns.
///
/// The session here is pure, so all 12,000 sizes are tried. What only a real terminal can get wrong (ncurses,
/// the signal, the bytes) is tried by `SizeTests` in `Tests/Screens` along the borders of the layout.
struct EverySizeTests {
  /// What was pressed before the sizes change: the layouts that differ in more than a few rows.
  static let layouts = ["4 Enter / \"par", "3 Enter z / \"twice", "?"]

  @Test(arguments: layouts)
  func aFrameIsAsLargeAsTheScreenAtEverySize(keys: String) {
    expectWholeFrames(after: keys, columns: Array(1...200))
  }

  static let situations = [
    "", "3", "4 Enter G", "3 Enter z d", "3 Enter o", "4 Enter f", "3 Enter f", "/ \"par",
    "4 Enter / \"par Enter",
    "4 Enter / \"zebra Enter", "s", "s \"twice", "s \"twice Enter", "y",
  ]

  /// Each width at which something may change, and some beyond.
  @Test(arguments: situations)
  func aFrameIsAsLargeAsTheScreenInEverySituation(keys: String) {
    expectWholeFrames(
      after: keys, columns: Array(1...24) + Array(56...64) + stride(from: 70, through: 200, by: 31))
  }

  /// Names that are longer than any screen, or made of wide characters, and more sections than rows.
  @Test(arguments: ["", "2 j", "5 Enter", "1 Enter o", "f", "s \"長", "/ \"zebra Enter", "y", "z"])
  func longAndWideNamesFitAtEverySize(keys: String) {
    expectWholeFrames(
      .hostile, after: keys, columns: [20, 21, 40, 58, 59, 60, 61, 100, 200],
      rows: [1, 5, 6, 7, 9, 12, 24, 40])
  }

  private func expectWholeFrames(
    _ portfolio: Portfolio = .sample, after keys: String, columns: [Int], rows: [Int] = Array(1...60)
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

extension Portfolio {
  fileprivate static let hostile: Portfolio = {
    let long = String(repeating: "A long title without an end ", count: 20)
    let wide = String(repeating: "長い題名", count: 60)
    var files = [
      ("index.md", "---\nname: \(wide)\nheadline: \(long)\nlocation: \(long)\n---\n[\(wide)](a0/p0.md)\n")
    ]
    for section in 0..<30 {
      files.append(("a\(section)/index.md", "---\ntitle: \(section % 2 == 0 ? long : wide)\n---\n"))
      for page in 0..<3 {
        files.append(
          (
            "a\(section)/p\(page).md",
            "---\ntitle: \(page == 0 ? wide : long)\nrole: \(wide)\nstart: 2020-01\nend: present\n---\n# \(wide)\n\n\(long)\n"
          ))
      }
    }
    return Portfolio(ContentTree(files: files.map { .init(path: $0.0, bytes: Array($0.1.utf8)) }))
  }()
}
