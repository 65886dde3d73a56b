import TerminalText

/// Whole lines of code that are scrolled sideways. Their margin stays where it is.
extension Line {
  /// The marks for code that is hidden at the left and at the right. Unlike the mark of a title that was cut, they look
  /// like no code in ASCII.
  private static let hiddenMarks: (left: FilteredText, right: FilteredText) = ("‹", "›")

  /// Returns a line of code without its first columns, cut to a width. A mark stands for what is hidden at either side.
  /// Other lines stay as they are.
  func scrollingCode(by offset: Int, width: Int, _ style: Style) -> Line {
    guard let codeColumns else { return self }
    let (left, right) = (Span(Self.hiddenMarks.left, style), Span(Self.hiddenMarks.right, style))
    let margin = columns - Int(codeColumns)
    if offset == 0 || codeColumns == 0 { return truncated(to: width, mark: right) }
    let hidden = dropping(columns: margin).prefix(columns: offset + left.text.columns)
    var line = prefix(columns: margin)
    let isBlank = hidden.text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    line.spans.append(isBlank ? Span(" ") : left)
    line.spans += dropping(columns: margin + offset + left.text.columns).spans
    return line.truncated(to: width, mark: right)
  }

  /// The columns of code that do not fit a width.
  func hiddenCodeColumns(width: Int) -> Int { codeColumns == nil ? 0 : max(0, columns - width) }

  /// Returns the offset nearest to another one at which a range of columns of the line is visible, or its beginning.
  func codeOffset(showing range: Range<Int>, from offset: Int, width: Int) -> Int {
    guard let codeColumns, columns > width else { return offset }
    let margin = columns - Int(codeColumns)
    let mark = Self.hiddenMarks.left.columns
    let first = max(0, range.lowerBound - margin - mark)
    let least = range.upperBound - width + (range.upperBound < columns ? mark : 0)
    return min(max(offset, least), first)
  }
}

extension Viewport {
  /// The most columns that any line of code has behind a width.
  func hiddenCodeColumns(width: Int) -> Int {
    lines.reduce(0) { max($0, $1.hiddenCodeColumns(width: width)) }
  }
}
