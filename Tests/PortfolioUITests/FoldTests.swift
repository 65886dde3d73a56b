import Markdown
import PortfolioModel
import TerminalText
import TestSupport
import Testing

@testable import PortfolioUI

/// Showing and hiding details, callouts and long code.
struct FoldTests {
  private static func details(_ summary: String, _ text: String, isOpen: Bool = false) -> String {
    "<details\(isOpen ? " open" : "")><summary>\(summary)</summary>\n\n\(text)\n\n</details>\n\n"
  }

  private static let code = "```\n" + (1...40).map { "line \($0)\n" }.joined() + "```\n"

  private func state(_ markdown: String, columns: Int = 80, rows: Int = 24) -> State {
    State(["a/1.md": "# One\n\n" + markdown], columns: columns, rows: rows, at: Place(page: "a/1"))
  }

  /// The rows of the page that are not blank, without the title and the margin.
  private func rows(_ state: State) -> [String] {
    state.visibleText.map { $0.trimmed }.filter { !$0.isEmpty && $0 != "One" && $0 != "═══" }
  }

  // MARK: x

  @Test func hidesDetailsUntilTheyAreUnfolded() {
    var state = state(Self.details("More", "Hidden.") + "After.\n")
    #expect(rows(state) == ["▸ More", "After."])
    state.press("x")
    #expect(rows(state) == ["▾ More", "Hidden.", "After."])
    state.press("x")
    #expect(rows(state) == ["▸ More", "After."])
  }

  @Test func showsOpenDetailsUntilTheyAreFolded() {
    var state = state(Self.details("More", "Shown.", isOpen: true))
    #expect(rows(state) == ["▾ More", "Shown."])
    state.press("x")
    #expect(rows(state) == ["▸ More"])
  }

  @Test func foldsCalloutsWithAMark() {
    var state = state("> [!faq]- Why\n> Because.\n\n> [!tip]+ How\n> So.\n\n> [!note] Plain\n> Text.\n")
    #expect(
      rows(state) == ["┃ ▸ Why", "┃ ▾ How", "┃ So.", "┃ Plain", "┃ Text."])
    state.press("x")
    #expect(rows(state).prefix(2) == ["┃ ▾ Why", "┃ Because."])
  }

  @Test func foldsLongCodeAfterItsBeginning() {
    var state = state(Self.code + "\nAfter.\n", rows: 60)
    #expect(rows(state).count == 41)
    state.press("x")
    #expect(rows(state) == (1...8).map { "line \($0)" } + ["⋯ 32 lines", "After."])
    state.press("x")
    #expect(rows(state).count == 41)
  }

  @Test func countsLinesOfCodeAndNotRows() {
    let long =
      "```\n" + (1...26).map { "line \($0)" + String(repeating: " word", count: 20) + "\n" }.joined()
      + "```\n"
    var state = state(long, rows: 60)
    state.press("x")
    #expect(rows(state).last == "⋯ 18 lines")
  }

  @Test func doesNotFoldShortCode() {
    var state = state("```\n" + (1...24).map { "line \($0)\n" }.joined() + "```\n")
    state.press("x")
    #expect(state.statusRow.contains("nothing to fold"))
  }

  @Test func showsTheCountOfLinesBehindTheMarginOfAContainer() {
    let quoted = Self.code.split(separator: "\n").map { "> \($0)\n" }.joined()
    var state = state(quoted, rows: 60)
    state.press("x")
    #expect(rows(state).last == "│   ⋯ 32 lines")
  }

  @Test func foldsTheInnermostPartAtTheTop() {
    let inner = "Text.\n\n" + Self.details("Inner", "In.", isOpen: true)
    var state = state(Self.details("Outer", inner, isOpen: true) + String(repeating: "Text.\n\n", count: 40))
    let line = state.reader.viewport.lines.firstIndex { $0.text.hasSuffix("In.") } ?? 0
    state.press((line + 1).description.map(String.init).joined(separator: " ") + " G x")
    #expect(state.visibleText.first?.trimmed == "▸ Inner")
    state.press("x")
    #expect(state.visibleText.first?.trimmed == "▾ Inner")
  }

  @Test func foldsTheFirstPartOnTheScreenIfTheTopIsInNone() {
    var state = state("Text.\n\n" + Self.details("A", "a.") + Self.details("B", "b."))
    state.press("x")
    #expect(rows(state) == ["Text.", "▾ A", "a.", "▸ B"])
  }

  @Test func keepsTheTopLineWhenAPartBelowItChanges() {
    let text = String(repeating: "Text.\n\n", count: 20)
    var state = state(text + Self.details("A", text) + text)
    state.press("2 1 G")
    let before = state.reader.viewport.top
    state.press("x")
    #expect(state.reader.viewport.top == before)
  }

  @Test func saysThatThereIsNothingToFold() {
    var state = state("Text.\n")
    state.press("x")
    #expect(state.statusRow.contains("nothing to fold"))
  }

  @Test func keepsFoldsOverAResize() {
    var state = state(Self.details("A", "a.") + Self.details("B", "b."))
    state.press("x")
    _ = state.update(.resize(Size(columns: 50, rows: 20)))
    #expect(rows(state) == ["▾ A", "a.", "▸ B"])
  }

  @Test func foldsAtAWidthThatLeavesNoRoomForMargins() {
    var state = state("> [!faq]- Why\n> Because.\n", columns: 20, rows: 10)
    #expect(rows(state) == ["┃ ▸ Why"])
    state.press("x")
    #expect(rows(state) == ["┃ ▾ Why", "┃ Because."])
  }

  @Test func unfoldsWithAClickOnTheTitle() {
    var state = state(Self.details("More", "Hidden."))
    let row = state.screen.firstIndex { $0.contains("▸ More") } ?? 0
    let column = Array(state.screen[row]).firstIndex(of: "M") ?? 0
    _ = state.update(.mouse(Mouse(.press, row: row, column: column)))
    #expect(rows(state) == ["▾ More", "Hidden."])
  }

  // MARK: Search and links

  @Test func unfoldsWhatASearchFinds() {
    var state = state(Self.details("A", "apple") + Self.details("B", "pear"))
    state.press("/ p e a r Enter")
    #expect(rows(state) == ["▸ A", "▾ B", "pear"])
    #expect(state.currentMatches == ["pear"])
  }

  @Test func foldsAgainWhileAnotherWordIsTyped() {
    var state = state(Self.details("A", "apple") + Self.details("B", "pear"))
    state.press("/ p")
    #expect(rows(state) == ["▾ A", "apple", "▾ B", "pear"])
    state.press("e")
    #expect(rows(state) == ["▸ A", "▾ B", "pear"])
    state.press("Esc")
    #expect(rows(state) == ["▸ A", "▸ B"])
  }

  @Test func keepsThePartAroundTheMatchWhenTheSearchIsCleared() {
    var state = state(Self.details("A", "apple") + Self.details("B", "pear"))
    state.press("/ p Enter n n Esc")
    #expect(state.reader.search == nil)
    #expect(rows(state) == ["▸ A", "▾ B", "pear"])
  }

  @Test func findsTextInAllOuterParts() {
    var state = state(Self.details("A", Self.details("B", "pear")))
    state.press("/ p e a r Enter")
    #expect(rows(state) == ["▾ A", "▾ B", "pear"])
  }

  @Test func unfoldsTheHeadingOfALink() {
    var state = state("[go](#deep)\n\n" + Self.details("A", "## Deep\n\nText.") + "After.\n")
    #expect(!state.visibleText.contains { $0.contains("Deep") })
    state.press("f Enter")
    #expect(rows(state).contains("## Deep"))
  }

  @Test func skipsHiddenHeadings() {
    var state = state(
      Self.details("A", "## Hidden") + "## Shown\n\n" + String(repeating: "Text.\n\n", count: 40))
    state.press("] ]")
    #expect(state.visibleText.first == "## Shown")
  }

  @Test func unfoldsAHeadingThatIsChosenInTheContents() {
    var state = state(
      "## Shown\n\n" + Self.details("A", "## Hidden") + String(repeating: "Text.\n\n", count: 40))
    state.press("o G Enter")
    #expect(state.visibleText.first?.trimmed == "## Hidden")
  }

  @Test func opensWhatHidesAPositionOfAnEarlierRun() {
    let text = Self.details("A", (1...60).map { "Line \($0).\n\n" }.joined())
    var first = state(text)
    first.press("x space space")
    var configuration = first.configuration
    configuration.positions = first.positions
    let second = State(configuration, at: Place(page: "a/1"))
    #expect(second.visibleText == first.visibleText)
  }

  @Test func opensAResultOfASearchInAllPages() {
    var state = state(Self.details("A", "pear"))
    state.press("s p e a r Enter")
    #expect(rows(state) == ["▾ A", "pear"])
    #expect(state.currentMatches == ["pear"])
  }

  // MARK: All text

  /// The lines of a page do not change when all of its parts are folded and unfolded again, in any order.
  @Test(arguments: 1...20)
  func loosesNoLine(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var markdown = ""
    for number in 0..<6 {
      let inner = Bool.random(using: &random) ? Self.code : "Text \(number).\n"
      markdown += Self.details("D\(number)", Bool.random(using: &random) ? Self.details("I", inner) : inner)
    }
    var folds = PageFolds(state(markdown).reader.viewport.lines)
    folds = PageFolds(DocumentRenderer(width: 60, theme: .plain).lines(for: Document(markdown: markdown)))
    for _ in 0..<20 {
      let closed = Set((0..<14).filter { _ in Bool.random(using: &random) })
      let visible = folds.close(closed, width: 60)
      for (index, line) in visible.enumerated() {
        let original = folds.index(ofVisible: index)
        #expect(folds.visibleIndex(of: original) == index)
        let isTitle = line.text.contains("▸") || line.text.contains("⋯")
        #expect(isTitle || folds.lines[original] == line)
      }
      let hidden = folds.hidden.reduce(0) { $0 + $1.count }
      #expect(visible.count + hidden == folds.lines.count)
    }
    #expect(folds.close([], width: 60) == folds.lines)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
