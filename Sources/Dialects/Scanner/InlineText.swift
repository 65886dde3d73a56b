/// The text of a paragraph, a heading, a cell of a table or a block of HTML, without the marks of the containers around
/// its lines.
struct InlineText {
  /// The text; its lines end with line feeds.
  let bytes: [UInt8]
  /// The code in ``bytes``, in order.
  let code: [Range<Int>]
  let kind: Kind
  /// For each line, its offset in ``bytes`` and in the page.
  private let lines: [(offset: Int, source: Int)]

  enum Kind: Equatable {
    case text, tableCell, html
  }

  /// - Parameters:
  ///   - ranges: the lines of the text in the page.
  ///   - code: the code of the page that is not before the text. What precedes the end of the text is removed.
  init(
    _ ranges: [Range<Int>], of page: [UInt8], _ code: inout ArraySlice<Range<Int>>, kind: Kind
  ) {
    var bytes: [UInt8] = []
    var lines: [(offset: Int, source: Int)] = []
    for range in ranges {
      if !lines.isEmpty { bytes.append(UInt8(ascii: "\n")) }
      lines.append((bytes.count, range.lowerBound))
      bytes += page[range]
    }
    self.bytes = bytes
    self.lines = lines
    self.kind = kind
    let end = ranges.last?.upperBound ?? 0
    var own: [Range<Int>] = []
    while let range = code.first, range.lowerBound < end {
      if range.upperBound > ranges[0].lowerBound {
        let start = lines.position(of: max(range.lowerBound, ranges[0].lowerBound))
        own.append(start..<max(start, lines.position(of: min(range.upperBound, end) - 1) + 1))
      }
      if range.upperBound > end { break }
      code = code.dropFirst()
    }
    self.code = own
  }

  /// The range in the page of a range that is not empty.
  func source(of range: Range<Int>) -> Range<Int> {
    source(of: range.lowerBound)..<(source(of: range.upperBound - 1) + 1)
  }

  private func source(of offset: Int) -> Int {
    let line = lines[lines.lastIndex(notAfter: offset, \.offset)]
    return line.source + offset - line.offset
  }
}

extension [(offset: Int, source: Int)] {
  /// The index of the last line whose value is not greater than a number; 0 if there is none.
  fileprivate func lastIndex(notAfter number: Int, _ value: (Element) -> Int) -> Int {
    var (low, high) = (0, count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if value(self[middle]) <= number { low = middle } else { high = middle }
    }
    return low
  }

  /// The offset in the text of an offset in the page.
  fileprivate func position(of source: Int) -> Int {
    let line = self[lastIndex(notAfter: source, \.source)]
    return line.offset + source - line.source
  }
}

extension [UInt8] {
  /// The cells of a row of a table: a bar divides them even between backticks, unless a backslash precedes it.
  func tableCells(in row: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    for index in row where self[index] == UInt8(ascii: "|") {
      if index > row.lowerBound, self[index - 1] == UInt8(ascii: "\\") { continue }
      cells.append(start..<index)
      start = index + 1
    }
    return cells + [start..<row.upperBound]
  }
}
