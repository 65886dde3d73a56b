import TerminalText

/// The last row of the screen: the prompt, else a message, else the state of the search and hints.
///
/// A hint shows the keys of actions from the ``KeyBindings``. As many hints are shown as fit. To add a hint, add it to
/// one of the lists at the end of this file.
struct StatusLine {
  private(set) var line = Line()
  /// The column of the cursor while text is typed.
  private(set) var cursorColumn: Int?
  private let state: State
  private let width: Int

  init(_ state: State) {
    self.state = state
    width = state.configuration.size.columns
    if let prompt = state.prompt {
      line = promptLine(prompt)
    } else if let message = state.message {
      line = Line([Span(" "), Span(message, state.theme[.strong])]).truncated(to: width)
    } else if let overlay = state.overlay {
      line = hintLine(Self.hints(for: overlay.kind), isTyping: overlay.kind == .results)
    } else if let search = state.reader.search {
      line = searchLine(search)
    } else {
      line = hintLine(
        state.isReading ? Self.readerHints(canFold: state.reader.canFold) : Self.listHints)
    }
  }

  // MARK: Search

  /// Returns the line of text that is typed, and sets the column of the cursor at its end.
  private mutating func promptLine(_ prompt: Prompt) -> Line {
    let sign = prompt.kind == .page ? pageSign : width < 60 ? "Search: " : "Search all pages: "
    var count = count(for: prompt)
    // The typed text has precedence over the number of matches.
    if width - sign.columns - count.columns < 12 { count = .empty }
    let room = max(1, width - sign.columns - count.columns - 3)
    var typed = FilteredText(prompt.text, as: .code)
    if typed.columns > room { typed = typed.dropping(columns: typed.columns - room) }
    let line = Line([Span(" " + sign, state.theme[.key]), Span(typed)])
    cursorColumn = line.columns
    return Line(
      line.padded(to: width - count.columns - 1).spans + [Span(count, state.theme[.meta])])
  }

  private func searchLine(_ search: PageSearch) -> Line {
    let count = Self.count(of: search)
    let room = max(1, width - pageSign.columns - count.columns - 4)
    let query = pageSign + FilteredText(search.query.text, as: .code).truncated(to: room)
    let line = Line([
      Span(" " + query, state.theme[.key]), Span("  "), Span(count, state.theme[.meta]), Span(" "),
    ])
    return Line(line.spans + hintLine(Self.searchHints, used: line.columns).spans)
  }

  /// The sign before a search in the page: its key if that is a single character, as in other pagers.
  private var pageSign: FilteredText {
    let label = state.keys.label(of: .search)
    return label.columns == 1 ? label : "Search: "
  }

  private func count(for prompt: Prompt) -> FilteredText {
    switch prompt.kind {
    case .page: state.reader.search.map(Self.count) ?? .empty
    case .allPages: prompt.text.isEmpty ? .empty : FilteredText("\(state.overlay?.rows.count ?? 0) found")
    }
  }

  private static func count(of search: PageSearch) -> FilteredText {
    search.matches.isEmpty ? "no match" : FilteredText("\(search.current + 1)/\(search.matches.count)")
  }

  // MARK: Hints

  /// Returns the line of as many hints as fit after `used` columns.
  private func hintLine(_ hints: [Hint], used: Int = 1, isTyping: Bool = false) -> Line {
    var spans: [Span] = []
    var used = used
    for hint in hints {
      let labels = hint.actions.map { label(of: $0, isTyping) }.filter { !$0.isEmpty }
      // An action without a key has no hint.
      guard let first = labels.first else { continue }
      let key = labels.dropFirst().reduce(first) { $0 + "/" + $1 }
      let columns = key.columns + hint.word.columns + 3
      if used + columns > width { break }
      spans += [
        Span(" "), Span(key, state.theme[.key]), Span(" " + hint.word + " ", state.theme[.status]),
      ]
      used += columns
    }
    return Line(spans)
  }

  /// Returns the key of an action. Enter is shown as a symbol if the terminal has it.
  private func label(of action: Action, _ isTyping: Bool) -> FilteredText {
    let label = state.keys.label(of: action, isTyping: isTyping)
    return label == "Enter" && state.configuration.repertoire == .unicode ? "↵" : label
  }

  /// A hint: actions whose keys it shows, and a word for their effect.
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
    case .copies: [select, Hint(.choose, word: "copy"), close]
    case .links: [select, Hint(.choose, word: "follow"), close, Hint(.pane, word: "number")]
    case .results: [Hint(.previous, .next, word: "select"), Hint(.choose, word: "open"), close]
    }
  }

  /// - Parameter canFold: whether the page has parts that fold.
  private static func readerHints(canFold: Bool) -> [Hint] {
    let always = [
      Hint(.next, .previous, word: "scroll"), Hint(.back, word: "back"), Hint(.help, word: "keys"),
      Hint(.quit, word: "quit"),
    ]
    let page = [
      Hint(.search, word: "search"), Hint(.outline, word: "contents"), Hint(.links, word: "links"),
      Hint(.nextHeading, word: "next heading"), Hint(.zoom, word: "zoom"),
      Hint(.copyPlace, word: "copy link"), Hint(.theme, word: "theme"),
    ]
    return always + (canFold ? [Hint(.fold, word: "fold")] : []) + page
  }

  private static let listHints = [
    Hint(.next, .previous, word: "select"), Hint(.choose, word: "read"), Hint(.help, word: "keys"),
    Hint(.quit, word: "quit"), Hint(.pane, word: "pane"), Hint(.search, word: "search"),
    Hint(.searchAll, word: "search all"), Hint(.outline, word: "contents"), Hint(.links, word: "links"),
    Hint(.theme, word: "theme"),
  ]
}
