import TerminalText
import Testing

struct FilteredTextTests {
  @Test func aControlBecomesItsPicture() {
    #expect(FilteredText("a\u{1B}[2Jb").string == "a␛[2Jb")
  }
}
