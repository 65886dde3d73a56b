/// A block of a document: a paragraph, a list, a table.
public struct Block: Sendable, Equatable {
  /// The source line it begins on, from 1; 0 where there is none.
  public var line: Int
  /// What it is.
  public var kind: Kind

  /// A block that begins on `line`.
  public init(line: Int = 0, _ kind: Kind) {
    self.line = line
    self.kind = kind
  }

  /// The kinds of blocks.
  public enum Kind: Sendable, Equatable {
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
    /// Rows and columns.
    case table(Table)
    /// A rule across the page.
    case thematicBreak
  }
}

/// The five alerts of GitHub.
public enum Alert: String, Sendable, CaseIterable {
  case note, tip, important, warning, caution
}

/// A list and how it is marked.
public struct List: Sendable, Equatable {
  /// The number of the first item; nil for bullets.
  public var start: Int?
  /// Whether the items stand without blank lines between them.
  public var isTight: Bool
  /// The items.
  public var items: [Item]

  /// A list of items.
  public init(start: Int? = nil, isTight: Bool = true, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }

  /// One item; `isDone` is nil where it is no task.
  public struct Item: Sendable, Equatable {
    /// Whether the box of a task is ticked; nil where it has none.
    public var isDone: Bool?
    /// What the item holds.
    public var blocks: [Block]

    /// An item of blocks.
    public init(isDone: Bool? = nil, blocks: [Block]) {
      self.isDone = isDone
      self.blocks = blocks
    }
  }
}

/// A table: the header row, and rows of as many cells.
public struct Table: Sendable, Equatable {
  /// How a column is set.
  public enum Alignment: Sendable {
    case left, center, right
  }

  /// A column each.
  public var alignments: [Alignment]
  /// The first row.
  public var header: [[Inline]]
  /// The rows below it.
  public var rows: [[[Inline]]]

  /// A table whose rows hold `alignments.count` cells each.
  public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}
