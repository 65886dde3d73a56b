import Markdown
import TerminalText
import Testing

struct JustificationTests {
  private static func rows(_ markdown: String, _ width: Int) -> [String] {
    DocumentRenderer.screen(width).lines(for: Document(markdown: markdown)).map(\.justified.text)
  }

  @Test func widensSpacesUpToTheRightEdge() {
    #expect(Self.rows("aa bb cc dddd eeeee", 10) == ["aa  bb  cc", "dddd eeeee"])
  }

  @Test func leavesTheLastRowRagged() {
    #expect(Self.rows("aa bb cc dddd", 10) == ["aa  bb  cc", "dddd"])
  }

  @Test func leavesHeadingsAndCodeRagged() {
    #expect(Self.rows("### aa bb cc dddd eeeee", 10).map { $0.contains("  ") } == [false, false])
    #expect(Self.rows("    aa b\n", 20) == ["  aa b"])
  }

  @Test func keepsTheIndentationOfLists() {
    #expect(Self.rows("- aa bb cc dddd eeeee", 12) == ["• aa  bb  cc", "  dddd eeeee"])
  }

  @Test func leavesRowsOfFewWordsRagged() {
    #expect(Self.rows("aaaa b cccccccccc", 12) == ["aaaa b", "cccccccccc"])
  }
}
