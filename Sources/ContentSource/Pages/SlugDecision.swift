internal import PortfolioModel

/// Slugs that are unique in their section: where several pages have the same, each gets a longer one.
///
/// A page's date makes its slug longer, `2015-01-01-review`; where that does not tell it apart, the folder that it
/// is in, `archive-review`; at last a number. The short slug then names all of them.
struct SlugDecision {
  /// The section with pages of unique slugs, in the same order.
  private(set) var section: Section

  init(_ section: Section) {
    self.section = section
    var indices: [String: [Int]] = [:]
    for (index, page) in section.pages.enumerated() { indices[page.slug, default: []].append(index) }
    var taken = Set(indices.keys)
    for (slug, group) in indices.sorted(by: { $0.key < $1.key }) where group.count > 1 {
      let pages = group.map { section.pages[$0] }
      let candidates = [pages.map { Self.dated($0) }, pages.map { Self.inFolder($0) }]
      let slugs = candidates.first { Set($0).count == $0.count && taken.isDisjoint(with: $0) }
      var number = 0
      for (position, index) in group.enumerated() {
        var longer = slugs?[position] ?? slug
        while taken.contains(longer) {
          number += 1
          longer = "\(slug)-\(number)"
        }
        taken.insert(longer)
        self.section.pages[index] = pages[position].withSlug(longer)
      }
    }
  }

  private static func dated(_ page: Page) -> String {
    page.fields.date.map { "\($0)-\(page.slug)" } ?? page.slug
  }

  private static func inFolder(_ page: Page) -> String {
    let folders = page.path.split(separator: "/").dropLast()
    return folders.last.map { PathName.slug(of: String($0)) + "-" + page.slug } ?? page.slug
  }
}
