extension HTMLReducer {
  mutating func appendTable(_ element: HTMLElement) {
    endParagraph()
    var table = HTMLTable()
    append(element.children, isHead: false, tag: element.tag, to: &table)
    table.rows.removeAll(where: \.cells.isEmpty)
    for block in table.blocks(line: element.line) { append(block) }
  }

  /// Appends the rows among the children of a table or of a section of it. What belongs to no cell comes before the table,
  /// as in a browser.
  private mutating func append(_ nodes: [HTMLNode], isHead: Bool, tag: HTMLTag, to table: inout HTMLTable) {
    var cells: [HTMLElement] = []
    // The nodes of one part of the table are one run of text.
    var others: [[HTMLNode]] = [[]]
    for node in nodes where !node.isBlank {
      guard let element = node.element, element.kind.isTablePart, element.kind != .tableCaption else {
        others[others.count - 1].append(node)
        continue
      }
      if element.kind != .cell, !cells.isEmpty {
        table.rows.append(row(of: cells, isHead: isHead, tag: tag))
        cells = []
      }
      switch element.kind {
      case .tableSection:
        append(
          element.children, isHead: element.tag.name == "thead", tag: element.tag, to: &table)
      case .row:
        others += [element.children.filter { !$0.isBlank && $0.element?.kind != .cell }, []]
        let cells = element.children.compactMap(\.element).filter { $0.kind == .cell }
        table.rows.append(row(of: cells, isHead: isHead, tag: element.tag))
      case .cell: cells.append(element)
      default: others[others.count - 1].append(node)
      }
    }
    if !cells.isEmpty { table.rows.append(row(of: cells, isHead: isHead, tag: tag)) }
    for run in others where !run.isEmpty {
      for block in content(of: run) { append(block) }
    }
  }

  private mutating func row(of cells: [HTMLElement], isHead: Bool, tag: HTMLTag) -> HTMLTable.Row {
    HTMLTable.Row(
      cells: cells.map { cell in
        HTMLTable.Cell(
          blocks: content(of: cell.children), isHeader: cell.tag.name == "th",
          alignment: Self.alignment(cell.tag) ?? Self.alignment(tag),
          columns: Self.span(cell.tag["colspan"], 1000),
          rows: cell.tag["rowspan"] == "0" ? 65534 : Self.span(cell.tag["rowspan"], 65534))
      }, isHead: isHead)
  }

  /// A number of columns or rows, within the limits of HTML (4.9.11).
  private static func span(_ value: String?, _ maximum: Int) -> Int {
    min(max(1, value.flatMap { Int($0) } ?? 1), maximum)
  }

  private static func alignment(_ tag: HTMLTag) -> Table.Alignment? {
    switch tag["align"]?.lowercased() ?? tag.style("text-align") {
    case "left": .left
    case "center": .center
    case "right": .right
    default: nil
    }
  }
}
