import TerminalText

/// Composing lines by columns.
extension Line {
  /// Returns the line filled with spaces to a width, which it must not exceed.
  ///
  /// For text that may be longer and must be cut, use `fitted(to:)`.
  func padded(to width: Int) -> Line {
    assert(columns <= width, "\(columns) columns instead of \(width): \(text)")
    // A release build cuts a line that is too wide, so that it does not disturb the rest of the screen.
    return fitted(to: width)
  }

  /// Returns the line with another one laid over it at a column.
  func covered(by other: Line, from column: Int) -> Line {
    var result = prefix(columns: column)
    result.spans += other.spans
    result.spans += dropping(columns: column + other.columns).spans
    return result
  }

  /// Returns the first columns, filled with spaces. Half of a wide character becomes a space.
  func prefix(columns width: Int) -> Line {
    truncated(to: width, mark: Span(.empty)).fitted(to: width)
  }

  /// Returns the line without its first columns. Half of a wide character becomes a space.
  func dropping(columns count: Int) -> Line {
    var rest: [Span] = []
    var start = 0
    for span in spans {
      let end = start + span.text.columns
      if start >= count {
        rest.append(span)
      } else if end > count {
        var tail = span.text.dropping(columns: count - start)
        if tail.columns > end - count {
          // A wide character straddles the cut.
          rest.append(Span(" ", span.style))
          tail = span.text.dropping(columns: count - start + 1)
        }
        rest.append(Span(tail, span.style, target: span.target))
      }
      start = end
    }
    return Line(rest)
  }
}
