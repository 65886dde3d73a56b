import Markdown

/// A document as indented text, one node per line: the format of the parser's goldens.
struct TreeDump: DocumentWalker {
  private(set) var text = ""
  private var depth = 0

  init(_ document: Document) {
    visit(document.blocks)
    for (index, footnote) in document.footnotes.enumerated() {
      append("footnote \(index + 1) @\(footnote.line)") { $0.visit(footnote.blocks) }
    }
  }

  mutating func visit(_ block: Block) {
    switch block.kind {
    case .list(let list):
      append(label(of: block)) { dump in
        for item in list.items {
          let box = item.task.map { " \($0)" } ?? ""
          dump.append("item" + box) { $0.visit(item.blocks) }
        }
      }
    case .table(let table):
      append(label(of: block)) { dump in
        dump.append("header") { $0.append(table.header, table.alignments) }
        for row in table.rows { dump.append("row") { $0.append(row, table.alignments) } }
      }
    case .definitionList(let definitions):
      append(label(of: block)) { dump in
        for definition in definitions {
          for term in definition.terms { dump.append("term") { $0.visit(term) } }
          for description in definition.descriptions { dump.append("description") { $0.visit(description) } }
        }
      }
    case .alert(let alert, let blocks):
      append(label(of: block)) { dump in
        if alert.title != Alert(alert.kind).title { dump.append("title") { $0.visit(alert.title) } }
        dump.visit(blocks)
      }
    case .details(let summary, let blocks, _):
      append(label(of: block)) { dump in
        dump.append("summary") { $0.visit(summary) }
        dump.visit(blocks)
      }
    case .paragraph, .heading, .blockQuote, .codeBlock, .tableOverflow, .thematicBreak:
      append(label(of: block)) { $0.descend(into: block) }
    }
  }

  mutating func visit(_ inline: Inline) {
    append(label(of: inline)) { $0.descend(into: inline) }
  }

  /// Appends a node, and its children indented below it.
  private mutating func append(_ label: String, children: (inout TreeDump) -> Void) {
    text += String(repeating: "  ", count: depth) + label + "\n"
    depth += 1
    children(&self)
    depth -= 1
  }

  private mutating func append(_ row: [[Inline]], _ alignments: [Table.Alignment]) {
    for (alignment, cell) in zip(alignments, row) { append("cell \(alignment)") { $0.visit(cell) } }
  }

  private func label(of block: Block) -> String {
    let line = " @\(block.line)"
    return switch block.kind {
    case .paragraph: "paragraph" + line
    case .heading(let level, _, let attributes):
      "heading \(level)" + (attributes.id.map { " #\($0)" } ?? "") + (attributes.isListed ? "" : " unlisted")
        + line
    case .blockQuote: "quote" + line
    case .alert(let alert, _): "alert \(alert.kind)" + line
    case .details: "details" + line
    case .definitionList: "definitions" + line
    case .list(let list):
      "list \(list.start.map { "from \($0)" } ?? "bulleted") \(list.isTight ? "tight" : "loose")" + line
    case .codeBlock(let language, let code):
      "code" + (language.isEmpty ? "" : " \(language)") + line + " \(code.debugDescription)"
    case .table: "table" + line
    case .tableOverflow(let rows): "table overflow" + line + " \(rows.debugDescription)"
    case .thematicBreak: "rule" + line
    }
  }

  private func label(of inline: Inline) -> String {
    switch inline {
    case .text(let words): "text \(words.debugDescription)"
    case .code(let code): "code \(code.debugDescription)"
    case .emphasis: "emphasis"
    case .strong: "strong"
    case .strikethrough: "strikethrough"
    case .link(let link): "link " + label(of: link.destination)
    case .image(let image): "image " + image.source.debugDescription
    case .footnoteReference(let number): "footnote reference \(number)"
    case .softBreak: "soft break"
    case .lineBreak: "line break"
    }
  }

  private func label(of destination: Link.Destination) -> String {
    switch destination {
    case .url(let url): url.debugDescription
    case .name(let name):
      "name \(name.name.debugDescription)" + (name.anchor.map { " anchor \($0.debugDescription)" } ?? "")
        + " literal \(name.literal.debugDescription)"
    }
  }
}
