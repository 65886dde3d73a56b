import PortfolioModel

/// The rows of a section in the list: its pages, or in a large section its folders, and the pages of those that are open.
struct SectionRows: Sendable {
  enum Row: Sendable {
    case page(Page, depth: Int)
    case group(ListEntry.Group, depth: Int, isOpen: Bool)
  }

  let pages: [Page]
  private let entries: [ListEntry]
  /// The indices of the visible entries. Unused without entries, since each row is a page then.
  private var visible: [Int] = []
  /// The paths of the open groups.
  private(set) var openGroups: Set<String> = []

  /// - Parameter entries: empty if the section has no groups.
  init(_ pages: [Page], entries: [ListEntry]) {
    self.pages = pages
    self.entries = entries
    updateVisibleEntries()
  }

  var count: Int { entries.isEmpty ? pages.count : visible.count }
  var indices: Range<Int> { 0..<count }

  subscript(row: Int) -> Row {
    if entries.isEmpty { return .page(pages[row], depth: 0) }
    let entry = entries[visible[row]]
    switch entry.kind {
    case .page(let index): return .page(pages[index], depth: entry.depth)
    case .group(let group):
      return .group(group, depth: entry.depth, isOpen: openGroups.contains(group.path))
    }
  }

  /// Returns the page of a row: for a group its first page.
  func page(at row: Int) -> Page? {
    guard indices.contains(row) else { return nil }
    switch self[row] {
    case .page(let page, _): return page
    case .group(let group, _, _): return pages[group.firstPage]
    }
  }

  /// Opens or closes the group at a row. Returns false if the row is a page.
  mutating func toggleGroup(at row: Int) -> Bool {
    guard indices.contains(row), case .group(let group, _, let isOpen) = self[row] else { return false }
    if isOpen { openGroups.remove(group.path) } else { openGroups.insert(group.path) }
    updateVisibleEntries()
    return true
  }

  /// Returns the row of a page, and opens the groups around it; nil if the section does not have the page.
  mutating func reveal(_ page: Page) -> Int? {
    guard let index = pages.firstIndex(where: { $0 === page }) else { return nil }
    if entries.isEmpty { return index }
    guard let entry = entries.firstIndex(where: { $0.page == index }) else { return nil }
    for (number, outer) in entries[..<entry].enumerated() {
      if let group = outer.group, number + group.entryCount >= entry { openGroups.insert(group.path) }
    }
    updateVisibleEntries()
    return visible.firstIndex(of: entry)
  }

  /// Opens the groups that were open before a reload.
  mutating func open(_ paths: Set<String>) {
    openGroups = paths
    updateVisibleEntries()
  }

  private mutating func updateVisibleEntries() {
    visible = []
    var index = 0
    while index < entries.count {
      visible.append(index)
      if let group = entries[index].group, !openGroups.contains(group.path) { index += group.entryCount }
      index += 1
    }
  }
}
