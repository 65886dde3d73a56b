internal import PortfolioModel

extension Section {
  /// Groups pages into sections by their folders. Titles and other fields of a section come from its index file.
  ///
  /// The index of a section is one of its pages if it contains text, or if the folder contains no other page. The
  /// sections are in no particular order, their pages in that of `files`.
  ///
  /// - Parameter looseName: the section of pages whose folder contains no other page, `post/index.md`.
  static func grouping(_ files: [PageFile], looseName: String) -> [Section] {
    var sections: [String: Section] = [:]
    for file in files {
      let location = file.location
      if location.kind == .root || location.kind == .rootReadme { continue }
      // Append in place, because a copy of the section would copy its array of pages each time.
      sections[location.section, default: Section(name: location.section, title: location.sectionTitle)]
        .add(file.page, as: location.kind)
    }
    // A folder that contains only its index is a page and not a section, unless the index has no text.
    let name = PathName.slug(of: looseName)
    for section in sections.values.sorted(by: { $0.name < $1.name }) where section.name != name {
      guard section.pages.isEmpty, let index = section.index, index.hasText else { continue }
      sections[section.name] = nil
      sections[name, default: Section(name: name, title: looseName)].pages.append(
        index.moved(to: name))
    }
    return sections.values.map(\.withReadableIndex).filter { !$0.pages.isEmpty }
  }

  /// The section with its index as the first page, if the index contains text.
  private var withReadableIndex: Section {
    guard let index, index.hasText else { return self }
    var section = self
    section.pages.insert(index, at: 0)
    return section
  }

  private mutating func add(_ page: Page, as kind: PageLocation.Kind) {
    switch kind {
    case .section: apply(index: page)
    case .sectionReadme: if index == nil { apply(index: page) }
    case .page: pages.append(page)
    case .root, .rootReadme: break
    }
  }

  private mutating func apply(index page: Page) {
    title = page.fields.title ?? title
    intro = page.fields.summary
    weight = page.fields.weight
    resumePart = page.fields.resume.part
    index = page
  }

  // MARK: Order

  /// Whether a section comes before another: ordered by weight; then sections of dated pages, other sections,
  /// archives and lists of tags; then by name, but years with the latest first. Of the sections of dated pages, those
  /// with a usual name of a blog come first, and those about people last.
  ///
  /// - Parameter main: the section that comes first among those that have dates as it has, or have none.
  static func precedes(_ left: Section, _ right: Section, main: Main?) -> Bool {
    if left.weight != right.weight { return (left.weight ?? .infinity) < (right.weight ?? .infinity) }
    if left.rank != right.rank {
      // Nearly all pages are more than a few with dates, unless these are the blog.
      if let main, main.isNearlyAll, min(left.rank, right.rank) == 1 {
        if left.name == main.name || right.name == main.name { return left.name == main.name }
      }
      return left.rank < right.rank
    }
    if let main = main?.name, left.name == main || right.name == main {
      return left.name == main && right.name != main
    }
    if let first = left.year, let second = right.year { return first > second }
    return NaturalOrder.precedes(left.name, right.name)
  }

  /// The year that is the name of the section.
  private var year: Int? {
    name.utf8.count == 4 ? Int(name).flatMap { (1900..<2200).contains($0) ? $0 : nil } : nil
  }

  /// The section that holds most pages of a site.
  struct Main {
    var name: String
    /// Whether the other sections hold less than a tenth of the pages, and these have dates.
    var isNearlyAll: Bool
  }

  /// The section that holds most pages, if they have dates or are loose files: a blog that has no usual name, or notes
  /// beside few folders. Any section can be that which holds nearly all pages beside a few days of a journal.
  static func main(of sections: [Section], loose: Set<String>) -> Main? {
    let count = sections.reduce(0) { $0 + $1.pages.count }
    guard let section = sections.first(where: { 2 * $0.pages.count > count }), section.year == nil else {
      return nil
    }
    let isNearlyAll =
      10 * section.pages.count > 9 * count && section.rank < 3
      && sections.allSatisfy { $0.name == section.name || $0.rank == 1 || $0.rank == 3 }
    guard isNearlyAll || section.rank < 2 || loose.contains(section.name) else { return nil }
    return Main(name: section.name, isNearlyAll: isNearlyAll)
  }

  /// Whether the section is a list of tags without text, for which the site's program makes the pages.
  var isGenerated: Bool {
    let word = name.lowercased().split { $0 == "-" || $0 == "_" }.last.map(String.init) ?? ""
    return Self.listNames.contains(word) && !pages.isEmpty && pages.allSatisfy { !$0.hasText }
  }

  /// 0 and 1 for a section in which at least half of the pages have a date, 3 for archives and tags, 2 for the others.
  private var rank: Int {
    let name = name.lowercased()
    if Self.listNames.contains(name) { return 3 }
    if Self.otherNames.contains(name) || 2 * pages.count(where: { $0.fields.date != nil }) < pages.count {
      return 2
    }
    return Self.blogNames.contains(name) ? 0 : 1
  }

  private static let blogNames = ["posts", "post", "blog", "articles", "article", "writing"]
  /// Sections whose pages may be dated but are not what a site is about.
  private static let otherNames = [
    "pages", "page", "authors", "author", "contributors", "people", "team", "themes", "showcase",
  ]
  private static let listNames = ["archive", "archives", "tags", "tag", "categories", "category", "search"]

  /// The position of the section, or of its first page, in the table of contents.
  func place(in contents: TableOfContents) -> Int {
    if let place = contents.sections[name] { return place }
    if contents.order.isEmpty || !contents.ordersSections { return .max }
    return pages.compactMap { contents.order[$0.path] }.min() ?? .max
  }

  /// The section with the title and weight in the file that Docusaurus has for a folder. A section of loose pages is
  /// placed by its first page.
  func applying(_ tree: ContentTree) -> Section {
    var section = self
    if let category = tree.categories[name] {
      if index?.fields.title == nil { section.title = category.label ?? title }
      section.weight = weight ?? category.position
    }
    section.weight = section.weight ?? tree.positions[name]
    // A page in Eleventy's navigation stands among lists of pages that a template makes.
    let hasPlaces = !tree.categories.isEmpty || tree.pageOrder != .dates && tree.generator != "Eleventy"
    if hasPlaces, tree.looseSections.contains(name), section.weight == nil {
      section.weight = pages.compactMap(\.fields.weight).min()
    }
    // GitBook has the pages below the first page in a folder `readme`.
    if tree.generator == "GitBook", name == "readme", index == nil {
      section.title = tree.contents.titles["README.md"] ?? title
    }
    section.applyTitles(in: tree)
    return section
  }

  /// Applies the titles that the table of contents gives to groups of pages, to the section and to its folders.
  private mutating func applyTitles(in tree: ContentTree) {
    let contents = tree.contents
    if let listed = contents.sectionTitles[name] { title = listed }
    if !contents.groups.isEmpty {
      let positions = pages.compactMap { contents.order[$0.path] }.sorted()
      if let listed = contents.title(ofPagesAt: positions) {
        title = listed
      } else if pages.count == 1, tree.looseSections.contains(name),
        let listed = contents.titles[pages[0].path]
      {
        title = listed
      }
    }
    if contents.groups.isEmpty, tree.folderTitles.isEmpty { return }
    var folders: [String: [Int]] = [:]
    for page in pages where !page.group.isEmpty {
      let position = contents.order[page.path]
      var folder = ""
      for name in page.group.split(separator: "/") {
        folder += folder.isEmpty ? name : "/" + name
        folders[folder, default: []].append(contentsOf: position.map { [$0] } ?? [])
      }
    }
    for (folder, positions) in folders {
      folderTitles[folder] =
        tree.folderTitles[name + "/" + folder] ?? contents.title(ofPagesAt: positions.sorted())
    }
  }

  /// Whether most pages have a weight that orders them within their own folder, as those of several chapters do: without
  /// their folders, the first pages of all chapters would precede the second ones.
  private var hasWeightsInFolders: Bool {
    let weighted = pages.filter { $0.fields.weight != nil && $0 !== index }
    if rank == 0 || 2 * weighted.count <= pages.count { return false }
    return Set(weighted.map(\.group)).count > 1
  }

  /// The section with its pages in order: by the table of contents, then as the site's program has it.
  func sorted(as tree: ContentTree) -> Section {
    let order = tree.contents.order
    let isInFolders =
      switch tree.pageOrder {
      case .dates: hasWeightsInFolders
      case .foldersUnlessDated: rank > 1
      case .folders, .fileNames: true
      }
    var section = self
    let folders =
      isInFolders
      ? FolderOrder(
        pages, positions: tree.positions, isByFileName: tree.pageOrder == .fileNames) : nil
    // `order` in a post numbers posts in the order in which they were written, or those that the first page shows.
    let isBlog = rank == 0 && !Self.weightingGenerators.contains(tree.generator)
    let keyed = pages.enumerated().map { offset, page in
      SortedPage(
        page: page, offset: offset, isIndex: page === index,
        place: order.isEmpty ? .max : order[page.path] ?? .max,
        weight: (isBlog ? page.fields.importance : page.fields.weight) ?? .infinity,
        key: folders?.key(of: page))
    }
    let hasGroups = pages.count > ListEntry.largestFlatSection
    section.pages = keyed.sorted { SortedPage.precedes($0, $1, hasGroups: hasGroups) }.map(\.page)
    return section
  }

  /// The section without the indexes of folders that show nothing but a title, such as those that a site's program fills from a
  /// template. The title of a folder's index stays that of the folder.
  /// - Parameter empty: receives the pages.
  func withoutEmptyPages(_ empty: inout [Page]) -> Section {
    guard pages.contains(where: \.showsNothing) else { return self }
    var section = self
    section.pages.removeAll { page in
      guard page.showsNothing else { return false }
      empty.append(page)
      let folder = page.group.isEmpty ? page.slug : page.group + "/" + page.slug
      if section.folderTitles[folder] == nil { section.folderTitles[folder] = page.fields.title }
      return true
    }
    return section
  }

  /// Programs in which weights determine the order of posts, too.
  private static let weightingGenerators: Set<String> = ["Hugo", "Zola", "plain folder"]
}

/// A page with what determines its place in its section.
private struct SortedPage {
  let page: Page
  let offset: Int
  let isIndex: Bool
  let place: Int
  let weight: Double
  let key: FolderOrder.Key?

  /// The year that is the name of the page's outer folder in the section, `2024/title`.
  private var year: Int? {
    let folder = page.group.prefix { $0 != "/" }
    return folder.utf8.count == 4 ? Int(folder).flatMap { (1900..<2200).contains($0) ? $0 : nil } : nil
  }

  /// By the table of contents, then by folders; or by weight, then the newest first, then by title in natural order. In a
  /// section that is listed with its folders, the folder takes precedence over the title.
  static func precedes(_ left: SortedPage, _ right: SortedPage, hasGroups: Bool) -> Bool {
    if left.isIndex != right.isIndex { return left.isIndex }
    if left.place != right.place { return left.place < right.place }
    if let first = left.key, let second = right.key { return FolderOrder.Key.precedes(first, second) }
    if left.weight != right.weight { return left.weight < right.weight }
    let (a, b) = (left.page.fields, right.page.fields)
    if a.date != b.date {
      guard let first = a.date, let second = b.date else { return a.date != nil }
      return first > second
    }
    if a.date == nil, let first = left.year, let second = right.year, first != second {
      return first > second
    }
    if hasGroups, left.page.group != right.page.group {
      return NaturalOrder.precedes(left.page.group, right.page.group)
    }
    if left.page.title != right.page.title {
      return NaturalOrder.precedes(left.page.title, right.page.title)
    }
    return left.offset < right.offset
  }
}

extension Page {
  /// Whether a page has no text and no fields that say anything beside its title.
  fileprivate var showsNothing: Bool {
    if hasText || !isFolderIndex { return false }
    let resume = fields.resume
    return fields.summary == nil && fields.url == nil && fields.date == nil && fields.unknown.isEmpty
      && resume.organization == nil && resume.role == nil && resume.highlights.isEmpty
      && resume.period.start == nil
  }

  /// Whether there is any text after the front matter.
  var hasText: Bool { body.contains { $0 > 0x20 } }
}
