import PortfolioModel
import Testing

@testable import PortfolioUI

struct PageListTests {
  /// Three sections of two, one and three pages, without a welcome page.
  private let portfolio = Portfolio([
    "a/1.md": "", "a/2.md": "", "b/1.md": "", "c/1.md": "", "c/2.md": "", "c/3.md": "",
  ])

  private func selectedPages(of list: PageList) -> [String?] {
    list.selectedRows.indices.map { section in
      var list = list
      list.focus(on: section)
      return list.selection?.id
    }
  }

  @Test func movesPastTheEndsOfSections() {
    var list = PageList(portfolio)
    var visited: [String?] = []
    for _ in 0..<7 {
      visited.append(list.selection?.id)
      list.move(by: 1)
    }
    #expect(visited == ["a/1", "a/2", "b/1", "c/1", "c/2", "c/3", "c/3"])
    visited = []
    for _ in 0..<7 {
      visited.append(list.selection?.id)
      list.move(by: -1)
    }
    #expect(visited == ["c/3", "c/2", "c/1", "b/1", "a/2", "a/1", "a/1"])
  }

  @Test(arguments: [(3, "c/1"), (5, "c/3"), (99, "c/3"), (-1, "a/1"), (2, "b/1")])
  func movesBySeveralRows(rows: Int, page: String) {
    var list = PageList(portfolio)
    list.move(by: rows)
    #expect(list.selection?.id == page)
  }

  /// The loader leaves out empty sections, but a portfolio may have them.
  @Test func passesEmptySections() {
    let pages = ["a/1", "b/1"].map { Portfolio(["\($0).md": ""]).pages[0] }
    var sections = ["first", "a", "middle", "b", "last"].map { Section(name: $0, title: $0) }
    sections[1].pages = [pages[0]]
    sections[3].pages = [pages[1]]
    var list = PageList(Portfolio(person: Person(), welcome: nil, sections: sections))
    #expect(list.selection == nil)
    list.move(by: 1)
    #expect(list.section == 1 && list.selection?.id == "a/1")
    list.move(by: 1)
    #expect(list.section == 3 && list.selection?.id == "b/1")
    list.move(by: 1)
    #expect(list.section == 3)
    list.move(by: -1)
    #expect(list.section == 1)
    list.move(by: -1)
    #expect(list.section == 1)
    list.focus(on: 2)
    #expect(list.selection == nil)
    list.move(by: 1)
    #expect(list.section == 3)
    list.focus(on: 2)
    list.move(by: -1)
    #expect(list.section == 1)
    list.focus(on: 4)
    list.move(by: 1)
    #expect(list.section == 3)
  }

  @Test func hasNoSelectionInAnEmptyPortfolio() {
    var list = PageList(Portfolio([:]))
    for rows in [1, -1, 5] { list.move(by: rows) }
    list.move(by: 1, within: 0)
    #expect(
      list.section == 0 && list.selectedRows == [0] && list.selection == nil && list.titles == ["Pages"])
  }

  @Test func staysWithinASection() {
    var list = PageList(portfolio)
    list.move(by: 9, within: 0)
    #expect(list.selection?.id == "a/2")
    list.move(by: -9, within: 2)
    #expect(list.section == 2 && list.selection?.id == "c/1")
  }

  @Test func selectsThePageInItsSection() throws {
    var list = PageList(portfolio)
    list.select(try #require(portfolio.page("c/2")))
    #expect(list.section == 2 && list.selectedRows == [0, 0, 1])
    list.select(Portfolio(["x/9.md": ""]).pages[0])
    #expect(list.section == 2 && list.selectedRows == [0, 0, 1])
  }

  @Test func listsTheWelcomePageFirst() {
    let list = PageList(Portfolio(["index.md": "Hello.\n", "a/1.md": ""]))
    #expect(list.selection?.id == "index" && list.rows(of: 0).pages.map(\.id) == ["index", "a/1"])
  }

  // MARK: Reload

  @Test func keepsTheSelectedPagesWhenRowsAreAdded() {
    var list = PageList(portfolio)
    list.select(row: 1, of: 0)
    list.select(row: 1, of: 2)
    list.reload(
      Portfolio(["a/0.md": "", "a/1.md": "", "a/2.md": "", "b/1.md": "", "c/1.md": "", "c/2.md": ""]))
    #expect(selectedPages(of: list) == ["a/2", "b/1", "c/2"] && list.section == 2)
  }

  @Test func selectsTheNearestRowWhenRowsAreRemoved() {
    var list = PageList(portfolio)
    list.select(row: 2, of: 2)
    list.reload(Portfolio(["a/1.md": "", "b/1.md": "", "c/1.md": ""]))
    #expect(selectedPages(of: list) == ["a/1", "b/1", "c/1"] && list.section == 2)
  }

  @Test func selectsTheLastSectionWhenSectionsAreRemoved() {
    var list = PageList(portfolio)
    list.select(row: 2, of: 2)
    list.reload(Portfolio(["a/1.md": ""]))
    #expect(list.section == 0 && list.selection?.id == "a/1")
    list.reload(Portfolio([:]))
    #expect(list.section == 0 && list.selection == nil)
    list.reload(portfolio)
    #expect(list.section == 0 && list.selection?.id == "a/1")
  }
}
