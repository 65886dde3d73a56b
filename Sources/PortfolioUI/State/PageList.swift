import PortfolioModel

/// The list of pages: which section has the focus, and which row is selected in each section.
///
/// There is always at least one section, and ``section`` is always one that exists. A section may be empty.
struct PageList: Sendable {
  /// The section with the focus.
  private(set) var section = 0
  /// The selected row of each section; 0 in an empty one.
  private(set) var rows: [Int]
  /// The notes at the right of the rows, for each section.
  let notes: [RowNotes]
  /// The titles of the sections.
  let titles: [String]
  /// The pages of each section.
  private let pages: [[Page]]

  init(_ portfolio: Portfolio) {
    pages = portfolio.listedPages
    titles = portfolio.sections.isEmpty ? ["Pages"] : portfolio.sections.map(\.title)
    rows = pages.map { _ in 0 }
    notes = pages.map(RowNotes.init)
  }

  /// Replaces the pages. Each section keeps its selected page, or else its selected row as far as there is one.
  mutating func reload(_ portfolio: Portfolio) {
    let old = self
    let selected = Set(old.pages.indices.compactMap { old.selection(in: $0)?.id })
    self = PageList(portfolio)
    section = min(old.section, pages.count - 1)
    for (section, pages) in pages.enumerated() where section < old.rows.count {
      let row = pages.firstIndex { selected.contains($0.id) } ?? old.rows[section]
      rows[section] = nearestRow(to: row, in: section)
    }
  }

  /// Returns the pages of a section.
  func pages(of section: Int) -> [Page] { pages.indices.contains(section) ? pages[section] : [] }

  /// The selected page; nil if the section with the focus is empty.
  var selection: Page? { selection(in: section) }

  private func selection(in section: Int) -> Page? {
    let row = rows[section]
    return pages[section].indices.contains(row) ? pages[section][row] : nil
  }

  private func nearestRow(to row: Int, in section: Int) -> Int {
    min(max(0, row), max(0, pages[section].count - 1))
  }

  // MARK: Selecting

  /// Selects a row of a section, or the nearest that exists, and gives the section the focus.
  mutating func select(row: Int, of section: Int) {
    self.section = section
    rows[section] = nearestRow(to: row, in: section)
  }

  /// Selects the row of a page. A page that is not listed changes nothing.
  mutating func select(_ page: Page) {
    if selection?.id == page.id { return }
    for (index, pages) in pages.enumerated() {
      if let row = pages.firstIndex(where: { $0.id == page.id }) { return select(row: row, of: index) }
    }
  }

  /// Moves the selection by a number of rows, past the ends of sections into their neighbours.
  mutating func move(by rows: Int) {
    // The rows of all sections, one after the other. An empty section has its place before the next row.
    var row = pages[..<section].reduce(0) { $0 + $1.count } + self.rows[section] + rows
    if pages[section].isEmpty, rows > 0 { row -= 1 }
    row = min(max(0, row), pages.reduce(0) { $0 + $1.count } - 1)
    for (section, pages) in pages.enumerated() {
      if pages.indices.contains(row) { return select(row: row, of: section) }
      row -= pages.count
    }
  }

  /// Moves the selection of a section by a number of rows, up to its ends, and gives the section the focus.
  mutating func move(by rows: Int, within section: Int) {
    select(row: self.rows[section] + rows, of: section)
  }

  /// Gives a section the focus. Its selected row stays.
  mutating func focus(on section: Int) { self.section = section }
}
