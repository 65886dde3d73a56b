/// A parsed page: a tree of blocks and inlines, without width, style or colour.
///
/// `init(markdown:lines:allowsOtherTasks:)` creates one from bytes or a string. To examine it, write a
/// `DocumentWalker`; to show it, use `DocumentRenderer` of the target TerminalText. The names of the types come from
/// the CommonMark specification and GitHub's extensions to it.
package struct Document: Sendable, Equatable {
  /// The blocks of the page, in their order.
  package var blocks: [Block]

  /// The footnotes to which the text refers, in the order of the first references: the first is number 1.
  package var footnotes: [Footnote]

  /// The names that HTML in the page gives to places, in their order.
  package var anchors: [Anchor] = []

  /// Creates a document from blocks.
  package init(blocks: [Block] = [], footnotes: [Footnote] = []) {
    self.blocks = blocks
    self.footnotes = footnotes
  }

  /// The maximum depth of containers (quotes, alerts, lists), and of inlines in a paragraph. Deeper content becomes
  /// plain paragraphs or text.
  package static let maximumDepth = 64

  /// The maximum number of cells of a table, including the header. Further rows become a `tableOverflow` block.
  package static let maximumCells = 20_000
}

/// The definition of a footnote.
package struct Footnote: Sendable, Equatable {
  /// The source line of the definition, from 1.
  package var line: Int
  /// The content of the footnote.
  package var blocks: [Block]

  /// Creates a footnote.
  package init(line: Int, blocks: [Block]) {
    self.line = line
    self.blocks = blocks
  }
}
