package import TerminalText

/// What the session asks of whoever has the terminal; a visitor's edge refuses what is not for visitors.
package enum Effect: Sendable, Equatable {
  case quit
  case suspend
  case redraw
  /// Put a text on the person's clipboard.
  case copy(FilteredText)
  /// Open an address in a browser.
  case open(Hyperlink)
  /// Take the mouse, or give it back to the terminal.
  case captureMouse(Bool)
}
