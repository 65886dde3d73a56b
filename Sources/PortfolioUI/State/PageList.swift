package import PortfolioModel

/// The list of pages: which section has the focus, and which row is selected in each section.
///
/// There is always at least one section, and ``section`` is always one that exists. A section may be empty.
package struct PageList: Sendable {
  /// The section with the focus.
  private(set) var section = 0
  /// The selected row of each section; 0 in an empty one.
  private(set) var selectedRows: [Int]
  /// The notes at the right of the rows, for each section.
  let notes: [RowNotes]
  /// The width of a row, in columns, with which the titles of the first pages of each section fit.
  let wantedWidth: Int
  /// The titles of the sections.
  let titles: [String]
  /// The rows of each section.
  private var sections: [SectionRows]

  package init(_ portfolio: Portfolio) {
    sections = zip(portfolio.listedPages, portfolio.listEntries).map { SectionRows($0, entries: $1) }
    titles = portfolio.sections.isEmpty ? ["Pages"] : portfolio.sections.map(\.title)
    selectedRows = sections.map { _ in 0 }
    notes = sections.map { RowNotes($0.pages) }
    wantedWidth = notes.reduce(0) { max($0, $1.wantedWidth) }
  }

  /// Replaces the pages. Each section keeps its open groups and its selected page. If that page is gone, it keeps the
  /// selected row, or selects the last row.
  mutating func reload(_ portfolio: Portfolio) {
    let old = self
    self = PageList(portfolio)
    section = min(old.section, sections.count - 1)
    let selected = Set(old.sections.indices.compactMap { old.selection(in: $0)?.id })
    for section in sections.indices where section < old.sections.count {
      sections[section].open(old.sections[section].openGroups)
      let row = sections[section].indices.first { row in
        sections[section].page(at: row).map { selected.contains($0.id) } == true
      }
      selectedRows[section] = nearestRow(to: row ?? old.selectedRows[section], in: section)
    }
  }

  /// Returns the rows of a section.
  func rows(of section: Int) -> SectionRows { sections[section] }

  /// The selected page; nil if the section with the focus is empty. For a group it is its first page.
  var selection: Page? { selection(in: section) }

  private func selection(in section: Int) -> Page? { sections[section].page(at: selectedRows[section]) }

  private func nearestRow(to row: Int, in section: Int) -> Int {
    min(max(0, row), max(0, sections[section].count - 1))
  }

  // MARK: Selecting

  /// Selects a row of a section, or the nearest that exists, and gives the section the focus.
  mutating func select(row: Int, of section: Int) {
    self.section = section
    selectedRows[section] = nearestRow(to: row, in: section)
  }

  /// Selects the row of a page. Does nothing if the page is not listed.
  mutating func select(_ page: Page) {
    if selection?.id == page.id { return }
    for index in sections.indices {
      if let row = sections[index].reveal(page) { return select(row: row, of: index) }
    }
  }

  /// Moves the selection by a number of rows, past the ends of sections into their neighbours.
  mutating func move(by rows: Int) {
    // The rows of all sections, one after the other. An empty section has its place before the next row.
    var row = sections[..<section].reduce(0) { $0 + $1.count } + selectedRows[section] + rows
    if sections[section].count == 0, rows > 0 { row -= 1 }
    row = min(max(0, row), sections.reduce(0) { $0 + $1.count } - 1)
    for (section, rows) in sections.enumerated() {
      if rows.indices.contains(row) { return select(row: row, of: section) }
      row -= rows.count
    }
  }

  /// Moves the selection of a section by a number of rows, up to its ends, and gives the section the focus.
  mutating func move(by rows: Int, within section: Int) {
    select(row: selectedRows[section] + rows, of: section)
  }

  /// Opens or closes the selected group. Returns false if a page is selected.
  mutating func toggleGroup() -> Bool { sections[section].toggleGroup(at: selectedRows[section]) }

  /// Gives a section the focus. Its selected row stays.
  mutating func focus(on section: Int) { self.section = section }
}
