/// Collects the rows of a table of Markdown, as far as `Document.maximumCells` allows.
struct TableBuilder {
  private var table: Table
  private var overflow = ""
  private var cellCount = 0

  init(alignments: [Table.Alignment]) {
    table = Table(alignments: alignments, header: [], rows: [])
  }

  /// Appends a row, which may lack cells at its end.
  mutating func append(_ row: [[Inline]], isHeader: Bool) {
    let columns = table.alignments.count
    let cells = row + Array(repeating: [], count: max(0, columns - row.count))
    cellCount += columns
    if isHeader {
      table.header = cells
    } else if cellCount <= Document.maximumCells {
      table.rows.append(cells)
    } else {
      overflow += row.map(\.plainText).filter { !$0.isEmpty }.joined(separator: " | ") + "\n"
    }
  }

  /// The table, and the rows that exceed it.
  func blocks(line: Int) -> [Block] {
    let rest = overflow.isEmpty ? [] : [Block(line: line, .tableOverflow(overflow))]
    return [Block(line: line, .table(table))] + rest
  }
}
