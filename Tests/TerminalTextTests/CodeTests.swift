import Markdown
import TerminalText
import Testing

struct CodeTests {
  private let code = "```\nshort\n\n  indented, and longer than a narrow screen is\n```\n"

  @Test func codeIsIndentedAndKeepsItsSpacesAndBlankLines() {
    #expect(
      DocumentRenderer.screen(80).text(code) == [
        "  short", "", "    indented, and longer than a narrow screen is",
      ])
  }

  @Test func aPipeIndentsMoreWhereThereIsRoom() {
    #expect(DocumentRenderer.pipe(39).text("    a") == ["  a"])
    #expect(DocumentRenderer.pipe(40).text("    a") == ["    a"])
  }

  @Test func aScreenClipsWithAMarkInItsOwnStyle() {
    let lines = DocumentRenderer.screen(20).lines(for: Document(markdown: code))
    #expect(lines.map(\.text) == ["  short", "", "    indented, and l…"])
    #expect(lines.last?.spans.last == Span("…", Theme.standard[.clipMark]))
  }

  @Test func aLineThatJustFitsIsNotClipped() {
    #expect(
      DocumentRenderer.screen(20).text("    " + String(repeating: "x", count: 18)).first?.hasSuffix("x")
        == true)
    #expect(
      DocumentRenderer.screen(20).text("    " + String(repeating: "x", count: 19)).first?.hasSuffix("…")
        == true)
  }

  @Test func aPipeKeepsTheWholeLine() {
    #expect(
      DocumentRenderer.pipe(20).text(code).last
        == "    indented, and longer than a narrow screen is")
  }

  @Test func aWideCharacterAtTheEdgeIsNotCutInHalf() {
    for width in 6...14 {
      let lines = DocumentRenderer.screen(width).lines(for: Document(markdown: "```\na漢字漢字漢字漢字\n```\n"))
      #expect(lines.allSatisfy { $0.columns <= width })
    }
  }

  @Test func tabsGoToStopsOfFour() {
    #expect(DocumentRenderer.screen(80).text("```\n\ta\tb\n```\n") == ["      a   b"])
  }

  @Test func lineEndingsOfWindowsLeaveNoTrace() {
    #expect(DocumentRenderer.screen(80).text("```\r\na\r\n\r\nb\r\n```\r\n") == ["  a", "", "  b"])
  }

  @Test func aControlInCodeIsShown() {
    #expect(DocumentRenderer.screen(80).text("```\n\u{1B}[2J \u{202E}x\n```\n") == ["  ␛[2J <U+202E>x"])
  }

  @Test func spacesOfInlineCodeStayAndThoseOfProseCollapse() {
    #expect(DocumentRenderer.screen(80).text("a  b `c  d`") == ["a b c  d"])
  }

  @Test func anEmptyBlockOfCodeLeavesNoHole() {
    #expect(DocumentRenderer.screen(80).text("a\n\n```\n```\n\nb") == ["a", "", "b"])
  }
}
