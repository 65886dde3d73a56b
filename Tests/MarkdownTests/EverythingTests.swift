import Markdown
import Testing

/// `Fixtures/everything.md` holds every kind of block and inline that a page can hold.
struct EverythingTests {
  @Test func matchesTheRecordedTree() throws {
    let document = Document(markdown: try Fixture.text("everything.md"))
    try Fixture.expect(TreeDump(document).text, equals: "everything.tree")
  }

  @Test func everythingHoldsEveryKind() throws {
    // A table with overflow is too large for the fixture.
    let cells = Document.maximumCells
    let table = ["h", "-", "x"].map { String(repeating: "|\($0)", count: cells) + "|\n" }.joined()
    var kinds = KindCollector()
    kinds.visit(Document(markdown: try Fixture.text("everything.md") + "\n" + table))
    #expect(kinds.blocks == Set(KindCollector.BlockKind.allCases))
    #expect(kinds.inlines == Set(KindCollector.InlineKind.allCases))
    #expect(kinds.alerts == Set(Alert.Kind.allCases))
  }

  @Test func bytesAndStringParseToTheSameDocument() throws {
    let text = try Fixture.text("everything.md")
    #expect(Document(markdown: Array(text.utf8)) == Document(markdown: text))
  }

  @Test func windowsLineEndingsParseToTheSameDocument() throws {
    let text = try Fixture.text("everything.md")
    let document = Document(markdown: text.replacing("\n", with: "\r\n"))
    let expected = TreeDump(Document(markdown: text)).text
    #expect(TreeDump(document).text.replacing("\\r\\n", with: "\\n") == expected)
  }

  @Test func anEmptySourceHasNoBlocks() {
    #expect(Document(markdown: "") == Document())
    #expect(Document(markdown: "\n\n  \n") == Document())
  }
}

/// The kinds of blocks and inlines in a document.
///
/// A new kind does not compile here until it has a case below, and then `everythingHoldsEveryKind` fails until
/// the fixture holds it.
private struct KindCollector: DocumentWalker {
  enum BlockKind: CaseIterable {
    case paragraph, heading, blockQuote, alert, details, definitionList, list, codeBlock, table,
      tableOverflow, thematicBreak
  }

  enum InlineKind: CaseIterable {
    case text, code, emphasis, strong, strikethrough, link, linkByName, image, footnoteReference, softBreak,
      lineBreak
  }

  private(set) var blocks: Set<BlockKind> = []
  private(set) var inlines: Set<InlineKind> = []
  private(set) var alerts: Set<Alert.Kind> = []

  mutating func visit(_ block: Block) {
    let kind: BlockKind =
      switch block.kind {
      case .paragraph: .paragraph
      case .heading: .heading
      case .blockQuote: .blockQuote
      case .alert: .alert
      case .details: .details
      case .definitionList: .definitionList
      case .list: .list
      case .codeBlock: .codeBlock
      case .table: .table
      case .tableOverflow: .tableOverflow
      case .thematicBreak: .thematicBreak
      }
    blocks.insert(kind)
    if case .alert(let alert, _) = block.kind { alerts.insert(alert.kind) }
    descend(into: block)
  }

  mutating func visit(_ inline: Inline) {
    let kind: InlineKind =
      switch inline {
      case .text: .text
      case .code: .code
      case .emphasis: .emphasis
      case .strong: .strong
      case .strikethrough: .strikethrough
      case .link(let link):
        switch link.destination {
        case .url: .link
        case .name: .linkByName
        }
      case .image: .image
      case .footnoteReference: .footnoteReference
      case .softBreak: .softBreak
      case .lineBreak: .lineBreak
      }
    inlines.insert(kind)
    descend(into: inline)
  }
}
