import Markdown
import TerminalText

/// The words of a document in reading order, taken from the parsed document, not from rendered lines.
struct Words {
  /// A word, or a mark around a table's words. The words of the rows may be found from the table's start on,
  /// before or between those of the header, because a narrow table repeats its header beside each cell.
  enum Item {
    case word(String)
    case tableStart
    case tableRowsStart
    case tableEnd
  }

  private(set) var items: [Item] = []
  private let includesCode: Bool

  /// - Parameter includesCode: whether the words of code blocks are included.
  init(of document: Document, includesCode: Bool) {
    self.includesCode = includesCode
    append(document.blocks)
    for footnote in document.footnotes { append(footnote.blocks) }
  }

  private mutating func append(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let inlines), .heading(_, let inlines, _): append(inlines)
      case .blockQuote(let children), .alert(_, let children): append(children)
      case .list(let list): for item in list.items { append(item.blocks) }
      case .codeBlock(_, let code):
        if includesCode { for line in code.split(separator: "\n") { append(line, as: .code) } }
      case .table(let table):
        items.append(.tableStart)
        for cell in table.header { append(cell) }
        items.append(.tableRowsStart)
        for row in table.rows { for cell in row { append(cell) } }
        items.append(.tableEnd)
      case .thematicBreak: break
      }
    }
  }

  private mutating func append(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let text): append(text, as: .prose)
      case .code(let code): append(code, as: .code)
      case .emphasis(let children), .strong(let children), .strikethrough(let children): append(children)
      case .link(let link): append(link.label)
      case .image(let image): append(image.alternative)
      case .footnoteReference, .softBreak, .lineBreak: break
      }
    }
  }

  private mutating func append(_ text: some StringProtocol, as context: TextFilter.Context) {
    for word in FilteredText(text, as: context).string.split(separator: " ") {
      let bare = Reading.bare(word)
      if !bare.isEmpty { items.append(.word(bare)) }
    }
  }
}
