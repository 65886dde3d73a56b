package import PortfolioModel

extension Portfolio {
  /// Which pages to show.
  package struct Visibility: Sendable {
    /// Whether drafts, pages of the future and expired ones are shown.
    package var showsDrafts: Bool
    /// The day from which a date is in the future; nil shows all.
    package var today: CalendarDate?

    /// Only what is published, unless told otherwise.
    package init(showsDrafts: Bool = false, today: CalendarDate? = nil) {
      self.showsDrafts = showsDrafts
      self.today = today
    }
  }

  /// Makes pages of files. A faulty one never stops the others.
  package convenience init(_ tree: ContentTree, visibility: Visibility = Visibility()) {
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
        var section =
          byName[location.section] ?? Section(name: location.section, title: location.sectionTitle)
        section.title = page.fields.title ?? section.title
        section.intro = page.fields.summary
        section.weight = page.fields.weight
        section.resumePart = page.fields.resumePart
        section.index = page
        byName[location.section] = section
      case .page:
        if isHidden { continue }
        byName[location.section, default: Section(name: location.section, title: location.sectionTitle)].pages
          .append(page)
      }
    }
    var sections = byName.values.filter { !$0.pages.isEmpty }.map(Self.ordered)
    sections.sort {
      ($0.weight ?? .max, $0.name.lowercased(), $0.name) < ($1.weight ?? .max, $1.name.lowercased(), $1.name)
    }
    for index in sections.indices { Self.removeDuplicates(from: &sections[index], &problems) }
    self.init(
      person: person, folder: (tree.title, tree.headline), welcome: welcome, sections: sections,
      otherPaths: tree.otherPaths, problems: problems.sorted())
  }

  /// Keeps the first file of each slug, in the order of paths, and reports the others.
  private static func removeDuplicates(from section: inout Section, _ problems: inout [Problem]) {
    var first: [String: String] = [:]
    for page in section.pages.sorted(by: { $0.path < $1.path }) {
      if let path = first[page.slug] {
        problems.append(
          Problem(page.path, "has the slug '\(page.slug)' of \(path), which is shown instead"))
      } else {
        first[page.slug] = page.path
      }
    }
    section.pages.removeAll { first[$0.slug] != $0.path }
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
}
