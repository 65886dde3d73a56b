extension Line {
  /// The line cut into rows of so many columns, in the middle of words if need be.
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

extension FilteredText {
  /// A number in superscript digits: `¹²`.
  static func superscript(_ number: Int) -> FilteredText {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return FilteredText(String(String(number).compactMap(\.wholeNumberValue).map { digits[$0] }), as: .code)
  }
}
