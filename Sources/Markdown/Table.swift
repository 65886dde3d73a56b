/// A table: a header row, and any number of rows with as many cells.
package struct Table: Sendable, Equatable {
  /// The alignment of a column; `left` if the author gives none.
  package enum Alignment: Sendable {
    case left, center, right
  }

  /// The alignments of the columns.
  package var alignments: [Alignment]
  /// The cells of the header row.
  package var header: [[Inline]]
  /// The cells of the rows below the header.
  package var rows: [[[Inline]]]

  /// Creates a table. The header and each row must have `alignments.count` cells.
  package init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}
