package import TerminalText

/// The table of keys: key handling, help, hints and messages all derive from it.
///
/// It is a value of ``State/Configuration``, so that another table can replace ``standard``. To add a key, add it to
/// the row of its action; to add an action, add a case to ``Action`` and a row here.
package struct KeyBindings: Sendable {
  /// An action, its keys, and a line of help.
  package struct Row: Sendable {
    package let action: Action
    package let keys: [Key]
    package let help: String

    /// Creates a row.
    ///
    /// - Parameter keys: in the notation of ``Key``, separated by spaces. An unknown key is left out.
    package init(_ action: Action, _ keys: String, _ help: String) {
      self.init(action, keys.split(separator: " ").compactMap { Key(notation: String($0)) }, help)
    }

    fileprivate init(_ action: Action, _ keys: [Key], _ help: String) {
      self.action = action
      self.keys = keys
      self.help = help
    }
  }

  /// Other keys of an action in place of those that it has.
  package struct Change: Sendable {
    package let action: Action
    package let keys: [Key]

    package init(action: Action, keys: [Key]) {
      self.action = action
      self.keys = keys
    }
  }

  /// The keys that always have their action, so that the program can be left.
  package static let fixed: [Key: Action] = [.character("q"): .quit, .control("c"): .interrupt]

  /// The rows in the order in which help lists them.
  package let rows: [Row]
  private let actions: [Key: Action]

  /// Creates a table. If several rows have the same key, the first row has precedence.
  package init(_ rows: [Row]) {
    self.rows = rows
    var actions: [Key: Action] = [:]
    for row in rows { for key in row.keys where actions[key] == nil { actions[key] = row.action } }
    self.actions = actions
  }

  /// The table with other keys for some actions. A key that a change gives to an action is taken from the others, and
  /// ``fixed`` keys stay.
  package func changed(by changes: [Change]) -> KeyBindings {
    KeyBindings(
      rows.map { row in
        let change = changes.last { $0.action == row.action }
        let fixed = row.keys.filter { Self.fixed[$0] == row.action }
        let others = changes.filter { $0.action != row.action }.flatMap(\.keys)
        let keys = change.map { fixed + $0.keys.filter { !fixed.contains($0) } } ?? row.keys
        return Row(row.action, keys.filter { fixed.contains($0) || !others.contains($0) }, row.help)
      })
  }

  /// The rows of each group that has any.
  package var groups: [(group: Action.Group, rows: [Row])] {
    Action.Group.allCases.map { group in (group, rows.filter { $0.action.group == group }) }.filter {
      !$0.rows.isEmpty
    }
  }

  /// Returns the action of a key, or nil if the key has none.
  package func action(for key: Key) -> Action? { actions[key] }

  /// Returns the position of a key among the keys of an action, from 0: ``Action/pane`` has a key for each pane.
  func index(of key: Key, for action: Action) -> Int? { keys(for: action).firstIndex(of: key) }

  private func keys(for action: Action) -> [Key] {
    // By index, because copying a row would change reference counts, which are in memory that visitors share.
    for index in rows.indices where rows[index].action == action { return rows[index].keys }
    return []
  }

  /// Returns the first key of an action in the notation of ``Key``, to be shown in a sentence. More than four keys
  /// are shown as a range, such as `1-9`. Empty if the action has no key.
  ///
  /// - Parameter isTyping: whether characters are typed as text at the moment, so that only other keys work.
  package func label(of action: Action, isTyping: Bool = false) -> FilteredText {
    let keys = keys(for: action).filter { !isTyping || !$0.isCharacter }
    guard let first = keys.first, let last = keys.last else { return .empty }
    let notation = keys.count > 4 ? first.notation + "-" + last.notation : first.notation
    return FilteredText(notation, as: .code)
  }

  /// Returns all keys of a row as help lists them.
  package static func allKeys(of row: Row) -> String {
    guard row.keys.count > 4, let first = row.keys.first, let last = row.keys.last else {
      return row.keys.map(\.notation).joined(separator: " ")
    }
    return "\(first.notation) … \(last.notation)"
  }

  package static let standard = KeyBindings([
    Row(.next, "j ↓", "next row or line"),
    Row(.previous, "k ↑", "previous row or line"),
    Row(.halfPageDown, "d ^D", "half a page down"),
    Row(.halfPageUp, "u ^U", "half a page up"),
    Row(.pageDown, "space ^F PgDn", "a page down"),
    Row(.pageUp, "b ^B PgUp", "a page up"),
    Row(.top, "g Home", "top"),
    Row(.bottom, "G End", "bottom; with a count, the line of that number"),
    Row(.nextPane, "Tab", "next pane"),
    Row(.previousPane, "S-Tab", "previous pane"),
    Row(.pane, "1 2 3 4 5 6 7 8 9", "pane by number; in the reader, a count: 20G, 5j"),
    Row(.enterReader, "l →", "go to the reader"),
    Row(.leaveReader, "h ←", "back to the list"),
    Row(.choose, "Enter", "read the page, or follow the selected row"),
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
    Row(.fold, "x", "fold or unfold details, or long code"),
    Row(.codeRight, ">", "code sideways, in whole lines"),
    Row(.codeLeft, "<", "code back, then wrapped again"),
    Row(.copy, "c", "copy code, a section, the page or an address"),
    Row(.copyPlace, "y", "copy the command that opens this place"),
    Row(.zoom, "z", "show only the reader, or the list again"),
    Row(.justify, "J", "justified text, or a ragged right edge"),
    Row(.theme, "t", "next theme"),
    Row(.mouse, "M", "mouse on, or off to select text"),
    Row(.help, "?", "list of keys"),
    Row(.redraw, "^L", "redraw the screen"),
    Row(.suspend, "^Z", "suspend (local only)"),
    Row(.interrupt, "^C", "close a prompt, else quit"),
    Row(.quit, "q Q", "quit"),
  ])
}

extension Key {
  /// Whether the key types text.
  var isCharacter: Bool {
    if case .character = self { return true }
    return false
  }
}
