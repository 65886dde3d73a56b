/// A page's text as a tree: what the parser understood, with no width and no colour yet.
///
/// The nouns are those of CommonMark and of GitHub's extensions to it.
package struct Document: Sendable, Equatable {
  /// The blocks of the page, in its order.
  package var blocks: [Block]

  /// The footnotes that the text refers to, in the order of their first use: the first is number 1.
  package var footnotes: [Footnote]

  /// A document of blocks that are there already.
  package init(blocks: [Block] = [], footnotes: [Footnote] = []) {
    self.blocks = blocks
    self.footnotes = footnotes
  }
}

/// What a footnote says.
package struct Footnote: Sendable, Equatable {
  /// The source line of its definition, from 1.
  package var line: Int
  /// Its text.
  package var blocks: [Block]

  /// A footnote defined on `line`.
  package init(line: Int, blocks: [Block]) {
    self.line = line
    self.blocks = blocks
  }
}
