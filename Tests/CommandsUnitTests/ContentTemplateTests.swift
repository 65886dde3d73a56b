import ContentSource
import PortfolioModel
import Testing

@testable import Commands

/// The files that `init` writes.
struct ContentTemplateTests {
  private let portfolio = Portfolio(
    ContentTree(
      files: ContentTemplate.files.map { ContentTree.File(path: $0.path, bytes: Array($0.text.utf8)) }))

  @Test func everySectionHasAPage() {
    #expect(portfolio.sections.map(\.name) == ["about", "experience", "projects", "articles"])
    #expect(portfolio.sections.map(\.pages.count) == [1, 1, 1, 1])
    #expect(portfolio.welcome != nil)
  }

  @Test func hasNoFaults() {
    #expect(
      Checker(portfolio, reservedWords: [], correction: FieldNames.correction(of:)) { _ in false }.problems()
        .map(\.description) == [])
  }

  @Test func everyPageHasText() {
    for page in portfolio.pages { #expect(page.wordCount > 10, "\(page.path)") }
  }

  @Test func fillsTheResume() {
    let resume = Resume(portfolio)
    #expect(resume.parts.map(\.kind) == [.work, .projects, .publications])
  }
}
