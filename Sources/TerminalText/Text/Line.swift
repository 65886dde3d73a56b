/// One row of what is shown: spans from left to right.
///
/// Lines are the one currency between a document and a terminal: who needs height, scrolling, search or
/// clipping works on these, not on the document.
package struct Line: Sendable, Equatable {
  /// From left to right.
  package var spans: [Span]
  /// The source line of the block that it shows, from 1; 0 where there is none. Never falls within a page.
  package var sourceLine: Int
  /// Whether the next row is the rest of the same line of code, behind a ``wrapMark``.
  package var isWrapped = false

  /// What stands in the margin of a row that is the rest of a line of code.
  package static let wrapMark: FilteredText = "↳ "

  /// A row of spans.
  package init(_ spans: [Span] = [], sourceLine: Int = 0) {
    self.spans = spans
    self.sourceLine = sourceLine
  }

  /// A row of one look.
  package init(_ text: FilteredText, _ style: Style = .plain, sourceLine: Int = 0) {
    self.init([Span(text, style)], sourceLine: sourceLine)
  }

  /// How many columns it takes.
  package var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }

  /// Its text alone.
  package var text: String { spans.map(\.text.string).joined() }

  /// As much of it as fits, with a mark at the cut.
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

/// A stretch of text of one look.
package struct Span: Sendable, Equatable {
  /// What it says.
  package var text: FilteredText
  /// How it looks.
  package var style: Style
  /// Where it leads, if it is a link.
  package var target: LinkTarget?

  /// What stands where a line was cut; made once, as most lines are asked whether they fit.
  package static let cut = Span("…")

  /// A stretch of text.
  package init(_ text: FilteredText, _ style: Style = .plain, target: LinkTarget? = nil) {
    self.text = text
    self.style = style
    self.target = target
  }
}
