import Markdown
import PortfolioModel
import TerminalText
import TextSearch

/// The page that is shown: its lines at the current width and theme, the part of them that is visible, and the search
/// in them.
///
/// After ``show(_:document:)``, call ``layOut(_:_:theme:)`` before anything that needs lines.
struct Reader: Sendable {
  /// Nil in an empty portfolio.
  private(set) var page: Page?
  /// Whether the page has had the focus since it was opened. Otherwise the selection only moved over it in the list,
  /// and it is not added to the history.
  var wasRead = false
  private(set) var document = Document()
  /// The headings of the page in order.
  private(set) var outline: [Heading] = []
  var viewport = Viewport()
  private(set) var search: PageSearch?
  /// The text of the lines, made by the first search.
  private var text: PageText?
  /// The parameters of the last layout. The lines do not change while these stay the same.
  private var layoutKey: LayoutKey?

  private struct LayoutKey: Equatable {
    var measure: Int
    var theme: Theme
  }

  // MARK: The page

  /// Replaces the page. Another page has no lines, no search, and is at its top; a new version of the same page keeps
  /// its position and search.
  mutating func show(_ page: Page, document: Document) {
    if page.id != self.page?.id { self = Reader() }
    self.page = page
    self.document = document
    outline = document.outline
    layoutKey = nil
  }

  /// Lays out the page and keeps the position. The search is run again, because its matches are parts of lines.
  mutating func layOut(_ portfolio: Portfolio, _ layout: Layout, theme: Theme) {
    guard let page else { return }
    let key = LayoutKey(measure: layout.measure, theme: theme)
    if key == layoutKey { return viewport.resize(height: layout.readerHeight) }
    layoutKey = key
    let position = viewport.position
    let renderer = DocumentRenderer(width: layout.measure, theme: theme)
    var lines = PageRenderer(portfolio, renderer).lines(for: page, document: document)
    if let next = portfolio.neighbours(of: page.id).next {
      let source = lines.last?.sourceLine ?? 0
      lines += [Line(sourceLine: source), Self.link(to: next, theme, source).truncated(to: layout.measure)]
    }
    viewport = Viewport(lines: lines, height: layout.readerHeight)
    viewport.restore(position)
    text = nil
    if let search { find(search.query, mode: search.mode, keeping: search.current) }
  }

  /// Returns the last line of a page, a link to the next page in its section.
  private static func link(to next: Page, _ theme: Theme, _ sourceLine: Int) -> Line {
    let target = LinkTarget.place(Place(page: next.id))
    return Line(
      [
        Span("Next: ", theme[.meta], target: target),
        Span(FilteredText(next.title), theme[.link], target: target),
      ], sourceLine: sourceLine)
  }

  // MARK: Headings

  /// Returns the line of a heading.
  func line(of heading: Heading) -> Int { viewport.line(ofSource: heading.line) }

  /// The last heading at or above the top line.
  var currentHeading: Heading? { outline.last { line(of: $0) <= viewport.top } }

  // MARK: Search

  /// Searches the page. The current match is the first at or below a line.
  mutating func find(_ query: SearchQuery, mode: SearchQuery.Mode, from line: Int) {
    var found = search(query, mode)
    found.current = found.firstMatch(from: line)
    search = found
  }

  /// Searches for the terms of a query that occur, and scrolls to the first match at or below a line. Without a match
  /// it ends the search and scrolls to the line.
  mutating func showMatch(of query: SearchQuery, from line: Int) {
    find(query, mode: .anyWord, from: line)
    if search?.matches.isEmpty == true {
      clearSearch()
      viewport.reveal(line)
    } else {
      revealMatch()
    }
  }

  /// Searches again after a new layout. The matches are the same unless the page has changed.
  private mutating func find(_ query: SearchQuery, mode: SearchQuery.Mode, keeping current: Int) {
    var found = search(query, mode)
    found.current = max(0, min(current, found.matches.count - 1))
    search = found
  }

  private mutating func search(_ query: SearchQuery, _ mode: SearchQuery.Mode) -> PageSearch {
    var text = self.text ?? PageText(viewport.lines)
    defer { self.text = text }
    return PageSearch(query, mode: mode, in: &text)
  }

  /// Moves a number of matches forward, or back if negative, wraps around at the ends, and scrolls to the match.
  mutating func moveMatch(by step: Int) {
    guard let count = search?.matches.count, count > 0 else { return }
    let current = search?.current ?? 0
    search?.current = ((current + step) % count + count) % count
    revealMatch()
  }

  /// Scrolls to the current match unless it is visible.
  mutating func revealMatch() {
    guard let search, search.matches.indices.contains(search.current),
      let part = search.matches[search.current].first
    else { return }
    viewport.reveal(part.line)
  }

  mutating func clearSearch() { search = nil }
}
