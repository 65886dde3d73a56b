import PortfolioModel
import TerminalText
import TextSearch

/// A list in a box over the screen: the keys, the headings of a page, its links, what can be copied, or the results of a
/// search.
struct Overlay: Sendable {
  enum Kind: Sendable {
    case help, outline, links, copies, results

    /// The action that opens the list; nil for the results of a search.
    var opener: Action? {
      switch self {
      case .help: .help
      case .outline: .outline
      case .links: .links
      case .copies: .copy
      case .results: nil
      }
    }
  }

  /// The effect of choosing a row.
  enum Destination: Sendable {
    /// Nothing.
    case none
    /// Scrolls to a line of the page's source. The lines of the screen would change with its width.
    case source(Int)
    case target(LinkTarget)
    /// Copies a text.
    case clipboard(ClipboardText, name: FilteredText)
    /// Opens a page at a match.
    case match(page: Page, sourceLine: Int, SearchQuery)
  }

  struct Row: Sendable {
    var text: Line
    var destination: Destination
    /// The columns at the start that stay when the row is shortened to show its match.
    var fixedColumns = 0
    /// The columns of the first match after the fixed ones.
    var match: Range<Int>?
  }

  let kind: Kind
  let title: FilteredText
  var rows: [Row]
  /// The columns of the widest row.
  let widest: Int
  /// The selected row. In the help, which has no selection, it equals ``top``.
  private(set) var selection = 0
  /// The first row that is visible.
  private(set) var top = 0

  init(kind: Kind, title: FilteredText, rows: [Row]) {
    self.kind = kind
    self.title = title
    self.rows = rows
    widest = rows.reduce(0) { max($0, $1.text.columns) }
  }

  /// Selects a row, or the nearest that exists, and scrolls to it. The help has no selection and is only scrolled.
  ///
  /// - Parameter height: the number of rows that are visible at once.
  mutating func select(_ row: Int, height: Int) {
    if kind == .help {
      top = min(max(0, row), max(0, rows.count - height))
      return selection = top
    }
    selection = min(max(0, row), max(0, rows.count - 1))
    top = min(max(top, selection - height + 1), selection)
    top = min(top, max(0, rows.count - height))
  }
}

extension Overlay.Row {
  /// Returns the row for a width, in columns. If the match would be cut off at the right, text before it is left out
  /// instead. The result may still be wider than `width`.
  func line(width: Int) -> Line {
    guard let match, match.upperBound >= width, text.columns > width else { return text }
    // The mark of the omission takes a column.
    let room = width - fixedColumns - 1
    guard room > 0 else { return text }
    // The match begins a third into the room: further left if it would not fit, further right if the text ends.
    let wanted = max(match.lowerBound - room / 3, min(match.lowerBound, match.upperBound - room))
    let start = min(wanted, text.columns - room)
    return Line(text.prefix(columns: fixedColumns).spans + [.cut] + text.dropping(columns: start).spans)
  }
}
