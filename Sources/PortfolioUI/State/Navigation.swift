import Markdown
import PortfolioModel
import TerminalText
import TextSearch

/// A change of the page or the position that the reader shows.
///
/// All keys, links, results, history and the list go through ``State/navigate(_:)``, which carries it out.
struct Navigation: Sendable {
  var page: Page
  var target: Target
  /// The new focus; nil keeps the current one.
  var focus: State.Focus?
  /// Whether the place that is left is added to the history.
  var isRecorded: Bool

  /// A position in the page.
  enum Target: Sendable {
    case top
    /// The position at which the page was left, or its top. Does nothing if the page is already shown.
    case lastPosition
    case position(Viewport.Position)
    case anchor(String)
    /// The block that begins on a line of the source.
    case source(line: Int)
    /// The first match of a query in the block that contains a line of the source, or below.
    case match(SearchQuery, sourceLine: Int)
  }
}

extension State {
  /// Carries out a navigation. The order matters: the current place is recorded while its lines still exist; then the
  /// page, the selection and the focus change; then the page is laid out; and at last it is scrolled to the target,
  /// which is a line of the new layout.
  mutating func navigate(_ navigation: Navigation) {
    let isOther = navigation.page.id != reader.page?.id
    let left = currentEntry
    if isOther {
      if let last = reader.page {
        history.leave(last.id, at: reader.viewport.top > 0 ? reader.viewport.position : nil)
      }
      // A prompt belongs to the page on which it was opened.
      if prompt?.kind == .page { prompt = nil }
      reader.show(navigation.page, document: configuration.parse(navigation.page))
    }
    list.select(navigation.page)
    setFocus(navigation.focus ?? focus)
    layOut()
    scroll(to: navigation.target, isOther: isOther)
    // Do not record a navigation to the current place: going back from there would change nothing.
    if navigation.isRecorded, let left, left != currentEntry { history.record(left) }
  }

  /// The place that is shown.
  private var currentEntry: History.Entry? {
    reader.page.map { History.Entry(page: $0.id, position: reader.viewport.position) }
  }

  /// Scrolls to a target.
  /// - Parameter isOther: whether the page has just changed, so that it is at its top.
  private mutating func scroll(to target: Navigation.Target, isOther: Bool) {
    switch target {
    case .top: reader.viewport.scroll(to: 0)
    case .lastPosition:
      if isOther, let page = reader.page, let position = history.position(of: page.id) { show(position) }
    case .position(let position): show(position)
    case .anchor(let anchor):
      if let line = reader.document.line(of: anchor) {
        reader.unfold(source: line)
        reader.viewport.scroll(to: reader.viewport.line(ofSource: line))
      } else {
        message = "There is no heading #" + FilteredText(anchor)
      }
    case .source(let line):
      reader.unfold(source: line)
      reader.viewport.scroll(to: reader.viewport.line(ofSource: line))
    case .match(let query, let sourceLine):
      reader.unfold(source: sourceLine)
      reader.showMatch(of: query, from: reader.viewport.firstLine(ofBlockAt: sourceLine))
    }
  }

  /// Scrolls to a position, and opens what hides it.
  private mutating func show(_ position: Viewport.Position) {
    reader.unfold(source: position.sourceLine)
    reader.viewport.restore(position)
  }

  /// Shows the page that is selected in the list. The page before is added to the history if it was read.
  mutating func showSelection() {
    guard let page = list.selection else { return }
    let isRecorded = reader.wasRead && page.id != reader.page?.id
    navigate(Navigation(page: page, target: .lastPosition, isRecorded: isRecorded))
  }

  /// Opens a place in the reader. Returns false if its page does not exist.
  /// - Parameter isAtLastPosition: whether another page without an anchor opens where it was left, not at its top.
  @discardableResult
  mutating func open(_ place: Place, isRecorded: Bool = true, isAtLastPosition: Bool = false) -> Bool {
    guard let page = portfolio.page(place.page) else { return false }
    let isAtTop = page.id != reader.page?.id && !isAtLastPosition
    let target = place.anchor.map { Navigation.Target.anchor($0) } ?? (isAtTop ? .top : .lastPosition)
    navigate(Navigation(page: page, target: target, focus: .reader, isRecorded: isRecorded))
    return true
  }

  /// Goes back or forward in the history.
  mutating func travel(_ direction: History.Direction) {
    let portfolio = portfolio
    let entry = history.travel(direction, from: currentEntry) { portfolio.page($0.page) != nil }
    guard let entry, let page = portfolio.page(entry.page) else {
      message = "There is nothing further in the history"
      return
    }
    navigate(Navigation(page: page, target: .position(entry.position), isRecorded: false))
  }

  /// Moves the focus to the list or the reader. The layout depends on it: call ``layOut()`` afterwards.
  mutating func setFocus(_ focus: Focus) {
    self.focus = focus
    if focus == .reader { reader.wasRead = true }
  }

  /// Lays out the page for the size, the focus, the zoom and the theme. The reading position is kept.
  mutating func layOut() {
    let layout = layout
    reader.layOut(
      portfolio, layout, theme: theme, pictures: configuration.pictures, hyphens: configuration.hyphens,
      fileCommand: configuration.fileCommand)
  }
}
