package import TerminalText

/// Which keys do what: the one table from which key handling, help, hints and messages derive.
///
/// A value of the configuration, so that another table can replace the standard one.
package struct KeyBindings: Sendable {
  /// One action, its keys, and a line of help.
  package struct Row: Sendable {
    package let action: Action
    package let keys: [Key]
    package let help: String

    /// - Parameter keys: in the notation of ``Key``, separated by spaces.
    package init(_ action: Action, _ keys: String, _ help: String) {
      self.action = action
      self.keys = keys.split(separator: " ").compactMap { Key(notation: String($0)) }
      self.help = help
    }
  }

  /// In the order of the help.
  package let rows: [Row]
  private let actions: [Key: Action]

  package init(_ rows: [Row]) {
    self.rows = rows
    var actions: [Key: Action] = [:]
    for row in rows { for key in row.keys { actions[key] = row.action } }
    self.actions = actions
  }

  /// The action of a key.
  package func action(for key: Key) -> Action? { actions[key] }

  /// The first key of an action as it is written in a sentence: `q`, `Enter`, `1-9` for a row of digits.
  ///
  /// - Parameter isTyping: whether characters are being typed, so that only other keys work.
  package func label(of action: Action, isTyping: Bool = false) -> FilteredText {
    let keys = rows.first { $0.action == action }?.keys ?? []
    let usable = isTyping ? keys.filter { !$0.isCharacter } : keys
    guard let first = usable.first, let last = usable.last else { return "" }
    // More than four are a range.
    let notation = usable.count > 4 ? first.notation + "-" + last.notation : first.notation
    return FilteredText(notation, as: .code)
  }

  /// All keys of a row as help shows them.
  package static func allKeys(of row: Row) -> String {
    guard row.keys.count > 4, let first = row.keys.first, let last = row.keys.last else {
      return row.keys.map(\.notation).joined(separator: " ")
    }
    return "\(first.notation) … \(last.notation)"
  }

  package static let standard = KeyBindings([
    Row(.next, "j ↓", "next row; in the reader, a line"),
    Row(.previous, "k ↑", "previous row; in the reader, a line"),
    Row(.halfPageDown, "d ^D", "half a page down"),
    Row(.halfPageUp, "u ^U", "half a page up"),
    Row(.pageDown, "space ^F PgDn", "a page down"),
    Row(.pageUp, "b ^B PgUp", "a page up"),
    Row(.top, "g Home", "top"),
    Row(.bottom, "G End", "bottom; with a count, that line"),
    Row(.nextPane, "Tab", "next pane"),
    Row(.previousPane, "S-Tab", "previous pane"),
    Row(.pane, "1 2 3 4 5 6 7 8 9", "that pane; in the reader, a count: 20G, 5j"),
    Row(.enterReader, "l →", "into the reader"),
    Row(.leaveReader, "h ←", "back to the list"),
    Row(.choose, "Enter", "read, or follow the selected row"),
    Row(.back, "Esc Backspace", "back, close, clear the search; never quits"),
    Row(.search, "/", "search in the page: words, or a \"phrase\""),
    Row(.nextMatch, "n", "next match"),
    Row(.previousMatch, "N", "previous match"),
    Row(.searchAll, "s", "search all pages"),
    Row(.outline, "o", "contents of the page"),
    Row(.nextHeading, "]", "next heading"),
    Row(.previousHeading, "[", "previous heading"),
    Row(.links, "f", "links of the page, by number"),
    Row(.historyBack, "H ^O", "back in history, with the reading position"),
    Row(.historyForward, "L", "forward in history"),
    Row(.copyPlace, "y", "copy the command that opens this place"),
    Row(.zoom, "z", "the reader alone, and back"),
    Row(.theme, "t", "next theme"),
    Row(.mouse, "M", "leave the mouse to the terminal, or take it back"),
    Row(.help, "?", "list of keys"),
    Row(.redraw, "^L", "redraw the screen"),
    Row(.suspend, "^Z", "suspend (local only)"),
    Row(.interrupt, "^C", "close a prompt, else quit"),
    Row(.quit, "q Q", "quit"),
  ])
}

extension Key {
  /// Whether it types text.
  var isCharacter: Bool {
    if case .character = self { return true }
    return false
  }
}
