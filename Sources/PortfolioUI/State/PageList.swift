import PortfolioModel

/// The list's side of a session: which section has the focus, and which row is selected in each section.
struct PageList: Sendable {
  /// The section with the focus.
  private(set) var section = 0
  /// The selected row of each section.
  private(set) var rows: [Int]
  /// The notes at the right of the rows, for each section.
  private(set) var notes: [RowNotes]
  /// The titles of the panes.
  let titles: [String]
  /// The pages of each pane.
  private let pages: [[Page]]

  init(_ portfolio: Portfolio) {
    pages = portfolio.listedPages
    titles = portfolio.sections.isEmpty ? ["Pages"] : portfolio.sections.map(\.title)
    rows = pages.map { _ in 0 }
    notes = pages.map(RowNotes.init)
  }

  /// Keeps the selection as far as a portfolio that was read again allows.
  mutating func reload(_ portfolio: Portfolio) {
    let before = rows
    let selected = section
    self = PageList(portfolio)
    for index in rows.indices where index < before.count { select(row: before[index], of: index) }
    section = min(selected, rows.count - 1)
  }

  /// The pages of a section as its pane lists them.
  func pages(of section: Int) -> [Page] { pages.indices.contains(section) ? pages[section] : [] }

  /// The selected page; nil in an empty portfolio.
  var selection: Page? {
    let pages = pages(of: section)
    return pages.indices.contains(rows[section]) ? pages[rows[section]] : nil
  }

  // MARK: Selecting

  /// Selects a row of a section, or the nearest that exists, and gives the section the focus.
  mutating func select(row: Int, of section: Int) {
    self.section = section
    rows[section] = min(max(0, row), max(0, pages[section].count - 1))
  }

  /// Selects the row of a page; a page that is not listed changes nothing.
  mutating func select(_ page: Page) {
    for (index, pages) in pages.enumerated() {
      if let row = pages.firstIndex(where: { $0.id == page.id }) { return select(row: row, of: index) }
    }
  }

  /// Moves the selection by rows, over the ends of sections into their neighbours.
  mutating func move(by rows: Int) {
    var (section, row) = (section, self.rows[section] + rows)
    while row >= pages[section].count,
      let next = pages.indices.dropFirst(section + 1).first(where: holdsPages)
    {
      row -= pages[section].count
      section = next
    }
    while row < 0, let last = pages.indices.prefix(section).last(where: holdsPages) {
      section = last
      row += pages[section].count
    }
    select(row: row, of: section)
  }

  private func holdsPages(_ section: Int) -> Bool { !pages[section].isEmpty }

  /// Moves the selection by rows within a section.
  mutating func move(by rows: Int, within section: Int) {
    select(row: self.rows[section] + rows, of: section)
  }

  /// Gives a section the focus; its selected row stays.
  mutating func focus(on section: Int) { self.section = section }
}
