/// The whole content as values: a person, their sections, and the pages in them.
public struct Portfolio: Sendable {
  /// Whom it is about.
  public private(set) var person = Person()
  /// What stands at the top of every screen: whom it is about, else the folder's name.
  public var title: String { person.heading ?? folder.title ?? "Portfolio" }
  /// What stands behind that.
  public var headline: String? { person.heading == nil ? folder.headline : person.headline }
  private let folder: (title: String?, headline: String?)
  /// `index.md`: what a visitor sees first. It belongs to no section and its id is `index`.
  public private(set) var welcome: Page?
  /// By weight, then by name.
  public private(set) var sections: [Section] = []
  /// What was wrong with the files: those that were skipped, and front matter that was not understood.
  public private(set) var problems: [Problem]

  /// The files that are not pages.
  let otherPaths: Set<String>
  /// Where a page is in `sections`, by file and by id.
  private var placesByPath: [String: Place] = [:]
  private var placesByID: [String: Place] = [:]
  private var placesBySlug: [String: [Place]] = [:]
  private var idsByAlias: [String: String] = [:]

  struct Place: Sendable {
    var section: Int
    var page: Int
  }

  /// Which pages to show.
  public struct Visibility: Sendable {
    /// Whether drafts, pages of the future and expired ones are shown.
    public var showsDrafts: Bool
    /// The day from which a date is in the future; nil shows all.
    public var today: CalendarDate?

    /// Only what is published, unless told otherwise.
    public init(showsDrafts: Bool = false, today: CalendarDate? = nil) {
      self.showsDrafts = showsDrafts
      self.today = today
    }
  }

  /// Makes pages of files. A faulty one never stops the others.
  public init(_ tree: ContentTree, visibility: Visibility = Visibility()) {
    problems = tree.problems
    otherPaths = tree.otherPaths
    folder = (tree.title, tree.headline)
    var byName: [String: Section] = [:]
    for file in tree.files {
      let location = PageLocation(path: file.path)
      let (page, frontMatter) = read(file, at: location)
      let isHidden =
        !visibility.showsDrafts
        && (page.fields.isDraft || location.isDraft
          || visibility.today.map { page.fields.isHidden(on: $0) } == true)
      switch location.kind {
      case .ignored: continue
      case .root:
        person = Person(frontMatter, fields: page.fields)
        if !isHidden { welcome = page }
      case .section:
        var section = byName[location.section] ?? Section(at: location)
        section.title = page.fields.title ?? section.title
        section.intro = page.fields.summary
        section.weight = page.fields.weight
        section.resumePart = page.fields.resumePart
        section.index = page
        byName[location.section] = section
      case .page:
        if isHidden { continue }
        byName[location.section, default: Section(at: location)].pages.append(page)
      }
    }
    sections = byName.values.filter { !$0.pages.isEmpty }.map(Self.ordered)
    sections.sort {
      ($0.weight ?? .max, $0.name.lowercased(), $0.name) < ($1.weight ?? .max, $1.name.lowercased(), $1.name)
    }
    indexPages()
    problems.sort()
  }

  // MARK: Finding

  /// What a person's word for a page may mean.
  public enum Finding: Sendable {
    case page(Page)
    /// Several sections have a page of that slug: their ids.
    case ambiguous([String])
    case nothing
  }

  /// Finds a page by `section/slug`, by a slug that is unique, by its file, or by an alias.
  public func find(_ name: String) -> Finding {
    var wanted = name
    if wanted.hasPrefix("./") { wanted.removeFirst(2) }
    while wanted.hasPrefix("/") { wanted.removeFirst() }
    while wanted.hasSuffix("/") { wanted.removeLast() }
    if let welcome, ["index", "index.md", welcome.path].contains(wanted) { return .page(welcome) }
    if let place = placesByID[wanted] ?? placesByPath[wanted] { return .page(page(at: place)) }
    if let id = idsByAlias[wanted], let place = placesByID[id] { return .page(page(at: place)) }
    for ending in [".md", ".markdown"] where wanted.hasSuffix(ending) { wanted.removeLast(ending.count) }
    let matches = placesBySlug[wanted] ?? placesByID[wanted].map { [$0] } ?? []
    switch matches.count {
    case 0: return .nothing
    case 1: return .page(page(at: matches[0]))
    default: return .ambiguous(matches.map { page(at: $0).id })
    }
  }

  /// All pages of all sections, in order.
  public var pages: [Page] { sections.flatMap(\.pages) }

  /// Every file that was read as a page: the welcome page and the sections' own among them.
  public var allFiles: [Page] { pages + (welcome.map { [$0] } ?? []) + sections.compactMap(\.index) }

  /// The page with this id.
  public func page(_ id: String) -> Page? {
    if id == welcome?.id { return welcome }
    return placesByID[id].map(page(at:))
  }

  /// The pages of all sections with this slug.
  func pages(slug: String) -> [Page] { placesBySlug[slug]?.map(page(at:)) ?? [] }

  /// The page made from a file.
  func page(path: String) -> Page? {
    if let welcome, welcome.path == path { return welcome }
    return placesByPath[path].map(page(at:))
  }

  /// The pages before and after one in its section.
  public func neighbours(of id: String) -> (previous: Page?, next: Page?) {
    guard let place = placesByID[id] else { return (nil, nil) }
    let pages = sections[place.section].pages
    return (
      place.page > 0 ? pages[place.page - 1] : nil, place.page + 1 < pages.count ? pages[place.page + 1] : nil
    )
  }

  private func page(at place: Place) -> Page { sections[place.section].pages[place.page] }

  // MARK: Reading

  private mutating func read(_ file: ContentTree.File, at location: PageLocation) -> (Page, FrontMatter) {
    let (page, frontMatter, faults) = Page.read(file, at: location)
    problems += faults
    return (page, frontMatter)
  }

  /// Sorts the pages; capitals count only among titles that differ in nothing else.
  private static func ordered(_ section: Section) -> Section {
    var section = section
    let keyed = section.pages.map { (page: $0, title: $0.title.lowercased()) }
    section.pages = keyed.enumerated().sorted { left, right in
      let (a, b) = (left.element.page.fields, right.element.page.fields)
      if a.weight != b.weight { return (a.weight ?? .max) < (b.weight ?? .max) }
      if a.date != b.date {
        guard let first = a.date, let second = b.date else { return a.date != nil }
        return first > second
      }
      return (left.element.title, left.element.page.title, left.offset)
        < (right.element.title, right.element.page.title, right.offset)
    }.map(\.element.page)
    return section
  }

  private mutating func indexPages() {
    for section in sections.indices {
      var first: [String: String] = [:]
      var kept: [Page] = []
      for page in sections[section].pages.sorted(by: { $0.path < $1.path }) {
        if let path = first[page.slug] {
          problems.append(
            Problem(page.path, "has the slug '\(page.slug)' of \(path), which is shown instead"))
        } else {
          first[page.slug] = page.path
        }
      }
      for page in sections[section].pages where first[page.slug] == page.path { kept.append(page) }
      sections[section].pages = kept
      for (index, page) in kept.enumerated() {
        let place = Place(section: section, page: index)
        placesByID[page.id] = place
        placesBySlug[page.slug, default: []].append(place)
        placesByPath[page.path] = place
        for alias in page.fields.aliases { idsByAlias[PageLocation.normalized(alias)] = page.id }
      }
    }
  }
}
