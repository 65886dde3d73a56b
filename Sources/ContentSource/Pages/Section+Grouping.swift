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
  static func precedes(_ left: Section, _ right: Section, main: String?) -> Bool {
    if left.weight != right.weight { return (left.weight ?? .infinity) < (right.weight ?? .infinity) }
    if left.rank != right.rank { return left.rank < right.rank }
    if left.name == main || right.name == main { return left.name == main && right.name != main }
    if let first = left.year, let second = right.year { return first > second }
    return NaturalOrder.precedes(left.name, right.name)
  }

  /// The year that is the name of the section.
  private var year: Int? {
    name.utf8.count == 4 ? Int(name).flatMap { (1900..<2200).contains($0) ? $0 : nil } : nil
  }

  /// The name of the section that holds most pages of the site, if they have dates or are loose files: a blog that has
  /// no usual name, or notes beside few folders.
  static func main(of sections: [Section], loose: Set<String>) -> String? {
    let count = sections.reduce(0) { $0 + $1.pages.count }
    return sections.first { 2 * $0.pages.count > count && ($0.rank < 2 || loose.contains($0.name)) }?.name
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
    } else if !tree.categories.isEmpty, tree.looseSections.contains(name), weight == nil {
      section.weight = pages.compactMap(\.fields.weight).min()
    }
    return section
  }

  /// The section with its pages in order: by the table of contents, then by weight, then the newest first, then by
  /// title in natural order. In a section that is listed with its folders, the folder takes precedence over the
  /// title.
  ///
  /// - Parameter order: the positions in the table of contents, by path.
  func sorted(by order: [String: Int]) -> Section {
    var section = self
    let keyed = pages.enumerated().map {
      (page: $1, place: order.isEmpty ? .max : order[$1.path] ?? .max, isIndex: $1 === index, offset: $0)
    }
    let hasGroups = pages.count > ListEntry.largestFlatSection
    section.pages = keyed.sorted { left, right in
      if left.isIndex != right.isIndex { return left.isIndex }
      if left.place != right.place { return left.place < right.place }
      let (a, b) = (left.page.fields, right.page.fields)
      if a.weight != b.weight { return (a.weight ?? .infinity) < (b.weight ?? .infinity) }
      if a.date != b.date {
        guard let first = a.date, let second = b.date else { return a.date != nil }
        return first > second
      }
      if hasGroups, left.page.group != right.page.group {
        return NaturalOrder.precedes(left.page.group, right.page.group)
      }
      if left.page.title != right.page.title {
        return NaturalOrder.precedes(left.page.title, right.page.title)
      }
      return left.offset < right.offset
    }.map(\.page)
    return section
  }
}

extension Page {
  /// Whether there is any text after the front matter.
  var hasText: Bool { body.contains { $0 > 0x20 } }
}
