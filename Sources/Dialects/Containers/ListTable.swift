/// A table as a list of rows, each of which is a list of cells (docutils.sourceforge.io, "list-table"):
///
///     * - A
///       - B
///
/// It becomes a table of HTML, whose cells may hold any block.
struct ListTable {
  private let markdown: ScannedMarkdown
  private let lines: ArraySlice<ScannedMarkdown.Line>
  private let headerRows: Int
  private let lineBreak: String
  /// The bytes of the marks of containers before each line.
  private let marks: Int

  /// - Parameters:
  ///   - lines: the content of the directive below its options.
  ///   - prefix: the marks with which each line begins.
  init(
    _ lines: ArraySlice<ScannedMarkdown.Line>, in markdown: ScannedMarkdown, headerRows: Int, prefix: String
  ) {
    self.lines = lines
    self.markdown = markdown
    self.headerRows = headerRows
    lineBreak = "\n" + prefix
    marks = prefix.utf8.count
  }

  /// Replaces the marks of rows and cells with tags. Returns what ends the table; nil for lines that are no such list.
  func reduce(to edits: inout Edits) -> String? {
    guard let first = lines.first(where: { !text(of: $0).trimmed.isEmpty }), let list = columns(of: first)
    else { return nil }
    var rows = 0
    for line in lines {
      let text = text(of: line)
      let spaces = text.prefix { $0 == UInt8(ascii: " ") }.count
      let start = text.startIndex
      let content = min(start + list.cell + 2, text.endIndex)
      if let columns = columns(of: line), columns == list {
        let before = rows == 0 ? "<table>" : lineBreak + endOfCell(rows) + "</tr>"
        rows += 1
        replace(start..<content, with: [before, "<tr>", startOfCell(rows), "", ""], &edits)
      } else if spaces == list.cell, isMark(text.dropFirst(spaces)) {
        replace(start..<content, with: ["", endOfCell(rows), startOfCell(rows), "", ""], &edits)
      } else {
        edits.remove(start..<min(start + spaces, content))
      }
    }
    return ["", endOfCell(rows) + "</tr>", "</table>", ""].joined(separator: lineBreak)
  }

  private func text(of line: ScannedMarkdown.Line) -> ArraySlice<UInt8> {
    markdown.bytes[markdown.leadingMarks(of: line, upTo: marks).endIndex..<line.end]
  }

  private func replace(_ range: Range<Int>, with lines: [String], _ edits: inout Edits) {
    edits.replace(range, with: lines.joined(separator: lineBreak))
  }

  private func element(_ row: Int) -> String { row <= headerRows ? "th" : "td" }
  private func startOfCell(_ row: Int) -> String { "<\(element(row))>" }
  private func endOfCell(_ row: Int) -> String { "</\(element(row))>" }

  /// The columns of the marks of a row and of its first cell, `* -`; nil for other lines.
  private func columns(of line: ScannedMarkdown.Line) -> (row: Int, cell: Int)? {
    let text = text(of: line)
    let row = text.drop { $0 == UInt8(ascii: " ") }
    let cell = row.dropFirst().drop { $0 == UInt8(ascii: " ") }
    guard isMark(row), isMark(cell) else { return nil }
    return (row.startIndex - text.startIndex, cell.startIndex - text.startIndex)
  }

  /// Whether a text begins with the mark of a list item.
  private func isMark(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, "*-+".utf8.contains(first) else { return false }
    return text.dropFirst().first.map { $0 == UInt8(ascii: " ") } ?? true
  }
}
