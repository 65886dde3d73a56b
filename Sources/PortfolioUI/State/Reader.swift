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
  /// The number of lines of the page's title.
  private(set) var titleHeight = 0
  /// The headings of the page in order.
  private(set) var outline: [Heading] = []
  var viewport = Viewport()
  /// Whether any of the visible lines has a note in the margin.
  private(set) var hasNotes = false
  private(set) var search: PageSearch?
  /// The text of the visible lines, made by the first search.
  private var text: PageText?
  /// The text of all lines, made by the first search while some are hidden.
  private var wholeText: PageText?
  private var folds = PageFolds()
  /// The columns that whole lines of code are scrolled to the left.
  var codeOffset = 0
  /// Whether lines of code continue in the next row. Those of drawings stay whole.
  var wrapsCode = true
  /// The folds that the author or the reader closed; nil before the first layout.
  private var closed: Set<Int>?
  /// The folds that are open as long as the search in the page lasts, because they hold matches.
  private var opened: Set<Int> = []
  /// The parameters of the last layout. The lines do not change while these stay the same.
  private var layoutKey: LayoutKey?

  private struct LayoutKey: Equatable {
    var measure: Int
    var notesWidth: Int?
    var theme: Theme
    var scrollsCode: Bool
    /// The maximum height of pictures; 0 for a page without pictures.
    var pictureRows = 0
    var cell = Picture.CellSize.usual
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
  mutating func layOut(
    _ portfolio: Portfolio, _ layout: Layout, theme: Theme, pictures: PictureSettings?, hyphens: Hyphens,
    fileCommand: FileCommand? = nil
  ) {
    guard let page else { return }
    var key = LayoutKey(
      measure: layout.measure, notesWidth: layout.notesWidth, theme: theme,
      scrollsCode: !wrapsCode)
    if layoutKey?.pictureRows != 0 { key.pictureRows = layout.pictureRows }
    if let pictures { key.cell = pictures.cell }
    if key == layoutKey { return viewport.resize(height: layout.readerHeight) }
    let position = viewport.position
    var renderer = DocumentRenderer(width: layout.measure, theme: theme)
    renderer.hyphens = hyphens
    renderer.hasCodeBar = true
    renderer.scrollsCode = !wrapsCode
    renderer.scrollsDrawings = true
    renderer.marginWidth = layout.notesWidth
    let pageRenderer = PageRenderer(
      portfolio, renderer, pictures: pictures, maximumPictureRows: layout.pictureRows,
      fileCommand: fileCommand)
    var lines = pageRenderer.lines(for: page, document: document)
    titleHeight = pageRenderer.titleHeight(of: page)
    let links = Self.furtherPages(of: page, document, in: portfolio)
    if !links.isEmpty {
      let source = lines.last?.sourceLine ?? 0
      lines.append(Line(sourceLine: source))
      lines += links.map { Self.link(to: $0.page, $0.label, theme, source).truncated(to: layout.measure) }
    }
    key.pictureRows = lines.contains { $0.picture != nil } ? layout.pictureRows : 0
    layoutKey = key
    folds = PageFolds(lines)
    closed = closed ?? folds.initiallyClosed
    wholeText = nil
    viewport = Viewport(height: layout.readerHeight)
    showFolds(at: position)
    codeOffset = min(codeOffset, viewport.hiddenCodeColumns(width: layout.measure))
    if let search {
      openFolds(with: search.query, search.mode)
      find(search.query, mode: search.mode, keeping: search.current)
    }
  }

  /// The pages to which the last lines of a page lead: the next one in its section; from a welcome page that has few
  /// links of its own, the first ones of three sections.
  private static func furtherPages(
    of page: Page, _ document: Document, in portfolio: Portfolio
  ) -> [(label: String, page: Page)] {
    if let next = portfolio.neighbours(of: page.id).next { return [("Next", next)] }
    if page.id != portfolio.welcome?.id || document.linkCount > 2 { return [] }
    return portfolio.sections.prefix(3).compactMap { section in
      section.pages.first.map { (section.title, $0) }
    }
  }

  private static func link(to page: Page, _ label: String, _ theme: Theme, _ sourceLine: Int) -> Line {
    let target = LinkTarget.place(Place(page: page.id))
    return Line(
      [
        Span(FilteredText(label) + ": ", theme[.meta], target: target),
        Span(FilteredText(page.title), theme[.link], target: target),
      ], sourceLine: sourceLine)
  }

  // MARK: Headings

  /// Returns the line of a heading; if it is hidden, the next visible line.
  func line(of heading: Heading) -> Int { viewport.line(ofSource: heading.line) }

  /// The headings that are not hidden.
  var visibleHeadings: [Heading] { outline.filter { !folds.hides(source: $0.line) } }

  /// The last heading at or above the top line.
  var currentHeading: Heading? { visibleHeadings.last { line(of: $0) <= viewport.top } }

  /// The heading of the section at the top line; nil if the heading itself is there, or if there is none.
  var headingAboveTop: Heading? {
    currentHeading.flatMap { line(of: $0) < viewport.top ? $0 : nil }
  }

  // MARK: Folds

  /// Whether the page has parts that can be hidden.
  var canFold: Bool { !folds.isEmpty }

  /// Shows or hides the part of the page in which the top line is, else the first one on the screen. Returns false if
  /// there is none.
  mutating func toggleFold() -> Bool {
    let screen = viewport.top..<min(viewport.top + viewport.height, viewport.lines.count)
    guard let fold = folds.fold(in: screen) else { return false }
    let top = min(viewport.top, fold.line)
    toggle(fold.number)
    viewport.scroll(to: top)
    return true
  }

  /// Shows or hides the part of the page of which a line is the title. Returns false if the line is not a title.
  mutating func toggleFold(titledBy line: Int) -> Bool {
    guard let number = folds.fold(titledBy: line) else { return false }
    let top = viewport.top
    toggle(number)
    viewport.scroll(to: top)
    return true
  }

  /// Shows the block that begins on a source line if it is hidden.
  mutating func unfold(source: Int) {
    let hiding = folds.closedFolds(hidingSource: source)
    if hiding.isEmpty { return }
    closed?.subtract(hiding)
    showFolds(at: viewport.position)
  }

  private mutating func toggle(_ number: Int) {
    if folds.closed.contains(number) {
      closed?.remove(number)
    } else {
      closed?.insert(number)
      opened.remove(number)
    }
    showFolds(at: viewport.position)
    if let search { find(search.query, mode: search.mode, keeping: search.current) }
  }

  /// Makes the visible lines, and scrolls to a position.
  private mutating func showFolds(at position: Viewport.Position) {
    let closed = (closed ?? []).subtracting(opened)
    let lines = folds.close(closed, width: layoutKey?.measure ?? .max)
    hasNotes = lines.contains { !$0.notes.isEmpty }
    viewport = Viewport(lines: hasNotes ? lines.withNotesInMargin : lines, height: viewport.height)
    viewport.restore(position)
    text = nil
  }

  // MARK: Search

  /// Searches the page, and opens the folds with matches. The current match is the first at or below a line.
  mutating func find(_ query: SearchQuery, mode: SearchQuery.Mode, from line: Int) {
    let start = folds.index(ofVisible: line)
    openFolds(with: query, mode)
    var found = search(query, mode)
    found.current = found.firstMatch(from: folds.visibleIndex(of: start))
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

  /// Opens the folds that hide matches of a query, and closes those that an earlier query opened.
  private mutating func openFolds(with query: SearchQuery, _ mode: SearchQuery.Mode) {
    var found: Set<Int> = []
    if let closed, !closed.isEmpty {
      var text = wholeText ?? PageText(folds.lines)
      for part in PageSearch(query, mode: mode, in: &text).matches.joined() {
        found.formUnion(folds.folds(around: part.line, among: closed))
      }
      wholeText = text
    }
    if found == opened { return }
    opened = found
    showFolds(at: viewport.position)
  }

  /// Searches again after a change of the lines. The matches are the same unless the page has changed.
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

  /// The visible line on which the current match begins.
  private var matchLine: Int? {
    guard let search, search.matches.indices.contains(search.current) else { return nil }
    return search.matches[search.current].first?.line
  }

  /// Scrolls to the current match unless it is visible.
  mutating func revealMatch() {
    guard let matchLine else { return }
    viewport.reveal(matchLine)
    guard let measure = layoutKey?.measure,
      let part = search.flatMap({ $0.matches[$0.current].first }), !part.isNote
    else { return }
    let line = viewport.lines[matchLine]
    codeOffset = line.codeOffset(showing: line.columns(of: part.range), from: codeOffset, width: measure)
  }

  /// Ends the search, and closes the folds that it opened.
  /// - Parameter keepsMatch: whether those around the current match stay open.
  mutating func clearSearch(keepsMatch: Bool = false) {
    if keepsMatch, let matchLine {
      closed?.subtract(folds.folds(around: folds.index(ofVisible: matchLine), among: opened))
    }
    search = nil
    if opened.isEmpty { return }
    opened = []
    showFolds(at: viewport.position)
  }
}

extension Document {
  /// The number of links to places, without those to addresses.
  fileprivate var linkCount: Int {
    var counter = LinkCounter()
    counter.visit(self)
    return counter.count
  }
}

private struct LinkCounter: DocumentWalker {
  private(set) var count = 0

  mutating func visit(_ inline: Inline) {
    if case .link(let link) = inline, case .other = LinkTarget(link.destination) { count += 1 }
    descend(into: inline)
  }
}
