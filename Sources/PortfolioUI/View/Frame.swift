package import TerminalText

/// The contents of a screen: a line for each row, each as wide as the screen, and the cursor.
package struct Frame: Sendable, Equatable {
  package var lines: [Line]
  /// The position of the cursor; nil hides it. It is shown only while text is typed.
  package var cursor: Cursor?

  /// The text of a page beside a list; nil if there is none, or if it takes whole rows.
  package var textArea: TextArea?

  package struct Cursor: Sendable, Equatable {
    package var row: Int
    package var column: Int
  }

  /// A part of the screen in which lines are scrolled.
  package struct TextArea: Sendable, Equatable {
    package var rows: Range<Int>
    package var columns: Range<Int>
    /// The number of lines above the first that is visible.
    package var top: Int

    package init(rows: Range<Int>, columns: Range<Int>, top: Int) {
      self.rows = rows
      self.columns = columns
      self.top = top
    }
  }

  package init(lines: [Line], cursor: Cursor? = nil) {
    self.lines = lines
    self.cursor = cursor
  }
}

/// A terminal, or a test, that shows frames.
package protocol Screen {
  /// Shows a frame in place of the previous one.
  mutating func show(_ frame: Frame)
}

/// The characters of borders, and the mark of the selected row.
struct Borders: Sendable {
  let horizontal: FilteredText
  let vertical: FilteredText
  let corners:
    (topLeft: FilteredText, topRight: FilteredText, bottomLeft: FilteredText, bottomRight: FilteredText)
  let joints: (left: FilteredText, right: FilteredText, top: FilteredText, bottom: FilteredText)
  /// The part of the reader's right border that shows which part of the page is visible.
  let thumb: FilteredText
  let marker: FilteredText

  static let drawn = Borders(
    horizontal: "─", vertical: "│", corners: ("┌", "┐", "└", "┘"), joints: ("├", "┤", "┬", "┴"),
    thumb: "█", marker: "▸ ")
}
