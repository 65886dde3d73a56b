import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// The border around the reader: the joints with the list, the title in it, and the scroll thumb.
struct ReaderFrameTests {
  private static let table =
    "# T\n\n| name | cost |\n| --- | --- |\n" + (1...60).map { "| row \($0) | \($0) |\n" }.joined()
    + "\nAfter.\n"

  @Test func theHeaderOfATableStaysWhileItsRowsScroll() {
    var state = State(["a/1.md": Self.table, "a/2.md": "# U\n"], at: Place(page: "a/1"))
    state.press("2 0 j")
    let text = state.screen.dropFirst(2).first ?? ""
    #expect(text.contains("│ name   │ cost │"), "\(text)")
    let next = state.screen.dropFirst(3).first ?? ""
    #expect(next.contains("│ row 15 │   15 │"), "\(next)")
  }

  @Test func noRowOfATableIsLostBetweenTwoPages() {
    var state = State(["a/1.md": Self.table, "a/2.md": "# U\n"], at: Place(page: "a/1"))
    var seen = Set<Int>()
    for _ in 0..<8 {
      for line in state.screen {
        if let row = line.split(separator: "│").first(where: { $0.hasPrefix(" row ") }) {
          seen.insert(Int(row.dropFirst(5).prefix { $0.isNumber }) ?? 0)
        }
      }
      state.press("space")
    }
    #expect(seen == Set(1...60))
  }

  private static let long =
    "# Page\n\n" + (1...3).map { "## Part \($0)\n\n" + String(repeating: "Text.\n\n", count: 30) }.joined()

  private func state(_ markdown: String = long, columns: Int = 80, rows: Int = 24) -> State {
    State(
      ["a/1.md": markdown, "b/2.md": "# Two\n"], columns: columns, rows: rows, at: Place(page: "a/1"))
  }

  /// The characters of a column of the screen, without the first and the last row.
  private func column(_ number: Int, _ state: State) -> String {
    String(state.screen.dropFirst().dropLast().map { Array($0)[number] })
  }

  @Test(arguments: [60, 80, 100, 140])
  func sharesTheBorderBetweenListAndReader(columns: Int) {
    let state = state(columns: columns, rows: 14)
    #expect(column(state.layout.listWidth - 1, state) == "┬│┤││││││││┴")
    #expect(column(columns - 1, state).hasSuffix("┘"))
  }

  // MARK: The title

  @Test func repeatsNoTitleThatIsVisible() {
    var state = state()
    #expect(!state.screen[1].contains("Page"))
    state.press("j")
    #expect(state.screen[1].contains("┬ Page ──"))
  }

  @Test func showsTheHeadingThatIsAboveTheTop() {
    var state = state()
    state.press("]")
    #expect(state.visibleText.first == "## Part 1")
    #expect(state.screen[1].contains(" Page ──"))
    state.press("j")
    #expect(state.screen[1].contains(" Page › Part 1 ──"))
    state.press("G")
    #expect(state.screen[1].contains(" Page › Part 3 ──"))
  }

  @Test func cutsALongTitle() {
    var state = state(
      "# \(String(repeating: "long ", count: 40))\n\n" + String(repeating: "Text.\n\n", count: 40))
    state.press("2 0 G")
    #expect(state.screen[1].contains("long …"))
  }

  @Test func showsTheSectionAboveANarrowPageUntilItsTitleHasScrolledAway() {
    var state = state(columns: 40, rows: 10)
    #expect(state.screen[0].hasPrefix(" a "))
    state.press("j")
    #expect(state.screen[0].hasPrefix(" Page "))
  }

  // MARK: The thumb

  @Test func aThumbShowsWhichPartOfThePageIsVisible() {
    var state = state(rows: 14)
    #expect(column(79, state).dropFirst().first == "█")
    state.press("G")
    let bar = column(79, state).dropFirst().dropLast()
    #expect(bar.last == "█" && bar.first == "│")
    #expect(bar.count { $0 == "█" } == 1)
  }

  @Test func aShortPageHasNoThumb() {
    #expect(!column(79, state("# Page\n\nText.\n")).contains("█"))
  }

  @Test(arguments: [1, 5, 19, 20, 21, 40, 1000])
  func theThumbStaysWithinThePane(lines: Int) {
    var viewport = Viewport(lines: Array(repeating: Line(), count: lines), height: 20)
    #expect((viewport.thumb == nil) == (lines <= 20))
    for top in 0...lines {
      viewport.scroll(to: top)
      guard let thumb = viewport.thumb else { continue }
      #expect(!thumb.isEmpty && (0..<20).contains(thumb.lowerBound) && thumb.upperBound <= 20)
      #expect(viewport.top > 0 || thumb.lowerBound == 0)
    }
    #expect(viewport.thumb.map { $0.upperBound == 20 } ?? true)
  }

  // MARK: The help

  @Test func groupsTheKeysInTwoColumnsWhereThereIsRoom() {
    var state = state(columns: 100, rows: 40)
    state.press("?")
    let others = ["Read", "Find", "Go", "Show"]
    #expect(state.screen.contains { row in row.contains("Move") && others.contains { row.contains($0) } })
    var narrow = self.state(columns: 80, rows: 60)
    narrow.press("?")
    #expect(
      !narrow.screen.contains { row in row.contains("Move") && others.contains { row.contains($0) } })
    for group in ["Move"] + others {
      #expect(state.screen.contains { $0.contains(group) } && narrow.screen.contains { $0.contains(group) })
    }
  }

  @Test func listsEveryKeyInBothLayouts() {
    for (columns, rows) in [(100, 60), (80, 80), (40, 120)] {
      var state = state(columns: columns, rows: rows)
      state.press("?")
      let text = state.screen.joined(separator: "\n")
      for row in state.keys.rows { #expect(text.contains(KeyBindings.allKeys(of: row))) }
    }
  }
}
