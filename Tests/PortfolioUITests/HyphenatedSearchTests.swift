import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// The search in words that are divided, and justified text.
struct HyphenatedSearchTests {
  private static let text =
    "Some introductory considerations about extraordinarily complicated infrastructure deployments, "
    + "misunderstandings between departments, and circumstantial responsibilities of long standing."

  private func state(_ markdown: String, _ step: String = "") -> State {
    let size = Size(columns: 40, rows: 20)
    var configuration = State.Configuration(
      portfolio: Portfolio(["a/1.md": markdown]), size: size, theme: .marks)
    configuration.hyphens = Hyphens(.always) { _ in
      { word, breaks in breaks += Array(stride(from: 2, through: word.count - 3, by: 1)) }
    }
    var state = State(configuration, at: Place(page: "a/1"))
    if !step.isEmpty { state.press(step) }
    return state
  }

  /// A word of the text that is divided, as its two halves.
  private func dividedWord(_ state: State) -> (String, String)? {
    let lines = state.reader.viewport.lines
    guard let index = lines.firstIndex(where: { $0.wordBreak == .hyphen }), index + 1 < lines.count else {
      return nil
    }
    let head = lines[index].text.dropLast().split(separator: " ").last
    let tail = lines[index + 1].text.split { $0 == " " || $0 == "│" }.first
    return (String(head ?? ""), String(tail ?? ""))
  }

  @Test(arguments: ["", "> ", "- "])
  func findsAWholeWordAndEmphasizesBothHalves(prefix: String) throws {
    let plain = state("# T\n\n\(prefix)\(Self.text)\n")
    let (head, tail) = try #require(dividedWord(plain))
    let rest = tail.filter(\.isLetter)
    let found = state("# T\n\n\(prefix)\(Self.text)\n", "/ \"\(head + rest)\" Enter")
    #expect(found.currentMatches == [head, rest])
  }

  @Test func findsWordsAfterADividedOne() {
    let found = state("# T\n\n\(Self.text)\n", "/ \"deployments\" Enter")
    #expect(found.currentMatches.joined() == "deployments")
  }

  @Test func justifiesAndKeepsPositionAndMatches() {
    let markdown = "# T\n\n" + String(repeating: Self.text + " ", count: 12) + "\n"
    var found = state(markdown, "/ \"introductory\" Enter")
    let (matches, top) = (found.matches, found.reader.viewport.top)
    let ragged = found.screen
    found.press("J")
    #expect(found.screen != ragged)
    #expect(found.matches == matches && found.reader.viewport.top == top)
    #expect(found.screen[5...10].filter { $0.contains("  ") }.count > 1)
    found.press("J")
    #expect(found.screen.dropLast() == ragged.dropLast())
  }
}
