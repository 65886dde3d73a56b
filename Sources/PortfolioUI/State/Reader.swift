import Markdown
import PortfolioModel
import TerminalText
import TextSearch

/// The reader's side of a session: a page, its lines at the current width and theme, the part of them in view, and
/// the search in them.
struct Reader: Sendable {
  /// Nil in an empty portfolio.
  private(set) var page: Page?
  /// Whether the page had the focus, and was not only passed in the list: history records such pages.
  var wasRead = false
  private(set) var document = Document()
  /// The headings of the page, in order.
  private(set) var outline: [Heading] = []
  var viewport = Viewport()
  private(set) var search: PageSearch?
  /// The lines as a text; made by the first search.
  private var text: PageText?
  /// What the lines were laid out for; while it stays equal, so do the lines.
  private var layoutKey: LayoutKey?

  private struct LayoutKey: Equatable {
    var measure: Int
    var theme: Theme
  }

  // MARK: The page

  /// Replaces the page. The lines stay those of the last page until ``layOut(_:_:theme:)`` is called.
  mutating func show(_ page: Page, document: Document) {
    if page.id != self.page?.id {
      wasRead = false
      search = nil
    }
    self.page = page
    self.document = document
    outline = document.outline
    layoutKey = nil
  }

  /// Lays the page out, and keeps the position when the page is the one that was laid out before.
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

  /// The last line of a page: the next one in its section.
  private static func link(to next: Page, _ theme: Theme, _ sourceLine: Int) -> Line {
    let target = LinkTarget.place(Place(page: next.id))
    return Line(
      [
        Span("Next: ", theme[.meta], target: target),
        Span(FilteredText(next.title), theme[.link], target: target),
      ], sourceLine: sourceLine)
  }

  // MARK: Headings

  /// The line of a heading.
  func line(of heading: Heading) -> Int { viewport.line(ofSource: heading.line) }

  /// The heading that the top line is under.
  var currentHeading: Heading? { outline.last { line(of: $0) <= viewport.top } }

  // MARK: Search

  /// Searches the page; the current match is the first at or below a line.
  mutating func find(_ query: SearchQuery, mode: SearchQuery.Mode, from line: Int) {
    var found = search(query, mode)
    found.current = found.firstMatch(from: line)
    search = found
  }

  /// Searches again after the lines were laid out anew: the matches are the same, unless the page has changed.
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

  /// Makes the match a number of steps from the current one current, around the ends, and reveals it.
  mutating func moveMatch(by step: Int) {
    guard let count = search?.matches.count, count > 0 else { return }
    let current = search?.current ?? 0
    search?.current = ((current + step) % count + count) % count
    revealMatch()
  }

  /// Scrolls to the current match, unless it is in view.
  mutating func revealMatch() {
    guard let search, search.matches.indices.contains(search.current),
      let part = search.matches[search.current].first
    else { return }
    viewport.reveal(part.line)
  }

  mutating func clearSearch() { search = nil }
}
