internal import PortfolioModel

/// What is shown of a section in which several pages have the same slug: the page whose path sorts first.
struct SlugDecision {
  /// The section with at most one page of each slug.
  private(set) var section: Section
  /// A problem for each page that is left out.
  private(set) var problems: [Problem] = []

  init(_ section: Section) {
    self.section = section
    var pathsBySlug: [String: String] = [:]
    for page in section.pages.sorted(by: { $0.path < $1.path }) {
      if let path = pathsBySlug[page.slug] {
        problems.append(Problem(page.path, "is not shown: \(path) has the same slug, '\(page.slug)'"))
      } else {
        pathsBySlug[page.slug] = page.path
      }
    }
    self.section.pages.removeAll { pathsBySlug[$0.slug] != $0.path }
  }
}
