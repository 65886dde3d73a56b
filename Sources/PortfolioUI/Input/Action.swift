internal import TerminalText

/// A command of the UI that a key or a click triggers. ``KeyBindings`` maps keys to actions.
package enum Action: String, Sendable, CaseIterable {
  case next, previous, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom
  case nextPane, previousPane, pane, enterReader, leaveReader, choose, back
  case search, nextMatch, previousMatch, searchAll
  case outline, nextHeading, previousHeading, links
  case historyBack, historyForward, fold, codeRight, codeLeft, copy, copyPlace, zoom, justify, theme, mouse
  case help, redraw, suspend, interrupt, quit

  /// The parts of the list of keys, in order.
  package enum Group: String, Sendable, CaseIterable {
    case move = "Move"
    case read = "Read"
    case find = "Find"
    case go = "Go"
    case show = "Show"
  }

  /// The name in a configuration: `half-page-down`.
  package var name: String { rawValue.hyphenated }

  /// Creates the action of a name; nil if there is none.
  package init?(name: String) {
    guard let action = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = action
  }

  package var group: Group {
    switch self {
    case .next, .previous, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom, .nextPane,
      .previousPane, .pane:
      .move
    case .enterReader, .leaveReader, .choose, .back, .fold, .codeRight, .codeLeft, .copy, .copyPlace: .read
    case .search, .nextMatch, .previousMatch, .searchAll: .find
    case .outline, .nextHeading, .previousHeading, .links, .historyBack, .historyForward: .go
    case .zoom, .justify, .theme, .mouse, .help, .redraw, .suspend, .interrupt, .quit: .show
    }
  }
}
