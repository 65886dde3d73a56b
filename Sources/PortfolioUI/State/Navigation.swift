import Markdown
import PortfolioModel
import TerminalText
import TextSearch

/// A change of what the reader shows: the one way to another page or place.
struct Navigation: Sendable {
  var page: Page
  var target: Target
  /// The new focus; nil keeps the present one.
  var focus: State.Focus?
  /// Whether history records the place that is left.
  var isRecorded: Bool

  /// A position in the page.
  enum Target: Sendable {
    case top
    /// Where the page was left, if it was scrolled; the page that is shown stays as it is.
    case lastPosition
    case position(Viewport.Position)
    case anchor(String)
    /// The block that begins on a line of the source.
    case source(line: Int)
    /// The first match of a query at or below a line of the source.
    case match(SearchQuery, sourceLine: Int)
  }
}

extension State {
  /// Carries out a navigation. The order matters: what is left is recorded with the lines that it had; the focus
  /// decides the measure, so it comes before the layout; and a target is a line of the new layout.
  mutating func navigate(_ navigation: Navigation) {
    let isOther = navigation.page.id != reader.page?.id
    if navigation.isRecorded, let entry = currentEntry { history.record(entry) }
    if isOther, let last = reader.page {
      history.leave(last.id, at: reader.viewport.top > 0 ? reader.viewport.position : nil)
    }
    list.select(navigation.page)
    if isOther { reader.show(navigation.page, document: configuration.parse(navigation.page)) }
    setFocus(navigation.focus ?? focus)
    if isOther { reader.viewport.scroll(to: 0) }
    layOut()
    scroll(to: navigation.target, isOther: isOther)
  }

  /// The place that is shown, for history.
  private var currentEntry: History.Entry? {
    reader.page.map { History.Entry(page: $0.id, position: reader.viewport.position) }
  }

  private mutating func scroll(to target: Navigation.Target, isOther: Bool) {
    switch target {
    case .top: reader.viewport.scroll(to: 0)
    case .lastPosition:
      guard isOther, let page = reader.page else { return }
      if let position = history.position(of: page.id) {
        reader.viewport.restore(position)
      } else {
        reader.viewport.scroll(to: 0)
      }
    case .position(let position): reader.viewport.restore(position)
    case .anchor(let anchor):
      if let heading = reader.outline.first(where: { $0.anchor == anchor }) {
        reader.viewport.scroll(to: reader.line(of: heading))
      } else {
        if isOther { reader.viewport.scroll(to: 0) }
        message = "There is no heading #" + FilteredText(anchor)
      }
    case .source(let line): reader.viewport.scroll(to: reader.viewport.line(ofSource: line))
    case .match(let query, let sourceLine):
      let line = reader.viewport.firstLine(ofBlockAt: sourceLine)
      reader.find(query, mode: .words, from: line)
      if reader.search?.matches.isEmpty == true { reader.viewport.reveal(line) } else { reader.revealMatch() }
    }
  }

  /// Shows the page that is selected in the list; history records the one before only if it was read.
  mutating func showSelection() {
    guard let page = list.selection else { return }
    let isRecorded = reader.wasRead && page.id != reader.page?.id
    navigate(Navigation(page: page, target: .lastPosition, isRecorded: isRecorded))
  }

  /// Opens a place in the reader; false when its page does not exist.
  @discardableResult
  mutating func open(_ place: Place, isRecorded: Bool = true) -> Bool {
    guard let page = portfolio.page(place.page) else { return false }
    let target = place.anchor.map { Navigation.Target.anchor($0) } ?? .lastPosition
    let isSame = page.id == reader.page?.id
    navigate(
      Navigation(
        page: page, target: place.anchor == nil && !isSame ? .top : target, focus: .reader,
        isRecorded: isRecorded))
    return true
  }

  mutating func travel(_ direction: History.Direction) {
    guard let entry = history.travel(direction, from: currentEntry) else {
      message = "There is nothing further in history"
      return
    }
    guard let page = portfolio.page(entry.page) else { return }
    navigate(Navigation(page: page, target: .position(entry.position), isRecorded: false))
  }

  /// Moves the focus between list and reader. The layout depends on it: call ``layOut()`` next.
  mutating func setFocus(_ focus: Focus) {
    self.focus = focus
    if focus == .reader { reader.wasRead = true }
  }

  /// Lays the page out for the size, the focus and the theme, and keeps the reading position.
  mutating func layOut() { reader.layOut(portfolio, layout, theme: theme) }
}
