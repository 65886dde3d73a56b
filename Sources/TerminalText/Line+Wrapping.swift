extension Line {
  /// The line cut into rows of so many columns, in the middle of words if need be.
  public func wrapped(to width: Int) -> [Line] {
    var rows: [Line] = []
    var row: [Span] = []
    var room = max(1, width)
    for var span in spans {
      while span.text.columns > room {
        let head = span.text.prefix(columns: room)
        if head.isEmpty && row.isEmpty { break }
        if !head.isEmpty { row.append(Span(head, span.style, target: span.target)) }
        rows.append(Line(row, sourceLine: sourceLine))
        span.text = span.text.dropping(columns: head.columns)
        row = []
        room = max(1, width)
      }
      if !span.text.isEmpty {
        row.append(span)
        room -= span.text.columns
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
