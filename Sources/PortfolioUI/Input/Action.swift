/// What a person can do with a key or a click. ``KeyBindings`` says by which keys.
package enum Action: String, Sendable, CaseIterable {
  case next, previous, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom
  case nextPane, previousPane, pane, enterReader, leaveReader, choose, back
  case search, nextMatch, previousMatch, searchAll
  case outline, nextHeading, previousHeading, links
  case historyBack, historyForward, copyPlace, zoom, theme, mouse
  case help, redraw, suspend, interrupt, quit
}
