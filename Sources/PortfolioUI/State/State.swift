package import Markdown
package import PortfolioModel
package import TerminalText

/// All that a session knows: values, changed by ``update(_:)`` alone and shown by ``view()``.
package struct State: Sendable {
  /// What a session is told when it begins.
  package struct Configuration: Sendable {
    package var portfolio: Portfolio
    package var size: Size
    package var theme: Theme
    /// The themes that `t` cycles through; one where there are no colours.
    package var themes: [Theme]
    /// Whether lines and punctuation must be ASCII.
    package var isASCII: Bool
    /// What stands before a page's path in the command that opens it: `portfolio-tui` or `ssh -t HOST`.
    package var command: String
    /// Whether a browser can be opened: not for a visitor.
    package var opensLinks: Bool
    /// Parses a page, or says in a document why it cannot be shown.
    package var parse: @Sendable (Page) -> Document

    package init(
      portfolio: Portfolio, size: Size, theme: Theme = .standard, themes: [Theme] = Theme.all,
      isASCII: Bool = false,
      command: String = "portfolio-tui", opensLinks: Bool = false,
      parse: @escaping @Sendable (Page) -> Document = { $0.document }
    ) {
      self.portfolio = portfolio
      self.size = size
      self.theme = theme
      self.themes = themes
      self.isASCII = isASCII
      self.command = command
      self.opensLinks = opensLinks
      self.parse = parse
    }
  }

  enum Focus: Sendable {
    case list, reader
  }

  /// A page and a place in it, to come back to.
  struct Visit: Sendable, Equatable {
    var page: String
    var position: Viewport.Position
  }

  /// While this stays as it is, so do the lines: only their number on the screen may change.
  private struct Setting: Equatable {
    var page: String
    var measure: Int
    var theme: Theme
  }

  var configuration: Configuration
  var focus = Focus.list {
    didSet { isRead = isRead || focus == .reader }
  }
  /// Whether the page has been read, not only passed in the list: history knows such pages.
  private var isRead = false
  var isZoomed = false
  var capturesMouse = true
  /// Which section the list's focus is in, and which row is chosen in each.
  var section = 0
  var rows: [Int]
  /// What stands at the right of the rows, for each list.
  private(set) var notes: [RowNotes]
  /// The page that is shown.
  var page: Page?
  var document = Document() {
    didSet { outline = document.outline }
  }
  /// The headings of the page, in order.
  private(set) var outline: [Heading] = []
  var viewport = Viewport()
  /// What the lines of the viewport were laid out for.
  private var setting: Setting?
  var search: PageSearch?
  /// The lines as a text, since somebody searched it.
  private var text: PageText?
  var prompt: Prompt?
  var overlay: Overlay?
  /// Where pages were left that had been scrolled, for when the list comes back to them.
  private var places: [String: Viewport.Position] = [:]
  var back: [Visit] = []
  var forward: [Visit] = []
  /// A sentence for the status row, until the next key.
  var message: FilteredText?
  /// The digits typed before a key.
  var count: Int?

  /// A session at its beginning, at a page and a heading if they are named.
  package init(_ configuration: Configuration, at place: String? = nil) {
    self.configuration = configuration
    let lists = Self.lists(of: configuration.portfolio)
    rows = lists.map { _ in 0 }
    notes = lists.map(RowNotes.init)
    if let place {
      open(place: place)
      focus = .reader
    }
    if page == nil { showSelection() }
  }

  var portfolio: Portfolio { configuration.portfolio }
  var theme: Theme { configuration.theme }
  var layout: Layout { Layout(self) }

  /// The pages that each pane lists: without a section the welcome page makes one.
  private static func lists(of portfolio: Portfolio) -> [[Page]] {
    (0..<max(1, portfolio.sections.count)).map { pages(of: $0, in: portfolio) }
  }

  /// Fits the choice in each list, and what the rows say, to a portfolio that was read anew.
  mutating func refitRows() {
    let lists = Self.lists(of: portfolio)
    rows = lists.indices.map { $0 < rows.count ? min(rows[$0], max(0, lists[$0].count - 1)) : 0 }
    notes = lists.map(RowNotes.init)
    section = min(section, rows.count - 1)
  }

  /// The pages of a section as its pane lists them: the welcome page is the first of all.
  func pages(of section: Int) -> [Page] { Self.pages(of: section, in: portfolio) }

  private static func pages(of section: Int, in portfolio: Portfolio) -> [Page] {
    let pages = section < portfolio.sections.count ? portfolio.sections[section].pages : []
    return section == 0 ? (portfolio.welcome.map { [$0] } ?? []) + pages : pages
  }

  // MARK: Showing

  /// Shows the page that is chosen in the list.
  mutating func showSelection() {
    let pages = pages(of: section)
    guard !pages.isEmpty else { return }
    rows[section] = min(rows[section], pages.count - 1)
    let page = pages[rows[section]]
    if isRead, page.id != self.page?.id { remember() }
    show(page, from: places[page.id])
  }

  /// Shows a page from a position, or from its top.
  mutating func show(_ page: Page, from position: Viewport.Position? = nil) {
    if page.id == self.page?.id { return }
    if let last = self.page { places[last.id] = viewport.top > 0 ? viewport.position : nil }
    self.page = page
    isRead = focus == .reader
    document = configuration.parse(page)
    search = nil
    layOut()
    if let position { viewport.restore(position) } else { viewport.scroll(to: 0) }
  }

  /// Lays the page out for the size and the look, and keeps the place.
  mutating func layOut() {
    guard let page else { return }
    let layout = layout
    let setting = Setting(page: page.id, measure: layout.measure, theme: theme)
    if setting == self.setting { return viewport.resize(height: layout.readerHeight) }
    self.setting = setting
    let position = viewport.position
    let renderer = DocumentRenderer(width: layout.measure, theme: theme)
    var lines = PageRenderer(portfolio, renderer).lines(for: page, document: document)
    if let next = portfolio.neighbours(of: page.id).next {
      let target = LinkTarget.place(FilteredText(next.id))
      let source = lines.last?.sourceLine ?? 0
      lines.append(Line(sourceLine: source))
      lines.append(
        Line(
          [
            Span("Next: ", theme[.meta], target: target),
            Span(FilteredText(next.title), theme[.link], target: target),
          ],
          sourceLine: source
        ).truncated(to: layout.measure))
    }
    viewport = Viewport(lines: lines, height: layout.readerHeight)
    viewport.restore(position)
    text = nil
    if let before = search {
      // The same words are found at any width, though a page that was read anew may have fewer.
      find(before.query)
      let last = (search?.matches.count ?? 1) - 1
      search?.current = max(0, min(before.current, last))
    }
  }

  /// Searches the page; the match that is looked at is the first at or below a line.
  mutating func find(_ query: String, from line: Int = 0) {
    let text = self.text ?? PageText(viewport.lines)
    self.text = text
    var found = PageSearch(query, in: text)
    found.current = found.firstMatch(from: line)
    search = found
  }

  /// Makes the next ``layOut()`` begin anew: the page, or what is around it, was read again.
  mutating func forgetLines() { setting = nil }

  /// Opens `section/slug`, `section/slug#heading` or `#heading`; false where there is no such page.
  @discardableResult
  mutating func open(place: String) -> Bool {
    let parts = place.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if let name = parts.first, !name.isEmpty {
      guard case .page(let page) = portfolio.find(name) else { return false }
      remember()
      select(page)
      show(page)
    }
    if parts.count > 1, !parts[1].isEmpty {
      if let heading = outline.first(where: { $0.anchor == parts[1] }) {
        viewport.scroll(to: viewport.line(ofSource: heading.line))
      } else {
        message = "There is no heading #" + FilteredText(parts[1])
      }
    }
    return true
  }

  /// Makes the list's choice agree with the page that is shown.
  mutating func select(_ page: Page) {
    for index in portfolio.sections.indices {
      if let row = pages(of: index).firstIndex(where: { $0.id == page.id }) {
        section = index
        rows[index] = row
      }
    }
  }

  // MARK: History

  private static let historyDepth = 100

  mutating func remember() {
    guard let page else { return }
    back.append(Visit(page: page.id, position: viewport.position))
    if back.count > Self.historyDepth { back.removeFirst() }
    forward = []
  }

  mutating func travel(from: WritableKeyPath<State, [Visit]>, to: WritableKeyPath<State, [Visit]>) {
    guard let visit = self[keyPath: from].popLast() else {
      message = "There is nothing further in history"
      return
    }
    if let page { self[keyPath: to].append(Visit(page: page.id, position: viewport.position)) }
    guard let page = portfolio.page(visit.page) else { return }
    select(page)
    show(page)
    viewport.restore(visit.position)
  }
}
