import Markdown
import TerminalText
import Testing

struct ListTests {
  @Test func changesBulletsWithTheDepth() {
    #expect(
      DocumentRenderer.screen(40).text("- a\n  - b\n    - c\n      - d\n") == [
        "• a", "  ◦ b", "    ▪ c", "      • d",
      ])
  }

  @Test(arguments: [
    ("1. a\n1. b", ["1. a", "2. b"]), ("0. a\n1. b", ["0. a", "1. b"]), ("7) a\n3) b", ["7. a", "8. b"]),
    ("999999999. a", ["999999999. a"]),
  ])
  func countsFromTheFirstNumber(markdown: String, lines: [String]) {
    #expect(DocumentRenderer.screen(40).text(markdown) == lines)
  }

  @Test func alignsNumbersToTheRight() {
    #expect(
      DocumentRenderer.screen(40).text("9. a\n10. b\n    c\n\n    d") == [
        " 9. a", "", "10. b c", "", "    d",
      ])
    let lines = DocumentRenderer.screen(40).text((1...100).map { "\($0). x" }.joined(separator: "\n"))
    #expect(lines[0] == "  1. x" && lines[9] == " 10. x" && lines[99] == "100. x")
  }

  @Test func indentsTheRowsOfAnItem() {
    #expect(
      DocumentRenderer.screen(20).text("10. aaaa bbbb cccc dddd eeee\n") == [
        "10. aaaa bbbb cccc", "    dddd eeee",
      ])
  }

  @Test func separatesItemsOfLooseListsByBlankLines() {
    #expect(DocumentRenderer.screen(20).text("- a\n- b\n") == ["• a", "• b"])
    #expect(DocumentRenderer.screen(20).text("- a\n\n- b\n") == ["• a", "", "• b"])
  }

  @Test func drawsBoxesForTasks() {
    #expect(
      DocumentRenderer.screen(20).text("- [ ] a\n- [x] b\n- c\n") == ["☐ a", "☑ b", "• c"])
  }

  @Test func keepsTheNumbersOfTasks() {
    #expect(DocumentRenderer.screen(20).text("1. [ ] a\n2. [x] b\n") == ["1. ☐ a", "2. ☑ b"])
  }

  @Test func drawsTheMarkerOfAnEmptyItem() {
    #expect(DocumentRenderer.screen(20).text("- a\n-\n- b\n") == ["• a", "•", "• b"])
  }

  @Test func rendersOtherBlocksInItems() {
    #expect(
      DocumentRenderer.screen(80).text("- ```\n  a\n  ```\n- > b\n- # c\n") == [
        "•   a", "• │ b", "• c", "  ═",
      ])
  }

  @Test func sourceLinesDoNotDecreaseAtAnEmptyItem() {
    let lines = DocumentRenderer.screen(20).lines(for: Document(markdown: "- a\n- b\n-\n"))
    #expect(lines.map(\.sourceLine) == lines.map(\.sourceLine).sorted())
  }

  @Test func putsTheMarkerOfATooDeepItemBeforeItsFirstWord() {
    #expect(
      DocumentRenderer.screen(14).text(
        "- aa\n  - bb bb bb bb bb\n    - cc\n\n      dd\n    - - ee\n    - ```\n      x\n      ```\n")
        == [
          "• aa", "  ◦ bb bb bb", "  bb bb", "  ▪ cc", "", "  dd", "", "  ▪ • ee", "", "  ▪", "    x",
        ])
  }

  @Test func doesNotIndentTooDeepItemsAndLosesNoMarker() {
    let markdown = (0..<12).map { String(repeating: "  ", count: $0) + "- w\($0)" }.joined(separator: "\n")
    let lines = DocumentRenderer.screen(20).text(markdown)
    let text = lines.joined()
    #expect(lines.allSatisfy { $0.count <= 20 })
    #expect(text.filter { "•◦▪".contains($0) }.count == 12)
  }
}
