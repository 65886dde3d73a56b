import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// The ways from one page or place to another.
struct NavigationTests {
  private static let paragraphs = (1...80).map { "Paragraph \($0).\n" }.joined(separator: "\n")
  private static let files: KeyValuePairs<String, String> = [
    "a/1.md": "# One\n\n[Two](2.md#middle) [missing](2.md#nope) [here](#end) [no](#none) [gone](gone.md)\n\n"
      + paragraphs + "\n## End\n\n" + paragraphs,
    "a/2.md": "# Two\n\n" + paragraphs + "\n## Middle\n\n" + paragraphs, "b/3.md": "# Three\n\nShort.\n",
  ]

  private func state(columns: Int = 80, rows: Int = 24, at place: Place? = nil) -> State {
    State(Self.files, columns: columns, rows: rows, at: place)
  }

  // MARK: Places

  @Test(arguments: [80, 40])
  func opensAPlaceAtItsHeading(columns: Int) {
    let state = state(columns: columns, at: Place(page: "a/2", anchor: "middle"))
    #expect(state.visibleText.first?.hasSuffix("Middle") == true && state.message == nil)
    #expect(state.focus == .reader && state.list.selection?.id == "a/2")
    #expect(state.screen.contains { $0.contains("Middle") })
  }

  @Test func opensAPlaceAtTheBlockThatHoldsAName() {
    let text = Self.paragraphs + "\nThe <span id=here>place</span>.\n\n" + Self.paragraphs
    let state = State(["a/1.md": text], at: Place(page: "a/1", anchor: "here"))
    #expect(state.visibleText.first?.hasSuffix("The place.") == true && state.message == nil)
  }

  @Test func startsAtTheFirstPageIfThePlaceDoesNotExist() {
    let state = state(at: Place(page: "x/y"))
    #expect(state.reader.page?.id == "a/1" && state.focus == .list)
  }

  @Test func laysOutThePageForTheNewFocus() {
    // The list of a narrow screen has no reader; a place must be laid out for the reader that it opens.
    var state = state(columns: 40, rows: 10)
    #expect(state.screen[1].contains("▸ One"))
    state.open(Place(page: "a/2", anchor: "middle"))
    #expect(state.reader.viewport.height == state.layout.readerHeight)
    #expect(state.screen[1].contains("Middle"))
  }

  // MARK: Links

  @Test func recordsThePositionThatALinkWasFollowedFrom() {
    var state = state(at: Place(page: "a/1"))
    state.press("9 j f Enter")
    #expect(state.reader.page?.id == "a/2" && state.visibleText.first?.hasSuffix("Middle") == true)
    state.press("4 j H")
    #expect(state.reader.page?.id == "a/1" && state.reader.viewport.top == 9)
    state.press("L")
    #expect(state.reader.page?.id == "a/2")
    #expect(state.visibleText.first == "Paragraph 2.")
  }

  @Test func recordsThePositionAtTheOldWidth() {
    var state = state(at: Place(page: "a/1"))
    state.press("9 j f Enter")
    _ = state.update(.resize(Size(columns: 30, rows: 20)))
    state.press("H")
    _ = state.update(.resize(Size(columns: 80, rows: 24)))
    #expect(state.reader.viewport.top == 9)
  }

  @Test func followsALinkWithinThePage() {
    var state = state(at: Place(page: "a/1"))
    state.press("f 3 Enter")
    #expect(state.reader.page?.id == "a/1" && state.visibleText.first?.hasSuffix("End") == true)
    state.press("H")
    #expect(state.reader.viewport.top == 0 && state.message == nil)
    state.press("L")
    #expect(state.visibleText.first?.hasSuffix("End") == true)
  }

  @Test func opensAPageAtItsTopIfTheHeadingIsMissing() {
    var state = state(at: Place(page: "a/1"))
    state.press("9 j f 2 Enter")
    #expect(state.reader.page?.id == "a/2" && state.reader.viewport.top == 0)
    #expect(state.message == "There is no heading #nope")
  }

  @Test func staysWhereItIsIfAHeadingOfThePageIsMissing() {
    var state = state(at: Place(page: "a/1"))
    state.press("9 j f 4 Enter")
    #expect(state.reader.page?.id == "a/1" && state.reader.viewport.top == 9)
    #expect(state.message == "There is no heading #none")
    // Nothing was left, so there is nothing to go back to.
    state.press("H")
    #expect(state.message == "There is nothing further in the history" && state.reader.viewport.top == 9)
  }

  @Test func theKeyOfAnotherListOpensThatList() {
    var state = state(at: Place(page: "a/1"))
    state.press("f")
    #expect(state.overlay?.kind == .links)
    state.press("o")
    #expect(state.overlay?.kind == .outline)
    state.press("?")
    #expect(state.overlay?.kind == .help)
    state.press("c")
    #expect(state.overlay?.kind == .copies)
    state.press("c")
    #expect(state.overlay == nil)
  }

  @Test func doesNotFollowALinkToAMissingPage() {
    var state = state(at: Place(page: "a/1"))
    state.press("f 5 Enter")
    #expect(state.reader.page?.id == "a/1" && state.message == "Leads to no page: gone.md")
    _ = state.follow(.place(Place(page: "x/y")))
    #expect(state.reader.page?.id == "a/1" && state.message == "There is no page x/y")
  }

  @Test func opensAnotherPageAtItsTopEvenIfItWasLeftScrolled() {
    var state = state(at: Place(page: "a/2"))
    state.press("9 j")
    state.open(Place(page: "a/1"))
    state.open(Place(page: "a/2"))
    #expect(state.reader.viewport.top == 0)
    state.press("5 j")
    // The page is shown already.
    state.open(Place(page: "a/2"))
    #expect(state.reader.viewport.top == 5)
  }

  // MARK: The list and the history

  @Test func returnsFromTheListToWhereAPageWasLeft() {
    var state = state()
    state.press("Enter d d Esc")
    let before = state.screen
    state.press("j")
    #expect(state.screen.contains { $0.contains("│  Two") })
    state.press("k")
    #expect(state.screen == before)
  }

  @Test func recordsOnlyPagesThatWereRead() {
    var state = state()
    state.press("Enter d Esc")
    let top = state.reader.viewport.top
    #expect(top > 0)
    state.press("j j")
    #expect(state.reader.page?.id == "b/3")
    state.press("H")
    #expect(state.reader.page?.id == "a/1" && state.reader.viewport.top == top)
    state.press("L")
    #expect(state.reader.page?.id == "b/3")
    state.press("L")
    #expect(state.message == "There is nothing further in the history")
  }

  @Test func recordsTheSectionThatTheContentsLeadFrom() {
    var state = state(at: Place(page: "a/1"))
    state.press("o G Enter")
    #expect(state.visibleText.first?.hasSuffix("End") == true)
    state.press("o Enter")
    // The second choice led nowhere.
    state.press("H")
    #expect(state.reader.viewport.top == 0)
  }

  // MARK: Reload

  @Test func keepsThePositionAndTheSearchOverAReload() {
    var state = state(at: Place(page: "a/1"))
    state.press("/ \"Paragraph 40\" Enter")
    let (top, current) = (state.reader.viewport.top, state.reader.search?.current)
    _ = state.update(.reload(Portfolio(Self.files), message: nil))
    #expect(state.reader.viewport.top == top && state.reader.search?.current == current)
    #expect(state.currentMatches == ["Paragraph 40"] && state.focus == .reader)
  }

  @Test func showsTheNewVersionOfAPage() {
    var state = State(["a/1.md": "# One\n\nOld.\n"])
    _ = state.update(.reload(Portfolio(["a/1.md": "# One\n\nNew.\n"]), message: "Reloaded"))
    #expect(state.visibleText.contains("New.") && state.statusRow.hasPrefix(" Reloaded"))
  }

  @Test func keepsTheLastVersionWithoutAFault() {
    var state = State(["a/1.md": "---\ndate: 2024-01-01\n---\nOld.\n"])
    for text in ["Edited.", "Edited again."] {
      let faulty = Portfolio(["a/1.md": "---\ndate: soon\n---\n\(text)\n"])
      #expect(!faulty.problems.isEmpty)
      _ = state.update(.reload(faulty, message: faulty.problems.first?.description))
      #expect(state.visibleText.contains("Old.") && state.statusRow.contains("a/1.md:2"))
    }
    _ = state.update(.reload(Portfolio(["a/1.md": "---\ndate: 2024-01-02\n---\nNew.\n"]), message: nil))
    #expect(state.visibleText.contains("New.") && state.message == nil)
  }

  @Test func updatesAPageThatHadAFaultFromTheStart() {
    var state = State(["a/1.md": "---\ndate: soon\n---\nOld.\n"])
    _ = state.update(.reload(Portfolio(["a/1.md": "---\ndate: soon\n---\nNew.\n"]), message: nil))
    #expect(state.visibleText.contains("New."))
  }

  @Test func selectsAnotherPageIfTheOneThatIsShownIsRemoved() {
    var state = state(at: Place(page: "a/2"))
    state.press("/ \"Paragraph\"")
    _ = state.update(.reload(Portfolio(["a/1.md": "# One\n", "b/3.md": "# Three\n"]), message: nil))
    #expect(state.reader.page?.id == "a/1" && state.list.selection?.id == "a/1")
    #expect(state.prompt == nil && state.reader.search == nil)
  }

  @Test func showsNoPageIfAllAreRemoved() {
    var state = state(at: Place(page: "a/2"))
    _ = state.update(.reload(Portfolio([:]), message: nil))
    #expect(state.reader.page == nil && state.list.selection == nil)
    #expect(!state.screen.contains { $0.contains("Paragraph") })
    #expect(state.address.string == "portfolio-tui")
    _ = state.update(.reload(Portfolio(Self.files), message: nil))
    #expect(state.reader.page?.id == "a/1")
  }

  @Test func skipsRemovedPagesInTheHistory() {
    var state = state(at: Place(page: "a/1"))
    state.open(Place(page: "b/3"))
    state.open(Place(page: "a/2"))
    _ = state.update(.reload(Portfolio(["a/1.md": "# One\n", "a/2.md": "# Two\n"]), message: nil))
    state.press("H")
    #expect(state.reader.page?.id == "a/1" && state.message == nil)
    state.press("L")
    #expect(state.reader.page?.id == "a/2")
  }

  @Test func closesListsOfTheOldContentButNotTheHelp() {
    var state = state(at: Place(page: "a/1"))
    state.press("o")
    _ = state.update(.reload(Portfolio(Self.files), message: nil))
    #expect(state.overlay == nil)
    state.press("?")
    _ = state.update(.reload(Portfolio(Self.files), message: nil))
    #expect(state.overlay?.kind == .help)
  }

  @Test func findsResultsAgainAfterAReload() {
    var state = state()
    state.press("s \"short\"")
    #expect(state.overlay?.rows.count == 1)
    _ = state.update(.reload(Portfolio(["b/3.md": "# Three\n\nLong.\n"]), message: nil))
    #expect(state.overlay?.rows.count == 0 && state.statusRow.contains("Search all pages: short"))
    _ = state.update(.reload(Portfolio(Self.files), message: nil))
    state.press("Enter")
    #expect(state.reader.page?.id == "b/3" && state.currentMatches == ["Short"])
  }
}
