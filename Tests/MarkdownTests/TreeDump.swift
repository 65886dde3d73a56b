import Markdown

/// A document as a tree of words, a node each line: what the goldens of the parser hold.
struct TreeDump {
  private(set) var text = ""
  private var depth = 0

  init(_ document: Document) {
    for block in document.blocks { append(block) }
    for (index, footnote) in document.footnotes.enumerated() {
      nest("footnote \(index + 1) @\(footnote.line)") { dump in
        for block in footnote.blocks { dump.append(block) }
      }
    }
  }

  private mutating func add(_ node: String) {
    text += String(repeating: "  ", count: depth) + node + "\n"
  }

  private mutating func nest(_ node: String, _ children: (inout TreeDump) -> Void) {
    add(node)
    depth += 1
    children(&self)
    depth -= 1
  }

  private mutating func append(_ block: Block) {
    let place = " @\(block.line)"
    switch block.kind {
    case .paragraph(let inlines): nest("paragraph" + place) { $0.append(inlines) }
    case .heading(let level, let inlines, _): nest("heading \(level)" + place) { $0.append(inlines) }
    case .blockQuote(let blocks): nest("quote" + place) { for block in blocks { $0.append(block) } }
    case .alert(let alert, let blocks):
      nest("alert \(alert)" + place) { for block in blocks { $0.append(block) } }
    case .list(let list): append(list, place)
    case .codeBlock(let language, let code):
      add("code" + (language.isEmpty ? "" : " \(language)") + place + " \(code.debugDescription)")
    case .table(let table): append(table, place)
    case .tableOverflow(let rows): add("table overflow" + place + " \(rows.debugDescription)")
    case .thematicBreak: add("rule" + place)
    }
  }

  private mutating func append(_ list: List, _ place: String) {
    let kind = list.start.map { "from \($0)" } ?? "bulleted"
    nest("list \(kind) \(list.isTight ? "tight" : "loose")" + place) { dump in
      for item in list.items {
        let box = item.isDone.map { $0 ? " done" : " open" } ?? ""
        dump.nest("item" + box) { for block in item.blocks { $0.append(block) } }
      }
    }
  }

  private mutating func append(_ table: Table, _ place: String) {
    nest("table" + place) { dump in
      for (index, row) in ([table.header] + table.rows).enumerated() {
        dump.nest(index == 0 ? "header" : "row") { dump in
          for (alignment, cell) in zip(table.alignments, row) {
            dump.nest("cell \(alignment)") { $0.append(cell) }
          }
        }
      }
    }
  }

  private mutating func append(_ inlines: [Inline]) {
    for inline in inlines { append(inline) }
  }

  private mutating func append(_ inline: Inline) {
    switch inline {
    case .text(let words): add("text \(words.debugDescription)")
    case .code(let code): add("code \(code.debugDescription)")
    case .emphasis(let children): nest("emphasis") { $0.append(children) }
    case .strong(let children): nest("strong") { $0.append(children) }
    case .strikethrough(let children): nest("strikethrough") { $0.append(children) }
    case .link(let link):
      nest("link " + description(of: link.destination)) { $0.append(link.label) }
    case .image(let image):
      nest("image " + image.source.debugDescription) { $0.append(image.alternative) }
    case .footnoteReference(let number): add("footnote reference \(number)")
    case .softBreak: add("soft break")
    case .lineBreak: add("line break")
    }
  }

  private func description(of destination: Link.Destination) -> String {
    switch destination {
    case .url(let url): url.debugDescription
    case .name(let name):
      "name \(name.name.debugDescription)" + (name.anchor.map { " anchor \($0.debugDescription)" } ?? "")
        + " literal \(name.literal.debugDescription)"
    }
  }
}
