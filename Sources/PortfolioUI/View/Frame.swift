package import TerminalText

/// A screen as it should be: a line for each row, each as wide as the screen, and where the cursor is.
package struct Frame: Sendable, Equatable {
  package var lines: [Line]
  /// Nil where no text is typed: the cursor is hidden.
  package var cursor: Cursor?

  package struct Cursor: Sendable, Equatable {
    package var row: Int
    package var column: Int
  }

  package init(lines: [Line], cursor: Cursor? = nil) {
    self.lines = lines
    self.cursor = cursor
  }
}

/// What shows frames: a terminal, or a test.
package protocol Screen {
  /// Makes what is seen equal to a frame.
  mutating func show(_ frame: Frame)
}

/// The characters that frames are drawn with.
struct Borders: Sendable {
  let horizontal: FilteredText
  let vertical: FilteredText
  let corners:
    (topLeft: FilteredText, topRight: FilteredText, bottomLeft: FilteredText, bottomRight: FilteredText)
  let joints: (left: FilteredText, right: FilteredText)
  let marker: FilteredText

  static let drawn = Borders(
    horizontal: "─", vertical: "│", corners: ("┌", "┐", "└", "┘"), joints: ("├", "┤"), marker: "▸ ")
}
