internal import PortfolioModel

/// The navigation of a site in files of data, such as `_data/navigation.yml` of Jekyll and `sidebarLearn.json`: lists of
/// tables with a title and an address each, in which an entry may have others below it.
///
/// A list without others below its entries is a menu, which names a few pages and folders of the site.
struct SiteNavigation {
  /// The lists with others below their entries.
  private(set) var outline = NavigationOutline()
  /// The addresses of the first menu.
  private(set) var menu: [String] = []

  private static let titleKeys = ["title", "text", "name", "label", "section", "sectionHeader"]
  private static let addressKeys = ["url", "link", "path", "page", "href", "permalink", "doc"]
  /// The folder below the root of the content in which a file of navigation is, which is empty or ends in `/`. An entry
  /// may name a page by its name there, `id: hello`.
  private var folder = ""
  /// The maximum number of entries.
  private static let largestCount = 5000
  private static let maximumDepth = 16

  /// Reads the files of a site's generator.
  init(of site: Site, in project: borrowing FileSystem.Folder) {
    let generator = site.generator
    var names = generator.navigationFiles.map { site.configurationFolder + $0 }
    for (folder, beginning, ending) in generator.navigationNames {
      let files = (try? project.list(site.configurationFolder + folder))?.files.sorted() ?? []
      names += files.filter { $0.hasPrefix(beginning) && $0.hasSuffix(ending) }.map {
        site.configurationFolder + folder + $0
      }
    }
    for name in names {
      guard project.hasFile(name), let bytes = try? project.read(name, limit: ContentLimits.fileBytes) else {
        continue
      }
      let root = site.folder + (site.roots.first?.path ?? "")
      folder = name.hasPrefix(root) ? Site.parent(of: String(name.dropFirst(root.utf8.count))) : ""
      let document = Array("data: ".utf8) + Self.indented(bytes)
      let value = YAMLReader.read(document[...], firstLine: 1).fields.value("data")
      if let value { add(value) }
    }
  }

  /// A document as the value of a key, since a file may be a list.
  private static func indented(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.first?.starts(with: "---".utf8) == true { lines.removeFirst() }
    return [UInt8(ascii: "\n")]
      + lines.map { [UInt8(ascii: " ")] + $0 }.joined(separator: [UInt8(ascii: "\n")])
  }

  private mutating func add(_ value: FrontMatter.Value) {
    switch value {
    case .scalar: return
    case .table(let fields):
      // A table of several lists, or one with a list of routes.
      if fields.value("routes") != nil { return addEntry(fields, depth: 0) }
      for field in fields { if case .list = field.value { add(field.value) } }
    case .list(let values):
      let entries = value.tables
      if entries.contains(where: { Self.inner(of: $0) != nil }) {
        addEntries(values, depth: 0)
      } else if menu.isEmpty {
        menu = entries.compactMap(Self.address)
      }
    }
  }

  private mutating func addEntries(_ values: [FrontMatter.Value], depth: Int) {
    guard depth < Self.maximumDepth else { return }
    for value in values where outline.entries.count < Self.largestCount {
      switch value {
      case .table(let fields): addEntry(fields, depth: depth)
      case .scalar(let text): outline.add(title: nil, path: text)
      case .list(let inner): addEntries(inner, depth: depth + 1)
      }
    }
  }

  private mutating func addEntry(_ fields: [FrontMatter.Field], depth: Int) {
    let title = Self.titleKeys.lazy.compactMap { fields.value($0)?.text }.first
    let address = Self.address(of: fields) ?? fields.value("id")?.text.map { folder + $0 }
    let inner = Self.inner(of: fields)
    if let address { outline.add(title: title, path: address) }
    guard let inner else { return }
    // The entries below a whole site are no group of it.
    let isRoot = depth == 0 && fields.value("routes") != nil
    let start = outline.entries.count
    addEntries(inner, depth: depth + 1)
    if let title, !isRoot, outline.entries.count > start {
      outline.append(NavigationOutline.Group(title: title, entries: start..<outline.entries.count))
    }
  }

  private static func address(of fields: [FrontMatter.Field]) -> String? {
    addressKeys.lazy.compactMap { fields.value($0)?.text }.first
  }

  /// The entries below an entry: those of its first list.
  private static func inner(of fields: [FrontMatter.Field]) -> [FrontMatter.Value]? {
    for field in fields {
      if case .list(let values) = field.value, !values.isEmpty { return values }
    }
    return nil
  }
}

/// The addresses of the pages of a site by their files.
struct PageAddresses {
  private var paths: [String: String] = [:]

  init(of files: [ContentTree.File], generator: String) {
    for file in files {
      let path = PagePath.withoutEnding(file.path)
      add(String(path), file.path)
      // The folders of collections and posts.
      add(
        path.split(separator: "/").map { $0.hasPrefix("_") ? $0.dropFirst() : $0 }.joined(separator: "/"),
        file.path)
      add(String(PagePath.withoutEnding(file.location)), file.path)
      let fields = FrontMatter(file: file.bytes, generator: generator).fields
      if let address = fields.value("permalink")?.text {
        add(Self.path(of: address), file.path, isPreferred: true)
      }
    }
  }

  private mutating func add(_ address: String, _ path: String, isPreferred: Bool = false) {
    if isPreferred || paths[address] == nil { paths[address] = path }
  }

  /// The path of the file whose page is at an address.
  func file(at address: String) -> String? { paths[Self.path(of: address)] }

  /// An address without what is outside its path, and without the ending of its page.
  static func path(of address: String) -> String {
    var address = address
    // `{{ site.baseurl }}/docs/`
    if address.hasPrefix("{{"), let end = address.firstRange(of: "}}") {
      address = String(address[end.upperBound...])
    }
    var path = PagePath.normalized(String(address.prefix { $0 != "#" && $0 != "?" }))
    for ending in ["/index.html", ".html"] where path.hasSuffix(ending) { path.removeLast(ending.count) }
    return String(PagePath.withoutEnding(path))
  }
}
