import Markdown
import Testing

struct LineNumberTests {
  @Test func blocksHaveTheLinesOnWhichTheyBegin() {
    let document = Document(
      markdown: "# A\n\n\nb\nb\n\n- c\n- d\n\n> e\n\n```\nf\n```\n\n---\n\n| g |\n|---|\n")
    #expect(document.blocks.map(\.line) == [1, 4, 7, 10, 12, 16, 18])
  }

  @Test func firstLineIsAddedToEveryLineNumber() {
    let document = Document(markdown: "a[^1]\n\n> b\n\n[^1]: c\n", lines: LineMap(first: 11))
    #expect(document.blocks.map(\.line) == [11, 13])
    #expect(document.footnotes.map(\.line) == [15])
  }

  @Test func nestedBlocksCountFromTheTopOfTheFile() {
    let tree = TreeDump(Document(markdown: "> - a\n>\n>   b\n>\n>   > c\n")).text
    #expect(tree.contains("quote @1\n  list bulleted loose @1"))
    #expect(tree.contains("paragraph @1\n        text \"a\""))
    #expect(tree.contains("paragraph @3\n        text \"b\""))
    #expect(tree.contains("quote @5\n        paragraph @5"))
  }

  @Test func blocksOfHTMLHaveTheirOwnLines() {
    let document = Document(markdown: "a\n\n<p>b</p>\n<p>\nc</p><!--\n--><h2>d</h2>\n\ne\n")
    #expect(document.blocks.map(\.line) == [1, 3, 5, 6, 8])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func countsEveryKindOfLineEnding(ending: String) {
    let document = Document(markdown: ["a", "", "b", "", "c"].joined(separator: ending))
    #expect(document.blocks.map(\.line) == [1, 3, 5])
  }

  @Test func theOutlineHasTheLinesOfHeadings() {
    let outline = Document(markdown: "# A *b*\n\ntext\n\nC\n---\n\n> # quoted\n", lines: LineMap(first: 3))
      .outline
    #expect(outline.filter(\.isListed).map(\.line) == [3, 7])
    #expect(outline.map(\.title) == ["A b", "C", "quoted"])
    #expect(outline.map(\.level) == [1, 2, 1])
  }
}
