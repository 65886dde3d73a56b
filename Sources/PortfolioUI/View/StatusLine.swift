import TerminalText

/// The last row: a prompt, a message, the search's count, or the keys that help most.
struct StatusLine {
  private(set) var line = Line()
  private(set) var cursorColumn: Int?

  init(_ state: State) {
    let theme = state.theme
    let width = state.configuration.size.columns
    if let prompt = state.prompt {
      let sign: FilteredText =
        prompt.kind == .page ? "/" : width < 60 ? "Search: " : "Search every page: "
      var count = Self.count(state)
      // What is typed comes first.
      if width - sign.columns - count.columns < 12 { count = .empty }
      let room = max(1, width - sign.columns - count.columns - 3)
      var typed = FilteredText(prompt.text, as: .code)
      if typed.columns > room { typed = typed.dropping(columns: typed.columns - room) }
      line = Line([Span(" " + sign, theme[.key]), Span(typed)])
      cursorColumn = line.columns
      line = line.fitted(to: width - count.columns - 1)
      line.spans.append(Span(count, theme[.meta]))
    } else if let message = state.message {
      line = Line([Span(" "), Span(message, theme[.strong])])
    } else if let overlay = state.overlay {
      line = Self.line(of: Self.hints(for: overlay.kind), state)
    } else if let search = state.search {
      let query = Span(" /" + FilteredText(search.query, as: .code), theme[.key])
      line = Line([query, Span("  "), Span(Self.count(state), theme[.meta]), Span(" ")])
      line.spans += Self.line(of: Self.searchHints, state, used: line.columns).spans
    } else {
      let isReading = state.focus == .reader || state.isZoomed
      line = Self.line(of: isReading ? Self.readerHints : Self.listHints, state)
    }
  }

  private static func count(_ state: State) -> FilteredText {
    if let overlay = state.overlay { return FilteredText("\(overlay.rows.count) found") }
    guard let search = state.search else { return .empty }
    return search.matches.isEmpty ? "no match" : FilteredText("\(search.current + 1)/\(search.matches.count)")
  }

  /// As many hints as fit whole.
  private static func line(of hints: [Hint], _ state: State, used: Int = 1) -> Line {
    var spans: [Span] = []
    var used = used
    for (sign, word) in hints {
      // In ASCII there is no sign for the key.
      let key = sign == "↵" && state.configuration.isASCII ? "Enter" : sign
      let width = key.columns + word.columns + 3
      if used + width > state.configuration.size.columns { break }
      spans += [Span(" "), Span(key, state.theme[.key]), Span(" " + word + " ", state.theme[.status])]
      used += width
    }
    return Line(spans)
  }

  private typealias Hint = (key: FilteredText, word: FilteredText)

  private static let searchHints: [Hint] = [("Esc", "clear"), ("n/N", "next, previous")]

  private static func hints(for kind: Overlay.Kind) -> [Hint] {
    switch kind {
    case .help: [("j/k", "scroll"), ("Esc", "close")]
    case .outline: [("j/k", "select"), ("↵", "jump"), ("Esc", "close")]
    case .links: [("j/k", "select"), ("↵", "follow"), ("Esc", "close"), ("1-9", "number")]
    case .results: [("↑/↓", "select"), ("↵", "open"), ("Esc", "close")]
    }
  }

  private static let readerHints: [Hint] = [
    ("j/k", "scroll"), ("Esc", "back"), ("?", "keys"), ("q", "quit"), ("/", "search"), ("o", "contents"),
    ("f", "links"), ("]", "next heading"), ("z", "zoom"), ("y", "copy link"), ("t", "theme"),
  ]

  private static let listHints: [Hint] = [
    ("j/k", "select"), ("↵", "read"), ("?", "keys"), ("q", "quit"), ("1-9", "pane"), ("/", "search"),
    ("s", "search all"), ("o", "contents"), ("f", "links"), ("t", "theme"),
  ]
}
