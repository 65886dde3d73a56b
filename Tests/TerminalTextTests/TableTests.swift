import Markdown
import TerminalText
import Testing

struct TableTests {
  private let table = """
    | left | center | right |
    |:-----|:------:|------:|
    | a | b | c |
    | one | two | three and four |
    """

  @Test func alignsColumns() {
    #expect(
      DocumentRenderer.screen(60).text(table) == [
        "┌──────┬────────┬────────────────┐",
        "│ left │ center │          right │",
        "├──────┼────────┼────────────────┤",
        "│ a    │   b    │              c │",
        "│ one  │  two   │ three and four │",
        "└──────┴────────┴────────────────┘",
      ])
  }

  @Test func wrapsCellsAndSeparatesRowsByRules() {
    #expect(
      DocumentRenderer.screen(30).text(table) == [
        "┌──────┬────────┬────────────┐",
        "│ left │ center │      right │",
        "├──────┼────────┼────────────┤",
        "│ a    │   b    │          c │",
        "├──────┼────────┼────────────┤",
        "│ one  │  two   │  three and │",
        "│      │        │       four │",
        "└──────┴────────┴────────────┘",
      ])
  }

  @Test func alignsCellsWithEmptyLines() {
    #expect(
      DocumentRenderer.screen(30).text("| h | i |\n|--:|:-:|\n| a<br><br>b | c<br><br>d |\n") == [
        "┌───┬───┐",
        "│ h │ i │",
        "├───┼───┤",
        "│ a │ c │",
        "│   │   │",
        "│ b │ d │",
        "└───┴───┘",
      ])
  }

  @Test func dropsThePaddingBeforeTheGrid() {
    #expect(
      DocumentRenderer.screen(20).text(table) == [
        "┌────┬──────┬──────┐",
        "│left│center│ right│",
        "├────┼──────┼──────┤",
        "│a   │  b   │     c│",
        "├────┼──────┼──────┤",
        "│one │ two  │ three│",
        "│    │      │   and│",
        "│    │      │  four│",
        "└────┴──────┴──────┘",
      ])
  }

  @Test func rendersRecordsIfNoGridFits() {
    #expect(
      DocumentRenderer.screen(18).text(table) == [
        "left: a", "center: b", "right: c", "────────", "left: one", "center: two", "right: three and",
        "four",
      ])
  }

  @Test func dividesWordsInCellsWhereRecordsAreNoShorter() {
    let markdown = """
      | Key | Type | Default | Since | By |
      |:---|:---|:---|:---|:---|
      | `maximumConnectionLifetime` | duration | 30 min | v1.2 | a |
      | `path/of/the_folder` | text | none | v1.0 | b |
      """
    #expect(
      DocumentRenderer.screen(50).text(markdown) == [
        "┌──────────────┬──────────┬─────────┬───────┬────┐",
        "│ Key          │ Type     │ Default │ Since │ By │",
        "├──────────────┼──────────┼─────────┼───────┼────┤",
        "│ maximum      │ duration │ 30 min  │ v1.2  │ a  │",
        "│ Connection   │          │         │       │    │",
        "│ Lifetime     │          │         │       │    │",
        "├──────────────┼──────────┼─────────┼───────┼────┤",
        "│ path/of/the_ │ text     │ none    │ v1.0  │ b  │",
        "│ folder       │          │         │       │    │",
        "└──────────────┴──────────┴─────────┴───────┴────┘",
      ])
    #expect(DocumentRenderer.screen(24).text(markdown).first == "Key: maximumConnection")
    // Words of prose stay whole.
    #expect(
      DocumentRenderer.screen(18).text("| incomprehensible | incommensurable |\n|-|-|\n| 1 | 2 |\n").last
        == "incommensurable: 2")
  }

  @Test func keepsANumberAndItsUnitInARowOfACell() {
    let rows = DocumentRenderer.screen(36).text(
      "| Steady load | Catch-up, 10 min outage |\n|-|-|\n| half of it all | 1 |\n")
    #expect(rows.contains { $0.contains("10 min") }, "\(rows)")
  }

  @Test func omitsEmptyCellsAndEmptyLabelsInRecords() {
    let markdown = "| | bbbbbbbb | cccccccc |\n|-|-|-|\n| aaaaaaaa | | c |\n| | b | |\n"
    #expect(
      DocumentRenderer.screen(20).text(markdown) == ["aaaaaaaa", "cccccccc: c", "────────", "bbbbbbbb: b"])
  }

  @Test func drawsNoRulesBetweenRowsOfOneLine() {
    let rows = DocumentRenderer.screen(60).text(table)
    #expect(rows.filter { $0.hasPrefix("├") }.count == 1)
  }

  @Test func rendersAHeaderWithoutRows() {
    #expect(
      DocumentRenderer.screen(20).text("| a | b |\n|---|---|\n") == ["┌───┬───┐", "│ a │ b │", "└───┴───┘"])
  }

  @Test func alignsWideCharacters() {
    #expect(
      DocumentRenderer.screen(20).text("| 漢字 | b |\n|---:|:-:|\n| 字 | 🚀 |\n") == [
        "┌──────┬────┐", "│ 漢字 │ b  │", "├──────┼────┤", "│   字 │ 🚀 │", "└──────┴────┘",
      ])
  }

  @Test func gridsFitTheWidth() {
    for width in 20...60 {
      for line in DocumentRenderer.screen(width).text(table) { #expect(line.count <= width) }
    }
  }

  @Test func keepsStylesAndLinksInCells() {
    let spans = DocumentRenderer.screen(40).spans("| h |\n|---|\n| **b** [l](https://e.org) |\n")
    #expect(spans.first(withText: "h")?.style == Theme.standard[.tableHeader])
    #expect(spans.first(withText: "b")?.style == Theme.standard[.strong])
    #expect(spans.first(withText: "l")?.target == LinkTarget(destination: "https://e.org"))
  }

  @Test func breaksLinesOfACellAtHardLineBreaks() {
    #expect(
      DocumentRenderer.screen(20).text("| a |\n|---|\n| b<br>c |\n") == [
        "┌───┐", "│ a │", "├───┤", "│ b │", "│ c │", "└───┘",
      ])
  }

  @Test func keepsAddressesInCellsWholeInPipes() {
    let address = "https://example.org/a-long-path/to-some/place"
    let markdown = "| where | what |\n|---|---|\n| a | \(address) |\n"
    #expect(DocumentRenderer.pipe(20).text(markdown).contains(address))
  }

  @Test func givesShortColumnsTheirNaturalWidth() {
    let markdown = "| 都市 | note |\n|---|---|\n| 東京 | a long note that has to wrap in any case |\n"
    #expect(DocumentRenderer.screen(30).text(markdown)[1].hasPrefix("│ 都市 │"))
  }

  @Test func keepsTheLabelOfAnEmptyColumnInRecords() {
    let markdown = "| aaaaaaaa | bbbbbbbb | cccccccc |\n|-|-|-|\n| a | | c |\n"
    #expect(DocumentRenderer.screen(20).text(markdown).contains { $0.contains("bbbbbbbb") })
  }

  @Test func rendersRowsBeyondTheLimitLikeCode() {
    let document = Document(blocks: [
      Block(.table(Table(alignments: [.left, .left], header: [[.text("a")], [.text("b")]], rows: []))),
      Block(.tableOverflow("c | d\ne\n")),
    ])
    #expect(
      DocumentRenderer.screen(20).lines(for: document).map(\.text) == [
        "┌───┬───┐", "│ a │ b │", "└───┴───┘", "", "  c | d", "  e",
      ])
  }

  // MARK: Widths and numbers

  @Test func choosesTheWidthsThatMakeTheTableLow() {
    let table = """
      | name | what it does |
      |------|------|
      | a short name | one two three four five six seven eight nine ten eleven twelve thirteen |
      | another | one two three four five six seven eight nine ten eleven twelve thirteen fourteen |
      """
    let lines = DocumentRenderer.screen(50).text(table)
    let heights = (12...38).map { first in
      // The height with the first column at this width, by filling the rows word by word.
      table.split(separator: "\n").enumerated().filter { $0.offset != 1 }.map { _, row in
        let cells = row.split(separator: "|").map { $0.trimmingPrefix(" ") }.filter { !$0.isEmpty }
        return zip(cells, [first, 50 - 7 - first]).map { cell, width in
          var (rows, end) = (1, 0)
          for word in cell.split(separator: " ") {
            if end > 0, end + 1 + word.count > width { (rows, end) = (rows + 1, 0) }
            end += (end > 0 ? 1 : 0) + word.count
          }
          return rows
        }.max() ?? 0
      }.reduce(0, +)
    }
    #expect(lines.count { !$0.contains("─") } <= heights.min() ?? 0)
  }

  @Test func alignsNumbersAtTheirDecimalPoints() {
    let table = """
      | job | time | share |
      |-----|-----:|-------|
      | one | 1.25 ms | 5 % |
      | two | 120 ms | 12.5 % |
      | three | – | 100 % |
      """
    #expect(
      DocumentRenderer.screen(60).text(table) == [
        "┌───────┬───────────┬─────────┐",
        "│ job   │      time │   share │",
        "├───────┼───────────┼─────────┤",
        "│ one   │   1.25 ms │   5 %   │",
        "│ two   │ 120 ms    │  12.5 % │",
        "│ three │   –       │ 100 %   │",
        "└───────┴───────────┴─────────┘",
      ])
  }

  @Test(arguments: ["1.2.3", "2024-01-02", "3/4", "a1", "1 of 2", "v2", ""])
  func alignsNoOtherColumns(cell: String) {
    let text = DocumentRenderer.screen(60).text("| heading |\n|---|\n| \(cell) |\n| 10 |\n| x |\n")
    #expect(text.contains { $0.hasPrefix("│ 10 ") })
  }
}
