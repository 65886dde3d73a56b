import Markdown
import PortfolioModel
import TerminalText
import TextSearch

/// Searching the page or all pages while the user types.
extension State {
  mutating func openPrompt(_ kind: Prompt.Kind) {
    prompt = Prompt(kind, origin: reader.viewport.position)
    if kind == .allPages { overlay = results(for: "") }
  }

  /// Handles a key while text is typed; nil if there is no prompt.
  ///
  /// Characters are inserted into the text, so only other keys move the selection in the results. Backspace, ^U and ^W
  /// edit the text even if they are bound to actions.
  mutating func handleKeyInPrompt(_ key: Key) -> [Effect]? {
    guard prompt != nil else { return nil }
    switch key {
    case .character(let scalar): insertIntoPrompt(String(Character(scalar)))
    case .backspace: if prompt?.removeLast() == true { search() } else { closePrompt() }
    case .control("u"):
      prompt?.clear()
      search()
    case .control("w"):
      prompt?.removeLastWord()
      search()
    case .enter: return acceptPrompt()
    default:
      switch keys.action(for: key) {
      case .choose: return acceptPrompt()
      case .back, .interrupt: closePrompt()
      case .next, .previous, .pageDown, .pageUp: if overlay != nil { return handleKeyInOverlay(key) }
      default: break
      }
    }
    return []
  }

  /// Ends typing: keeps the search in the page, or opens the selected result. Without words the last search in a page is
  /// repeated. A search without a match is the last one only if there was none before.
  private mutating func acceptPrompt() -> [Effect] {
    if prompt?.kind == .allPages { return chooseRow(overlay?.selection ?? 0) }
    if prompt?.text.isEmpty == true, lastQuery != nil {
      closePrompt()
      moveMatch(by: 1)
      return []
    }
    if let search = reader.search, !search.matches.isEmpty || lastQuery == nil { lastQuery = search.query }
    if let search = reader.search, search.matches.isEmpty {
      closePrompt()
      message = "No match for " + FilteredText(search.query.text, as: .code)
    }
    prompt = nil
    return []
  }

  /// Appends text that was typed or pasted, and searches.
  mutating func insertIntoPrompt(_ text: String) {
    if prompt?.append(text) == true { search() }
  }

  /// Discards the search and returns to the position at which it began.
  private mutating func closePrompt() {
    if prompt?.kind == .page {
      reader.clearSearch()
      returnToOrigin()
    }
    overlay = nil
    prompt = nil
  }

  private mutating func returnToOrigin() {
    if let prompt { reader.viewport.restore(prompt.origin) }
  }

  /// Searches for the text of the prompt.
  mutating func search() {
    guard let prompt else { return }
    switch prompt.kind {
    case .page:
      returnToOrigin()
      guard let query = SearchQuery(prompt.text) else { return reader.clearSearch() }
      reader.find(query, mode: .phraseFirst, from: reader.viewport.top)
      reader.revealMatch()
    case .allPages: overlay = results(for: prompt.text)
    }
  }

  /// The maximum number of results, which are found again for each key.
  private static let maximumResults = 200
  /// The maximum number of results of one page.
  private static let maximumResultsOfPage = 3

  private func results(for text: String) -> Overlay {
    var rows: [Overlay.Row] = []
    if let search = Search([text]) {
      for page in portfolio.listedPages.joined() where rows.count < Self.maximumResults {
        rows += search.matches(in: page).prefix(Self.maximumResultsOfPage).map {
          row(for: $0, on: page, search.query)
        }
      }
    }
    return Overlay(kind: .results, title: "Search all pages", rows: rows)
  }

  /// Returns the row of a result: the page's title and the line of its source, with the matches emphasized.
  private func row(for match: Search.Match, on page: Page, _ query: SearchQuery) -> Overlay.Row {
    let title = Line(FilteredText(page.title).truncated(to: 28), theme[.strong])
    let line = Line(FilteredText(match.text), theme[.meta])
    let start = title.columns + 2
    let first = query.emphasis(in: line.text).first.map { line.columns(of: $0) }
    return Overlay.Row(
      text: Line(
        title.emphasizing(query, theme[.match]).spans + [Span("  ")]
          + line.emphasizing(query, theme[.match]).spans),
      destination: .match(page: page, sourceLine: match.line, query), fixedColumns: start,
      match: first.map { $0.lowerBound + start..<$0.upperBound + start })
  }

  /// Moves to another match of the search in the page; of the last one if that was cleared, or was in another page.
  mutating func moveMatch(by step: Int) {
    if reader.search == nil, let lastQuery { return repeatSearch(lastQuery, step) }
    guard let search = reader.search else {
      let key = keys.label(of: .search)
      message = key.isEmpty ? "There is no search to repeat" : "There is no search to repeat; type " + key
      return
    }
    if search.matches.isEmpty { message = "No match" } else { reader.moveMatch(by: step) }
  }

  private mutating func repeatSearch(_ query: SearchQuery, _ step: Int) {
    reader.find(query, mode: .phraseFirst, from: reader.viewport.top)
    guard reader.search?.matches.isEmpty == false else {
      reader.clearSearch()
      message = "No match for " + FilteredText(query.text, as: .code)
      return
    }
    // The first match from the top on is the next one.
    reader.moveMatch(by: step > 0 ? step - 1 : step)
  }
}
