/// Where each page of a portfolio is, by everything that names it.
struct PageIndex: Sendable {
  struct Place: Sendable {
    var section: Int
    var page: Int
  }

  private(set) var byPath: [String: Place] = [:]
  private(set) var byID: [String: Place] = [:]
  private(set) var bySlug: [String: [Place]] = [:]
  private(set) var idsByAlias: [String: String] = [:]
  /// By the name of the file, or of the folder whose `index.md` it is, in small letters.
  private(set) var byName: [String: [Place]] = [:]

  /// Takes from the sections what has the slug of an earlier file, says so, and finds the rest.
  init(_ sections: inout [Section], _ problems: inout [Problem]) {
    for section in sections.indices {
      var first: [String: String] = [:]
      for page in sections[section].pages.sorted(by: { $0.path < $1.path }) {
        if let path = first[page.slug] {
          problems.append(
            Problem(page.path, "has the slug '\(page.slug)' of \(path), which is shown instead"))
        } else {
          first[page.slug] = page.path
        }
      }
      sections[section].pages.removeAll { first[$0.slug] != $0.path }
      for (index, page) in sections[section].pages.enumerated() {
        let place = Place(section: section, page: index)
        byID[page.id] = place
        bySlug[page.slug, default: []].append(place)
        byPath[page.path] = place
        byName[PageLocation.name(of: page.path).lowercased(), default: []].append(place)
        for alias in page.fields.aliases { idsByAlias[PageLocation.normalized(alias)] = page.id }
      }
    }
  }
}
