extension [Block] {
  /// The blocks as inlines, with line breaks between them, for a cell or a summary that holds only inlines.
  var flattened: [Inline] { flattened(separator: .lineBreak) }

  func flattened(separator: Inline) -> [Inline] {
    if count == 1, case .paragraph(let inlines) = self[0].kind { return inlines }
    return [Inline](lines.joined(separator: [separator]))
  }

  /// Each line of the blocks. Paragraphs are lines of their own.
  private var lines: [[Inline]] {
    flatMap { block -> [[Inline]] in
      switch block.kind {
      case .paragraph(let inlines): [inlines]
      case .heading(_, let inlines, _): [[.strong(inlines)]]
      case .blockQuote(let children): children.lines
      case .alert(let alert, let children): [[.strong(alert.title)]] + children.lines
      case .details(let summary, let children, _): [[.strong(summary)]] + children.lines
      case .definitionList(let groups):
        groups.flatMap { $0.terms.map { [.strong($0)] } + $0.descriptions.flatMap(\.lines) }
      case .list(let list):
        list.items.enumerated().flatMap { index, item -> [[Inline]] in
          var lines = item.blocks.lines
          let box = item.task?.box
          let mark = list.start.map { "\($0 &+ index). " + (box ?? "") } ?? box ?? "• "
          lines = lines.isEmpty ? [[]] : lines
          lines[0].insert(.text(mark), at: 0)
          return lines
        }
      case .codeBlock(_, let text):
        text.split(whereSeparator: \.isNewline).map { [.code(String($0))] }
      case .table(let table):
        ([table.header] + table.rows).filter { !$0.allSatisfy(\.isEmpty) }.map { row in
          [Inline](row.filter { !$0.isEmpty }.joined(separator: [.text(" | ")]))
        }
      case .tableOverflow(let text): text.split(whereSeparator: \.isNewline).map { [.text(String($0))] }
      case .thematicBreak: [[.text("———")]]
      }
    }
  }
}

extension [Inline] {
  /// The inlines without white space and line breaks at both ends.
  var trimmed: [Inline] {
    var inlines = self
    while let last = inlines.last, last.isBlank { inlines.removeLast() }
    inlines.removeFirst(inlines.prefix(while: \.isBlank).count)
    if case .text(let text)? = inlines.first, text.utf8.first?.isSpace == true {
      inlines[0] = .text(String(Substring(text.utf8.drop(while: \.isSpace))))
    }
    if case .text(let text)? = inlines.last, let last = text.utf8.lastIndex(where: { !$0.isSpace }) {
      let end = text.utf8.index(after: last)
      if end < text.endIndex { inlines[inlines.count - 1] = .text(String(text[..<end])) }
    }
    return inlines
  }
}
