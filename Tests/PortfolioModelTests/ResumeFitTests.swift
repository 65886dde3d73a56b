import ContentSamples
import PortfolioModel
import Testing

/// `resume --fit`: a line of the Markdown counts as a row of the screen.
struct ResumeFitTests {
  private let resume: Resume

  init() {
    var files = [
      "index.md": "---\nname: Ada\nheadline: H\nemail: a@x.org\nsummary: S.\nskills: [Swift]\n---\n",
      "work/index.md": "---\nresume: work\n---\n", "projects/index.md": "---\nresume: projects\n---\n",
    ]
    for number in 1...5 {
      files["work/w\(number).md"] =
        "---\ntitle: W\(number)\nend: 201\(number)\nsummary: S.\nhighlights: [a, b, c]\n---\n"
      files["projects/p\(number).md"] = "---\ntitle: P\(number)\nend: 200\(number)\nsummary: S.\n---\n"
    }
    files["work/now.md"] = "---\ntitle: Now\nend: present\nsummary: S.\n---\n"
    files["projects/first.md"] = "---\ntitle: First\nweight: 1\nsummary: S.\n---\n"
    resume = Resume(Portfolio(files))
  }

  private func rows(_ markdown: String) -> Int {
    markdown.split(separator: "\n", omittingEmptySubsequences: false).count - 1
  }

  private func fitted(_ height: Int) -> Resume.Selection { resume.fitted(rows: height, height: rows) }

  private func titles(_ selection: Resume.Selection) -> Set<String> {
    Set(selection.resume.parts.flatMap(\.pages).map(\.title))
  }

  @Test(arguments: 3...90)
  func neverTakesMoreRows(height: Int) {
    let selection = fitted(height)
    #expect(rows(selection.resume.markdown(selection.extent)) <= height)
  }

  @Test(arguments: 10...90)
  func leavesOutOnlyWhatDoesNotFit(height: Int) {
    let selection = fitted(height)
    let kept = titles(selection)
    for page in resume.parts.flatMap(\.pages) where !kept.contains(page.title) {
      let more = resume.filtered { kept.contains($0.title) || $0.id == page.id }
      #expect(rows(more.markdown(selection.extent)) > height, "\(page.title)")
    }
  }

  @Test func writesAllWhereThereIsRoom() {
    let selection = fitted(200)
    #expect(selection.resume.markdown(selection.extent) == resume.markdown)
  }

  @Test func prefersASmallWeightThenWhatLastsThenTheNewest() {
    let resume = Resume(
      Portfolio([
        "p/index.md": "---\nresume: projects\n---\n", "p/old.md": "---\nend: 2010\n---\nS.\n",
        "p/new.md": "---\nend: 2020\n---\nS.\n", "p/now.md": "---\nend: present\n---\nS.\n",
        "p/first.md": "---\nweight: 1\n---\nS.\n", "p/undated.md": "S.\n",
      ]))
    var order: [String] = []
    for height in 1...20 {
      let pages = resume.fitted(rows: height, height: rows).resume.parts.flatMap(\.pages)
      order += pages.map(\.slug).filter { !order.contains($0) }
    }
    #expect(order == ["first", "now", "new", "old", "undated"])
  }

  @Test(arguments: ["order", "nav_order", "sidebar_position"])
  func aPositionInAListIsNoImportance(field: String) {
    let resume = Resume(
      Portfolio([
        "p/index.md": "---\nresume: projects\n---\n", "p/old.md": "---\nend: 2010\n\(field): 1\n---\nS.\n",
        "p/new.md": "---\nend: 2020\n\(field): 2\n---\nS.\n",
      ]))
    #expect(resume.parts.flatMap(\.pages).map(\.slug) == ["old", "new"])
    let pages = resume.fitted(rows: 5, height: rows).resume.parts.flatMap(\.pages)
    #expect(pages.map(\.slug) == ["new"])
  }

  @Test func addsHighlightsInTheRoomThatIsLeft() {
    let all = fitted(200).resume
    var without = Resume.Extent()
    without.highlights = [:]
    let least = rows(all.markdown(without))
    #expect(!fitted(least).resume.markdown(fitted(least).extent).contains("- a"))
    let more = fitted(least + 3)
    let text = more.resume.markdown(more.extent)
    #expect(text.contains("- a\n- b\n") && !text.contains("- c"))
  }

  @Test func leavesOutTheSummaryBeforeTheAddresses() {
    #expect(fitted(5).extent.hasContacts == false)
    #expect(fitted(9).extent.hasSummary == false)
  }
}
