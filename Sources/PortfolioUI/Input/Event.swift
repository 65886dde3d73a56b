package import PortfolioModel
package import TerminalText

/// An input to the UI: everything that can change a ``State``.
package enum Event: Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text from a bracketed paste. A prompt inserts it; elsewhere it is ignored.
  case paste(String)
  case resize(Size)
  /// The content was read again; the message names the first problem, if there is one.
  case reload(Portfolio, message: String?)
  /// A message for the status row.
  case message(String)
  /// A picture was decoded in two pixels for each cell, or cannot be shown for a reason.
  case picture(Picture.Placement, Picture.Decoding)
  /// A picture was transmitted to the terminal.
  case transmitted(Picture.Placement)
  /// The terminal has no transmitted pictures any more.
  case picturesLost
  /// The terminal answered a question.
  case reply(TerminalReply)
}

/// A press of the left button, or one step of the wheel, in a cell counted from 0.
package struct Mouse: Sendable, Equatable {
  package enum Kind: Sendable {
    case press, wheelUp, wheelDown
  }

  package var kind: Kind
  package var row: Int
  package var column: Int

  package init(_ kind: Kind, row: Int, column: Int) {
    self.kind = kind
    self.row = row
    self.column = column
  }
}

/// The size of a screen in cells.
package struct Size: Sendable, Equatable {
  package let columns: Int
  package let rows: Int

  /// Clamps a size that a terminal reports to 500 columns and 200 rows. If either number is not positive, the size is
  /// 80x24.
  package init(columns: Int, rows: Int) {
    let isKnown = columns > 0 && rows > 0
    self.columns = isKnown ? min(columns, 500) : 80
    self.rows = isKnown ? min(rows, 200) : 24
  }

  /// Whether the screen is too small for the UI and shows a message instead.
  package var isTooSmall: Bool { columns < 20 || rows < 6 }

  /// Whether the screen shows one pane at a time.
  package var isNarrow: Bool { columns < 60 }
}
