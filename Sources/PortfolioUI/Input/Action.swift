/// What a person can do: a name, a line of help, and the keys that do it, in one table.
package enum Action: String, Sendable, CaseIterable {
  case next, previous, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom
  case nextPane, previousPane, pane, enterReader, leaveReader, choose, back
  case search, nextMatch, previousMatch, searchAll
  case outline, nextHeading, previousHeading, links
  case historyBack, historyForward, copyPlace, zoom, theme, mouse
  case help, redraw, suspend, interrupt, quit
}

/// One row of the table of keys.
package struct KeyBinding: Sendable {
  package let action: Action
  /// The keys, in the notation of ``Key``.
  package let keys: [String]
  /// What they do, for the help screen and the manual.
  package let help: String

  /// All of them, in the order of the help.
  package static let all: [KeyBinding] = [
    KeyBinding(.next, "j ↓", "next row; in the reader, a line"),
    KeyBinding(.previous, "k ↑", "previous row; in the reader, a line"),
    KeyBinding(.halfPageDown, "d ^D", "half a page down"),
    KeyBinding(.halfPageUp, "u ^U", "half a page up"),
    KeyBinding(.pageDown, "space ^F PgDn", "a page down"),
    KeyBinding(.pageUp, "b ^B PgUp", "a page up"),
    KeyBinding(.top, "g Home", "top"),
    KeyBinding(.bottom, "G End", "bottom; with a count, that line"),
    KeyBinding(.nextPane, "Tab", "next pane"),
    KeyBinding(.previousPane, "S-Tab", "previous pane"),
    KeyBinding(.pane, "1 2 3 4 5 6 7 8 9", "that pane; in the reader, a count: 20G, 5j"),
    KeyBinding(.enterReader, "l →", "into the reader"),
    KeyBinding(.leaveReader, "h ←", "back to the list"),
    KeyBinding(.choose, "Enter", "read, or follow the chosen row"),
    KeyBinding(.back, "Esc Backspace", "back, close, clear the search; never quits"),
    KeyBinding(.search, "/", "search in the page"),
    KeyBinding(.nextMatch, "n", "next match"),
    KeyBinding(.previousMatch, "N", "previous match"),
    KeyBinding(.searchAll, "s", "search every page"),
    KeyBinding(.outline, "o", "contents of the page"),
    KeyBinding(.nextHeading, "]", "next heading"),
    KeyBinding(.previousHeading, "[", "previous heading"),
    KeyBinding(.links, "f", "links of the page, by number"),
    KeyBinding(.historyBack, "H ^O", "back in history, with the reading position"),
    KeyBinding(.historyForward, "L", "forward in history"),
    KeyBinding(.copyPlace, "y", "copy the command that opens this place"),
    KeyBinding(.zoom, "z", "the reader alone, and back"),
    KeyBinding(.theme, "t", "next theme"),
    KeyBinding(.mouse, "M", "give the mouse to the terminal, and take it back"),
    KeyBinding(.help, "?", "these keys"),
    KeyBinding(.redraw, "^L", "draw the screen anew"),
    KeyBinding(.suspend, "^Z", "suspend (local only)"),
    KeyBinding(.interrupt, "^C", "close a prompt, else quit"),
    KeyBinding(.quit, "q Q", "quit"),
  ]

  /// What a key does, if anything.
  static func action(for key: Key) -> Action? { table[key] }

  private static let table: [Key: Action] = {
    var table: [Key: Action] = [:]
    for binding in all {
      for notation in binding.keys { table[Key(notation: notation) ?? .other] = binding.action }
    }
    table[.other] = nil
    return table
  }()

  private init(_ action: Action, _ keys: String, _ help: String) {
    self.action = action
    self.keys = keys.split(separator: " ").map(String.init)
    self.help = help
  }
}
