import Markdown
import PortfolioModel
import TerminalText
import TestSupport
import Testing

@testable import PortfolioUI

/// Notes in the margin of a wide reader: search, links, copies, folds and the reading position.
struct MarginNoteTests {
  private static let page = """
    # Page

    Words with a note[^a] and [a site](https://example.org/path).

    More words.[^b]

    <details><summary>Hidden</summary>

    Deep words.[^c]

    </details>

    [^a]: The first note has zebras in it, and [a link](https://example.net/).
    [^b]: The second one has zebras as well.
    [^c]: The hidden one has giraffes.

    """

  private func state(_ keys: String = "", columns: Int = 112, markdown: String = page) -> State {
    var state = State(
      ["a/1.md": markdown, "a/2.md": "# Other\n"], columns: columns, at: Place(page: "a/1"))
    state.press("z")
    if !keys.isEmpty { state.press(keys) }
    return state
  }

  /// The row of the screen with a text.
  private func row(_ text: String, _ state: State) -> String {
    state.screen.first { $0.contains(text) } ?? ""
  }

  @Test func notesAreBesideTheirLinesFrom110Columns() {
    #expect(row("Words with", state()).contains("example.org/path).") == false)
    #expect(row("Words with", state()).contains("¹ The first note"))
    #expect(!state().screen.contains { $0.contains("────────  ") })
    let narrow = state(columns: 111)
    #expect(!row("Words with", narrow).contains("The first note"))
    #expect(narrow.screen.contains { $0.contains("────────  ") })
    #expect(!narrow.screen.contains { $0.contains("example.org") })
  }

  @Test func aPageWithoutNotesStaysInTheMiddle() {
    let state = state(columns: 140, markdown: "# Page\n\nWords.\n")
    #expect(state.screen[2].hasPrefix("│" + String(repeating: " ", count: 31) + "Page "))
  }

  @Test func theMeasureOfTheTextStays() {
    let words = String(repeating: "word ", count: 200)
    for columns in 112...160 {
      let state = state(columns: columns, markdown: "# Page\n\n[x](https://example.org) \(words)\n")
      #expect(state.reader.viewport.lines.allSatisfy { $0.columns <= Layout.maximumMeasure })
      #expect(state.layout.measure == Layout.maximumMeasure)
      #expect((27...32).contains(state.layout.notesWidth ?? 0))
    }
  }

  // MARK: Search

  @Test func theSearchFindsNotesInTheOrderOfThePage() {
    var state = state("/ \"zebras\" Enter")
    #expect(state.reader.search?.matches.count == 2)
    #expect(state.currentMatches == ["zebras"] && state.matches == ["zebras"])
    #expect(row("More words", state).contains("More words"))
    state.press("n")
    #expect(state.reader.search?.current == 1 && state.currentMatches == ["zebras"])
  }

  @Test func theSearchFindsAPhraseAcrossTheRowsOfANote() {
    let state = state("/ \"first note has zebras in it\" Enter")
    #expect(state.currentMatches.joined(separator: " ") == "first note has zebras in it")
  }

  @Test func aMatchInTheTextThatContinuesBesideAMatchInANoteIsWhole() {
    let text = String(repeating: "filler ", count: 10)
    let state = state(
      "/ \"red fox\" Enter", markdown: "# P\n\n\(text)[^a] red\nfox and more\n\n[^a]: A red fox.\n")
    let all = state.matches + state.currentMatches
    #expect(all.joined(separator: " ").split(separator: " ").sorted() == ["fox", "fox", "red", "red"])
  }

  @Test func theSearchJumpsToANoteBelowTheScreen() {
    let text = String(repeating: "Text.\n\n", count: 60)
    let state = state("/ \"zebras\" Enter", markdown: "# P\n\n\(text)Last.[^a]\n\n[^a]: The zebras.\n")
    #expect(state.currentMatches == ["zebras"])
  }

  @Test func theSearchUnfoldsTheLineOfANote() {
    #expect(!state().screen.contains { $0.contains("giraffes") || $0.contains("Deep") })
    let found = state("/ \"giraffes\" Enter")
    #expect(found.currentMatches == ["giraffes"])
    #expect(row("Deep words", found).contains("³ The hidden one"))
  }

  // MARK: Links and copies

  @Test func listsTheLinksOfNotes() {
    func links(_ columns: Int) -> [String] {
      state("f", columns: columns).overlay?.rows.map { $0.text.text }.filter { $0.contains("example") } ?? []
    }
    #expect(
      links(112).map { $0.split(separator: " ").last } == [
        "https://example.org/path", "https://example.net/",
      ])
    #expect(Set(links(112).map { $0.dropFirst(3) }) == Set(links(80).map { $0.dropFirst(3) }))
  }

  @Test func offersTheAddressesOfNotesToCopy() {
    let labels = state("c").overlay?.rows.map { $0.text.text } ?? []
    #expect(labels.filter { $0.hasPrefix("Address") }.count == 2)
  }

  @Test func aClickOnAnAddressInTheMarginFollowsIt() throws {
    var state = state()
    let index = try #require(state.screen.firstIndex { $0.contains("→ example.org/path") })
    let row = state.screen[index]
    let start = try #require(row.range(of: "example.org/path"))
    let column = row.distance(from: row.startIndex, to: start.lowerBound)
    let effects = state.update(.mouse(Mouse(.press, row: index, column: column)))
    #expect(effects.contains { if case .copy = $0 { true } else { false } })
    #expect(state.statusRow.contains("https://example.org/path"))
  }

  // MARK: The reading position

  @Test(arguments: 1...20)
  func theTopLineStaysBetweenNarrowAndWide(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let paragraphs = (0..<40).map { paragraph in
      (0..<Int.random(in: 20...60, using: &generator)).map { "word\(paragraph)x\($0)" }.joined(separator: " ")
        + "[^n\(paragraph)] [l](https://example.org/\(paragraph))"
    }
    let notes = (0..<40).map { "[^n\($0)]: " + String(repeating: "note ", count: 1 + $0 % 12) + "\n" }
    let markdown = "# P\n\n" + paragraphs.joined(separator: "\n\n") + "\n\n" + notes.joined()
    var state = state(columns: 111, markdown: markdown)
    for _ in 0..<Int.random(in: 1...60, using: &generator) { state.press("j") }
    let before = state.visibleText
    for _ in 0..<3 {
      _ = state.update(.resize(Size(columns: 112, rows: 24)))
      #expect(state.layout.notesWidth != nil && state.visibleText.first == before.first)
      _ = state.update(.resize(Size(columns: 111, rows: 24)))
      #expect(state.layout.notesWidth == nil && state.visibleText == before)
    }
  }

  @Test func noFrameIsWiderThanTheScreen() {
    for columns in [109, 110, 111, 112, 113, 120, 140, 150, 160, 200] {
      for keys in ["", "J", "x", "z", "/ \"zebras\" Enter"] {
        #expect(state(keys, columns: columns).view().lines.allSatisfy { $0.columns == columns })
      }
    }
  }
}
