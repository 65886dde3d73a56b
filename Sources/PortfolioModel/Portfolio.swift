/// The whole content: a person, their sections, and the pages in them.
///
/// A value that never changes, behind one reference: a visitor's process has a page of memory of its own for each
/// reference that it counts.
public final class Portfolio: Sendable {
  /// Whom it is about.
  public let person: Person
  /// What stands at the top of every screen: whom it is about, else the folder's name.
  public var title: String { person.heading ?? folder.title ?? "Portfolio" }
  /// What stands behind that.
  public var headline: String? { person.heading == nil ? folder.headline : person.headline }
  private let folder: (title: String?, headline: String?)
  /// `index.md`: what a visitor sees first. It belongs to no section and its id is `index`.
  public let welcome: Page?
  /// By weight, then by name.
  public let sections: [Section]
  /// What was wrong with the files: those that were skipped, and front matter that was not understood.
  public let problems: [Problem]

  /// The files that are not pages.
  let otherPaths: Set<String>
  /// The last parts of these.
  let otherNames: Set<String>
  private let index: PageIndex

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
    otherPaths = tree.otherPaths
    otherNames = Set(tree.otherPaths.compactMap { $0.split(separator: "/").last.map(String.init) })
    folder = (tree.title, tree.headline)
    var problems = tree.problems
    var person = Person()
    var welcome: Page?
    var byName: [String: Section] = [:]
    for file in tree.files {
      let location = PageLocation(path: file.path)
      let (page, frontMatter, faults) = Page.read(file, at: location)
      problems += faults
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
    var sections = byName.values.filter { !$0.pages.isEmpty }.map(Self.ordered)
    sections.sort {
      ($0.weight ?? .max, $0.name.lowercased(), $0.name) < ($1.weight ?? .max, $1.name.lowercased(), $1.name)
    }
    index = PageIndex(&sections, &problems)
    self.person = person
    self.welcome = welcome
    self.sections = sections
    self.problems = problems.sorted()
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
    if let place = index.byID[wanted] ?? index.byPath[wanted] { return .page(page(at: place)) }
    if let id = index.idsByAlias[wanted], let place = index.byID[id] { return .page(page(at: place)) }
    for ending in [".md", ".markdown"] where wanted.hasSuffix(ending) { wanted.removeLast(ending.count) }
    let matches = index.bySlug[wanted] ?? index.byID[wanted].map { [$0] } ?? []
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
    return index.byID[id].map(page(at:))
  }

  /// The pages of all sections whose file has this name, in small letters.
  func pages(named name: String) -> [Page] { index.byName[name]?.map(page(at:)) ?? [] }

  /// The page made from a file.
  func page(path: String) -> Page? {
    if let welcome, welcome.path == path { return welcome }
    return index.byPath[path].map(page(at:))
  }

  /// The pages before and after one in its section.
  public func neighbours(of id: String) -> (previous: Page?, next: Page?) {
    guard let place = index.byID[id] else { return (nil, nil) }
    let pages = sections[place.section].pages
    return (
      place.page > 0 ? pages[place.page - 1] : nil, place.page + 1 < pages.count ? pages[place.page + 1] : nil
    )
  }

  private func page(at place: PageIndex.Place) -> Page { sections[place.section].pages[place.page] }

  // MARK: Reading

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
}
