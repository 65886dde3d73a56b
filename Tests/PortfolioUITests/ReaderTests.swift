import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// The page that is shown: lines, position and search.
struct ReaderTests {
  private static let paragraphs = (1...80).map {
    "Paragraph \($0) says what comes before and after it, in a line that wraps.\n"
  }
  private static let long = "# One\n\n" + paragraphs.joined(separator: "\n")

  private func state(columns: Int = 80, rows: Int = 24, theme: Theme = .marks) -> State {
    State(
      ["a/1.md": Self.long, "a/2.md": "# Two\n\nShort.\n"], columns: columns, rows: rows,
      at: Place(page: "a/1"), theme: theme)
  }

  /// The number of the paragraph at the top.
  private func topParagraph(_ state: State) -> String? {
    state.visibleText.first { $0.hasPrefix("Paragraph") }?.split(separator: " ")[1].description
  }

  // MARK: Position

  @Test(arguments: [(1, 1), (200, 60), (61, 24), (40, 9), (20, 6), (19, 5)])
  func keepsThePositionOverAResize(columns: Int, rows: Int) {
    var state = state()
    state.press("9 1 G")
    #expect(topParagraph(state) == "30")
    let size = Size(columns: columns, rows: rows)
    _ = state.update(.resize(size))
    #expect(size.isTooSmall || topParagraph(state) == "30")
    _ = state.update(.resize(Size(columns: 80, rows: 24)))
    #expect(state.reader.viewport.top == 90)
  }

  @Test func keepsThePositionInALongParagraphOverManyResizes() {
    let words = (1...2000).map { "word\($0)" }.joined(separator: " ")
    var state = State(["a/1.md": "# T\n\n\(words)\n"], at: Place(page: "a/1"))
    state.press("2 0 1 G")
    let before = state.visibleText[0]
    for columns in Array(40...120) + (80...120).reversed() {
      _ = state.update(.resize(Size(columns: columns, rows: 24)))
    }
    _ = state.update(.resize(Size(columns: 80, rows: 24)))
    let distance = state.reader.viewport.lines.firstIndex { $0.text == before }.map {
      $0 - state.reader.viewport.top
    }
    #expect(distance.map { abs($0) <= 2 } == true, "\(String(describing: distance)) lines")
  }

  @Test func keepsThePositionInTheListOfAddresses() {
    let images = (1...40).map { "![a\($0)](./\($0).png)\n" }.joined()
    var state = State(["a/1.md": "# One\n\n" + images], at: Place(page: "a/1"))
    state.press("G")
    let before = state.visibleText
    #expect(before.last?.contains("40.png") == true)
    _ = state.update(.resize(Size(columns: 81, rows: 24)))
    #expect(state.visibleText == before)
    #expect(state.positions["a/1"]?.sourceLine == .max)
  }

  @Test func keepsThePositionOverAChangeOfTheTheme() {
    var state = state(theme: .standard)
    state.press("9 1 G")
    let before = state.visibleText
    state.press("t")
    #expect(state.theme != .standard && state.visibleText == before)
  }

  @Test func keepsThePositionOverZoom() {
    var state = state()
    state.press("9 1 G z")
    #expect(topParagraph(state) == "30")
    state.press("z")
    #expect(state.reader.viewport.top == 90)
  }

  @Test func changesTheStylesWithTheTheme() {
    var state = state(theme: .dark)
    let before = state.reader.viewport.lines.first
    state.configuration.theme = .light
    state.layOut()
    #expect(state.reader.viewport.lines.first?.text == before?.text)
    #expect(state.reader.viewport.lines.first != before)
  }

  @Test func showsNothingButBlankRowsAfterTheEnd() {
    var state = state(rows: 60)
    state.press("G")
    let viewport = state.reader.viewport
    #expect(viewport.top == viewport.lines.count - viewport.height && viewport.percentage == 100)
    state.press("9 9 9 9 9 j")
    #expect(state.reader.viewport.top == viewport.top)
    state.press("9 9 9 9 9 9 k")
    #expect(state.reader.viewport.top == 0)
  }

  // MARK: The search

  @Test func keepsTheCurrentMatchOverALayout() throws {
    var state = state()
    state.press("/ \"after it, in\" Enter 3 9 n")
    let search = try #require(state.reader.search)
    #expect(search.matches.count == 80 && search.current == 39)
    for columns in [40, 200, 61, 80] {
      _ = state.update(.resize(Size(columns: columns, rows: 12)))
      let search = try #require(state.reader.search)
      #expect(search.matches.count == 80 && search.current == 39, "\(columns) columns")
      let lines = state.reader.viewport.lines
      let match = search.matches[39].map { part in
        String(decoding: Array(lines[part.line].text.utf8)[part.range], as: UTF8.self)
      }
      #expect(match.joined(separator: " ").split(separator: " ") == ["after", "it,", "in"])
      let first = try #require(search.matches[39].first?.line)
      #expect(
        lines[..<(first + 1)].last { $0.text.hasPrefix("Paragraph") }?.text.hasPrefix("Paragraph 40 ") == true
      )
    }
  }

  @Test func wrapsAroundAtTheEndsOfTheMatches() {
    var state = state()
    state.press("/ \"Paragraph 8\" Enter")
    #expect(state.reader.search?.matches.count == 2 && state.reader.search?.current == 0)
    state.press("N")
    #expect(state.reader.search?.current == 1)
    #expect(
      state.currentMatches == ["Paragraph 8"] && state.visibleText.contains { $0.hasPrefix("Paragraph 80") })
    state.press("3 n")
    #expect(state.reader.search?.current == 0)
    state.press("3 N")
    #expect(state.reader.search?.current == 1)
  }

  @Test func beginsAtTheFirstMatchBelowTheTop() {
    var state = state()
    state.press("9 0 G / \"what comes\"")
    #expect(state.reader.search?.current == 29 && state.reader.viewport.top == 89)
    state.press("Enter G / \"Paragraph 3 \"")
    // There is none below, so it is the first of all.
    #expect(state.reader.search?.current == 0)
  }

  @Test func endsTheSearchWhenAnotherPageIsShown() {
    var state = state()
    state.press("/ \"paragraph\" Enter")
    #expect(state.reader.search != nil && state.matches.count > 1)
    state.press("h j")
    #expect(state.reader.page?.id == "a/2" && state.reader.search == nil && state.matches.isEmpty)
    #expect(state.reader.viewport.top == 0)
  }

  @Test func findsTextAcrossTheRowsOfALineOfCode() throws {
    var state = State(
      [
        "a/1.md":
          "# Code\n\n> ```\n> let value = someFunction(argument, another, and, more, of, them)\n> ```\n",
        "a/2.md": "# Other\n",
      ],
      columns: 60, at: Place(page: "a/1"))
    #expect(state.reader.viewport.lines.contains { $0.isWrapped })
    state.press("/ \"= someFunction(argument, another\" Enter")
    #expect(state.currentMatches.joined() == "= someFunction(argument, another")
    #expect(state.currentMatches.count > 1)
  }

  // MARK: Links and headings

  @Test func endsWithALinkToTheNextPageOfTheSection() {
    var state = state()
    #expect(state.reader.viewport.lines.last?.text == "Next: Two")
    state.press("h j")
    #expect(state.reader.viewport.lines.last?.text == "Short.")
  }

  @Test func knowsTheHeadingAboveTheTop() {
    let text = (1...9).map { "## Part \($0)\n\nText.\n\nText.\n" }.joined(separator: "\n")
    var state = State(["a/1.md": "# Title\n\n" + text], columns: 40, rows: 9, at: Place(page: "a/1"))
    #expect(state.address.string == "portfolio-tui a/1")
    state.press("]")
    #expect(state.reader.currentHeading?.title == "Part 1")
    state.press("] j j")
    #expect(state.reader.currentHeading?.title == "Part 2")
    #expect(state.address.string == "portfolio-tui a/1#part-2")
    state.press("[")
    #expect(
      state.reader.currentHeading?.title == "Part 2" && state.visibleText.first?.hasSuffix("Part 2") == true)
  }
}
