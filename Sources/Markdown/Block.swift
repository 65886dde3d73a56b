/// A block of a document, such as a paragraph, a list or a table.
package struct Block: Sendable, Equatable {
  /// The source line on which the block begins, from 1; 0 for a block that was not parsed.
  package var line: Int
  /// The kind of block, with its content.
  package var kind: Kind

  /// Creates a block that begins on `line`.
  package init(line: Int = 0, _ kind: Kind) {
    self.line = line
    self.kind = kind
  }

  /// The kinds of blocks, with the names of CommonMark and GitHub Flavored Markdown.
  package enum Kind: Sendable, Equatable {
    /// A paragraph; never empty in a parsed document.
    case paragraph([Inline])
    /// A heading of level 1 to 6.
    case heading(level: Int, [Inline], HeadingAttributes = HeadingAttributes())
    /// A block quote.
    case blockQuote([Block])
    /// A block quote that begins with a marker such as `[!NOTE]`, without the marker.
    case alert(Alert, [Block])
    /// A summary, and content that a page of HTML shows or hides (`details`).
    case details(summary: [Inline], [Block], Folding = .closed)
    /// Terms with their definitions (`dl`).
    case definitionList([Definition])
    /// A bullet list, an ordered list or a list of tasks.
    case list(List)
    /// Preformatted text. `language` is the first word of the fence's info string, in lower case; empty if
    /// there is none.
    case codeBlock(language: String, text: String)
    /// A table of at most `Document.maximumCells` cells.
    case table(Table)
    /// The rows of the preceding table that exceed `Document.maximumCells`: plain text, a line for each row, cells
    /// separated by ` | `.
    case tableOverflow(String)
    /// A horizontal rule.
    case thematicBreak
  }
}
