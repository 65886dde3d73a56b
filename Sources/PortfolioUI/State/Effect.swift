package import TerminalText

/// Something that ``State/update(_:)`` asks the owner of the terminal to do.
///
/// For a remote visitor the owner refuses effects that act on the server's machine.
package enum Effect: Sendable, Equatable {
  case quit
  case suspend
  /// Paint every cell of the screen again.
  case redraw
  /// Copy a text to the clipboard of the user's terminal.
  case copy(ClipboardText)
  /// Open an address in a browser.
  case open(Hyperlink)
  /// Turn mouse reports on, or off so that the terminal itself handles the mouse.
  case captureMouse(Bool)
  /// Decode these pictures, the first one first, and no others: they are in sight and wait for their cells. Each cell has
  /// this many pixels. The owner answers each with ``Event/picture(_:_:)``.
  case decode([Picture.Placement], Picture.CellSize)
  /// Transmit a picture to the terminal under a number. The owner answers with ``Event/transmitted(_:)``.
  case transmit(UInt8, Picture.Placement, PixelGrid)
  /// Delete a picture that was transmitted.
  case delete(UInt8)
}
