import Markdown
import PortfolioModel
import TerminalText
import TextSearch

/// Typing a search, in the page or in all pages.
extension State {
  // MARK: Prompts

  /// Handles a key while text is typed. Characters are text, so the keys that move in the results are those that
  /// type nothing; Backspace and ^U edit the text, whatever else they are bound to. Nil without a prompt.
  mutating func pressInPrompt(_ key: Key) -> [Effect]? {
    guard let kind = prompt?.kind else { return nil }
    switch key {
    case .character(let scalar): type(String(Character(scalar)))
    case .backspace:
      if prompt?.text.isEmpty == true {
        closePrompt()
      } else {
        prompt?.text.unicodeScalars.removeLast()
        find()
      }
    case .control("u"):
      prompt?.text = ""
      find()
    case .enter:
      if kind == .page, let search = reader.search, search.matches.isEmpty {
        closePrompt()
        message = "No match for " + FilteredText(search.query.text, as: .code)
      }
      prompt = nil
      if kind == .everywhere { return pressInOverlay(.enter) }
    default: return pressOtherKeyInPrompt(key)
    }
    return []
  }

  private mutating func pressOtherKeyInPrompt(_ key: Key) -> [Effect] {
    switch keys.action(for: key) {
    case .back, .interrupt: closePrompt()
    case .next, .previous, .pageDown, .pageUp: if overlay != nil { return pressInOverlay(key) }
    default: break
    }
    return []
  }

  mutating func type(_ text: String) {
    if prompt?.append(text) == true { find() }
  }

  mutating func openPrompt(_ kind: Prompt.Kind) {
    prompt = Prompt(kind: kind, origin: reader.viewport.position)
  }

  /// Discards the typed text, and returns to where the search began.
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

  private mutating func find() {
    guard let prompt else { return }
    switch prompt.kind {
    case .page:
      returnToOrigin()
      guard let query = SearchQuery(prompt.text) else { return reader.clearSearch() }
      reader.find(query, mode: .phraseFirst, from: reader.viewport.top)
      reader.revealMatch()
    case .everywhere: overlay = results(for: prompt.text)
    }
  }

  /// Further results are not listed: each key makes the list anew.
  private static let maximumResults = 200

  private func results(for text: String) -> Overlay {
    var overlay = Overlay(kind: .results, title: "Search all pages", rows: [])
    guard let search = Search([text]) else { return overlay }
    let pages = (portfolio.welcome.map { [$0] } ?? []) + portfolio.pages
    for page in pages where overlay.rows.count < Self.maximumResults {
      for match in search.matches(in: page).prefix(3) {
        let title = Line(FilteredText(page.title).truncated(to: 28), theme[.strong])
        let line = Line(FilteredText(match.text), theme[.meta]).emphasizing(search.query, theme[.match])
        overlay.rows.append(
          Overlay.Row(
            text: Line(title.emphasizing(search.query, theme[.match]).spans + [Span("  ")] + line.spans),
            destination: .match(page: page, sourceLine: match.line, search.query)))
      }
    }
    return overlay
  }

  mutating func moveMatch(by step: Int) {
    guard let search = reader.search, !search.matches.isEmpty else {
      message =
        reader.search == nil ? "Nothing to repeat; " + keys.label(of: .search) + " searches" : "No match"
      return
    }
    reader.moveMatch(by: step)
  }
}

extension Line {
  /// The line with the matches of a query in another style.
  fileprivate func emphasizing(_ query: SearchQuery, _ style: Style) -> Line {
    query.emphasis(in: text).reduce(self) { $0.styled($1, style) }
  }
}
