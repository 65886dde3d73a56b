import Markdown
import PortfolioModel
import Testing

@testable import PortfolioUI

/// Keys that people know from other programs.
struct StrangerTests {
  private static let text = "# Page\n\n" + (1...60).map { "Line \($0) of alpha.\n\n" }.joined()

  private func state(columns: Int = 80) -> State {
    State(
      ["a/1.md": Self.text, "a/2.md": "# Second\n\nNo such word.\n"], columns: columns, at: Place(page: "a/1")
    )
  }

  @Test(arguments: [("Z", "Z"), (":", ":"), ("^G", "^G"), ("é", "é")])
  func aKeyWithoutAnActionLeadsToTheList(key: String, name: String) {
    var state = state()
    state.press(key)
    #expect(state.statusRow.contains("\(name) is not a key; ? lists the keys"))
    state.press("j")
    #expect(!state.statusRow.contains("is not a key"))
  }

  /// The border shows the heading of the text at the top, but not one that is there itself.
  @Test func theBorderDoesNotNameASectionThatHasEnded() {
    let section = (1...30).map { "Line \($0).\n\n" }.joined()
    var state = State(
      ["a/1.md": "# Page\n\n## First\n\n\(section)## Second\n\n\(section)"], at: Place(page: "a/1"))
    state.press("] ]")
    #expect(state.screen[1].contains(" Page ") && !state.screen[1].contains("First"))
    state.press("j")
    #expect(state.screen[1].contains(" Page › Second "))
    state.press("k k")
    #expect(state.screen[1].contains(" Page › First "))
  }

  @Test func theLastSearchIsRepeatedAfterItWasCleared() {
    var state = state()
    state.press("/ 'alpha' Enter Esc 4 0 G n")
    let next = state.reader.search?.current ?? 0
    #expect(next > 10 && state.reader.viewport.top == 39 && state.currentMatches == ["alpha"])
    state.press("Esc N")
    #expect(state.reader.search?.current == next - 1)
    state.press("Esc / Enter")
    #expect(state.currentMatches == ["alpha"] && state.prompt == nil)
  }

  @Test func theLastSearchIsRepeatedOnAnotherPage() {
    var state = state()
    state.press("/ 'alpha' Enter Esc h j l n")
    #expect(state.reader.page?.id == "a/2" && state.message == "No match for alpha")
    state.press("/ 'word' Enter h k l n")
    #expect(state.reader.page?.id == "a/1" && state.message == "No match for word")
  }

  @Test func thePromptLosesItsLastWord() {
    var state = state()
    state.press("/ 'line of alpha' ^W")
    #expect(state.prompt?.text == "line of ")
    state.press("^W ^W")
    #expect(state.prompt?.text.isEmpty == true)
  }

  @Test func thePromptTakesPastedLinesAsWords() {
    var state = state()
    state.press("/")
    _ = state.update(.paste("\nLine 7\r\nof\talpha.\n"))
    #expect(state.prompt?.text == "Line 7 of alpha. ")
    #expect(state.currentMatches == ["Line 7 of alpha."])
  }

  @Test(arguments: [5, 12, 17, 18, 30])
  func theNoticeOfATerminalThatIsTooSmallIsWhole(columns: Int) {
    var state = state()
    _ = state.update(.resize(Size(columns: columns, rows: 4)))
    #expect(state.screen[0].hasPrefix(columns < 18 ? "Too small".prefix(columns - 1) : "Terminal too small"))
  }
}
