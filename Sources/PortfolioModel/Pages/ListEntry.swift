/// An entry of the list of a large section: a page, or a folder whose pages can be hidden.
///
/// The entries of a section are in the order of the list. A folder is followed by its entries.
package struct ListEntry: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A page, by its index among the pages of the list.
    case page(Int)
    case group(Group)
  }

  /// A folder of pages.
  package struct Group: Sendable, Equatable {
    /// The path below the folder of the section.
    package var path: String
    /// The title of its index, else the folder's name.
    package var title: String
    /// The number of pages in it and in the folders below it.
    package var pageCount: Int
    /// The number of entries that belong to it and follow it.
    package var entryCount: Int
    /// The index of its first page among the pages of the list.
    package var firstPage: Int
  }

  package var kind: Kind
  /// The number of folders around it.
  package var depth: Int
}

extension ListEntry {
  /// Sections with more pages than this have groups.
  package static let largestFlatSection = 40

  /// Returns the entries of a list of pages; empty if it needs no groups.
  /// - Parameter titles: the titles of folders that do not have that of their index, by path.
  static func entries(of pages: [Page], titles: [String: String] = [:]) -> [ListEntry] {
    guard pages.count > largestFlatSection, pages.contains(where: { !$0.group.isEmpty }) else { return [] }
    var builder = ListEntryBuilder(pages, titles: titles)
    return builder.entries()
  }
}

/// Builds the entries of a list from the folders of its pages.
private struct ListEntryBuilder {
  private struct Folder {
    var name: Substring
    var path: String
    var index: Int?
    /// Pages and folders by their number, in the order in which they first appear.
    var items: [Item] = []
  }

  private enum Item {
    case page(Int)
    case folder(Int)
  }

  private let pages: [Page]
  private let titles: [String: String]
  /// The folder of the section is the first.
  private var folders = [Folder(name: "", path: "")]
  private var numbers = ["": 0]

  init(_ pages: [Page], titles: [String: String]) {
    self.pages = pages
    self.titles = titles
    // All folders that contain pages, directly or deeper.
    var groups: Set<String> = []
    for var group in Set(pages.map(\.group)) {
      while groups.insert(group).inserted, let slash = group.lastIndex(of: "/") {
        group = String(group[..<slash])
      }
    }
    for (index, page) in pages.enumerated() {
      // The index of a folder becomes its first page. A folder that contains only its index becomes a page.
      // The position in the name of a folder, `02-usage`, may not be part of the group's name.
      let names = page.folderOfIndex.map { [$0, page.slug] } ?? []
      let own = names.lazy.map { page.group.isEmpty ? $0 : page.group + "/" + $0 }.first {
        groups.contains($0)
      }
      if let own {
        let number = number(of: own)
        folders[number].index = index
        folders[number].items.insert(.page(index), at: 0)
      } else {
        folders[number(of: page.group)].items.append(.page(index))
      }
    }
  }

  /// Returns the number of a folder, which is added to its parent if it is new.
  private mutating func number(of path: String) -> Int {
    if let number = numbers[path] { return number }
    let slash = path.lastIndex(of: "/")
    let parent = number(of: slash.map { String(path[..<$0]) } ?? "")
    let number = folders.count
    folders.append(Folder(name: slash.map { path[$0...].dropFirst() } ?? path[...], path: path))
    numbers[path] = number
    folders[parent].items.append(.folder(number))
    return number
  }

  mutating func entries() -> [ListEntry] {
    // A list that is ordered by date would have its folders in the order of their newest pages, in which a reader finds none.
    let dates = pages.compactMap { $0.fields.date }
    let isByDate = 2 * dates.count >= pages.count && zip(dates, dates.dropFirst()).allSatisfy { $0 >= $1 }
    if isByDate, pages.allSatisfy({ $0.fields.weight == nil }) {
      for number in folders.indices { sortFolders(of: number) }
    }
    // Leave out a folder that contains all pages.
    var top = 0
    while folders[top].items.count == 1, case .folder(let inner) = folders[top].items[0] { top = inner }
    var entries: [ListEntry] = []
    append(folder: top, depth: 0, to: &entries)
    return entries.contains { $0.group != nil } ? entries : []
  }

  /// Moves the folders within a folder behind its pages, ordered by name; those named by a date or a number first, and of
  /// these the latest first.
  private mutating func sortFolders(of number: Int) {
    let items = folders[number].items
    let inner = items.compactMap { item -> Int? in
      if case .folder(let folder) = item { folder } else { nil }
    }
    let named = inner.map { (number: $0, name: String(folders[$0].name)) }
    let sorted = named.sorted { left, right in
      let isNumbered = left.name.first?.isNumber == true
      if isNumbered != (right.name.first?.isNumber == true) { return isNumbered }
      return isNumbered
        ? NaturalOrder.precedes(right.name, left.name) : NaturalOrder.precedes(left.name, right.name)
    }
    let pages = items.filter { if case .page = $0 { true } else { false } }
    folders[number].items = pages + sorted.map { .folder($0.number) }
  }

  private func append(folder number: Int, depth: Int, to entries: inout [ListEntry]) {
    for item in folders[number].items {
      switch item {
      case .page(let index): entries.append(ListEntry(kind: .page(index), depth: depth))
      case .folder(let inner):
        let folder = folders[inner]
        let position = entries.count
        let title = titles[folder.path] ?? folder.index.map { pages[$0].title } ?? String(folder.name)
        var group = ListEntry.Group(
          path: folder.path, title: title, pageCount: 0, entryCount: 0, firstPage: 0)
        entries.append(ListEntry(kind: .group(group), depth: depth))
        append(folder: inner, depth: depth + 1, to: &entries)
        let inside = entries[position...].compactMap(\.page)
        group.entryCount = entries.count - position - 1
        group.pageCount = inside.count
        group.firstPage = inside.first ?? 0
        entries[position].kind = .group(group)
      }
    }
  }
}

extension ListEntry {
  package var page: Int? {
    if case .page(let index) = kind { index } else { nil }
  }

  package var group: Group? {
    if case .group(let group) = kind { group } else { nil }
  }
}

extension Page {
  /// The name of the folder that the page is the index of; nil for other pages.
  fileprivate var folderOfIndex: String? {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    // The names of indexes have at most six bytes.
    let stem = PagePath.withoutExtension(path)[path.utf8.index(after: slash)...]
    guard stem.utf8.count <= 6, PagePath.isIndex(String(stem)) || stem.uppercased() == "README" else {
      return nil
    }
    return path[..<slash].split(separator: "/").last.map(String.init)
  }
}
