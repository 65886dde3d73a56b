internal import PortfolioModel

/// Makes the slugs of a section unique. If several pages have the same slug, each gets a longer one.
///
/// A longer slug contains the page's date, `2015-01-01-review`. If it is still not unique, it contains the page's
/// folder, `archive-review`, or up to three of its folders, and finally a number. The short slug then finds all of these pages.
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
      let candidates =
        [pages.map { Self.dated($0) }]
        + (1...3).map { depth in pages.map { Self.inFolders($0, depth: depth) } }
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

  /// The slug behind the names of the innermost folders. That of an index has the name of its own folder already.
  private static func inFolders(_ page: Page, depth: Int) -> String {
    var folders = page.path.split(separator: "/").dropLast().map { PathName.slug(of: String($0)) }
    if folders.last == page.slug { folders.removeLast() }
    return (folders.suffix(depth) + [page.slug]).joined(separator: "-")
  }
}
