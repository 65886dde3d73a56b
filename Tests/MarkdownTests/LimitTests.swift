import Markdown
import Testing

struct LimitTests {
  // MARK: Containers

  @Test(arguments: ["> ", "- ", "1. ", "> - "])
  func fiftyThousandContainersKeepTheirText(container: String) {
    let document = Document(markdown: String(repeating: container, count: 50_000) + "the *last* word")
    let tree = TreeDump(document).text
    for word in ["the ", "last", " word"] { #expect(tree.contains("\"\(word)\"")) }
    #expect(Nesting(document).containers == Document.maximumDepth + 1)
  }

  @Test(arguments: ["> ", "- ", "1. "])
  func blocksInMoreThanTheMaximumOfContainersBecomeParagraphs(container: String) {
    func document(_ depth: Int) -> Document {
      Document(markdown: String(repeating: container, count: depth) + "# word")
    }
    #expect(Document.maximumDepth == 64)
    #expect(TreeDump(document(64)).text.contains("heading 1 @1"))
    #expect(Nesting(document(64)).containers == 64)
    #expect(TreeDump(document(65)).text.hasSuffix("paragraph @1\n\(indent(65, container))  text \"word\"\n"))
    #expect(Nesting(document(65)).containers == 65)
    #expect(Nesting(document(66)).containers == 65)
  }

  @Test func aFootnoteIsAContainer() {
    func document(_ depth: Int) -> Document {
      Document(markdown: "a[^1]\n\n[^1]: " + String(repeating: "> ", count: depth) + "# word")
    }
    #expect(TreeDump(document(63)).text.contains("heading 1 @3"))
    #expect(!TreeDump(document(64)).text.contains("heading"))
    #expect(TreeDump(document(64)).text.contains("\"word\""))
  }

  /// The indentation of a node in so many containers: an item is a node of its own.
  private func indent(_ depth: Int, _ container: String) -> String {
    String(repeating: "  ", count: container == "> " ? depth : 2 * depth)
  }

  @Test func everyBlockBeyondTheMaximumDepthKeepsItsText() {
    let prefix = String(repeating: "> ", count: 70)
    let lines = [
      "# one", "", "two", "three\\", "four", "", "    five", "", "- six", "- `seven`", "", "***", "eight",
    ]
    let document = Document(markdown: lines.map { prefix + $0 }.joined(separator: "\n"))
    var rest = TreeDump(document).text[...]
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"] {
      guard let found = rest.firstRange(of: word) else {
        Issue.record("'\(word)' is lost")
        continue
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test func aTableBeyondTheMaximumDepthKeepsItsText() {
    let prefix = String(repeating: "> ", count: 70)
    let lines = ["| one | two |", "|---|---|", "| three | four |"]
    let tree = TreeDump(Document(markdown: lines.map { prefix + $0 }.joined(separator: "\n"))).text
    for word in ["one", "two", "three", "four"] { #expect(tree.contains(word)) }
  }

  // MARK: Inlines

  @Test func inlinesInMoreThanTheMaximumOfOthersBecomeText() {
    func document(_ depth: Int) -> Document {
      let marks = String(repeating: "**", count: depth)
      return Document(markdown: marks + "a [b](c)" + marks)
    }
    #expect(Nesting(document(63)).inlines == 64)
    #expect(Nesting(document(64)).inlines == 65)
    #expect(TreeDump(document(64)).text.contains("link \"c\""))
    #expect(Nesting(document(65)).inlines == 65)
    #expect(TreeDump(document(65)).text.hasSuffix("  text \"a b\"\n"))
    #expect(Nesting(document(66)).inlines == 65)
  }

  @Test func thirtyOneTagsNestAndTheNextIsIgnored() {
    func document(_ depth: Int) -> Document {
      Document(
        markdown: "a" + String(repeating: "<b>", count: depth) + "word"
          + String(repeating: "</b>", count: depth))
    }
    #expect(Nesting(document(31)).inlines == 31)
    #expect(Nesting(document(32)).inlines == 31)
    #expect(TreeDump(document(32)).text.hasSuffix("  text \"word\"\n"))
  }

  @Test func fiftyThousandStrongsDoNotOverflowTheStack() async {
    await #expect(processExitsWith: .success) {
      let marks = String(repeating: "**", count: 50_000)
      guard case .paragraph? = Document(markdown: marks + "word" + marks).blocks.first?.kind else {
        fatalError("no paragraph")
      }
    }
  }

  @Test func fiftyThousandImagesDoNotOverflowTheStack() async {
    await #expect(processExitsWith: .success) {
      let source =
        String(repeating: "![", count: 50_000) + "word" + String(repeating: "](a)", count: 50_000)
      guard case .paragraph? = Document(markdown: source).blocks.first?.kind else {
        fatalError("no paragraph")
      }
    }
  }

  @Test func fiftyThousandUnclosedTagsKeepTheirText() {
    let document = Document(markdown: String(repeating: "<b>", count: 50_000) + "word</b>")
    #expect(TreeDump(document).text.contains("\"word\""))
    #expect(Nesting(document).inlines == 1)
  }

  // MARK: Tables

  /// A table with a header row and so many rows, of ten columns.
  private func table(rows: Int) -> String {
    func row(_ cell: (Int) -> String) -> String { "|" + (0..<10).map(cell).joined(separator: "|") + "|\n" }
    var markdown = row { "h\($0)" } + row { _ in "-" }
    for index in 0..<rows { markdown += row { "r\(index)c\($0)" } }
    return markdown
  }

  @Test func aTableOfTheMaximumOfCellsHasNoOverflow() {
    let blocks = Document(markdown: table(rows: 1_999)).blocks
    guard blocks.count == 1, case .table(let table) = blocks[0].kind else {
      Issue.record("not a table alone")
      return
    }
    #expect(Document.maximumCells == 20_000)
    #expect((table.rows.count + 1) * 10 == Document.maximumCells)
  }

  @Test func rowsBeyondTheMaximumOfCellsAreOverflow() {
    let blocks = Document(markdown: "\n" + table(rows: 2_001)).blocks
    guard blocks.count == 2, case .table(let table) = blocks[0].kind,
      case .tableOverflow(let overflow) = blocks[1].kind
    else {
      Issue.record("not a table and its overflow")
      return
    }
    #expect(table.rows.count == 1_999)
    #expect(blocks.map(\.line) == [2, 2])
    let row = { (row: Int) -> String in (0..<10).map { "r\(row)c\($0)" }.joined(separator: " | ") + "\n" }
    #expect(overflow == row(1_999) + row(2_000))
  }

  @Test func overflowIsPlainTextWithoutEmptyCells() {
    let header = String(repeating: "|h", count: 10_000) + "|\n"
    let rule = String(repeating: "|-", count: 10_000) + "|\n"
    let blocks = Document(markdown: header + rule + "|x|\n|*a*||[b](c)|\n").blocks
    #expect(blocks.last?.kind == .tableOverflow("a | b\n"))
  }

  @Test func rowsHaveAsManyCellsAsTheHeader() {
    let markdown = "|a|b|c|\n|-|-|-|\n|1|\n|1|2|3|4|\n"
    guard case .table(let table)? = Document(markdown: markdown).blocks.first?.kind else {
      Issue.record("no table")
      return
    }
    #expect(table.header.count == 3)
    #expect(table.rows.map(\.count) == [3, 3])
    #expect(table.rows.first == [[.text("1")], [], []])
  }
}
