import Markdown
import Testing

struct LimitTests {
  private func depth(of blocks: [Block]) -> Int {
    blocks.map { block in
      switch block.kind {
      case .blockQuote(let children), .alert(_, let children): 1 + depth(of: children)
      case .list(let list): 1 + (list.items.map { depth(of: $0.blocks) }.max() ?? 0)
      case .paragraph, .heading, .codeBlock, .table, .tableOverflow, .thematicBreak: 0
      }
    }.max() ?? 0
  }

  @Test(arguments: ["> ", "- ", "1. ", "> - "])
  func fiftyThousandContainersKeepTheirWords(container: String) {
    let document = Document(markdown: String(repeating: container, count: 50_000) + "the *last* word")
    let tree = TreeDump(document).text
    for word in ["the ", "last", " word"] { #expect(tree.contains("\"\(word)\"")) }
    // A list and its item are one level of ours.
    #expect(depth(of: document.blocks) <= Document.maximumDepth + 1)
  }

  @Test func sixtyFourQuotesAreLaidOutAndTheNextAreNot() {
    func quotes(_ count: Int) -> Int {
      depth(of: Document(markdown: String(repeating: "> ", count: count) + "word").blocks)
    }
    #expect(Document.maximumDepth == 64)
    #expect(quotes(64) == 64)
    #expect(quotes(200) == quotes(100))
    #expect(quotes(200) <= 65)
  }

  @Test func everyBlockNestedTooDeepKeepsItsWords() {
    let prefix = String(repeating: "> ", count: 70)
    let lines = [
      "# one", "", "two", "three\\", "four", "", "    five", "", "- six", "- `seven`", "", "***", "eight",
    ]
    let document = Document(markdown: lines.map { prefix + $0 }.joined(separator: "\n"))
    let tree = TreeDump(document).text
    var rest = tree[...]
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"] {
      guard let found = rest.firstRange(of: word) else {
        Issue.record("'\(word)' is lost")
        continue
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test func aTableNestedTooDeepKeepsItsWords() {
    let prefix = String(repeating: "> ", count: 70)
    let lines = ["| one | two |", "|---|---|", "| three | four |"]
    let tree = TreeDump(Document(markdown: lines.map { prefix + $0 }.joined(separator: "\n"))).text
    for word in ["one", "two", "three", "four"] { #expect(tree.contains(word)) }
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

  @Test func fiftyThousandTagsAreNotNested() {
    let document = Document(markdown: String(repeating: "<b>", count: 50_000) + "word</b>")
    #expect(TreeDump(document).text.contains("\"word\""))
  }

  @Test func cellsBeyondTwentyThousandKeepTheirWords() {
    let columns = 10
    let rows = 2_500
    func row(_ name: (Int) -> String) -> String {
      "|" + (0..<columns).map(name).joined(separator: "|") + "|\n"
    }
    var markdown = row { "h\($0)" } + row { _ in "-" }
    for index in 0..<rows { markdown += row { "r\(index)c\($0)" } }
    let blocks = Document(markdown: markdown).blocks
    guard blocks.count == 2, case .table(let table) = blocks[0].kind,
      case .tableOverflow(let rest) = blocks[1].kind
    else {
      Issue.record("not a table and its rest")
      return
    }
    #expect(Document.maximumCells == 20_000)
    #expect((table.rows.count + 1) * columns == Document.maximumCells)
    #expect(blocks[1].line == blocks[0].line)
    #expect(rest.hasPrefix("r\(table.rows.count)c0 | r\(table.rows.count)c1 | "))
    #expect(rest.hasSuffix("r\(rows - 1)c8 | r\(rows - 1)c9\n"))
    #expect(rest.split(separator: "\n").count == rows - table.rows.count)
  }

  @Test func aRowHasAsManyCellsAsTheHeader() {
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
