/// A table of HTML, whose cells may extend over several columns and rows.
struct HTMLTable {
  struct Cell {
    var blocks: [Block]
    var isHeader: Bool
    var alignment: Table.Alignment?
    var columns: Int
    var rows: Int
  }

  struct Row {
    var cells: [Cell]
    /// Whether it is in a `thead`.
    var isHead: Bool

    /// Whether all its cells are headers, except for empty ones.
    var isHeader: Bool {
      isHead || cells.contains(where: \.isHeader) && cells.allSatisfy { $0.isHeader || $0.blocks.isEmpty }
    }
  }

  var rows: [Row] = []

  /// Cells of at most so many characters are repeated in each row or column over which they extend. Others are shown in
  /// the first, so that the document does not grow with the numbers of rows and columns that a page names.
  private static let repeatedLength = 64
  /// A cell extends over at most so many columns, and beyond so many columns over one.
  private static let spannedColumns = 100

  /// The blocks of the table: the table, and the rows for which it is too large.
  func blocks(line: Int) -> [Block] {
    if rows.count == 1, let cell = rows[0].cells.first, rows[0].cells.count == 1 { return cell.blocks }
    if rows.contains(where: { $0.cells.contains { $0.blocks.contains(where: \.isLongCode) } }) {
      return stacked(line)
    }
    return grid(line)
  }

  // MARK: Grid

  private func grid(_ line: Int) -> [Block] {
    let headers = headerCount
    var layout = Layout()
    for (index, row) in rows.enumerated() { layout.append(row, isHeader: index < headers) }
    let columns = layout.columns
    if columns == 0 { return [] }
    func padded(_ row: [[Inline]]) -> [[Inline]] { row + Array(repeating: [], count: columns - row.count) }
    let maximum = Document.maximumCells / columns - 1
    let body = layout.lines.dropFirst(headers)
    let header = (0..<columns).map { column in
      var parts: [[Inline]] = []
      for line in layout.lines.prefix(headers) where column < line.count && !line[column].isEmpty {
        if parts.last != line[column] { parts.append(line[column]) }
      }
      return [Inline](parts.joined(separator: [.lineBreak]))
    }
    var blocks: [Block] = []
    var overflow = ""
    if maximum >= 0 {
      let table = Table(
        alignments: (0..<columns).map { layout.alignments[$0] ?? .left }, header: header,
        rows: body.prefix(maximum).map(padded))
      if !header.allSatisfy(\.isEmpty) || !table.rows.isEmpty {
        blocks.append(Block(line: line, .table(table)))
      }
    } else {
      overflow += Self.text(of: header)
    }
    for row in body.dropFirst(max(0, maximum)) { overflow += Self.text(of: row) }
    if !overflow.isEmpty { blocks.append(Block(line: line, .tableOverflow(overflow))) }
    return blocks
  }

  /// The number of rows of the header.
  private var headerCount: Int {
    let heads = rows.prefix(while: \.isHead).count
    return heads > 0 ? heads : rows.first?.isHeader == true ? 1 : 0
  }

  private static func text(of row: [[Inline]]) -> String {
    let cells = row.map(\.plainText).filter { !$0.isEmpty }
    return cells.isEmpty ? "" : cells.joined(separator: " | ") + "\n"
  }

  /// Places cells in columns.
  private struct Layout {
    private(set) var lines: [[[Inline]]] = []
    private(set) var alignments: [Int: Table.Alignment] = [:]
    private(set) var columns = 0
    /// For each column, the cell that extends into the next rows.
    private var pending: [(rows: Int, content: [Inline])] = []
    private var cellCount = 0

    mutating func append(_ row: Row, isHeader: Bool) {
      var line: [[Inline]] = []
      // Rows that exceed the table become text, in which cells are not repeated.
      let isLimited = cellCount > Document.maximumCells
      func appendPending() {
        while line.count < pending.count, pending[line.count].rows > 0 {
          pending[line.count].rows -= 1
          line.append(pending[line.count].content)
        }
      }
      for cell in row.cells {
        if !isLimited { appendPending() }
        var content = cell.blocks.flattened
        if cell.isHeader, !isHeader, !content.isEmpty { content = [.strong(content)] }
        let isShort = cell.rows * cell.columns > 1 && content.plainText.count <= HTMLTable.repeatedLength
        let columns =
          isLimited || line.count > HTMLTable.spannedColumns ? 1 : min(cell.columns, HTMLTable.spannedColumns)
        for column in 0..<columns {
          alignments[line.count] = alignments[line.count] ?? cell.alignment
          if cell.rows > 1, !isLimited {
            while pending.count <= line.count { pending.append((0, [])) }
            pending[line.count] = (cell.rows - 1, isShort && (column == 0 || isHeader) ? content : [])
          }
          line.append(column == 0 || isHeader && isShort ? content : [])
        }
      }
      if !isLimited {
        while line.count < pending.count {
          appendPending()
          if line.count < pending.count { line.append([]) }
        }
        while line.last?.isEmpty == true, line.count > row.cells.count { line.removeLast() }
        columns = max(columns, line.count)
      } else if line.count > columns {
        // The rows of the table keep their number of columns.
        line[(columns - 1)...] = [[Inline](line[(columns - 1)...].joined(separator: [.text(" | ")]))]
      }
      cellCount += max(line.count, columns)
      if isHeader || !line.allSatisfy(\.isEmpty) { lines.append(line) }
    }
  }

  // MARK: Blocks one below the other

  /// The cells as blocks below the headers of their columns, for cells with code, whose lines a grid would break.
  private func stacked(_ line: Int) -> [Block] {
    let headers = headerCount
    let labels = headers > 0 ? rows[headers - 1].cells.map(\.blocks.flattened) : []
    var blocks: [Block] = rows.prefix(max(0, headers - 1)).flatMap { $0.cells.flatMap(\.blocks) }
    if rows.count == headers { return blocks + rows[headers - 1].cells.flatMap(\.blocks) }
    for row in rows.dropFirst(headers) {
      for (column, cell) in row.cells.enumerated() where !cell.blocks.isEmpty {
        if column < labels.count, !labels[column].isEmpty {
          blocks.append(Block(line: cell.blocks[0].line, .paragraph([.strong(labels[column])])))
        }
        blocks += cell.blocks
      }
    }
    return blocks
  }
}

extension Block {
  /// Whether it is code of several lines.
  fileprivate var isLongCode: Bool {
    if case .codeBlock(_, let text) = kind {
      text.utf8.dropLast().contains(UInt8(ascii: "\n"))
    } else {
      false
    }
  }
}
