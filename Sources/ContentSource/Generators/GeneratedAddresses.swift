internal import PortfolioModel

/// The addresses that a site's program makes without a file for each: feeds, and lists of the pages with a tag.
struct GeneratedAddresses: Sendable {
  private var lists: Set<String> = []
  /// The first parts of the addresses of translations.
  private var languages: Set<String> = []
  /// The path of the site's own address, `docs` of `https://example.org/docs/`.
  private var base = ""
  private var hasProgram = false
  /// The tags of all pages in the form of ``folded(_:)``.
  private var tags: Set<String> = []

  private static let feeds: Set<String> = [
    "index.xml", "feed.xml", "atom.xml", "rss.xml", "sitemap.xml", "sitemap-index.xml", "feed.json",
    "index.json",
    "feed", "rss", "atom", "robots.txt", "llms.txt", "llms-full.txt", "search",
  ]
  /// The lists whose addresses end in a tag.
  private static let tagLists: Set<String> = ["tags", "tag", "categories", "category"]

  init() {}

  init(of site: Site) {
    let (generator, configuration) = (site.generator, site.configuration)
    hasProgram =
      !PageFile.isNotebook(generator.name) && generator.name != Generator.plain.name
      || generator.name == "Quartz"
    let isListing = generator.listMarks?.contains { configuration?.mentions($0) == true } != false
    if isListing { lists = Set(generator.lists) }
    for key in generator.listKeys {
      switch configuration?.value(key) {
      case .scalar(let text)?: lists.insert(Site.normalized(text))
      case .table(let fields)?: lists.formUnion(fields.compactMap(\.value.text))
      case .list(let values)?:
        for case .table(let fields) in values {
          if let name = fields.value("name")?.text { lists.insert(name) }
        }
      case nil: continue
      }
    }
    languages = (configuration?.languages ?? []).union(configuration?.texts("language") ?? [])
    if let address = site.address, let mark = address.firstRange(of: "://") {
      base = address[mark.upperBound...].split(separator: "/").dropFirst().joined(separator: "/")
    }
  }

  mutating func addTags(_ tags: [String]) { self.tags.formUnion(tags.map(Self.folded)) }

  /// Whether the program makes an address.
  /// - Parameter path: without slashes at its ends and without `.html`.
  func contains(_ path: String) -> Bool {
    if !hasProgram { return false }
    var parts = path.split(separator: "/")[...]
    let outer = base.split(separator: "/")
    if !outer.isEmpty, parts.starts(with: outer) { parts = parts.dropFirst(outer.count) }
    guard let first = parts.first, let last = parts.last else { return true }
    if languages.contains(first.lowercased()) || Self.feeds.contains(String(last)) { return true }
    // The list may be that of a language or of a section: `blog/tags/swift`.
    guard let list = parts.prefix(2).firstIndex(where: { lists.contains(String($0)) }) else { return false }
    let isOfTags = Self.tagLists.contains(String(parts[list]))
    return list == parts.endIndex - 1 || !isOfTags || tags.contains(Self.folded(String(last)))
      || last.allSatisfy(\.isNumber)
  }

  /// A tag without what addresses replace: capitals, spaces and punctuation.
  private static func folded(_ tag: String) -> String {
    let name = tag.split(separator: "/").last ?? tag[...]
    return Portfolio.decodingPercents(in: name.lowercased()).filter { $0.isLetter || $0.isNumber }
  }
}
