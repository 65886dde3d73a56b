import Markdown
import TerminalText
import Testing

@testable import PortfolioUI

/// The bar in the margin of code.
struct CodeBarTests {
  private static let code = "let words = alpha + beta + gamma + delta"

  /// A theme that shows headings without marks, so that code has a bar.
  private static let theme = Theme(
    name: "bar",
    [.heading: Style(.standard, on: .standard, .bold), .match: Style(.green), .currentMatch: Style(.red)])

  private func state(_ step: String = "") -> State {
    var state = State(
      ["a/1.md": "# Code\n\n```\n\(Self.code)\n```\n"], columns: 36, rows: 24, at: Place(page: "a/1"),
      theme: Self.theme)
    state.press(step)
    return state
  }

  @Test func isBesideEachRow() {
    let rows = state().visibleText.filter { $0.hasPrefix("▏ ") }
    #expect(rows.count == 2 && rows.last?.hasPrefix("▏ ↳ ") == true)
  }

  @Test(arguments: ["let words", "beta + gamma + delta"])
  func isNoPartOfTheTextThatIsSearched(query: String) {
    let state = state("/ \"\(query)\" Enter")
    #expect(state.currentMatches.joined() == query)
  }

  @Test func isNotFound() {
    #expect(state("/ \"▏\" Enter").currentMatches.isEmpty)
  }

  @Test func isNotCopied() {
    var state = state("c")
    guard case .copy(let text)? = state.update(.key(.enter)).first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(text.string.contains(Self.code) && !text.string.contains("▏"))
  }
}
