/// The margins of the list items around a line, which distinguish indented code from the text of an item.
///
/// A line that is indented by four columns more than the text of its item is code (CommonMark 0.29, 4.4 and 5.2).
/// Call `update(with:isAfterBlank:)` for every line of text, in order.
struct ListMargins {
  /// The columns at which the texts of the open items begin, the outermost first.
  private var columns: [Int] = []

  /// Whether a line is indented code, given that a blank line precedes it.
  func isIndentedCode(_ line: ArraySlice<UInt8>) -> Bool {
    let indentation = line.indentation
    return indentation >= (columns.last { $0 <= indentation } ?? 0) + 4
  }

  /// Opens and closes items for a line of text that is neither blank nor code.
  /// - Parameter isAfterBlank: whether a blank line precedes it. If not, it may continue the paragraph of an item with
  ///   any indentation.
  mutating func update(with line: ArraySlice<UInt8>, isAfterBlank: Bool) {
    let indentation = line.indentation
    let marker = line.markerColumns
    if marker > 0 || isAfterBlank { columns.removeAll { $0 > indentation } }
    if marker > 0 { columns.append(indentation + marker) }
  }
}

extension ArraySlice<UInt8> {
  /// The width in columns of the leading spaces and tabs.
  fileprivate var indentation: Int {
    prefix(while: \.isSpaceOrTab).reduce(0) { $1.column(after: $0) }
  }

  /// The width in columns of the list marker after the indentation and of the spaces after the marker; 0 if there is
  /// no marker.
  fileprivate var markerColumns: Int {
    let text = drop(while: \.isSpaceOrTab)
    let digits = text.prefix { (0x30...0x39).contains($0) }
    let rest = text.dropFirst(digits.count)
    guard digits.count < 10, let mark = rest.first,
      (digits.isEmpty ? "-+*" : ".)").utf8.contains(mark)
    else { return 0 }
    let gap = rest.dropFirst().prefix(while: \.isSpaceOrTab)
    // `* * *` is a thematic break.
    let isBreak = digits.isEmpty && rest.allSatisfy { $0 == mark || $0 == UInt8(ascii: " ") }
    guard !gap.isEmpty, !isBreak || rest.filter({ $0 == mark }).count < 3 else { return 0 }
    let markerEnd = indentation + digits.count + 1
    let textColumn = gap.reduce(markerEnd) { $1.column(after: $0) }
    // With more than four columns, the item begins with indented code after one space.
    return digits.count + 1 + (textColumn - markerEnd > 4 ? 1 : textColumn - markerEnd)
  }
}

extension UInt8 {
  /// Returns the column that follows `column` when this space or tab is appended; tab stops are four columns apart.
  fileprivate func column(after column: Int) -> Int {
    self == UInt8(ascii: "\t") ? column + 4 - column % 4 : column + 1
  }
}
