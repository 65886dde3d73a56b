import Markdown
import TerminalText

/// The words of a document in reading order, taken from the parsed document, not from rendered lines.
struct Words: DocumentWalker {
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
    visit(document)
  }

  mutating func visit(_ block: Block) {
    switch block.kind {
    case .codeBlock(_, let code), .tableOverflow(let code):
      if includesCode { for line in code.split(separator: "\n") { append(line, as: .code) } }
    case .table(let table):
      items.append(.tableStart)
      for cell in table.header { visit(cell) }
      items.append(.tableRowsStart)
      for row in table.rows { for cell in row { visit(cell) } }
      items.append(.tableEnd)
    case .paragraph, .heading, .blockQuote, .alert, .details, .definitionList, .list, .thematicBreak:
      descend(into: block)
    }
  }

  mutating func visit(_ inline: Inline) {
    switch inline {
    case .text(let text): append(text, as: .prose)
    case .code(let code): append(code, as: .code)
    case .emphasis, .strong, .strikethrough, .link, .image, .footnoteReference, .softBreak, .lineBreak:
      descend(into: inline)
    }
  }

  private mutating func append(_ text: some StringProtocol, as context: TextFilter.Context) {
    for word in FilteredText(text, as: context).string.split(separator: " ") {
      let bare = Reading.bare(word)
      if !bare.isEmpty { items.append(.word(bare)) }
    }
  }
}
