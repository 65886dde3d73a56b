import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// The groups of a large section on the screen.
struct GroupTests {
  /// A section with a page, a group `alpha` of three pages and a group `beta` of 40.
  private static let files =
    [("s/intro.md", "# Intro\n")] + ["one", "three", "two"].map { ("s/alpha/\($0).md", "# \($0)\n") }
    + (10..<50).map { ("s/beta/\($0).md", "# Page \($0)\n") } + [("t/last.md", "# Last\n")]

  private func state(columns: Int = 80, rows: Int = 20, at place: Place? = nil) -> State {
    State(Portfolio(Self.files), columns: columns, rows: rows, at: place)
  }

  /// The rows of the first pane without borders and notes.
  private func pane(of state: State) -> [String] {
    state.screen.dropFirst(2).prefix { !$0.hasPrefix("├") && !$0.hasPrefix("└") }
      .map { String($0.dropFirst().prefix(18)).trimmingSpacesAtEnd }.filter { !$0.isEmpty }
  }

  @Test func showsClosedGroups() {
    #expect(pane(of: state()) == [" ▸ Intro", "   + alpha", "   + beta"])
  }

  @Test func showsTheNumberOfPages() {
    let row = state().screen.first { $0.contains("+ beta") }
    #expect(row?.contains(" 40 │") == true, "\(row ?? "")")
  }

  @Test(arguments: ["Enter", "space", "l"])
  func opensAndClosesTheSelectedGroup(key: String) {
    var state = state()
    state.press("j " + key)
    #expect(pane(of: state) == ["   Intro", " ▸ - alpha", "     one", "     three", "     two", "   + beta"])
    state.press(key)
    #expect(pane(of: state) == ["   Intro", " ▸ + alpha", "   + beta"])
    #expect(state.focus == .list)
  }

  @Test func showsTheFirstPageOfASelectedGroup() {
    var state = state()
    state.press("j j")
    #expect(state.reader.page?.id == "s/10")
    state.press("j")
    #expect(state.reader.page?.id == "t/last")
  }

  @Test func scrollsThePageWithPageDownOnAGroup() {
    var state = state()
    state.press("j PgDn")
    #expect(pane(of: state) == ["   Intro", " ▸ + alpha", "   + beta"])
  }

  @Test func opensTheGroupsAroundAPage() {
    #expect(
      pane(of: state(at: Place(page: "s/three"))) == [
        "   Intro", "   - alpha", "     one", " ▸   three", "     two", "   + beta",
      ])
  }

  @Test func readsAPageOfAGroup() {
    var state = state()
    state.press("j Enter j Enter")
    #expect(state.focus == .reader && state.reader.page?.id == "s/one")
  }

  @Test func togglesAGroupThatIsClicked() {
    var state = state()
    state.press("click@3,6")
    #expect(pane(of: state).count == 6)
    state.press("click@3,6")
    #expect(pane(of: state).count == 3)
  }

  @Test func keepsOpenGroupsWhenTheContentIsReloaded() {
    var state = state()
    state.press("j Enter j j")
    #expect(state.reader.page?.id == "s/three")
    _ = state.update(.reload(Portfolio(Self.files + [("s/alpha/four.md", "# four\n")]), message: nil))
    #expect(
      pane(of: state) == [
        "   Intro", "   - alpha", "     four", "     one", " ▸   three", "     two", "   + beta",
      ])
  }

  @Test func showsGroupsOnANarrowScreen() {
    var state = state(columns: 40, rows: 10)
    state.press("j Enter")
    #expect(state.screen[2].hasPrefix(" ▸ - alpha"))
    #expect(state.screen[3].hasPrefix("     one"))
  }
}

extension String {
  fileprivate var trimmingSpacesAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
