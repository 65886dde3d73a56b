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
}
