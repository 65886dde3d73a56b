/// One row of what is shown: spans from left to right.
///
/// Lines are the one currency between a document and a terminal: who needs height, scrolling, search or
/// clipping works on these, not on the document.
public struct Line: Sendable, Equatable {
  /// From left to right.
  public var spans: [Span]
  /// The source line of the block that it shows, from 1; 0 where there is none. Never falls within a page.
  public var sourceLine: Int
  /// Whether the next row is the rest of the same line of code, behind a ``wrapMark``.
  public var isWrapped = false

  /// What stands in the margin of a row that is the rest of a line of code.
  public static let wrapMark: FilteredText = "↳ "

  /// A row of spans.
  public init(_ spans: [Span] = [], sourceLine: Int = 0) {
    self.spans = spans
    self.sourceLine = sourceLine
  }

  /// A row of one look.
  public init(_ text: FilteredText, _ style: Style = .plain, sourceLine: Int = 0) {
    self.init([Span(text, style)], sourceLine: sourceLine)
  }

  /// How many columns it takes.
  public var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }

  /// Its text alone.
  public var text: String { spans.map(\.text.string).joined() }

  /// As much of it as fits, with a mark at the cut.
  public func truncated(to limit: Int, mark: Span = .cut) -> Line {
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
public struct Span: Sendable, Equatable {
  /// What it says.
  public var text: FilteredText
  /// How it looks.
  public var style: Style
  /// Where it leads, if it is a link.
  public var target: LinkTarget?

  /// What stands where a line was cut; made once, as most lines are asked whether they fit.
  public static let cut = Span("…")

  /// A stretch of text.
  public init(_ text: FilteredText, _ style: Style = .plain, target: LinkTarget? = nil) {
    self.text = text
    self.style = style
    self.target = target
  }
}
