import ContentSamples
import ContentSource
import PortfolioModel
import Testing

struct PortfolioLoadingTests {
  // MARK: Visibility

  @Test func hidesDraftsFutureAndExpiredPages() {
    let tree = ContentTree([
      "_drafts/d.md": "", "a/draft.md": "---\ndraft: true\n---\n",
      "a/future.md": "---\ndate: 2024-01-02\n---\n", "a/over.md": "---\nexpiryDate: 2024-01-01\n---\n",
      "a/old.md": "---\ndate: 2023\n---\n", "a/today.md": "---\ndate: 2024-01-01\n---\n",
      "a/unpublished.md": "---\npublished: false\n---\n", "a/without.md": "",
    ])
    let today = CalendarDate("2024-01-01")
    let shown = Portfolio(tree, visibility: Portfolio.Visibility(today: today))
    #expect(shown.pages.map(\.id) == ["a/today", "a/old", "a/without"])
    let all = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true, today: today))
    #expect(all.pages.count == 8)
  }

  @Test func showsAPageOnItsDayWhateverItsTime() {
    let tree = ContentTree([
      "a/late.md": "---\ndate: 2024-01-01T23:59:00-05:00\n---\n",
      "a/early.md": "---\ndate: 2024-01-01T08:00:00-05:00\n---\n",
      "a/tomorrow.md": "---\ndate: 2 January 2024 00:00 UTC\n---\n",
    ])
    let shown = Portfolio(tree, visibility: Portfolio.Visibility(today: CalendarDate("2024-01-01")))
    #expect(shown.pages.map(\.id) == ["a/late", "a/early"])
    #expect(shown.leftOut.map(\.reason) == [.future])
  }

  @Test func hidesAWelcomePageThatIsADraft() {
    let tree = ContentTree(["index.md": "---\nname: N\ndraft: true\n---\nSecret.\n", "a/p.md": ""])
    #expect(Portfolio(tree).welcome == nil)
    #expect(Portfolio(tree).person.name == nil)
    #expect(Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true)).welcome != nil)
  }

  @Test func leavesTheSlugOfAHiddenPageToOthers() {
    let tree = ContentTree(["a/1.md": "---\nslug: s\ndraft: true\n---\n", "a/2.md": "---\nslug: s\n---\n"])
    let portfolio = Portfolio(tree)
    #expect(portfolio.pages.map(\.path) == ["a/2.md"])
    #expect(portfolio.find("a/1.md").ids == [])
    #expect(portfolio.problems.isEmpty)
  }

  // MARK: Sections, order and slugs

  @Test(arguments: ["articles/index.md", "articles/_index.md"])
  func readsASectionFromItsIndex(path: String) {
    let portfolio = Portfolio([
      path: "---\ntitle: Notes\nweight: 3\nsummary: S.\nresume: publications\n---\n",
      "articles/x.md": "Text.\n",
    ])
    #expect(portfolio.pages.map(\.id) == ["articles/x"])
    #expect(portfolio.sections.map(\.title) == ["Notes"])
    #expect(portfolio.sections.first?.intro == "S.")
    #expect(portfolio.sections.first?.weight == 3)
    #expect(portfolio.sections.first?.resumePart == .publications)
  }

  @Test func ordersPagesByWeightThenDateThenTitle() {
    let portfolio = Portfolio([
      "a/1.md": "---\ntitle: Zeta\n---\n", "a/2.md": "---\ntitle: Alpha\n---\n",
      "a/3.md": "---\ntitle: T\ndate: 2023-05-01\n---\n", "a/4.md": "---\ntitle: T\ndate: 2024-05\n---\n",
      "a/5.md": "---\ntitle: T\nweight: 2\n---\n", "a/6.md": "---\ntitle: T\nweight: -1\n---\n",
    ])
    #expect(portfolio.pages.map(\.slug) == ["6", "5", "4", "3", "2", "1"])
  }

  @Test func ignoresCaseInOrder() {
    let titles = ["zsh", "Bash", "apple", "Apple", "iOS"]
    let pages =
      titles.map { ("\($0)/p.md", "---\ntitle: \($0)\n---\n") } + titles.map { ("n/\($0).md", "# \($0)\n") }
    let portfolio = Portfolio(Dictionary(uniqueKeysWithValues: pages))
    let order = ["Apple", "apple", "Bash", "iOS", "zsh"]
    #expect(portfolio.sections.map(\.name) == order.dropLast() + ["n", "zsh"])
    #expect(portfolio.sections.first { $0.name == "n" }?.pages.map(\.title) == order)
  }

  @Test func ordersSectionsByWeightThenName() {
    let portfolio = Portfolio([
      "a/x.md": "", "b/x.md": "", "c/index.md": "---\nweight: 2\n---\n", "c/x.md": "",
      "d/index.md": "---\nweight: 1\n---\n", "d/x.md": "", "empty/index.md": "---\nweight: 0\n---\n",
    ])
    #expect(portfolio.sections.map(\.name) == ["d", "c", "a", "b"])
  }

  /// Sections in which at least half of the pages have a date are first: those of a blog.
  @Test func ordersSectionsByTheirDates() {
    func pages(_ section: String, dated: Int, of count: Int) -> [(String, String)] {
      (0..<count).map { ("\(section)/\($0).md", $0 < dated ? "---\ndate: 2024-01-02\n---\n" : "") }
    }
    let files =
      pages("a", dated: 2, of: 5) + pages("b", dated: 2, of: 4) + pages("c", dated: 3, of: 5)
      + pages("tags", dated: 2, of: 2)
    let portfolio = Portfolio(Dictionary(uniqueKeysWithValues: files))
    #expect(portfolio.sections.map(\.name) == ["b", "c", "a", "tags"])
  }

  @Test func longerSlugsHaveTheFoldersThatDiffer() {
    let portfolio = Portfolio([
      "docs/v1/tasks/_index.md": "x", "docs/v2/tasks/_index.md": "x", "docs/v1/tasks/operator/run.md": "x",
      "docs/v2/tasks/operator/run.md": "x", "docs/a/notes.md": "x", "docs/b/notes.md": "x",
      "docs/a/x/(y)/deep.md": "x", "docs/b/x/(y)/deep.md": "x",
    ])
    #expect(
      Set(portfolio.pages.map(\.slug)) == [
        "v1-tasks", "v2-tasks", "v1-tasks-operator-run", "v2-tasks-operator-run", "a-notes", "b-notes",
        "a-x-y-deep", "b-x-y-deep",
      ])
  }

  @Test func makesEqualSlugsLonger() {
    let portfolio = Portfolio([
      "a/2015-01-01-review.md": "", "a/2016-01-01-review.md": "", "b/x/same.md": "", "b/y/same.md": "",
      "c/p.md": "---\nslug: s\n---\n", "c/q.md": "---\nslug: s\n---\n", "d/same.md": "",
    ])
    #expect(
      portfolio.pages.map(\.id).sorted() == [
        "a/2015-01-01-review", "a/2016-01-01-review", "b/x-same", "b/y-same", "c/s-1", "c/s-2", "d/same",
      ])
    #expect(portfolio.find("review").ids.sorted() == ["a/2015-01-01-review", "a/2016-01-01-review"])
    #expect(portfolio.find("b/same").ids.sorted() == ["b/x-same", "b/y-same"])
    #expect(portfolio.faults.isEmpty)
  }
}
