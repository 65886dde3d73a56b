import Markdown
import TerminalText

/// The list of keys over the screen.
extension State {
  /// The width of the screen from which the list has two columns.
  private static let minimumWidthOfTwoColumns = 96
  /// The columns between the two columns of the list.
  private static let columnGap = 3

  /// Opens the list of keys, wrapped for the width of the screen.
  mutating func openHelp() {
    let width = configuration.size.columns
    // The border and a space at each side.
    let room = width - 4
    let lines: [Line]
    if width >= Self.minimumWidthOfTwoColumns {
      let column = (min(room, 2 * Layout.maximumMeasure) - Self.columnGap) / 2
      lines = Self.sideBySide(helpGroups(width: column), width: column)
    } else {
      lines = Array(helpGroups(width: room).joined(separator: [Line()]))
    }
    overlay = Overlay(
      kind: .help, title: "Keys", rows: lines.map { Overlay.Row(text: $0, destination: .none) })
  }

  /// Returns the lines of each group of keys: its name, and the keys with their help beside them.
  private func helpGroups(width: Int) -> [[Line]] {
    let gap = configuration.size.isNarrow ? 1 : 3
    let indent = gap + keys.rows.reduce(0) { max($0, FilteredText(KeyBindings.allKeys(of: $1)).columns) }
    let renderer = DocumentRenderer(width: max(12, width - indent), theme: .plain)
    return keys.groups.map { group, rows in
      [Line(FilteredText(group.rawValue), theme[.heading])]
        + rows.flatMap { row in
          let help = renderer.lines(for: Document(blocks: [Block(.paragraph([.text(row.help)]))]))
          return help.enumerated().map { index, line in
            let head = index == 0 ? FilteredText(KeyBindings.allKeys(of: row)) : .empty
            let padding = FilteredText(repeating: " ", count: indent - head.columns)
            return Line([Span(head, theme[.key]), Span(padding)] + line.spans)
          }
        }
    }
  }

  /// Returns groups of lines in two columns, the first of which holds at least half of the lines.
  private static func sideBySide(_ groups: [[Line]], width: Int) -> [Line] {
    let total = groups.reduce(0) { $0 + $1.count }
    var columns: (left: [Line], right: [Line]) = ([], [])
    for group in groups {
      if columns.left.count * 2 < total {
        columns.left += (columns.left.isEmpty ? [] : [Line()]) + group
      } else {
        columns.right += (columns.right.isEmpty ? [] : [Line()]) + group
      }
    }
    return (0..<max(columns.left.count, columns.right.count)).map { row in
      guard row < columns.right.count else { return columns.left[row] }
      let left = row < columns.left.count ? columns.left[row] : Line()
      return Line(left.fitted(to: width + columnGap).spans + columns.right[row].spans)
    }
  }
}
