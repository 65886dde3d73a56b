import ContentSource
import Markdown
import PortfolioModel
import TerminalText
import Testing
import TextSearch

@testable import PortfolioUI

/// What a session makes of portfolios that are unlike the sample.
struct StateTests {
  private func state(_ files: [(String, String)], columns: Int = 80, rows: Int = 24) -> State {
    let tree = ContentTree(files: files.map { .init(path: $0.0, bytes: Array($0.1.utf8)) })
    return State(
      State.Configuration(
        portfolio: Portfolio(tree), size: Size(columns: columns, rows: rows), command: "portfolio-tui"
      ) { $0.document })
  }

  private func text(_ state: State) -> [String] { state.view().lines.map(\.text) }

  @Test(arguments: [80, 40])
  func aWelcomePageIsEnough(columns: Int) {
    var state = state([("index.md", "# Hello\n\nText.\n")], columns: columns)
    #expect(text(state).contains { $0.contains("Welcome") })
    for key in [Key.tab, .enter, .down, .escape, .end, .character("2"), .character("o")] {
      _ = state.update(.key(key))
    }
    // The contents, which the last key opened, hold the heading.
    #expect(text(state).contains { $0.contains("Contents") })
    #expect(text(state).contains { $0.contains("Hello") })
  }

  @Test func anEmptyPortfolioHasAScreen() {
    var state = state([])
    for key in [Key.tab, .enter, .down, .escape] { _ = state.update(.key(key)) }
    let shown = text(state)
    #expect(shown[0].hasPrefix(" Portfolio"))
    #expect(shown[1].hasPrefix("┌") && shown[22].hasPrefix("└"))
    #expect(shown[23].contains("q quit"))
  }

  @Test(arguments: [0, 1, 15, 28, 29])
  func theFocusedPaneIsSeenAmongMoreThanThereIsRoomFor(section: Int) {
    var state = state(
      (0..<30).flatMap { folder in
        (0..<9).map { ("s\(folder + 10)/p\($0).md", "# S\(folder + 10) page \($0)\n") }
      })
    for _ in 0..<section { _ = state.update(.key(.tab)) }
    let shown = text(state)
    #expect(shown.contains { $0.contains("▸ S\(section + 10) page 0") })
    #expect(shown[22].hasPrefix("└") && shown[1].hasPrefix("┌"))
    #expect(shown.count { $0.contains("S\(section + 10) page") } >= 2)
  }

  @Test func theFocusedPaneGetsHalfOfTheRoomAtLeast() {
    let state = state(
      (0..<9).flatMap { folder in (0..<30).map { ("s\(folder)/p\($0 + 10).md", "# S\(folder) page \($0)\n") }
      })
    #expect(text(state).count { $0.contains("S0 page") } >= 6)
  }

  @Test func theListComesBackToWhereAPageWasLeft() {
    let long = (1...80).map { "Paragraph \($0)." }.joined(separator: "\n\n")
    var state = state([("a/1.md", "# One\n\n" + long), ("a/2.md", "# Two\n\nShort.\n")])
    for key in [Key.enter, .character("d"), .character("d"), .escape] { _ = state.update(.key(key)) }
    let before = text(state)
    _ = state.update(.key(.down))
    #expect(text(state).contains { $0.contains("Short.") })
    _ = state.update(.key(.up))
    #expect(text(state) == before)
  }

  @Test func historyKnowsWhatWasReadFromTheList() {
    let long = (1...80).map { "Paragraph \($0)." }.joined(separator: "\n\n")
    var state = state([
      ("a/1.md", "# A\n\n" + long), ("a/2.md", "# B\n\nShort.\n"), ("a/3.md", "# C\n\nShort.\n"),
    ])
    for key in [Key.enter, .character("d"), .escape] { _ = state.update(.key(key)) }
    let top = state.reader.viewport.top
    #expect(top > 0)
    for key in [Key.down, .down] { _ = state.update(.key(key)) }
    #expect(state.reader.page?.id == "a/3", "\(state.list.rows)")
    _ = state.update(.key(.character("H")))
    #expect(state.reader.page?.id == "a/1" && state.reader.viewport.top == top)
    _ = state.update(.key(.character("L")))
    #expect(state.reader.page?.id == "a/3")
  }

  @Test func aHeadingThatIsNotThereIsSaid() {
    var state = state([("a/1.md", "# One\n")])
    let isOpen = state.open(Place(page: "a/1", anchor: "nope"))
    #expect(isOpen)
    #expect(state.message == "There is no heading #nope")
  }

  @Test func wordsAreFoundAcrossTheRowsOfALineOfCode() throws {
    let lines = DocumentRenderer(width: 20, theme: .plain).lines(
      for: .init(markdown: "Prose.\n\n> ```\n> let value = someFunction(argument)\n> ```\n"))
    #expect(lines.count { $0.isWrapped } > 0)
    var text = PageText(lines)
    for word in ["let value = someFunction(argument)", "somefunction"] {
      let query = try #require(SearchQuery(word))
      let found = text.matches(of: query, mode: .phraseFirst, limit: 9)
      #expect(found.count == 1, "\(lines.map(\.text))")
      let parts = found.joined()
      let shown = parts.map { part in
        String(decoding: Array(lines[part.line].text.utf8)[part.range], as: UTF8.self)
      }
      #expect(shown.joined().lowercased() == word.lowercased())
    }
  }
}
