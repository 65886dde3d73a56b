import Markdown

/// How deep the blocks and the inlines of a document nest.
struct Nesting: DocumentWalker {
  /// The most quotes, alerts and lists around a block.
  private(set) var containers = 0
  /// The most emphases, links and the like around an inline.
  private(set) var inlines = 0

  private var blockDepth = 0
  private var inlineDepth = 0

  init(_ document: Document) {
    visit(document)
  }

  mutating func visit(_ block: Block) {
    switch block.kind {
    case .blockQuote, .alert, .details, .definitionList, .list:
      blockDepth += 1
      containers = max(containers, blockDepth)
      descend(into: block)
      blockDepth -= 1
    case .paragraph, .heading, .codeBlock, .table, .tableOverflow, .thematicBreak: descend(into: block)
    }
  }

  mutating func visit(_ inline: Inline) {
    switch inline {
    case .emphasis, .strong, .strikethrough, .link, .image:
      inlineDepth += 1
      inlines = max(inlines, inlineDepth)
      descend(into: inline)
      inlineDepth -= 1
    case .text, .code, .footnoteReference, .softBreak, .lineBreak: descend(into: inline)
    }
  }
}
