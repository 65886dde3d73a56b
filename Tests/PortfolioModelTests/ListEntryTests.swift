import ContentSamples
import PortfolioModel
import Testing

/// The folders of large sections as groups of the list.
struct ListEntryTests {
  /// Pages of a section, and as many more as make it large.
  private func entries(_ paths: [String], fillers: Int = 41) -> [String] {
    let fillers = (0..<fillers).map { "s/zz/\(100 + $0).md" }
    let portfolio = Portfolio(Dictionary(uniqueKeysWithValues: (paths + fillers).map { ($0, "") }))
    return portfolio.listEntries[0].prefix { $0.group?.title != "zz" }.map { entry in
      let margin = String(repeating: "  ", count: entry.depth)
      switch entry.kind {
      case .page(let index): return margin + portfolio.listedPages[0][index].slug
      case .group(let group): return margin + "\(group.title) (\(group.pageCount), \(group.entryCount))"
      }
    }
  }

  @Test func groupsTheFoldersOfALargeSection() {
    #expect(
      entries(["s/a.md", "s/two/b.md", "s/two/in/c.md", "s/one/d.md", "s/one/e.md"]) == [
        "a", "one (2, 2)", "  d", "  e", "two (2, 3)", "  b", "  in (1, 1)", "    c",
      ])
  }

  @Test func ordersFoldersByTheirNumbers() {
    #expect(
      entries(["s/w10/a.md", "s/w9/b.md"]) == ["w9 (1, 1)", "  b", "w10 (1, 1)", "  a"])
  }

  @Test func ordersTheFoldersOfDatedPagesByName() {
    let pages = ["b/x.md": 1, "a/y.md": 2, "2023/z.md": 3, "2024/z.md": 4, "top.md": 5]
      .map { ("s/" + $0.key, "---\ndate: 2020-01-0\($0.value)\n---\n") }
    let fillers = (0..<41).map { ("s/c/p\($0).md", "---\ndate: 2021-01-01\n---\n") }
    let portfolio = Portfolio(Dictionary(uniqueKeysWithValues: pages + fillers))
    let groups = portfolio.listEntries[0].compactMap { $0.group?.title }
    #expect(groups == ["2024", "2023", "a", "b", "c"])
  }

  @Test func beginsAFolderWithItsIndexAndTakesItsTitle() {
    let portfolio = Portfolio(
      Dictionary(
        uniqueKeysWithValues: (0..<41).map { ("s/f/p\($0).md", "") } + [
          ("s/f/README.md", "# The folder"), ("s/x.md", ""),
        ]))
    let groups = portfolio.listEntries[0].compactMap(\.group)
    #expect(groups.map(\.title) == ["The folder"])
    #expect(groups.first.map { portfolio.listedPages[0][$0.firstPage].title } == "The folder")
    #expect(groups.first?.pageCount == 42)
  }

  @Test func listsAFolderWithNothingButItsIndexAsAPage() {
    #expect(entries(["s/bundle/index.md", "s/a.md"]) == ["a", "bundle"])
  }

  @Test func leavesASmallSectionFlat() {
    #expect(entries(["s/one/a.md", "s/b.md"], fillers: 38) == [])
    #expect(entries(["s/one/a.md", "s/b.md"], fillers: 39) == ["b", "one (1, 1)", "  a"])
  }

  @Test func leavesOutAFolderAroundAllPages() {
    let pages = (0..<50).map { ("s/all/\($0 < 25 ? "a" : "b")/p\($0).md", "") }
    let portfolio = Portfolio(Dictionary(uniqueKeysWithValues: pages))
    #expect(portfolio.listEntries[0].filter { $0.depth == 0 }.compactMap(\.group?.title) == ["a", "b"])
    let flat = Portfolio(Dictionary(uniqueKeysWithValues: (0..<50).map { ("s/all/p\($0).md", "") }))
    #expect(flat.listEntries[0].isEmpty)
  }
}
