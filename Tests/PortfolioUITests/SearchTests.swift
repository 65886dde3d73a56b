import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// The searches in a page, in all pages and in the linear mode.
struct SearchTests {
  private static let filler = (1...60).map { "Filler \($0).\n" }.joined(separator: "\n")
  private static let files: KeyValuePairs<String, String> = [
    "a/1.md": """
    # Caching

    An introduction.

    \(filler)
    A slow cache in front of Redis, which is fast.

    \(filler)
    The redis
    cache again.

    """,
    "a/2.md": "# Only one\n\nNothing but a cache.\n",
    "b/3.md": """
    # Letters

    Alles ÜBER Füße, auf der Straße, im Café und im Cafe\u{301}.

    Ten kilometres are 10\u{A0}km or 10\u{202F}km, and a hy\u{AD}phen is soft.

    """,
    "b/4.md":
      "---\ntitle: Fields\nsummary: A needle in the summary.\ntags: [haystack]\n---\nText about a **nee**dle.\n",
    "b/5.md": "---\ntitle: Links\nsummary: Of thimbles.\n---\nSee [this](https://example.org/pincushion).\n",
  ]

  private func state(_ step: String, columns: Int = 80, rows: Int = 24) -> State {
    var state = State(Self.files, columns: columns, rows: rows)
    state.press(step)
    return state
  }

  // MARK: All pages

  @Test func emphasizesTheWordsInTheResults() {
    let state = state("s \"redis cache\"")
    #expect(state.overlay?.rows.count == 1)
    #expect(state.screen[2].hasPrefix("│ Caching  A slow cache in front of Redis, which is fast."))
    #expect(state.matches == ["cache", "Redis"])
  }

  @Test func opensAResultAtItsMatchWithTheWordsEmphasized() {
    let state = state("s \"redis cache\" Enter")
    #expect(state.reader.page?.id == "a/1" && state.message == nil && state.prompt == nil)
    #expect(state.visibleText.contains("A slow cache in front of Redis, which is fast."))
    #expect(state.currentMatches == ["cache"] && state.matches == ["Redis"])
    #expect(state.statusRow.hasPrefix(" /redis cache  1/3  "))
  }

  @Test func continuesWithTheMatchesOfAResult() {
    var state = state("s \"redis cache\" Enter")
    state.press("n")
    #expect(state.currentMatches == ["Redis"] && state.matches == ["cache"])
    state.press("n")
    // The words of a match may be on two lines of the source.
    #expect(state.currentMatches == ["redis cache"] && state.visibleText.contains("The redis cache again."))
  }

  @Test func showsAMatchThatIsFarToTheRight() throws {
    let words = (1...40).map { "word\($0)" }.joined(separator: " ")
    var state = State(["a/1.md": "# T\n\n\(words) needle \(words)\n"], columns: 60)
    state.press("s \"needle\"")
    #expect(state.matches == ["needle"])
    let row = try #require(state.screen.first { $0.contains("needle") })
    #expect(row.hasPrefix("│ T  …") && row.hasSuffix("… │"))
    state.press("^U \"word2 \"")
    #expect(state.screen[2].hasPrefix("│ T  word1 word2 "))
  }

  @Test(arguments: 24...90)
  func showsTheWholeMatchOfAResultAtEveryWidth(columns: Int) {
    for rest in ["", " and more of it"] {
      let words = String(repeating: "word ", count: 9)
      let state = State(["a/1.md": "# T\n\n\(words)needle\(rest)\n"], columns: columns)
      var found = state
      found.press("s \"needle\"")
      #expect(found.matches == ["needle"], "\(found.screen[2])")
    }
  }

  /// The text that stays takes four columns, and the mark of the omission takes one.
  @Test(arguments: [
    (10, "T  …needle"), (12, "T  …d needle"), (45, "T  word word word word word word word needle"),
  ])
  func shortensAResultToItsMatch(width: Int, shown: String) throws {
    var state = State(["a/1.md": "# T\n\n\(String(repeating: "word ", count: 7))needle\n"])
    state.press("s \"needle\"")
    let row = try #require(state.overlay?.rows.first)
    #expect(row.line(width: width).text == shown)
  }

  @Test(arguments: [(20, ""), (21, " no match")])
  func showsThatThereIsNoMatchWhereTwelveColumnsRemain(columns: Int, count: String) {
    var state = State(Self.files, columns: columns, at: Place(page: "a/1"))
    state.press("/ \"zebra\"")
    #expect(state.statusRow.split(separator: " ").joined(separator: " ") == "/zebra" + count)
  }

  @Test func opensAResultOfTheTitleAtTheTop() {
    let state = state("s \"only\" Enter")
    #expect(state.reader.page?.id == "a/2" && state.reader.viewport.top == 0)
    #expect(state.currentMatches == ["Only"])
  }

  @Test func emphasizesTheWordsThatThePageShows() {
    // The word of the summary and the address is not on the page.
    let both = state("s \"links thimbles\" Enter")
    #expect(both.reader.page?.id == "b/5" && both.currentMatches == ["Links"])
    for word in ["thimbles", "pincushion"] {
      let state = state("s \"\(word)\" Enter")
      #expect(state.reader.page?.id == "b/5" && state.reader.search == nil && state.message == nil)
      #expect(state.statusRow.hasPrefix(" j/k scroll"))
    }
  }

  @Test func findsAWordAcrossMarkup() {
    let state = state("s \"needle\" Enter")
    #expect(state.reader.page?.id == "b/4" && state.currentMatches == ["needle"])
  }

  @Test(arguments: [
    ("redis which", 1), ("\"which redis\"", 0), ("\"redis, which\"", 1), ("\"redis cache", 1),
  ])
  func keepsPhrasesInQuotesTogether(query: String, count: Int) {
    #expect(state("s '\(query)'").overlay?.rows.count == count)
  }

  @Test func opensTheBoxBeforeAnythingIsTyped() {
    let state = state("/ \"cache\" Enter s")
    #expect(state.screen[2].contains("Type words, or a \"phrase\"; results come as you type"))
    // The number of matches in the page is not that of the results.
    #expect(state.statusRow.split(separator: " ").joined(separator: " ") == "Search all pages:")
    #expect(self.state("s \"zebra\"").screen[2].contains("No page contains all the words"))
  }

  @Test(arguments: ["s", "s \"zebra\""])
  func opensNothingWithoutAResult(step: String) {
    let state = state(step + " Enter")
    #expect(state.overlay == nil && state.prompt == nil && state.reader.page?.id == "a/1")
    #expect(state.focus == .list)
  }

  @Test func pastesIntoThePrompt() {
    var state = state("s")
    _ = state.update(.paste("redis\n\u{1B}[31m cache"))
    #expect(state.prompt?.text == "redis [31m cache")
    state.press("Esc")
    _ = state.update(.paste("q"))
    #expect(state.prompt == nil)
  }

  // MARK: A page

  @Test(arguments: [
    ("über", ["ÜBER"]), ("füße", ["Füße"]), ("STRASSE", []), ("strasse", ["Straße"]),
    ("café", ["Café", "Cafe\u{301}"]),
    ("cafe\u{301}", ["Café", "Cafe\u{301}"]), ("cafe", []), ("10 km", ["10\u{A0}km", "10\u{202F}km"]),
    ("\"10 km\" or", ["10\u{A0}km or"]), ("hyphen", ["hy\u{AD}phen"]), ("Über", []),
  ])
  func findsTextInEveryForm(query: String, found: [String]) {
    let state = state("3 / '\(query)' Enter")
    var letters = State(Self.files, at: Place(page: "b/3"))
    letters.press("/ '\(query)'")
    #expect(state.prompt == nil)
    // Compare scalars: strings are equal if they are canonically equivalent. The renderer removes soft hyphens.
    let shown = (letters.currentMatches + letters.matches).map { Array($0.unicodeScalars) }
    #expect(shown == found.map { Array($0.unicodeScalars.filter { $0 != "\u{AD}" }) })
    #expect(letters.statusRow.hasSuffix(found.isEmpty ? "no match " : "1/\(found.count) "))
  }

  @Test func findsWordsInAnyOrderUnlessThePageHasThePhrase() {
    var state = State(Self.files, at: Place(page: "a/1"))
    state.press("/ \"redis cache\"")
    #expect(state.reader.search?.matches.count == 1 && state.currentMatches == ["redis cache"])
    state.press("^U \"fast slow\"")
    #expect(state.currentMatches == ["slow"] && state.matches == ["fast"])
  }

  @Test func returnsToTheOriginWithoutAMatch() {
    var state = State(Self.files, at: Place(page: "a/1"))
    state.press("9 j / \"redis\"")
    #expect(state.reader.viewport.top > 9)
    state.press("\"x\"")
    #expect(state.reader.viewport.top == 9 && state.statusRow.contains("no match"))
    state.press("Enter")
    #expect(state.message == "No match for redisx" && state.reader.search == nil)
    state.press("n")
    #expect(state.message == "No match for redisx")
  }

  @Test func endsAPromptWhenTheMouseSelectsAnotherPage() {
    var state = State(Self.files, at: Place(page: "a/1"))
    state.press("9 j / \"redis\" click@3,5")
    #expect(state.reader.page?.id == "a/2" && state.prompt == nil && state.reader.search == nil)
    #expect(state.reader.viewport.top == 0)
  }

  @Test(arguments: [20, 40, 80])
  func shortensALongQuery(columns: Int) {
    let words = (1...30).map { "word\($0)" }.joined(separator: " ")
    var state = State(["a/1.md": "# T\n\n\(words)\n"], columns: columns, at: Place(page: "a/1"))
    state.press("/ \"\(words)\"")
    #expect(state.prompt?.text.count == 200)
    #expect(state.view().cursor.map { $0.column < columns } == true)
    state.press("Enter")
    #expect(state.statusRow.contains("…  1/1"))
  }

  // MARK: The linear mode

  private func answer(_ lines: String...) -> [Line] {
    var session = LinearSession(Portfolio(Self.files), DocumentRenderer(width: 76, theme: .marks)) {
      $0.document
    }
    _ = session.begin(at: nil)
    return lines.reduce([]) { _, line in session.answer(line) ?? [] }
  }

  private func matches(_ lines: [Line]) -> [String] {
    lines.flatMap { line in line.spans.filter { $0.style.foreground == .green }.map(\.text.string) }
  }

  @Test(arguments: ["s redis cache", "/redis cache", "s \"front of redis\" cache"])
  func findsWordsAndPhrasesInTheLinearMode(line: String) {
    let rows = answer(line)
    #expect(rows.map(\.text) == ["1. Caching: A slow cache in front of Redis, which is fast."])
    #expect(matches(rows).first == "cache")
    #expect(matches(answer(line, "1")).prefix(1) == ["cache"])
  }

  @Test func emphasizesOnlyTheResultsOfASearchInTheLinearMode() {
    #expect(matches(answer("s redis cache", "1")).count == 3)
    #expect(matches(answer("s redis cache", "1", "l", "1")).isEmpty)
  }

  @Test(arguments: [
    ("über", "3"), ("strasse", "3"), ("10 km", "3"), ("cafe\u{301}", "3"), ("\"10 km\" \"füße", "3"),
    ("hyphen", "3"),
    ("\"cache redis\"", nil), ("Über", nil), ("zebra", nil),
  ])
  func findsTextInEveryFormInTheLinearMode(query: String, page: String?) {
    let title = answer("s " + query).first?.text.prefix(11)
    #expect(title == (page == nil ? "No page con" : "1. Letters:"))
  }
}
