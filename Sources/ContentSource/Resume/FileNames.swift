internal import PortfolioModel

/// The names of the files or folders in a folder. Each name is used once.
struct FileNames {
  private var taken: Set<String>
  /// It is appended to a name that would have a special meaning: `index-page`, `drafts-section`.
  private let suffix: String
  /// The number from which a name that several pages would have is tried, so that thousands of them take no longer.
  private var numbers: [String: Int] = [:]

  init(_ taken: Set<String> = [], suffix: String = "page") {
    self.taken = taken
    self.suffix = suffix
  }

  mutating func name(of title: String) -> String {
    // Text after a period could be read as a language or as a kind of file: `x.de.md`, `x.excalidraw.md`.
    var slug = PathName.slug(of: String(title.lowercased().map { "_.".contains($0) ? "-" : $0 }))
    // An index stands for its folder, and the pages in a folder of drafts are hidden.
    if PagePath.isIndex(slug) || slug == "readme" || PageLocation.isDraftFolder(slug) {
      slug += "-" + suffix
    }
    var name = slug
    var number = numbers[slug] ?? 1
    while !taken.insert(name).inserted {
      number += 1
      name = "\(slug)-\(number)"
    }
    numbers[slug] = number
    return name
  }
}
