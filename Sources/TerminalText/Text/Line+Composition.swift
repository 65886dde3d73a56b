extension Line {
  /// The line at exactly so many columns: cut with a mark, or filled with spaces.
  package func fitted(to width: Int, _ fill: Style = .plain) -> Line {
    var line = truncated(to: width)
    let room = width - line.columns
    if room > 0 { line.spans.append(Span(FilteredText(repeating: " ", count: room), fill)) }
    return line
  }

  /// The line with a style laid over all of it.
  package func styled(_ style: Style) -> Line {
    Line(spans.map { Span($0.text, style.over($0.style), target: $0.target) }, sourceLine: sourceLine)
  }

  /// The line with a style laid over some of its text.
  /// - Parameter range: bytes of ``text``, on the borders of scalars.
  package func styled(_ range: Range<Int>, _ style: Style) -> Line {
    var result = Line(sourceLine: sourceLine)
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
  /// A part of it, on the borders of scalars.
  func bytes(_ range: Range<Int>) -> FilteredText {
    let start = string.utf8.index(string.startIndex, offsetBy: range.lowerBound)
    let end = string.utf8.index(string.startIndex, offsetBy: range.upperBound)
    return FilteredText(string[start..<end], as: .code)
  }
}
