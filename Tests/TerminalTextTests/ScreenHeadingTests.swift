import Markdown
import Testing

@testable import TerminalText

/// Headings on a screen, which has styles, and in a pipe, which has none.
struct ScreenHeadingTests {
  private func lines(_ markdown: String, _ theme: Theme) -> [Line] {
    DocumentRenderer(width: 20, theme: theme).lines(for: Document(markdown: markdown))
  }

  @Test(arguments: Theme.all)
  func aThemeShowsLevelsWithoutMarks(theme: Theme) {
    let texts = lines("# One\n\n## Two 2\n\n### Three\n\n#### Four\n", theme).map(\.text)
    #expect(texts == ["One", "═══", "", "Two 2", "─────", "", "Three", "", "Four"])
  }

  @Test(arguments: Theme.all)
  func levelsBelowTheThirdAreUnderlined(theme: Theme) {
    let styles = lines("### Three\n\n#### Four\n", theme).compactMap { $0.spans.first?.style.attributes }
    #expect(styles.first?.contains(.bold) == true && styles.first?.contains(.underline) == false)
    #expect(styles.last?.contains(.bold) == false && styles.last?.contains(.underline) == true)
  }

  @Test func theRuleIsAsWideAsTheWidestRow() {
    let rows = lines("# A title over more than one row\n", .mono)
    #expect(rows.map(\.text) == ["A title over more", "than one row", "═════════════════"])
  }

  @Test func aPipeKeepsTheMarks() {
    #expect(lines("# One\n\n#### Four\n", .plain).map(\.text) == ["# One", "", "#### Four"])
  }

  @Test func aHeadingWithARuleIsNearerToItsTextThanToTheTextBefore() {
    let markdown = "Text.\n\n## Two\n\n### Three\n\nText.\n\n### Four\n"
    let texts = lines(markdown, .mono).map(\.text)
    #expect(texts == ["Text.", "", "", "Two", "───", "", "Three", "", "Text.", "", "Four"])
    #expect(
      lines(markdown, .plain).map(\.text)
        == ["Text.", "", "## Two", "", "### Three", "", "Text.", "", "### Four"])
  }
}
