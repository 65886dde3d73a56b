/// Visits the blocks and inlines of a document in reading order.
///
/// A conforming type implements `visit(_:)` for blocks, for inlines or for both, and calls `descend(into:)` to
/// visit the children of one. The default implementations only descend, so a walker names just the kinds that
/// it handles:
///
///     struct LinkCounter: DocumentWalker {
///       var count = 0
///
///       mutating func visit(_ inline: Inline) {
///         if case .link = inline { count += 1 }
///         descend(into: inline)
///       }
///     }
///
/// The walk is recursive. The parser bounds its depth (`Document.maximumDepth`); code that builds documents must
/// bound it, too.
package protocol DocumentWalker {
  /// Visits a block. The default implementation visits its children.
  mutating func visit(_ block: Block)
  /// Visits an inline. The default implementation visits its children.
  mutating func visit(_ inline: Inline)
}

extension DocumentWalker {
  /// Visits the blocks of a document, then the blocks of its footnotes.
  package mutating func visit(_ document: Document) {
    visit(document.blocks)
    for footnote in document.footnotes { visit(footnote.blocks) }
  }

  /// Visits blocks in their order.
  package mutating func visit(_ blocks: [Block]) {
    for block in blocks { visit(block) }
  }

  /// Visits inlines in their order.
  package mutating func visit(_ inlines: [Inline]) {
    for inline in inlines { visit(inline) }
  }

  package mutating func visit(_ block: Block) { descend(into: block) }

  package mutating func visit(_ inline: Inline) { descend(into: inline) }

  /// Visits the children of a block: blocks, the items of a list, the cells of a table, or inlines.
  package mutating func descend(into block: Block) {
    switch block.kind {
    case .paragraph(let inlines), .heading(_, let inlines, _): visit(inlines)
    case .blockQuote(let children): visit(children)
    case .alert(let alert, let children):
      visit(alert.title)
      visit(children)
    case .details(let summary, let children, _):
      visit(summary)
      visit(children)
    case .definitionList(let definitions):
      for definition in definitions {
        for term in definition.terms { visit(term) }
        for description in definition.descriptions { visit(description) }
      }
    case .list(let list): for item in list.items { visit(item.blocks) }
    case .table(let table):
      for cell in table.header { visit(cell) }
      for row in table.rows { for cell in row { visit(cell) } }
    case .codeBlock, .tableOverflow, .thematicBreak: break
    }
  }

  /// Visits the children of an inline: a link's are its label, an image's its alternative text.
  package mutating func descend(into inline: Inline) {
    switch inline {
    case .emphasis(let children), .strong(let children), .strikethrough(let children): visit(children)
    case .link(let link): visit(link.label)
    case .image(let image): visit(image.alternative)
    case .text, .code, .footnoteReference, .softBreak, .lineBreak: break
    }
  }
}
