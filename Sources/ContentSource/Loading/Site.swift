internal import PortfolioModel

/// A project as one generator's site: where its content is, and how it is called.
struct Site: Sendable {
  let generator: Generator
  /// The site's folder below the one that was named; empty, or a path that ends in `/`.
  let folder: String
  let configuration: SiteConfiguration?
  /// The folders of the content, the first of which may hold the welcome page.
  let roots: [Root]

  /// A folder of content, below the site's folder.
  struct Root: Sendable, Equatable {
    /// Empty for the site's folder itself, else a path that ends in `/`.
    var path: String
    /// The section of all its files; nil if its folders are sections.
    var section: String?
  }

  /// Whether the content is one folder, to which paths are relative.
  var isSingleRoot: Bool { roots.count == 1 && roots[0].section == nil }

  var title: String? { configuration?.text(anyOf: generator.titleKeys) }
  var headline: String? { configuration?.text(anyOf: generator.descriptionKeys) }

  // MARK: Recognition

  /// How deep below the named folder a site may begin.
  private static let depth = 3
  /// Folders in which no site is looked for: dependencies, themes and examples.
  private static let foreignFolders: Set<String> = [
    "node_modules", "themes", "vendor", "exampleSite", "examples", "example", "test", "tests", "testdata",
    "fixtures", "target", "dist", "build",
  ]

  /// The site in a folder or the nearest one below it; a plain folder if there is none.
  static func recognize(in project: borrowing FileSystem.Folder) -> Site {
    var folders = [""]
    for _ in 0...depth {
      for folder in folders {
        for generator in Generator.all {
          if let site = Site(generator, at: folder, in: project) { return site }
        }
      }
      folders = folders.flatMap { folder in
        let names = (try? project.list(folder))?.folders.sorted() ?? []
        return names.filter { !foreignFolders.contains($0) }.map { folder + $0 + "/" }
      }
      if folders.count > 200 { break }
    }
    return plain(in: project)
  }

  /// Nil if the folder is no site of this generator, or holds no Markdown if the generator looks for it.
  private init?(_ generator: Generator, at folder: String, in project: borrowing FileSystem.Folder) {
    if let required = generator.requiredFolder, !project.hasFolder(folder + required) { return nil }
    let name = generator.configurations.first { project.hasFile(folder + $0) }
    guard name != nil || generator.markers.contains(where: { project.hasFolder(folder + $0) }) else {
      return nil
    }
    var configuration: SiteConfiguration?
    if let name, let bytes = try? project.read(folder + name, limit: ContentLimits.configurationBytes) {
      configuration = SiteConfiguration(name: name, bytes: bytes)
    }
    if let key = generator.requiredKey, configuration?.text(key) == nil { return nil }
    self.generator = generator
    self.folder = folder
    self.configuration = configuration
    roots = Self.roots(generator.roots, configuration, at: folder, in: project)
    if roots.isEmpty { return nil }
  }

  private init(plain roots: [Root], folder: String) {
    generator = .plain
    configuration = nil
    self.folder = folder
    self.roots = roots
  }

  /// A folder without a generator: the deepest one that is reached while a level holds no pages and only one folder
  /// with Markdown, which holds folders of pages in its turn. A folder `content` is preferred to what is beside it,
  /// unless there is an index.
  private static func plain(in project: borrowing FileSystem.Folder) -> Site {
    var folder = ""
    for _ in 0..<ContentLimits.folderDepth {
      guard let listing = try? project.list(folder) else { break }
      let pages = listing.files.filter { PagePath.isMarkdown($0) && !RepositoryFile.isOne($0) }
      let hasIndex = pages.contains { PagePath.isIndex(String(PagePath.withoutExtension($0))) }
      if !hasIndex, listing.folders.contains("content"), project.holdsMarkdown(folder + "content/") {
        folder += "content/"
        break
      }
      let folders = listing.folders.filter {
        !Generator.plain.skippedFolders.contains($0) && project.holdsMarkdown(folder + $0 + "/")
      }
      guard pages.isEmpty, folders.count == 1 else { break }
      let inner = try? project.list(folder + folders[0] + "/")
      if inner?.files.contains(where: { PagePath.isMarkdown($0) }) != false { break }
      folder += folders[0] + "/"
    }
    return Site(plain: [Root(path: "")], folder: folder)
  }

  // MARK: Roots

  private static func roots(
    _ rules: [Generator.RootRule], _ configuration: SiteConfiguration?, at folder: String,
    in project: borrowing FileSystem.Folder
  ) -> [Root] {
    var roots: [Root] = []
    for rule in rules {
      switch rule {
      case .folder(let key, let names):
        // A site has one root of this kind; what precedes it are sections.
        if roots.contains(where: { $0.section == nil }) { continue }
        let configured = key.flatMap { configuration?.text($0) }.map { [$0] } ?? []
        let name = (configured + names).map(normalized).first {
          !$0.isEmpty && project.holdsMarkdown(folder + $0 + "/")
        }
        if let name { roots.append(Root(path: name + "/")) }
      case .each(let names):
        roots += names.filter { project.holdsMarkdown(folder + $0 + "/") }.map { Root(path: $0 + "/") }
      case .sections(let names): roots += sections(names, folder, project)
      case .collections:
        let source = (configuration?.text("source")).map(normalized).map { $0.isEmpty ? "" : $0 + "/" } ?? ""
        let folders = (configuration?.text("collections_dir")).map(normalized).map { $0 + "/" } ?? ""
        let names = ["posts", "drafts", "pages"] + (configuration?.keys("collections") ?? [])
        let included = configuration?.texts("include") ?? []
        roots += sections(
          names.map { source + folders + "_" + $0 } + included.map { source + $0 }, folder, project)
      case .here: if !roots.contains(where: { $0.section == nil }) { roots.append(Root(path: "")) }
      }
    }
    return roots.count == 1 && roots[0].path.isEmpty && !project.holdsMarkdown(folder) ? [] : roots
  }

  private static func sections(
    _ names: [String], _ folder: String, _ project: borrowing FileSystem.Folder
  ) -> [Root] {
    var roots: [Root] = []
    for name in names where !roots.contains(where: { $0.path == name + "/" }) {
      guard project.holdsMarkdown(folder + name + "/"), let last = name.split(separator: "/").last else {
        continue
      }
      roots.append(Root(path: name + "/", section: String(last)))
    }
    return roots
  }

  /// A path of the configuration without `.` and slashes at its ends; empty if it leads out.
  private static func normalized(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return parts.contains("..") ? "" : parts.joined(separator: "/")
  }
}

/// Files about a repository, which are not pages of its content.
enum RepositoryFile {
  /// Without extension, in capitals.
  private static let names: Set<String> = [
    "AGENTS", "CLAUDE", "GEMINI", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "LICENSE", "LICENCE",
    "CHANGELOG",
    "SUPPORT", "PULL_REQUEST_TEMPLATE", "404", "500", "SUMMARY", "_SIDEBAR", "_NAVBAR", "_FOOTER",
    "_COVERPAGE",
  ]

  /// Whether a file at the root of a project or of its content is about the repository. `README` is not among them:
  /// it is the welcome page if there is no index.
  static func isOne(_ name: String) -> Bool { names.contains(PagePath.withoutExtension(name).uppercased()) }
}

extension FileSystem.Folder {
  /// Whether a folder holds Markdown, its own or in folders below it, up to a depth of four.
  func holdsMarkdown(_ path: String, depth: Int = 4) -> Bool {
    guard let listing = try? list(path) else { return false }
    if listing.files.contains(where: { PagePath.isMarkdown($0) }) { return true }
    if depth == 0 { return false }
    for folder in listing.folders where folder != "node_modules" {
      if holdsMarkdown(path + folder + "/", depth: depth - 1) { return true }
    }
    return false
  }
}
