extension Line {
  /// What is needed to fill a row of prose to its whole width with wider spaces.
  package struct Justification: Sendable, Equatable {
    /// The columns of the row without the prefixes of containers before it.
    package var columns: Int32
    /// The columns that the row is short of its width.
    package var slack: Int32

    /// Nil for the last row of a paragraph.
    init?(_ row: LineBreaker.Row, width: Int) {
      guard row.end != .paragraph, row.columns <= width else { return nil }
      columns = Int32(row.columns)
      slack = Int32(width - row.columns)
    }
  }

  /// Creates a row of a text.
  /// - Parameter cursor: as in ``InlineText/spans(of:cursor:)``.
  init(_ row: LineBreaker.Row, of text: InlineText, cursor: inout Int, sourceLine: Int) {
    self.init(text.spans(of: row, cursor: &cursor), sourceLine: sourceLine)
    switch row.end {
    case .space, .paragraph: break
    case .word: wordBreak = .bare
    case .hyphen: wordBreak = .hyphen
    }
  }

  /// The row with wider spaces between its words, so that it is as wide as its column. A row of few words stays ragged,
  /// because its spaces would become too wide.
  package var justified: Line {
    guard let justification, justification.slack > 0 else { return self }
    let prefix = columns - Int(justification.columns)
    var column = 0
    var gaps = 0
    forEachGap(from: prefix) { _, _ in gaps += 1 }
    let slack = Int(justification.slack)
    guard gaps > 0, slack <= gaps * Self.widestGap else { return self }
    var result = self
    var (number, inserted) = (0, 0)
    for (index, span) in spans.enumerated() {
      let text = span.text.string
      var wider = ""
      for scalar in text.unicodeScalars {
        wider.unicodeScalars.append(scalar)
        column += DisplayWidth.columns(of: scalar)
        guard scalar == " ", column > prefix else { continue }
        number += 1
        // The wide spaces are spread over the row.
        let due = slack * number / gaps
        wider += String(repeating: " ", count: due - inserted)
        inserted = due
      }
      result.spans[index].text = FilteredText(wider, as: .code)
    }
    result.justification = nil
    return result
  }

  /// The most columns that are added to a space.
  private static let widestGap = 2

  /// Passes each space behind the first `prefix` columns to a function: the index of its span, and its column.
  private func forEachGap(from prefix: Int, _ body: (Int, Int) -> Void) {
    var column = 0
    for (index, span) in spans.enumerated() {
      for scalar in span.text.string.unicodeScalars {
        if scalar == " ", column >= prefix { body(index, column) }
        column += DisplayWidth.columns(of: scalar)
      }
    }
  }
}
