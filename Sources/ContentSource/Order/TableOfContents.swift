internal import PortfolioModel

/// A table of contents, `SUMMARY.md` of mdBook or `nav` of MkDocs: the order of pages and their titles.
struct TableOfContents: Sendable {
  /// The position of each page that is listed, by its path below the content's folder.
  private(set) var order: [String: Int] = [:]
  /// The titles that the table gives to pages, by path.
  private(set) var titles: [String: String] = [:]

  /// The titles above some pages, with the positions of these pages. A group precedes those within it.
  private(set) var groups: [(title: String, positions: Range<Int>)] = []
  /// The pages that the table hides, by path.
  private(set) var hidden: Set<String> = []
  /// The position of each section that is listed itself, by name, and the title there.
  private(set) var sections: [String: Int] = [:]
  private(set) var sectionTitles: [String: String] = [:]
  /// Whether sections are in the order of their first pages.
  private(set) var ordersSections = true
  /// The next position.
  private var end = 0
  /// The number of patterns so far.
  private var patterns = 0
  /// The first pattern beyond the limit.
  private var refusedPattern: String?

  /// What is wrong with the table.
  var problems: [Problem] {
    refusedPattern.map { pattern in
      let limit = "there are more than \(Self.largestPatternCount)"
      return [
        Problem(
          ".", "the pattern '\(pattern)' of the table of contents and later ones name no pages: \(limit)")
      ]
    } ?? []
  }

  init() {}

  /// - Parameter tree: the files of the site.
  init(of site: Site, in folder: borrowing FileSystem.Folder, _ tree: ContentTree) {
    guard let outline = Self.outline(of: site, in: folder, tree) else { return }
    add(outline, files: tree.files.map(\.path))
  }

  private static func outline(
    of site: Site, in folder: borrowing FileSystem.Folder, _ tree: ContentTree
  ) -> NavigationOutline? {
    guard let source = site.generator.tableOfContents else {
      return tree.listings.isEmpty ? nil : NavigationOutline(tree.listings, files: tree.files.map(\.path))
    }
    if PagePath.isMarkdown(source) {
      guard let bytes = try? folder.read(source, limit: ContentLimits.fileBytes) else { return nil }
      let outline = NavigationOutline(markdown: String(decoding: bytes, as: UTF8.self))
      return source == "_sidebar.md" ? outline.withFiles : outline
    }
    if source == "toctree" { return ToctreeContents(of: tree.files)?.outline }
    if source == "_toc.yml" { return site.configuration.map { NavigationOutline(book: $0.fields) } }
    if source == "project.toc" {
      return site.configuration?.value(source).map {
        NavigationOutline(book: [FrontMatter.Field(key: "toc", value: $0, line: 1)])
      }
    }
    if source == DocFXContents.name {
      var outline = NavigationOutline()
      for entry in DocFXContents(in: folder).entries { outline.add(title: entry.title, path: entry.path) }
      return outline
    }
    if let value = site.configuration?.value(source) {
      return source.hasSuffix("nav") ? NavigationOutline(mkDocs: value) : NavigationOutline(mintlify: value)
    }
    return tree.listings.isEmpty ? nil : NavigationOutline(tree.listings, files: tree.files.map(\.path))
  }

  /// A link of a table of contents.
  struct Entry {
    var title: String?
    /// The path of a page, which may lack its extension, or that of a folder with `/` at its end.
    var path: String
  }

  /// Adds the navigation that the fields of pages make: each page below the one that it names, by weight and title.
  mutating func addNavigation(of files: [PageFile]) {
    guard order.isEmpty, files.contains(where: { $0.navigation?.parent != nil }) else { return }
    let outline = NavigationOutline(of: files)
    add(outline, files: outline.entries.map(\.path))
    ordersSections = false
  }

  /// Adds the entries that are files or sections.
  private mutating func add(_ outline: NavigationOutline, files: [String]) {
    let files = Set(files)
    var positions: [Int] = []
    for entry in outline.entries {
      positions.append(end)
      if entry.path.hasSuffix("/"), !entry.path.dropLast().contains("/") {
        let name = PathName.slug(of: String(entry.path.dropLast()))
        if sections[name] == nil { sections[name] = nextPosition() }
        sectionTitles[name] = sectionTitles[name] ?? entry.title
        continue
      }
      guard let path = Self.file(entry.path, among: files) else {
        addMatches(of: entry.path, among: files)
        continue
      }
      if order[path] != nil { continue }
      order[path] = nextPosition()
      titles[path] = entry.title.flatMap { $0.isEmpty ? nil : $0 }
    }
    positions.append(end)
    hidden = outline.hidden
    groups = outline.groups.map { group in
      (group.title, positions[group.entries.lowerBound]..<positions[group.entries.upperBound])
    }
    groups.removeAll { $0.positions.isEmpty }
  }

  /// The file that an entry names: its path may be percent-encoded or lack its extension.
  private static func file(_ entry: String, among files: Set<String>) -> String? {
    let path = PagePath.normalized(entry.hasPrefix("./") ? String(entry.dropFirst(2)) : entry)
    if files.contains(path) { return path }
    if path.contains("%"), case let decoded = Portfolio.decodingPercents(in: path), files.contains(decoded) {
      return decoded
    }
    if PagePath.isMarkdown(path) { return nil }
    return [".mdx", ".md", "/index.mdx", "/index.md"].map { path + $0 }.first(where: files.contains)
  }

  /// Adds the files whose paths, with or without extension, match a pattern.
  private mutating func addMatches(of pattern: String, among files: Set<String>) {
    guard PathGlob.isPattern(pattern) else { return }
    guard patterns < Self.largestPatternCount else {
      refusedPattern = refusedPattern ?? pattern
      return
    }
    patterns += 1
    let glob = PathGlob(pattern)
    let matches = files.filter { path in
      [path, String(PagePath.withoutExtension(path))].contains { glob.matches(Array($0.unicodeScalars)) }
    }
    add(matches.sorted { NaturalOrder.precedes($0, $1) })
  }

  /// The maximum number of patterns in a table.
  private static let largestPatternCount = 64

  private mutating func nextPosition() -> Int {
    defer { end += 1 }
    return end
  }

  /// The title of the group that consists of some pages, or nearly does.
  /// - Parameter pages: the positions of the pages, sorted.
  func title(ofPagesAt pages: [Int]) -> String? {
    guard let first = pages.first, let last = pages.last else { return nil }
    var best: (title: String, likeness: Double)?
    for group in groups where group.positions.overlaps(first..<last + 1) {
      let common =
        Self.index(of: group.positions.upperBound, in: pages)
        - Self.index(of: group.positions.lowerBound, in: pages)
      // The Dice coefficient of the two sets.
      let likeness = 2 * Double(common) / Double(pages.count + group.positions.count)
      if likeness == 1 { return group.title }
      if likeness > best?.likeness ?? 0.79 { best = (group.title, likeness) }
    }
    return best?.title
  }

  /// Removes pages, such as those of other languages, and their positions.
  mutating func remove(_ paths: Set<String>) {
    if !order.keys.contains(where: paths.contains) { return }
    order = order.filter { !paths.contains($0.key) }
    let kept = (Array(order.values) + Array(sections.values)).sorted()
    order = order.mapValues { Self.index(of: $0, in: kept) }
    sections = sections.mapValues { Self.index(of: $0, in: kept) }
    groups = groups.map { group in
      let (first, end) = (group.positions.lowerBound, group.positions.upperBound)
      return (group.title, Self.index(of: first, in: kept)..<Self.index(of: end, in: kept))
    }
    groups.removeAll { $0.positions.isEmpty }
    end = kept.count
  }

  /// The number of positions before a position.
  private static func index(of position: Int, in sorted: [Int]) -> Int {
    var range = 0..<sorted.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if sorted[middle] < position {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}

// MARK: Names and scripts

extension TableOfContents {
  /// Adds the order that the names of files, or the scripts of a site, give to pages that are not listed yet.
  /// - Parameter files: the files of the site.
  mutating func addOrder(
    of files: [ContentTree.File], site: Site, in project: borrowing FileSystem.Folder
  ) {
    let paths = files.map(\.path)
    let published = files.reduce(into: [:]) { $0[$1.path] = $1.publishedPath }
    // In Docusaurus, a sidebar names a page by its `id` instead of its file.
    let ids: [String: String] =
      site.generator.hasIDs
      ? files.reduce(into: [:]) { ids, file in ids[file.path] = ContentTree.documentID(in: file.bytes) } : [:]
    if site.generator.hasNumberedNames {
      let numbered = paths.filter { Self.withoutNumbers($0) != $0 && !Self.isPost($0) }
      add(numbered.sorted { NaturalOrder.precedes($0, $1) })
      // Numbers of files order the pages of a folder. Only numbers of folders order the folders.
      ordersSections = numbered.contains { path in
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return Self.withoutNumbers(String(folder)) != folder
      }
    }
    if let mark = site.generator.orderMark, site.configuration?.mentions(mark) != true { return }
    for name in site.generator.orderScripts {
      let path = site.configurationFolder + name
      guard let script = try? project.read(path, limit: ContentLimits.fileBytes) else { continue }
      let language = LanguageVariants.configuredLanguage(of: site) ?? "en"
      let bytes = ScriptImports.expanded(
        script, at: path, language: language, languages: site.configuration?.languages ?? [], in: project)
      var listed = ScriptNames(
        inScript: bytes, isURL: site.generator.orderMark == nil ? !name.hasPrefix("sidebars") : nil)
      if site.generator.hasPrefixedNames { listed.addPrefixed(inScript: bytes) }
      let names = listed.places
      let roots = site.isSingleRoot ? [] : site.roots.map(\.path)
      // The posts of a blog are in the order of their dates, also if the script links to some.
      let places = paths.filter { !Self.isPost($0) }.compactMap { path in
        let name = published[path].map { Self.name(of: $0, below: []) } ?? Self.name(of: path, below: roots)
        let place =
          names[name]
          ?? ids[path].flatMap { id in
            names[(name.split(separator: "/").dropLast() + [id[...]]).joined(separator: "/")]
          }
        return place.map { (place: $0, path: path) }
      }
      // One name may be a word that has another meaning.
      if places.count > 1 {
        let folders = site.generator.orderMark == nil ? [] : Self.listedFolders(of: paths, in: names)
        let sorted = (places + folders).sorted { $0.place < $1.place }
        if site.isSingleRoot { addSections(of: listed, among: paths) }
        let start = end
        for item in sorted { add(item.path) }
        // The positions of the pages are those of their lines in order, if none of them was listed before.
        if end == start + sorted.count { addGroups(of: bytes, at: sorted.map(\.place), from: start) }
        return
      }
    }
  }

  /// Adds the order of the sections in the bar of a site, unless it leads to one section alone.
  private mutating func addSections(of script: ScriptNames, among paths: [String]) {
    guard sections.isEmpty, order.isEmpty else { return }
    let folders = Set(paths.filter { $0.contains("/") }.map { $0.prefix { $0 != "/" } })
    let names = script.barNames.map { $0.prefix { $0 != "/" } }.filter(folders.contains).unique
    if names.count > 1 { for name in names { add("\(name)/") } }
  }

  /// Adds the order of the sections in a menu, unless there is an order already.
  mutating func addMenu(_ menu: SiteMenu) {
    guard order.isEmpty, sections.isEmpty else { return }
    for name in menu.sections { add(name + "/") }
  }

  /// Adds the pages of a site's navigation, unless there is an order already.
  mutating func add(_ navigation: SiteNavigation, _ addresses: PageAddresses) {
    guard order.isEmpty, sections.isEmpty, !navigation.outline.entries.isEmpty else { return }
    let outline = navigation.outline.withPaths { addresses.file(at: $0) ?? "" }
    let files = Set(outline.entries.map(\.path).filter { !$0.isEmpty })
    if files.count > 1 { add(outline, files: Array(files)) }
  }

  /// Adds the pages and folders of a menu, unless there is an order already. The posts of a blog come first if the menu
  /// names them by the first page, by their archive, or not at all.
  mutating func addMenu(
    _ menu: [String], _ addresses: PageAddresses, posts: String, _ files: [ContentTree.File]
  ) {
    guard order.isEmpty, sections.isEmpty, menu.count > 1 else { return }
    let counts = files.reduce(into: [String: Int]()) {
      $0[String($1.location.prefix { $0 != "/" }), default: 0] += 1
    }
    var items: [String] = []
    for address in menu where address.hasPrefix("/") {
      let path = PageAddresses.path(of: address)
      let isPosts = path.isEmpty || ["archives", "archive", "year-archive", "posts", "blog"].contains(path)
      if counts[path, default: 0] > 1 {
        items.append(path + "/")
      } else if isPosts {
        items.append(posts + "/")
      } else if let file = addresses.file(at: address) {
        items.append(file)
      }
    }
    guard Set(items).count > 1 else { return }
    if !items.contains(posts + "/") { add(posts + "/") }
    for item in items { add(item) }
  }

  /// Adds the groups of a script, `{ text: 'Title', items: [...] }`.
  /// - Parameters:
  ///   - places: the places of the pages in the script, sorted.
  ///   - start: the position of the first of these pages.
  private mutating func addGroups(of script: [UInt8], at places: [Int], from start: Int) {
    for group in ScriptGroups(in: script).groups {
      let first = Self.index(of: group.lines.lowerBound * ScriptNames.linePlaces, in: places)
      let last = Self.index(of: group.lines.upperBound * ScriptNames.linePlaces, in: places)
      if first == last { continue }
      // A group that is the list of a folder has no page of its own.
      if last == first + 1, let section = sections.first(where: { $0.value == start + first }) {
        sectionTitles[section.key] = group.title
      } else {
        groups.append((group.title, start + first..<start + last))
      }
    }
  }

  /// The folders of pages that a script names, `autogenerate: { directory: 'guides' }`, as paths that end in `/`, with their
  /// places. One that also has pages in the script is not among them.
  private static func listedFolders(
    of paths: [String], in names: [String: Int]
  ) -> [(place: Int, path: String)] {
    let folders = Set(paths.filter { $0.contains("/") }.map { String($0.prefix { $0 != "/" }) })
    let listed = Set(
      paths.filter { names[name(of: $0, below: [])] != nil }.map { String($0.prefix { $0 != "/" }) })
    return folders.subtracting(listed).compactMap { folder in names[folder].map { ($0, folder + "/") } }
  }

  /// Adds a page, or a section by the path of its folder.
  private mutating func add(_ path: String) {
    guard path.hasSuffix("/") else { return add([path]) }
    let name = PathName.slug(of: String(path.dropLast()))
    if sections[name] == nil { sections[name] = nextPosition() }
  }

  private static func isPost(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { ["blog", "posts", "_posts"].contains($0) }
  }

  /// Adds the order in which the READMEs of a plain folder link to its pages and folders, unless there is an order already.
  mutating func addLinkedOrder(of files: [ContentTree.File]) {
    if !order.isEmpty { return }
    let linked = LinkedOrder(of: files)
    add(linked.pages)
    for name in linked.folders { sections[PathName.slug(of: name)] = sections.count }
    ordersSections = false
  }

  /// Adds the order of the numbers before the names of a plain folder.
  mutating func addNumberedOrder(of files: [ContentTree.File]) {
    let pages = NumberedOrder.pages(among: files, besides: order)
    if order.isEmpty { ordersSections = false }
    add(pages)
  }

  private mutating func add(_ paths: [String]) {
    for path in paths where order[path] == nil { order[path] = nextPosition() }
  }

  /// A path without the numbers before the names of its folders and its file: `2.usage/1.start.md` and
  /// `(2)usage/(1)start.md` are `usage/start.md`.
  static func withoutNumbers(_ path: String) -> String {
    path.split(separator: "/").map { name in
      if name.first == "(", let end = name.firstIndex(of: ")"),
        name[..<end].dropFirst().allSatisfy(\.isNumber),
        name[end...].dropFirst().first?.isLetter == true
      {
        return String(name[end...].dropFirst())
      }
      let rest = name.drop { $0.isASCII && $0.isNumber }
      guard rest.count < name.count, rest.first == ".", rest.dropFirst().first?.isLetter == true else {
        return String(name)
      }
      let word = String(rest.dropFirst())
      // `1.md` is a number with the extension of Markdown.
      return PagePath.isMarkdown("." + word) && !word.contains(".") ? String(name) : word
    }.joined(separator: "/")
  }

  /// The name of a page in a script: its path below its root, without extension, and without the name of an index.
  private static func name(of path: String, below roots: [String]) -> String {
    let root = roots.filter { path.hasPrefix($0) }.max { $0.utf8.count < $1.utf8.count } ?? ""
    var name = PagePath.withoutEnding(String(path.dropFirst(root.utf8.count)))
    if name.uppercased().hasSuffix("/README") { name = name.dropLast(7) }
    return name == "index" || name == "README" ? "" : String(name)
  }
}
