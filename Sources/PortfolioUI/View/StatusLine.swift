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
        prompt.kind == .page ? state.keys.label(of: .search) : width < 60 ? "Search: " : "Search all pages: "
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
      line = Line([Span(" "), Span(message, theme[.strong])]).truncated(to: width)
    } else if let overlay = state.overlay {
      line = Self.line(of: Self.hints(for: overlay.kind), state, isTyping: overlay.kind == .results)
    } else if let search = state.reader.search {
      let query = Span(" /" + FilteredText(search.query.text, as: .code), theme[.key])
      line = Line([query, Span("  "), Span(Self.count(state), theme[.meta]), Span(" ")])
      line.spans += Self.line(of: Self.searchHints, state, used: line.columns).spans
    } else {
      line = Self.line(of: state.isReading ? Self.readerHints : Self.listHints, state)
    }
  }

  private static func count(_ state: State) -> FilteredText {
    if let overlay = state.overlay { return FilteredText("\(overlay.rows.count) found") }
    guard let search = state.reader.search else { return .empty }
    return search.matches.isEmpty ? "no match" : FilteredText("\(search.current + 1)/\(search.matches.count)")
  }

  /// As many hints as fit whole.
  private static func line(of hints: [Hint], _ state: State, used: Int = 1, isTyping: Bool = false) -> Line {
    var spans: [Span] = []
    var used = used
    for hint in hints {
      let labels = hint.actions.map { label(of: $0, state, isTyping) }
      let key = labels.dropFirst().reduce(labels.first ?? .empty) { $0 + "/" + $1 }
      let width = key.columns + hint.word.columns + 3
      if used + width > state.configuration.size.columns { break }
      spans += [
        Span(" "), Span(key, state.theme[.key]), Span(" " + hint.word + " ", state.theme[.status]),
      ]
      used += width
    }
    return Line(spans)
  }

  /// An action's key; Enter has a sign of its own, which ASCII lacks.
  private static func label(of action: Action, _ state: State, _ isTyping: Bool) -> FilteredText {
    let label = state.keys.label(of: action, isTyping: isTyping)
    return label == "Enter" && !state.configuration.isASCII ? "↵" : label
  }

  /// The actions that a hint names the keys of, and what they do.
  private struct Hint {
    var actions: [Action]
    var word: FilteredText

    init(_ actions: Action..., word: FilteredText) {
      self.actions = actions
      self.word = word
    }
  }

  private static let searchHints = [
    Hint(.back, word: "clear"), Hint(.nextMatch, .previousMatch, word: "next, previous"),
  ]

  private static func hints(for kind: Overlay.Kind) -> [Hint] {
    let close = Hint(.back, word: "close")
    let select = Hint(.next, .previous, word: "select")
    return switch kind {
    case .help: [Hint(.next, .previous, word: "scroll"), close]
    case .outline: [select, Hint(.choose, word: "jump"), close]
    case .links: [select, Hint(.choose, word: "follow"), close, Hint(.pane, word: "number")]
    case .results: [Hint(.previous, .next, word: "select"), Hint(.choose, word: "open"), close]
    }
  }

  private static let readerHints = [
    Hint(.next, .previous, word: "scroll"), Hint(.back, word: "back"), Hint(.help, word: "keys"),
    Hint(.quit, word: "quit"), Hint(.search, word: "search"), Hint(.outline, word: "contents"),
    Hint(.links, word: "links"), Hint(.nextHeading, word: "next heading"), Hint(.zoom, word: "zoom"),
    Hint(.copyPlace, word: "copy link"), Hint(.theme, word: "theme"),
  ]

  private static let listHints = [
    Hint(.next, .previous, word: "select"), Hint(.choose, word: "read"), Hint(.help, word: "keys"),
    Hint(.quit, word: "quit"), Hint(.pane, word: "pane"), Hint(.search, word: "search"),
    Hint(.searchAll, word: "search all"), Hint(.outline, word: "contents"), Hint(.links, word: "links"),
    Hint(.theme, word: "theme"),
  ]
}
