import PortfolioModel
import TerminalText
import TextSearch

/// A list over the screen: the keys, the contents of a page, its links, or the results of a search.
struct Overlay: Sendable {
  enum Kind: Sendable {
    case help, outline, links, results
  }

  /// Where a row leads.
  enum Destination: Sendable {
    case nowhere
    /// A line of the page's source: the screen's are others at another width.
    case source(Int)
    case target(LinkTarget)
    case match(page: Page, sourceLine: Int, SearchQuery)
  }

  struct Row: Sendable {
    var text: Line
    var destination: Destination
  }

  let kind: Kind
  let title: FilteredText
  var rows: [Row]
  /// The columns of the widest row, of those it began with.
  let widest: Int
  var selection = 0
  /// The first row that is seen.
  var top = 0

  init(kind: Kind, title: FilteredText, rows: [Row]) {
    self.kind = kind
    self.title = title
    self.rows = rows
    widest = rows.reduce(0) { max($0, $1.text.columns) }
  }

  /// Chooses a row and scrolls to it; the keys are read, not chosen: they scroll by themselves.
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

/// A line of text that is being typed.
struct Prompt: Sendable {
  enum Kind: Sendable {
    case page, everywhere
  }

  let kind: Kind
  /// Where the page was when the search began: what finds nothing leads back there.
  let origin: Viewport.Position
  var text = ""

  /// More is not kept: a search takes time that grows with it.
  static let maximumLength = 200

  /// False where nothing was added: what is typed beyond the limit must not be searched for again.
  mutating func append(_ typed: String) -> Bool {
    let before = text
    for scalar in typed.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
      if text.unicodeScalars.count < Self.maximumLength { text.unicodeScalars.append(scalar) }
    }
    return text != before
  }
}
