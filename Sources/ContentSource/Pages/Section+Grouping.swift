internal import PortfolioModel

extension Section {
  /// Groups pages into the sections that their folders make, with what the sections' index files say about
  /// them.
  ///
  /// Sections without pages are left out. The sections are in no particular order, their pages in that of
  /// `files`.
  static func grouping(_ files: [PageFile]) -> [Section] {
    var sections: [String: Section] = [:]
    for file in files {
      let location = file.location
      func modify(_ change: (inout Section) -> Void) {
        change(
          &sections[location.section, default: Section(name: location.section, title: location.sectionTitle)])
      }
      switch location.kind {
      case .section: modify { $0.apply(index: file.page) }
      case .page: modify { $0.pages.append(file.page) }
      case .root, .ignored: break
      }
    }
    return sections.values.filter { !$0.pages.isEmpty }
  }

  private mutating func apply(index page: Page) {
    title = page.fields.title ?? title
    intro = page.fields.summary
    weight = page.fields.weight
    resumePart = page.fields.resume.part
    index = page
  }

  // MARK: Order

  /// Whether a section stands before another: by weight, then by name.
  static func precedes(_ left: Section, _ right: Section) -> Bool {
    (left.weight ?? .max, left.name.lowercased(), left.name)
      < (right.weight ?? .max, right.name.lowercased(), right.name)
  }

  /// The section with its pages in order: by weight, then the newest first, then by title.
  ///
  /// Case decides only between titles that are otherwise equal.
  var sorted: Section {
    var section = self
    let keyed = pages.enumerated().map { (page: $1, title: $1.title.lowercased(), offset: $0) }
    section.pages = keyed.sorted { left, right in
      let (a, b) = (left.page.fields, right.page.fields)
      if a.weight != b.weight { return (a.weight ?? .max) < (b.weight ?? .max) }
      if a.date != b.date {
        guard let first = a.date, let second = b.date else { return a.date != nil }
        return first > second
      }
      return (left.title, left.page.title, left.offset) < (right.title, right.page.title, right.offset)
    }.map(\.page)
    return section
  }
}
