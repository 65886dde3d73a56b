package import PortfolioModel

/// What happens to a session: its one way in.
package enum Event: Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text that was pasted in brackets: typed where text is typed, else nothing.
  case paste(String)
  case resize(Size)
  /// The content was read anew; a sentence where some of it could not be.
  case reload(Portfolio, message: String?)
  /// A sentence for the status row.
  case message(String)
}

/// A press or a turn of the wheel, at a cell counted from 0.
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

/// A screen's extent in cells.
package struct Size: Sendable, Equatable {
  package let columns: Int
  package let rows: Int

  /// Clamped to what a screen can be: nothing, or nonsense, is 80x24; more than 500x200 is that.
  package init(columns: Int, rows: Int) {
    let isKnown = columns > 0 && rows > 0
    self.columns = isKnown ? min(columns, 500) : 80
    self.rows = isKnown ? min(rows, 200) : 24
  }

  /// Below this there is room for a sentence only.
  package var isTooSmall: Bool { columns < 20 || rows < 6 }

  /// Below this one pane is shown at a time.
  package var isNarrow: Bool { columns < 60 }
}
