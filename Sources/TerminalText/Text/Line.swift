/// One row of output: styled spans from left to right.
///
/// The renderer creates lines from a document. Scrolling, searching, clipping, the screen and the pipe work on lines.
package struct Line: Sendable, Equatable {
  /// From left to right.
  package var spans: [Span]
  /// The number of the source line on which the block that this line shows begins, from 1; 0 if it has none.
  /// It never decreases from one line of a document to the next.
  package var sourceLine: Int
  /// Whether the next row continues the same line of code, after a ``wrapMark``.
  package var isWrapped = false
  /// How the row ends if the next one continues it within a word; nil if it does not.
  package var wordBreak: WordBreak?
  /// The columns of a whole line of code, without those of the margin before it; nil for other lines.
  package var codeColumns: Int32?
  /// How to fill a row of prose to the width of its column; nil for other rows, and for the last one of a paragraph.
  package var justification: Justification?
  /// The part of the page that begins with this line and that a screen can hide.
  package var fold: Fold?
  /// The row of a picture that is shown instead of the last span.
  package var picture: Picture.Row?
  /// The header of the table of which the line is a row, for a screen that keeps it in view.
  package var header: Header?
  /// What is beside the line, if anything. One reference, because few lines have a margin.
  var aside: Aside?

  /// Where the header of a table is.
  package struct Header: Sendable, Equatable {
    /// The number of lines from its first line to the line with this attribute.
    package var distance: Int32
    /// The number of its lines, 1 or 2. A higher one would cover too much of a screen.
    package var height: Int32
  }

  /// The mark in the margin of a row that continues a line of code.
  package static let wrapMark: FilteredText = "↳ "

  /// The bar in the margin of code.
  package static let codeBar: FilteredText = "▏"

  /// A row's end within a word.
  package enum WordBreak: Sendable {
    /// Nothing was added.
    case bare
    /// The last character is a ``hyphen`` that is not in the text.
    case hyphen
  }

  /// The hyphen that is added to a part of a word.
  package static let hyphen: FilteredText = "-"

  /// Creates a row of spans.
  package init(_ spans: [Span] = [], sourceLine: Int = 0) {
    self.spans = spans
    self.sourceLine = sourceLine
  }

  /// Creates a row of one span.
  package init(_ text: FilteredText, _ style: Style = .plain, sourceLine: Int = 0) {
    self.init([Span(text, style)], sourceLine: sourceLine)
  }

  /// The columns that the row takes.
  package var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }

  /// The text without its styles.
  package var text: String { spans.map(\.text.string).joined() }

  /// The line, cut and ended with `mark` if it takes more than `limit` columns.
  package func truncated(to limit: Int, mark: Span = .cut) -> Line {
    guard columns > limit else { return self }
    var kept: [Span] = []
    var room = max(0, limit - mark.text.columns)
    for span in spans where room > 0 {
      kept.append(Span(span.text.prefix(columns: room), span.style, target: span.target))
      room -= span.text.columns
    }
    if limit >= mark.text.columns { kept.append(mark) }
    return Line(kept, sourceLine: sourceLine)
  }
}
