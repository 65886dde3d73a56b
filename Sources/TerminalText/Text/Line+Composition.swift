extension Line {
  /// The line at exactly `width` columns: cut with a mark, or filled with spaces in the style `fill`.
  package func fitted(to width: Int, _ fill: Style = .plain) -> Line {
    let columns = columns
    if columns == width { return self }
    var line = columns > width ? truncated(to: width) : self
    let room = width - (columns > width ? line.columns : columns)
    if room > 0 { line.spans.append(Span(FilteredText(repeating: " ", count: room), fill)) }
    return line
  }

  /// The line with `style` over the style of every span.
  package func styled(_ style: Style) -> Line {
    Line(spans.map { Span($0.text, style.over($0.style), target: $0.target) }, sourceLine: sourceLine)
  }

  /// The line as a selected row: with `style` over every span, and no dim text, which would have a darker background than
  /// the rest of a reversed row.
  package func selected(_ style: Style) -> Line {
    var line = self
    for index in spans.indices { line.spans[index].style.attributes.remove(.dim) }
    return line.styled(style)
  }

  /// The line with `style` over the styles of a part of its text.
  /// - Parameter range: byte offsets in ``text``, between scalars.
  package func styled(_ range: Range<Int>, _ style: Style) -> Line {
    var result = self
    result.spans = []
    var start = 0
    for span in spans {
      let end = start + span.text.string.utf8.count
      let cuts = [start, min(max(range.lowerBound, start), end), min(max(range.upperBound, start), end), end]
      for (index, (from, to)) in zip(cuts, cuts.dropFirst()).enumerated() where to > from {
        let text = span.text.bytes(from - start..<to - start)
        result.spans.append(Span(text, index == 1 ? style.over(span.style) : span.style, target: span.target))
      }
      start = end
    }
    return result
  }
}

extension FilteredText {
  /// The text between two byte offsets, which must lie between scalars.
  func bytes(_ range: Range<Int>) -> FilteredText {
    let start = string.utf8.index(string.startIndex, offsetBy: range.lowerBound)
    let end = string.utf8.index(string.startIndex, offsetBy: range.upperBound)
    return FilteredText(string[start..<end], as: .code)
  }
}
