/// Reduces kramdown's tables to GitHub's: tables without a header, with several separators, and with a border.
enum KramdownTables {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var index = 0
    while index < markdown.lines.count {
      let first = index
      while index < markdown.lines.count, isRow(markdown.lines[index], in: markdown, isFirst: index == first)
      { index += 1 }
      if index > first { reduce(first..<index, in: markdown, &edits) }
      if index == first { index += 1 }
    }
    return edits
  }

  private static func isRow(_ line: ScannedMarkdown.Line, in markdown: ScannedMarkdown, isFirst: Bool) -> Bool
  {
    guard line.kind == .paragraph || line.kind == .continuation || line.kind == .tableRow,
      !line.opensContainer || isFirst
    else { return false }
    return markdown.text(of: line).first == UInt8(ascii: "|")
  }

  /// Whether a row only divides: `|---+---|` or `|===`.
  private static func isSeparator(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { $0.isSpaceOrTab || "|:-+=".utf8.contains($0) }
      && text.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") }
  }

  private static func reduce(_ lines: Range<Int>, in markdown: ScannedMarkdown, _ edits: inout Edits) {
    let texts = lines.map { markdown.text(of: markdown.lines[$0]) }
    let separators = texts.indices.filter { isSeparator(texts[$0]) }
    // GitHub's own form: a header and one separator.
    if separators == [1], !texts[1].contains(UInt8(ascii: "+")), !texts[1].contains(UInt8(ascii: "=")) {
      return
    }
    let separatorRows = Set(separators)
    let rows = texts.indices.filter { !separatorRows.contains($0) }
    guard let firstRow = rows.first else { return }
    // The row above the first separator below a row is the header.
    let divider = separators.first { $0 > firstRow }
    let hasHeader = divider.map { $0 == firstRow + 1 && rows.count > 1 } ?? false
    let columns = rows.map { columnCount(texts[$0]) }.max() ?? 1
    if columns > maximumColumns { return }
    let alignments =
      divider.map { alignmentRow(texts[$0], columns: columns) } ?? delimiterRow(columns: columns)
    let prefix = markdown.continuationPrefix(of: markdown.lines[lines.lowerBound])
    for (offset, index) in lines.enumerated() {
      let line = markdown.lines[index]
      if hasHeader, offset == divider {
        edits.replace(line.textStart..<line.end, with: alignments)
      } else if separatorRows.contains(offset) {
        edits.removeLine(line, in: markdown)
      } else if offset == firstRow, !hasHeader {
        let header = "|" + String(repeating: " |", count: columns)
        edits.insert(
          "\(header)\n\(String(decoding: prefix, as: UTF8.self))\(alignments)\n\(String(decoding: prefix, as: UTF8.self))",
          at: line.textStart)
      }
    }
  }

  /// The maximum number of columns. More bars are text.
  private static let maximumColumns = 256

  private static func delimiterRow(columns: Int) -> String { "|" + String(repeating: "---|", count: columns) }

  private static func alignmentRow(_ separator: ArraySlice<UInt8>, columns: Int) -> String {
    let cells = separator.split { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "+") }.map { $0.trimmed }
      .filter { !$0.isEmpty }
    let marks = (0..<columns).map { column -> String in
      guard column < cells.count else { return "---" }
      let left = cells[column].first == UInt8(ascii: ":")
      let right = cells[column].last == UInt8(ascii: ":")
      return (left ? ":" : "") + "---" + (right ? ":" : "")
    }
    return "|" + marks.joined(separator: "|") + "|"
  }

  private static func columnCount(_ row: ArraySlice<UInt8>) -> Int {
    var bars = 0
    var isEscaped = false
    for byte in row.trimmed.dropFirst() {
      if byte == UInt8(ascii: "|"), !isEscaped { bars += 1 }
      isEscaped = byte == UInt8(ascii: "\\")
    }
    return max(1, row.trimmed.last == UInt8(ascii: "|") ? bars : bars + 1)
  }
}
