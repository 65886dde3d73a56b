extension Line {
  /// The line in rows of at most `width` columns. A row that is full is broken, even in the middle of a word.
  package func wrapped(to width: Int) -> [Line] {
    var rows: [Line] = []
    var row: [Span] = []
    var room = max(1, width)
    for span in spans {
      for (index, piece) in span.text.pieces(first: room, others: max(1, width)).enumerated() {
        if index > 0 {
          rows.append(Line(row, sourceLine: sourceLine))
          row = []
          room = max(1, width)
        }
        if !piece.isEmpty { row.append(Span(piece, span.style, target: span.target)) }
        room -= piece.columns
      }
    }
    if !row.isEmpty || rows.isEmpty { rows.append(Line(row, sourceLine: sourceLine)) }
    return rows
  }
}
