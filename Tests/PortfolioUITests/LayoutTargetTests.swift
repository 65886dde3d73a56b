import Markdown
import PortfolioModel
import Testing

@testable import PortfolioUI

/// Where the mouse hits, above all at the ends of panes and of the screen.
struct LayoutTargetTests {
  /// A page on which every line is a link to another page, so that a click that hits a hidden line is noticed.
  private static let links = (1...60).map { "[Link \($0) to another page](b.md#\($0))" }.joined(
    separator: "  \n")
  private static let portfolio = Portfolio([
    "a/a.md": "# Links\n\n" + links, "a/b.md": "# Target\n", "b/c.md": "# C\n",
    "b/d.md": "# D\n",
  ])

  private func state(columns: Int = 80, rows: Int = 24, at page: String? = "a/a") -> State {
    State(Self.portfolio, columns: columns, rows: rows, at: page.map { Place(page: $0) })
  }

  private func page(after step: String, _ state: State) -> String? {
    var state = state
    state.press(step)
    return state.reader.page?.id
  }

  // MARK: The reader

  @Test(arguments: [5, 21])
  func followsTheLinkOnAVisibleRow(row: Int) {
    #expect(page(after: "click@\(row),35", state()) == "a/b")
  }

  @Test(arguments: [0, 1, 2, 3, 4, 22, 23, 24, 1000])
  func followsNoLinkOnAnotherRow(row: Int) {
    #expect(state().reader.viewport.lines.count > 40)
    #expect(page(after: "click@\(row),35", state()) == "a/a")
  }

  @Test(arguments: [(8, "a/b"), (9, "a/a"), (0, "a/a")])
  func followsLinksAboveTheStatusRowOfANarrowScreen(row: Int, page: String) {
    #expect(self.page(after: "click@\(row),5", state(columns: 40, rows: 10)) == page)
  }

  @Test func hitsTheColumnsOfALinkOnly() {
    // The text begins after the list with its border, and the margin.
    let state = state()
    #expect(page(after: "click@5,29", state) == "a/a")
    #expect(page(after: "click@5,30", state) == "a/b")
    let text = state.reader.viewport.lines[3].text
    #expect(text == "Link 1 to another page")
    #expect(page(after: "click@5,\(29 + text.count)", state) == "a/b")
    #expect(page(after: "click@5,\(30 + text.count)", state) == "a/a")
  }

  @Test(arguments: [(22, State.Focus.reader), (23, .list)])
  func focusesTheReaderAboveTheStatusRow(row: Int, focus: State.Focus) {
    var state = state(at: nil)
    state.press("click@\(row),35")
    #expect(state.focus == focus)
  }

  // MARK: The list

  /// Rows 1 to 22: the title of the first pane, its pages, the title of the second pane, its pages, the border.
  @Test(arguments: [
    (1, "a/a"), (2, "a/a"), (3, "a/b"), (4, "b/c"), (5, "b/c"), (6, "b/d"), (7, "b/c"), (21, "b/c"),
    (0, "a/a"), (22, "a/a"), (23, "a/a"),
  ])
  func selectsThePageOrThePaneAtARow(row: Int, page: String) {
    #expect(self.page(after: "click@\(row),5", state(at: nil)) == page)
  }

  @Test func selectsTheLastVisibleRowOfAPane() {
    let files = (1...40).map { ("s/p\($0 + 10).md", "# Page \($0)\n") }
    var state = State(Portfolio(files), columns: 80, rows: 12)
    // The last row of the pane is above the border in row 10.
    let last = state.screen[9]
    state.press("click@10,5")
    #expect(state.list.selectedRows == [0])
    state.press("click@9,5")
    #expect(last.contains("   \(state.reader.page?.title ?? "?") ") && state.list.selectedRows == [7])
  }

  @Test(arguments: [(1, "a/a"), (2, "a/b"), (3, "a/a"), (0, "a/a"), (9, "a/a")])
  func selectsThePageAtARowOfANarrowScreen(row: Int, page: String) {
    #expect(self.page(after: "click@\(row),5", state(columns: 40, rows: 10, at: nil)) == page)
  }

  @Test func keepsTheSelectionWhenTheTitleOfANarrowScreenIsClicked() {
    #expect(page(after: "j click@0,5", state(columns: 40, rows: 10, at: nil)) == "a/b")
  }

  @Test func selectsTheLastRowOfANarrowScreen() {
    let files = (1...40).map { ("s/p\($0 + 10).md", "# Page \($0)\n") }
    var state = State(Portfolio(files), columns: 40, rows: 10)
    state.press("click@9,5")
    #expect(state.list.selectedRows == [0])
    state.press("click@8,5")
    #expect(state.list.selectedRows == [7])
  }

  // MARK: The wheel

  @Test func turnsTheWheelOverTheListOrTheReader() {
    var state = state(at: nil)
    state.press("wheel-down@5,5")
    #expect(state.list.section == 1 && state.reader.page?.id == "b/d")
    state.press("wheel-down@5,5 wheel-up@3,5 wheel-up@3,5")
    #expect(state.reader.page?.id == "a/a")
    state.press("wheel-down@5,28")
    #expect(state.reader.viewport.top == 3)
    state.press("wheel-up@5,28 wheel-up@5,28")
    #expect(state.reader.viewport.top == 0)
  }

  // MARK: Overlays

  @Test func choosesARowOfAnOverlayWithTwoClicks() {
    var state = state(rows: 12)
    state.press("f")
    // The box has eight rows from row 2, and its border in row 10.
    let rows = state.screen.map { $0.contains("│ ") && $0.contains("Link ") }
    #expect(rows[2] && rows[9] && state.screen[10].contains("more below"))
    state.press("click@10,20")
    #expect(state.overlay?.selection == 0)
    state.press("click@9,20")
    #expect(state.overlay?.selection == 7)
    state.press("click@9,20")
    #expect(state.overlay == nil && state.reader.page?.id == "a/b")
  }

  @Test(arguments: [(80, 28), (100, 33), (140, 59), (200, 60)])
  func aListOnAWideScreenIsAsWideAsItsTitlesNeed(columns: Int, width: Int) {
    let title = String(repeating: "title ", count: 12)
    let long = State(["a/1.md": "# \(title)\n\nText.\n", "a/2.md": "# \(title)\n"], columns: columns)
    #expect(Layout(long).listWidth == width)
    let short = State(["a/1.md": "# T\n\nText.\n", "a/2.md": "# U\n"], columns: columns)
    #expect(Layout(short).listWidth == min(max(columns / 3, 28), 36))
  }
}
