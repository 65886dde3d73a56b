import Markdown
import Testing

struct HTMLTableTests {
  /// The tables of a page as text: a line for each row, the header first, cells separated by `|`.
  private func rows(_ html: String) -> [String] {
    Document(markdown: html).blocks.flatMap { block -> [String] in
      guard case .table(let table) = block.kind else { return ["other"] }
      return ([table.header] + table.rows).map { row in
        row.map { cell in cell.map { $0 == .lineBreak ? "/" : [$0].plainText }.joined() }.joined(
          separator: "|")
      }
    }
  }

  private func table(_ html: String) -> Table? {
    guard case .table(let table)? = Document(markdown: html).blocks.first?.kind else { return nil }
    return table
  }

  @Test(arguments: [
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
    "<table><thead><tr><td>a<td>b<tbody><tr><td>1<td>2</table>",
    "<table>\n  <tr>\n    <th>a</th>\n    <th>b</th>\n  </tr>\n\n  <tr>\n    <td>\n\n1\n\n</td>\n    <td>2</td>\n  </tr>\n</table>",
    "<table><th>a<th>b<tr><td>1<td>2</table>",
  ])
  func aRowOfHeadersIsTheHeader(html: String) {
    #expect(rows(html) == ["a|b", "1|2"])
  }

  @Test func aTableWithoutHeadersHasAnEmptyHeader() {
    #expect(rows("<table><tr><td>a<td>b<tr><td>c<td>d</table>") == ["|", "a|b", "c|d"])
  }

  @Test func aHeaderOfARowIsStrong() {
    #expect(table("<table><tr><th>a<td>b<tr><th>c<td>d</table>")?.rows[0][0] == [.strong([.text("a")])])
  }

  @Test func rowsOfTheHeaderAreJoined() {
    let html =
      "<table><thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d</thead><tr><td>1<td>2<td>3</table>"
    #expect(rows(html) == ["a|b/c|b/d", "1|2|3"])
  }

  @Test func cellsOverSeveralRowsAreRepeated() {
    #expect(
      rows("<table><tr><td rowspan=3>a<td>b<tr><td>c<tr><td>d<tr><td>e<td>f</table>") == [
        "|", "a|b", "a|c", "a|d", "e|f",
      ])
  }

  @Test func cellsOverSeveralColumnsKeepTheOthersAligned() {
    #expect(rows("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>") == ["||", "a||b", "c|d|e"])
  }

  @Test func cellsOverRowsAndColumnsKeepTheOthersAligned() {
    #expect(
      rows("<table><tr><td>a<td rowspan=2 colspan=2>b<td>c<tr><td>d<td>e</table>") == [
        "|||", "a|b||c", "d|b||e",
      ])
  }

  @Test func shortRowsAreFilled() {
    #expect(rows("<table><tr><td>a<tr><td>b<td>c<td>d</table>") == ["||", "a||", "b|c|d"])
  }

  @Test func cellsHoldParagraphsListsAndCode() {
    let html =
      "<table><tr><td><p>a</p><p>b</p><td><ul><li>c<li>d</ul><ol><li>e</ol><td>\n\n```\nf\n```\n\n</td></tr></table>"
    #expect(rows(html) == ["||", "a/b|• c/• d/1. e|f"])
  }

  @Test func nestedTablesBecomeText() {
    #expect(
      rows("<table><tr><td>a<table><tr><td>b<td>c<tr><td>d<td>e</table><td>f</table>") == [
        "|", "a/b | c/d | e|f",
      ])
  }

  @Test func aTableOfOneCellIsItsContent() {
    #expect(
      TreeDump(Document(markdown: "<table><tr><td>\n\n# a\n\n- b\n\n</td></tr></table>")).text.hasPrefix(
        "heading 1 @3"))
  }

  @Test func cellsWithLinesOfCodeStandBelowTheirHeaders() {
    let html =
      "<table><tr><th>Old<th>New<tr><td>\n\n```js\na\nb\n```\n\n</td><td>\n\n```js\nc\n```\n\n</td></tr></table>"
    #expect(
      Document(markdown: html).blocks.map(\.kind) == [
        .paragraph([.strong([.text("Old")])]), .codeBlock(language: "js", text: "a\nb\n"),
        .paragraph([.strong([.text("New")])]), .codeBlock(language: "js", text: "c\n"),
      ])
  }

  @Test func aCaptionIsAParagraphBeforeTheTable() {
    let blocks = Document(markdown: "<table><caption>a</caption><tr><td>b<td>c</table>").blocks
    #expect(blocks.count == 2)
    #expect(blocks.first?.kind == .paragraph([.emphasis([.text("a")])]))
  }

  @Test func textOutsideOfCellsComesBeforeTheTable() {
    #expect(rows("<table>x<tr>y<td>a<td>b</tr>\n\nz\n\n</table>") == ["other", "other", "other", "|", "a|b"])
  }

  @Test func columnsHaveTheAlignmentOfTheirCells() {
    let html = """
      <table><tr><th>a<th align=center>b<th>c<th>d
      <tr align=right><td style="color: red; text-align: LEFT">1<td>2<td>3<td align=center>4</table>
      """
    #expect(table(html)?.alignments == [.left, .center, .right, .center])
  }

  @Test func marksDoNotExtendOverCells() {
    #expect(table("<table><tr><td><b>a<td>b</b></table>")?.rows[0] == [[.text("a")], [.text("b")]])
  }

  // MARK: Limits

  @Test func rowsBeyondTheMaximumOfCellsAreOverflow() {
    let html = "<table>" + (1...20_000).map { "<tr><td>a\($0)<td>b" }.joined() + "</table>"
    let blocks = Document(markdown: html).blocks
    guard blocks.count == 2, case .table(let table) = blocks[0].kind,
      case .tableOverflow(let text) = blocks[1].kind
    else {
      Issue.record("not a table and its overflow")
      return
    }
    #expect((table.rows.count + 1) * 2 == Document.maximumCells)
    #expect(text.hasPrefix("a10000 | b\n"))
    #expect(text.hasSuffix("a20000 | b\n"))
  }

  @Test func aRowOfMoreThanTheMaximumOfCellsKeepsItsText() {
    let html = "<table><tr>" + (1...30_000).map { "<td>a\($0)" }.joined() + "</table>"
    #expect(TreeDump(Document(markdown: html)).text.contains("a30000"))
  }

  @Test(arguments: [
    "<td rowspan=65534>", "<td colspan=1000>", "<td rowspan=65534 colspan=1000>", "<tr><td rowspan=0>",
  ])
  func spansDoNotMultiplyAPage(cell: String) {
    let html =
      "<table>" + String(repeating: cell + "word", count: 2000) + String(repeating: "<tr><td>x", count: 2000)
    var counter = CharacterCounter()
    counter.visit(Document(markdown: html + "</table>"))
    #expect(counter.count < 40 * html.utf8.count)
    #expect(counter.cells <= Document.maximumCells)
  }
}

private struct CharacterCounter: DocumentWalker {
  private(set) var count = 0
  private(set) var cells = 0

  mutating func visit(_ block: Block) {
    if case .table(let table) = block.kind { cells += (table.rows.count + 1) * table.alignments.count }
    if case .tableOverflow(let text) = block.kind { count += text.utf8.count }
    descend(into: block)
  }

  mutating func visit(_ inline: Inline) {
    if case .text(let text) = inline { count += text.utf8.count }
    descend(into: inline)
  }
}
