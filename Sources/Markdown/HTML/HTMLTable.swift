/// A table of HTML.
struct HTMLTable {
  /// The table, with its caption and what is outside of its cells before it. A table of cells that hold code or other
  /// tables arranges a page, so its cells follow one another.
  let blocks: [Block]

  private struct Cell {
    var blocks: [Block]
    var isHeader: Bool
    var alignment: Table.Alignment?
    var columns: Int
    var rows: Int
  }

  /// The maximum number of columns or rows that a cell may span.
  private static let maximumSpan = 100

  init(_ element: HTMLTree.Element) {
    var outside: [Block] = []
    var headRows: [[Cell]] = []
    var rows: [[Cell]] = []
    func add(_ nodes: [HTMLTree.Node], isHead: Bool, line: Int) {
      var other: [HTMLTree.Node] = []
      for node in nodes {
        switch node {
        case .element(let child) where ["thead", "tbody", "tfoot"].contains(child.tag.name):
          add(child.children, isHead: child.tag.name == "thead", line: child.line)
        case .element(let child) where child.tag.name == "tr":
          let (cells, rest) = Self.cells(of: child)
          if isHead { headRows.append(cells) } else if !cells.isEmpty { rows.append(cells) }
          other += rest
        case .element(let child) where child.tag.name == "colgroup": break
        case .text, .tag, .block, .element: other.append(node)
        }
      }
      outside += HTMLReducer.blocks(of: other, line: line)
    }
    add(element.children, isHead: false, line: element.line)
    let cells = (headRows + rows).flatMap { $0 }
    if cells.contains(where: { $0.blocks.contains(where: \.needsWidth) })
      || (headRows + rows).allSatisfy({ $0.count < 2 })
    {
      blocks = outside + cells.flatMap(\.blocks)
      return
    }
    if headRows.isEmpty, let first = rows.first, first.allSatisfy(\.isHeader), rows.count > 1 {
      headRows = [rows.removeFirst()]
    }
    // Further rows of a header are rows, because a table has one.
    rows = headRows.dropFirst() + rows
    let header = headRows.first
    let grid = Self.grid((header.map { [$0] } ?? []) + rows)
    let columns = grid.map(\.count).max() ?? 0
    let padded = grid.map { $0 + Array(repeating: [], count: columns - $0.count) }
    let first = (header ?? rows.first) ?? []
    var alignments = first.flatMap { Array(repeating: $0.alignment ?? .left, count: $0.columns) }
    alignments = Array((alignments + Array(repeating: .left, count: columns)).prefix(columns))
    let body = header == nil ? padded : Array(padded.dropFirst())
    let limit = max(1, Document.maximumCells / max(1, columns) - 1)
    let table = Table(
      alignments: alignments, header: header == nil ? Array(repeating: [], count: columns) : padded[0],
      rows: Array(body.prefix(limit)))
    let overflow = body.dropFirst(limit).map { row in
      row.map(\.plainText).filter { !$0.isEmpty }.joined(separator: " | ") + "\n"
    }
    blocks =
      outside + [Block(line: element.line, .table(table))]
      + (overflow.isEmpty ? [] : [Block(line: element.line, .tableOverflow(overflow.joined()))])
  }

  /// The cells of a row, and what is outside of them.
  private static func cells(of row: HTMLTree.Element) -> ([Cell], [HTMLTree.Node]) {
    var cells: [Cell] = []
    var rest: [HTMLTree.Node] = []
    for node in row.children {
      guard case .element(let cell) = node, cell.tag.name == "td" || cell.tag.name == "th" else {
        rest.append(node)
        continue
      }
      let style = (cell.tag["style"] ?? "").lowercased().filter { $0 != " " }
      let alignment =
        cell.tag["align"]?.lowercased()
        ?? ["left", "center", "right"].first { style.contains("text-align:\($0)") }
      cells.append(
        Cell(
          blocks: HTMLReducer.blocks(of: cell.children, line: cell.line), isHeader: cell.tag.name == "th",
          alignment: alignment.flatMap { $0 == "center" ? .center : $0 == "right" ? .right : .left },
          columns: span(cell.tag["colspan"]), rows: span(cell.tag["rowspan"])))
    }
    return (cells, rest)
  }

  private static func span(_ value: String?) -> Int {
    min(maximumSpan, max(1, value.flatMap { Int($0) } ?? 1))
  }

  /// The rows with a cell for each column: a cell that spans columns is followed by empty ones, and one that spans rows
  /// is repeated in each of them.
  private static func grid(_ rows: [[Cell]]) -> [[[Inline]]] {
    var grid: [[[Inline]]] = []
    // The content that continues from the rows above, by column, with the number of rows that it is repeated in.
    var pending: [Int: (content: [Inline], rows: Int)] = [:]
    for row in rows {
      var line: [[Inline]] = []
      func addPending() {
        while let above = pending[line.count] {
          pending[line.count] = above.rows > 1 ? (above.content, above.rows - 1) : nil
          line.append(above.content)
        }
      }
      for cell in row {
        addPending()
        let content = HTMLReducer.inlines(of: cell.blocks)
        for column in 0..<cell.columns {
          let text = column == 0 ? content : []
          if cell.rows > 1 { pending[line.count] = (text, cell.rows - 1) }
          line.append(text)
        }
      }
      addPending()
      grid.append(line)
    }
    return grid
  }
}

extension Block {
  /// Whether the block is not readable in a narrow cell.
  fileprivate var needsWidth: Bool {
    switch kind {
    case .codeBlock, .table, .tableOverflow: true
    case .list(let list): list.items.contains { $0.blocks.contains(where: \.needsWidth) }
    case .blockQuote(let children), .alert(_, let children), .details(_, let children):
      children.contains(where: \.needsWidth)
    case .paragraph, .heading, .definitionList, .thematicBreak: false
    }
  }
}
