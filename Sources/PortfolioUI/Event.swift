public import PortfolioModel

/// What happens to a session: its one way in.
public enum Event: Sendable {
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
public struct Mouse: Sendable, Equatable {
  public enum Kind: Sendable {
    case press, wheelUp, wheelDown
  }

  public var kind: Kind
  public var row: Int
  public var column: Int

  public init(_ kind: Kind, row: Int, column: Int) {
    self.kind = kind
    self.row = row
    self.column = column
  }
}

/// A screen's extent in cells.
public struct Size: Sendable, Equatable {
  public let columns: Int
  public let rows: Int

  /// Clamped to what a screen can be: nothing, or nonsense, is 80x24; more than 500x200 is that.
  public init(columns: Int, rows: Int) {
    let isKnown = columns > 0 && rows > 0
    self.columns = isKnown ? min(columns, 500) : 80
    self.rows = isKnown ? min(rows, 200) : 24
  }

  /// Below this there is room for a sentence only.
  public var isTooSmall: Bool { columns < 20 || rows < 6 }

  /// Below this one pane is shown at a time.
  public var isNarrow: Bool { columns < 60 }
}
