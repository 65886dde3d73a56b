/// A page's text as a tree: what the parser understood, with no width and no colour yet.
///
/// The nouns are those of CommonMark and of GitHub's extensions to it.
public struct Document: Sendable, Equatable {
  /// The blocks of the page, in its order.
  public var blocks: [Block]

  /// The footnotes that the text refers to, in the order of their first use: the first is number 1.
  public var footnotes: [Footnote]

  /// A document of blocks that are there already.
  public init(blocks: [Block] = [], footnotes: [Footnote] = []) {
    self.blocks = blocks
    self.footnotes = footnotes
  }
}

/// What a footnote says.
public struct Footnote: Sendable, Equatable {
  /// The source line of its definition, from 1.
  public var line: Int
  /// Its text.
  public var blocks: [Block]

  /// A footnote defined on `line`.
  public init(line: Int, blocks: [Block]) {
    self.line = line
    self.blocks = blocks
  }
}
