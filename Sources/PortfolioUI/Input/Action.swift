/// A command of the UI that a key or a click triggers. ``KeyBindings`` maps keys to actions.
package enum Action: String, Sendable, CaseIterable {
  case next, previous, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom
  case nextPane, previousPane, pane, enterReader, leaveReader, choose, back
  case search, nextMatch, previousMatch, searchAll
  case outline, nextHeading, previousHeading, links
  case historyBack, historyForward, fold, copyPlace, zoom, theme, mouse
  case help, redraw, suspend, interrupt, quit
}
