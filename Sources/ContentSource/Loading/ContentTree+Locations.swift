internal import PortfolioModel

extension ContentTree {
  /// Makes the first page of the table of contents the welcome page, if it is directly in the root, alone or before all
  /// folders, and there is no index.
  mutating func startWithFirstPage() {
    guard let first = files.firstIndex(where: { contents.order[$0.path] == 0 }),
      !files[first].path.contains("/"), !files.contains(where: { PageLocation.isRootIndex($0.location) })
    else { return }
    let others = files.indices.filter { $0 != first && !files[$0].path.contains("/") }
    let isAlone = others.allSatisfy { contents.order[files[$0].path] == nil }
    let precedesFolders = contents.groups.allSatisfy { !$0.positions.contains(0) }
    if isAlone || precedesFolders && !contents.groups.isEmpty { files[first].location = "index.md" }
  }

  /// Adds the order of the navigation in files of data, and that of the menu of a theme.
  mutating func addNavigation(of site: Site, in project: borrowing FileSystem.Folder) {
    let generator = site.generator
    if generator.navigationFiles.isEmpty, generator.navigationNames.isEmpty, generator.menuFiles.isEmpty {
      return
    }
    let navigation = SiteNavigation(of: site, in: project)
    let menu = navigation.menu.isEmpty ? SiteMenu(ofTheme: site, in: project).addresses : navigation.menu
    if navigation.outline.entries.isEmpty, menu.isEmpty { return }
    let addresses = PageAddresses(of: files, generator: generator.name)
    contents.add(navigation, addresses)
    let posts = PageLocation(path: files.first { $0.path.contains("_posts/") }?.location ?? "posts/p.md")
      .section
    contents.addMenu(menu, addresses, posts: posts, files)
  }

  /// Leaves out the pages that the table of contents does not list.
  mutating func leaveOutUnlisted() {
    leftOut += files.filter { contents.order[$0.path] == nil }.map { LeftOut($0.path, .excluded) }
    files.removeAll { contents.order[$0.path] == nil }
  }

  /// Makes a page with text the welcome page if there is no index. Logseq creates one that holds nothing but `-`.
  /// - Parameter path: of its file, without extension.
  mutating func start(with path: String) {
    guard let index = files.firstIndex(where: { PagePath.withoutExtension($0.path) == path }),
      files[index].bytes.contains(where: { $0 >= UInt8(ascii: "0") }),
      !files.contains(where: { PageLocation.isRootIndex($0.location) })
    else { return }
    files[index].location = "index.md"
  }

  /// Makes the page that its front matter publishes at the root of the site, `permalink: /`, the welcome page if there is
  /// no index. A README is one only without such a page.
  /// - Parameter generator: the name of the site's.
  mutating func startAtPermalink(of generator: String) {
    if files.contains(where: { PageLocation.isRootIndex($0.location) }) { return }
    let candidates = files.indices.filter { Self.isPublishedAtRoot(files[$0].bytes) }
    // A page with dates of its publication is usually shown, but one without is always.
    guard
      let index = candidates.first(where: { !files[$0].isHidden(by: generator) })
        ?? candidates.first(where: { !files[$0].isUnpublished(by: generator) })
    else { return }
    files[index].location = "index.md"
  }

  private static func isPublishedAtRoot(_ bytes: [UInt8]) -> Bool {
    guard let value = headerText("permalink", in: bytes) else { return false }
    return value == "/" || value == "/index.html"
  }

  /// Leaves out pages that are parts of others: those without front matter that a page imports which is shown.
  /// - Parameters:
  ///   - imports: for each path of a page, those of the pages that it imports, relative to the folder that the user named.
  ///   - base: the folder that the paths of the files are relative to.
  ///   - generator: the name of the site's.
  mutating func leaveOut(imported imports: [String: Set<String>], below base: String, of generator: String) {
    if imports.isEmpty { return }
    let all = imports.values.reduce(into: Set()) { $0.formUnion($1) }
    let importers = files.filter {
      imports[base + $0.path] != nil && !all.contains(base + $0.path) && !$0.isHidden(by: generator)
    }
    var paths: Set<String> = []
    var pending = importers.map { base + $0.path }
    while let path = pending.popLast() {
      for imported in imports[path] ?? [] where paths.insert(imported).inserted { pending.append(imported) }
    }
    let parts = files.filter {
      paths.contains(base + $0.path) && FrontMatter(file: $0.bytes).fields.isEmpty
    }.map(\.path)
    let partPaths = Set(parts)
    files.removeAll { partPaths.contains($0.path) }
    leftOut += parts.map { LeftOut($0, .template) }
  }

  /// The least number of folders of days that are a journal.
  private static let days = 3

  /// Puts the pages of folders that are named by days, such as `20240131_Wednesday`, into one section.
  mutating func joinDays(in section: String) {
    var counts: [Substring: Int] = [:]
    for file in files where file.location.utf8.first.map({ (0x31...0x32).contains($0) }) == true {
      let folder = file.location.prefix { $0 != "/" }
      if folder.endIndex != file.location.endIndex, PageLocation.isDay(folder) {
        counts[folder, default: 0] += 1
      }
    }
    guard counts.count >= Self.days else { return }
    for index in files.indices {
      let location = files[index].location
      let folder = location.prefix { $0 != "/" }
      guard let count = counts[folder] else { continue }
      let name = location[folder.endIndex...].dropFirst()
      let stem = PagePath.withoutExtension(String(name))
      let isIndex = PagePath.isIndex(String(stem)) || stem.uppercased() == "README"
      // The only page of a day needs no folder.
      files[index].location = section + "/" + (count > 1 || isIndex ? location : String(name))
    }
  }

  /// The largest number of chapters outside the folder of a book.
  private static let outerChapters = 100

  /// Adds the chapters of a book that its table of contents names outside its own folder, `../README.md`. Files outside
  /// the folder that the user named cannot be read.
  /// - Parameter base: the path of the book's folder, which ends in `/`.
  mutating func addOuterChapters(of base: String, in project: borrowing FileSystem.Folder) {
    guard !base.isEmpty, let bytes = try? project.read(base + "SUMMARY.md", limit: ContentLimits.fileBytes)
    else {
      return
    }
    let outline = NavigationOutline(markdown: String(decoding: bytes, as: UTF8.self))
    let paths = outline.entries.map(\.path).filter { $0.hasPrefix("../") && PagePath.isMarkdown($0) }
    var known: Set<String> = []
    for path in paths.prefix(Self.outerChapters) where known.insert(path).inserted {
      let rest = path.drop { $0 == "." || $0 == "/" }
      let depth = path[..<rest.startIndex].split(separator: "/").count
      let folders = base.split(separator: "/")
      guard depth <= folders.count, !rest.contains("../") else { continue }
      let file = (folders.dropLast(depth) + [rest]).joined(separator: "/")
      guard let bytes = try? project.read(file, limit: ContentLimits.fileBytes) else { continue }
      // Directly in the book, as it has no folder there.
      let name = rest.split(separator: "/").last.map(String.init) ?? file
      let isReadme = PagePath.withoutExtension(name).uppercased() == "README"
      let own =
        isReadme && files.contains { $0.location == "README.md" || PageLocation.isRootIndex($0.location) }
      let section = looseSections.first ?? folders.last.map(String.init) ?? "pages"
      let isFirst = path == outline.entries.first?.path
      let location = isReadme && !own && isFirst ? name : section + "/" + (isReadme ? "repository.md" : name)
      files.append(File(path: path, location: location, bytes: bytes))
    }
  }
}

extension ContentTree.File {
  /// Whether the file is no page without `--drafts`, whatever the day.
  func isHidden(by generator: String) -> Bool {
    let fields = PageFile(self, generator: generator, dialect: .github).page.fields
    return fields.isDraft || fields.isPrivate || fields.publishes != nil || fields.expires != nil
  }

  /// Whether the file is a draft or private.
  fileprivate func isUnpublished(by generator: String) -> Bool {
    let fields = PageFile(self, generator: generator, dialect: .github).page.fields
    return fields.isDraft || fields.isPrivate
  }
}
