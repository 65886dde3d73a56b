import Markdown
import PortfolioModel
import TestSupport
import Testing

@testable import PortfolioUI

/// Links without labels, which show the titles of what they lead to.
struct LinkTitleTests {
  private func screen(_ markdown: String) -> String {
    let files = [("a/one.md", markdown), ("a/two.md", "# Second page\n\n## Part\n")]
    var state = State(Portfolio(files), columns: 80, rows: 20, at: Place(page: "a/one"), theme: .mono)
    state.press("z")
    return state.screen.joined(separator: "\n")
  }

  @Test(arguments: [
    ("a [](two.md) b", "a Second page b"), ("a [](two.md#part) b", "a Second page b"),
    ("a [](#some-part) b", "a Some part b"), ("a [](#lost) b", "a lost b"),
    ("a [](https://example.org/) b", "a https://example.org/ b"), ("a [L](two.md) b", "a L b"),
  ])
  func showTheTitleOfTheirTarget(markdown: String, text: String) {
    #expect(screen("# One\n\n\(markdown)\n\n## Some part\n").contains(text))
  }

  @Test func anAnchorAboveAHeadingIsItsLabel() {
    #expect(screen("# One\n\na [](#x) b\n\n<a id=\"x\"></a>\n\n## Some part\n").contains("a Some part b"))
  }
}
