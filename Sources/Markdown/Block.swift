/// A block of a document: a paragraph, a list, a table.
package struct Block: Sendable, Equatable {
  /// The source line it begins on, from 1; 0 where there is none.
  package var line: Int
  /// What it is.
  package var kind: Kind

  /// A block that begins on `line`.
  package init(line: Int = 0, _ kind: Kind) {
    self.line = line
    self.kind = kind
  }

  /// The kinds of blocks.
  package enum Kind: Sendable, Equatable {
    /// Running text.
    case paragraph([Inline])
    /// A heading of level 1 to 6; `id` is what the author named it, if anything.
    case heading(level: Int, [Inline], id: String? = nil)
    /// Somebody else's words.
    case blockQuote([Block])
    /// GitHub's `> [!NOTE]` and its kin.
    case alert(Alert, [Block])
    /// Items with bullets or numbers.
    case list(List)
    /// Code, or a drawing, as it stands; `language` is the first word of the fence, in lower case.
    case codeBlock(language: String, text: String)
    /// Rows and columns, of at most `Document.maximumCells` cells.
    case table(Table)
    /// The rows of the preceding table that exceed `Document.maximumCells`: plain text, a line for each row, cells
    /// separated by ` | `.
    case tableOverflow(String)
    /// A rule across the page.
    case thematicBreak
  }
}

/// The five alerts of GitHub.
package enum Alert: String, Sendable, CaseIterable {
  case note, tip, important, warning, caution
}

/// A list and how it is marked.
package struct List: Sendable, Equatable {
  /// The number of the first item; nil for bullets.
  package var start: Int?
  /// Whether the items stand without blank lines between them.
  package var isTight: Bool
  /// The items.
  package var items: [Item]

  /// A list of items.
  package init(start: Int? = nil, isTight: Bool = true, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }

  /// One item; `isDone` is nil where it is no task.
  package struct Item: Sendable, Equatable {
    /// Whether the box of a task is ticked; nil where it has none.
    package var isDone: Bool?
    /// What the item holds.
    package var blocks: [Block]

    /// An item of blocks.
    package init(isDone: Bool? = nil, blocks: [Block]) {
      self.isDone = isDone
      self.blocks = blocks
    }
  }
}

/// A table: the header row, and rows of as many cells.
package struct Table: Sendable, Equatable {
  /// How a column is set.
  package enum Alignment: Sendable {
    case left, center, right
  }

  /// A column each.
  package var alignments: [Alignment]
  /// The first row.
  package var header: [[Inline]]
  /// The rows below it.
  package var rows: [[[Inline]]]

  /// A table whose rows hold `alignments.count` cells each.
  package init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}
