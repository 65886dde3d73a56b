internal import Dialects
internal import PortfolioModel

/// A recognized site: its generator, the folders of its content, and its title.
struct Site: Sendable {
  let generator: Generator
  /// The path of the site within the folder that the user named; empty, or a path that ends in `/`.
  let folder: String
  /// The folder of the configuration, which may be below ``folder`` if that contains all content.
  let configurationFolder: String
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

  let title: String?
  let headline: String?
  /// The syntax of the program for notes with which the author writes the pages.
  private var notesDialect: Dialect = []

  /// The address of the site, with the path below it that Jekyll and Docusaurus have in a key of its own.
  var address: String? {
    let keys = ["baseURL", "base_url", "site_url", "siteUrl", "SITEURL", "SITE_URL", "url", "site"]
    let texts = keys.compactMap { configuration?.text($0) }
    guard let address = texts.first(where: { $0.lowercased().hasPrefix("http") }) else { return nil }
    let paths = ["baseurl", "baseUrl"].compactMap { configuration?.text($0) }
    guard let path = paths.first(where: { $0.hasPrefix("/") }) else { return address }
    return (address.hasSuffix("/") ? String(address.dropLast()) : address) + path
  }

  /// The syntax that the pages may contain.
  var dialect: Dialect {
    var base = Dialect.standalone.union(generator.dialect).union(notesDialect)
    for optional in generator.optionalDialects where isTurnedOn(optional.rule) {
      base.formUnion(optional.dialect)
    }
    // Programs with templates of their own expand shortcodes, or leave them to the author.
    if !base.isDisjoint(with: [.hugo, .zola, .liquid]) { base.remove(.literalTags) }
    let hasEmoji =
      switch generator.emoji {
      case .always: true
      case .never: false
      case .enabled(let keys): isTurnedOn(.enables(keys))
      case .extended(let name): configuration?.mentions(name) == true
      }
    return hasEmoji ? base : base.subtracting(.emoji)
  }

  private func isTurnedOn(_ rule: Generator.DialectRule) -> Bool {
    switch rule {
    case .mentions(let name): configuration?.mentions(name) == true
    case .lists(let key, let text): configuration?.texts(key).contains(text) == true
    case .hasPlugin(let name, let texts):
      configuration?.hasPlugin(name) == true && !texts.contains { configuration?.mentions($0) == true }
    case .enables(let keys): configuration?.text(anyOf: keys)?.lowercased() == "true"
    case .keeps(let values):
      !values.contains { value in
        configuration?.text(value.key)?.lowercased() == value.otherwise
          || configuration?.texts(value.key).contains(value.otherwise) == true
      }
    case .lacks(let texts): !texts.contains { configuration?.mentions($0) == true }
    }
  }

  /// Whether a Markdown file without front matter is no page.
  let needsFrontMatter: Bool

  /// The plugins of Jekyll, and the package that turns them on, with which such a file is a page.
  private static let optionalFrontMatter = ["github-pages", "jekyll-optional-front-matter"]

  private static func needsFrontMatter(
    _ generator: Generator, _ configuration: SiteConfiguration?, at folder: String,
    in project: borrowing FileSystem.Folder
  ) -> Bool {
    // GitHub Pages builds a site without a Gemfile.
    guard generator.needsFrontMatter,
      let bytes = try? project.read(folder + "Gemfile", limit: ContentLimits.configurationBytes)
    else { return false }
    let gems = String(decoding: bytes, as: UTF8.self)
    return !optionalFrontMatter.contains { gems.contains($0) || configuration?.mentions($0) == true }
  }

  /// The folders of templates that settings name, as paths below ``folder``.
  let templateFolders: Set<String>
  /// The files and folders that are no pages.
  let exclusions: SiteExclusions

  /// The files and folders that the configuration excludes, as patterns of the paths that ``FolderWalk`` visits.
  var ignoredPaths: PathPatterns {
    let texts = exclusions.texts
    let base =
      generator.ignoredBase.map { Self.normalized(configuration?.text($0.key) ?? $0.folder) + "/" } ?? ""
    if generator.ignoredForm == .expressions {
      // Hugo compares its expressions with the whole path of a file.
      let root = isSingleRoot ? roots[0].path : ""
      return PathPatterns(texts, form: .expressions, pathsBegin: "/" + root)
    }
    let patterns = texts.map { text in
      let isException = generator.ignoredForm == .exceptions && text.hasPrefix("!")
      let path = Self.normalized(isException ? String(text.dropFirst()) : text)
      return path.isEmpty ? "" : (isException ? "!" : "") + base + path
    }
    return PathPatterns(patterns.filter { !$0.isEmpty }, form: generator.ignoredForm)
  }

  /// The folders, as paths below the folder that the user named, whose Markdown files are not shown for a reason of their
  /// own.
  var reasons: [String: LeftOut.Reason] {
    var reasons: [String: LeftOut.Reason] = [:]
    for (name, reason) in generator.reasons { reasons[configurationFolder + name + "/"] = reason }
    // In Hugo, each language may have a folder of its own.
    for name in configuration?.languageFolders ?? [] {
      let path = configurationFolder + Self.normalized(name) + "/"
      if !roots.contains(where: { folder + $0.path == path }) { reasons[path] = .language }
    }
    return reasons
  }

  // MARK: Recognition

  /// The maximum depth of a site's folder below the folder that the user named.
  private static let depth = 3
  /// Folders that are not searched for a site: dependencies, themes and examples.
  static let foreignFolders: Set<String> = [
    "node_modules", "themes", "vendor", "exampleSite", "examples", "example", "test", "tests", "testdata",
    "fixtures", "target", "dist", "build",
  ]

  /// The site in a folder, or the nearest site below it; a plain folder if there is no site.
  static func recognize(in project: borrowing FileSystem.Folder) -> Site {
    var folders = [""]
    for _ in 0...depth {
      for folder in folders {
        guard let files = SiteFiles(in: folder, of: project), var site = Site(files, in: project) else {
          continue
        }
        if let other = Site.ofMainLanguage(beside: site, in: project) { site = other }
        // The packages of the project are a better sign than a folder such as `_posts`.
        if site.configuration == nil, let other = Site(packagesAt: folder, in: project) { return other }
        // The settings of a program for notes say nothing about a site.
        if PageFile.noteGenerators.contains(site.generator.name),
          var other = Site.inner(ofNotesAt: folder, in: project)
        {
          other.notesDialect = site.generator.dialect
          return other
        }
        // Of several vaults of a program, one may be about its development.
        let documents = Site.parent(of: folder) + "docs/"
        if PageFile.noteGenerators.contains(site.generator.name), folder != documents,
          folders.contains(documents), let files = SiteFiles(in: documents, of: project),
          let other = Site(files, in: project)
        {
          return other
        }
        return site
      }
      folders = folders.flatMap { folder in
        let names = (try? project.list(folder))?.folders.sorted() ?? []
        return names.filter { !foreignFolders.contains($0) }.map { folder + $0 + "/" }
      }
      if folders.count > 200 { break }
    }
    if let site = Site(packagesAt: "", in: project) { return site }
    // A theme of Hugo has its content in a site that shows what it looks like.
    return SiteFiles(in: exampleFolder, of: project).flatMap { Site($0, in: project) } ?? plain(in: project)
  }

  /// The site beside one in a folder with the name of a language, `docs/de`, if each language is a site of its own: the
  /// one whose configuration it inherits, else the English one.
  private static func ofMainLanguage(beside site: Site, in project: borrowing FileSystem.Folder) -> Site? {
    let folder = site.configurationFolder
    guard let name = folder.split(separator: "/").last.map(String.init), name != "en",
      LanguageFolders.isName(name.lowercased())
    else { return nil }
    let inherited = site.configuration?.text("INHERIT").map { Site.parent(of: resolved(folder + $0)) }
    for other in [inherited, parent(of: folder) + "en/"].compactMap(\.self)
    where other != folder && other.hasPrefix(parent(of: folder)) {
      guard let files = SiteFiles(in: other, of: project), let site = Site(files, in: project) else {
        continue
      }
      return site
    }
    return nil
  }

  static let exampleFolder = "exampleSite/"

  /// The site in a folder itself; nil if no generator is recognized.
  init?(_ files: SiteFiles, in project: borrowing FileSystem.Folder) {
    for generator in Generator.all {
      if let site = Site(generator, files, in: project) {
        self = site
        return
      }
    }
    return nil
  }

  /// The site in a folder without a configuration file; nil if its project declares no package of a generator.
  private init?(packagesAt folder: String, in project: borrowing FileSystem.Folder) {
    guard
      let bytes = try? project.read(folder + Generator.packageFile, limit: ContentLimits.configurationBytes)
    else { return nil }
    let file = SiteConfiguration(name: Generator.packageFile, bytes: bytes)
    let packages = Set(["dependencies", "devDependencies"].flatMap { file.keys($0) })
    let files = SiteFiles(in: folder, of: project) ?? SiteFiles(none: folder)
    for generator in Generator.all where generator.package.map(packages.contains) == true {
      if let site = Site(generator, files, in: project, isKnown: true) {
        self = site
        return
      }
    }
    return nil
  }

  /// Nil if the folder is not a site of this generator, or contains no Markdown in the generator's content folders.
  /// - Parameter isKnown: whether the generator is known without a configuration file.
  private init?(
    _ generator: Generator, _ files: SiteFiles, in project: borrowing FileSystem.Folder, isKnown: Bool = false
  ) {
    let folder = files.folder
    let name = generator.configurations.first { files.mayHold($0) && project.hasFile(folder + $0) }
    let isMarked = generator.markers.contains { marker in
      files.mayHold(marker) && project.hasFolder(folder + marker)
        && (marker != generator.datedMarker || project.hasDatedNames(folder + marker + "/"))
    }
    guard name != nil || isMarked || isKnown else { return nil }
    var configuration: SiteConfiguration?
    if let name, let bytes = try? project.read(folder + name, limit: ContentLimits.fileBytes) {
      // The settings of a script come before its lists of pages, which may be long. The other formats are nothing
      // without their end.
      let isScript = Generator.isScript(name)
      if isScript || bytes.count <= ContentLimits.configurationBytes {
        configuration = SiteConfiguration(
          name: name, bytes: Array(bytes.prefix(ContentLimits.configurationBytes)))
      }
    }
    for part in generator.configurationParts {
      guard let name = part.files.first(where: { project.hasFile(folder + $0) }),
        let bytes = try? project.read(folder + name, limit: ContentLimits.configurationBytes)
      else { continue }
      configuration?.add(SiteConfiguration(name: name, bytes: bytes), as: part.key)
    }
    if let texts = generator.requiredTexts, !texts.contains(where: { configuration?.mentions($0) == true }) {
      return nil
    }
    if let key = generator.requiredKey, configuration?.value(key) == nil { return nil }
    if let required = generator.requiredFolder {
      let named = generator.requiredFolderKey
        .flatMap { configuration?.text($0) ?? configuration?.languageText($0) }.map(Self.normalized)
      let mounted = generator.hasMounts ? MountedFiles(of: configuration).folders : []
      if !([required, named ?? ""] + mounted).contains(where: {
        !$0.isEmpty && project.hasFolder(folder + $0)
      }) {
        return nil
      }
    }
    let metadata = Self.metadata(of: generator, configuration, at: folder, in: project)
    (title, headline) = (metadata.title, metadata.description)
    self.generator = generator
    self.configuration = configuration
    needsFrontMatter = Self.needsFrontMatter(generator, configuration, at: folder, in: project)
    let hasNoBlog = generator.blogMark.map { configuration?.mentions($0) == true } == true
    let inner = Self.roots(generator.roots, configuration, at: folder, in: project)
      .filter { !hasNoBlog || $0.section != "blog" }
    var outer = Self.outerFolders(generator.roots, configuration, at: folder, in: project)
    if generator.findsContentBeside, outer.isEmpty {
      let count = inner.reduce(0) { $0 + project.countMarkdown(folder + $1.path) }
      outer = Self.contentBeside(folder, largerThan: count, in: project)
    }
    if inner.isEmpty, outer.isEmpty { return nil }
    if generator.requiresContents, let name = generator.tableOfContents,
      !inner.contains(where: { project.hasFile(folder + $0.path + name) })
    {
      return nil
    }
    templateFolders = Set(
      generator.templateSettings.compactMap { setting in
        let bytes = try? project.read(folder + setting.file, limit: ContentLimits.configurationBytes)
        let name = bytes.flatMap { SiteConfiguration(name: setting.file, bytes: $0).text(setting.key) }
        return name.map(Self.normalized)
      })
    exclusions = SiteExclusions(of: generator, name: name, configuration, at: folder, in: project)
    // With content beside it, the site's folder is the one that contains all of it.
    var common = folder
    while !outer.allSatisfy({ $0.hasPrefix(common) }) { common = Self.parent(of: common) }
    self.folder = common
    configurationFolder = folder
    let path = folder.dropFirst(common.count)
    roots =
      outer.map { Root(path: String($0.dropFirst(common.count))) }
      + inner.map { Root(path: path + $0.path, section: $0.section) }
  }

  /// Reads the title and the description of a site in its configuration, else in the other files that may hold them.
  private static func metadata(
    of generator: Generator, _ configuration: SiteConfiguration?, at folder: String,
    in project: borrowing FileSystem.Folder
  ) -> (title: String?, description: String?) {
    let title = configuration?.text(anyOf: generator.titleKeys) ?? configuration?.languageText("title")
    let description =
      configuration?.text(anyOf: generator.descriptionKeys)
      ?? configuration?.languageText(anyOf: generator.descriptionKeys)
    if title != nil { return (title, description) }
    for name in generator.titleFiles {
      guard let bytes = try? project.read(folder + name, limit: ContentLimits.configurationBytes) else {
        continue
      }
      let file = SiteConfiguration(name: name, bytes: bytes)
      if let title = file.text(anyOf: Generator.fileTitleKeys) {
        return (title, description ?? file.text(anyOf: Generator.fileDescriptionKeys))
      }
    }
    for name in generator.layoutFiles {
      guard let bytes = try? project.read(folder + name, limit: ContentLimits.configurationBytes),
        let metadata = SiteConfiguration(metadataIn: bytes),
        let title = metadata.text(anyOf: Generator.layoutTitleKeys)
      else { continue }
      return (title, description ?? metadata.text("description"))
    }
    let isScripted = generator.package != nil || generator.configurations.contains { Generator.isScript($0) }
    let input = configuration?.text("input").map(normalized).map { $0.isEmpty ? "" : $0 + "/" } ?? ""
    let folders = generator.templateFolders.flatMap { name in
      ["", "src/", input].map { folder + $0 + (name.isEmpty ? "" : name + "/") }
    }
    let name =
      TemplateTitle(in: folders, of: project)?.text
      ?? (isScripted ? PackageTitle(at: folder, in: project)?.text : nil)
    return (name, description)
  }

  /// Returns the folder that contains a folder. Both end in `/`, or are empty for the folder that the user named.
  static func parent(of folder: String) -> String {
    folder.dropLast().lastIndex(of: "/").map { String(folder[...$0]) } ?? ""
  }

  private init(plain roots: [Root], folder: String) {
    generator = .plain
    configuration = nil
    needsFrontMatter = false
    (title, headline) = (nil, nil)
    (templateFolders, exclusions) = ([], SiteExclusions())
    configurationFolder = folder
    self.folder = folder
    self.roots = roots
  }

  /// The content folder of a project without a generator. The search starts at the folder that the user named. It
  /// descends into a subfolder that contains all Markdown of the folder, unless there are pages directly in that
  /// subfolder. If a folder has no index, its subfolder `content` is the result.
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
        !Generator.plain.skippedFolders.contains($0) && !ProgramSource.isTest($0, beside: listing.files)
          && project.holdsMarkdown(folder + $0 + "/")
      }
      // The README of a program is about its source.
      let isProgram =
        listing.files.contains { manifests.contains($0) } && folders.first.map(sources.contains) != true
      let isReadmeOnly = pages.allSatisfy { PagePath.withoutExtension($0).uppercased() == "README" }
      guard pages.isEmpty || isProgram && isReadmeOnly, folders.count == 1,
        pages.isEmpty || !foreignFolders.contains(folders[0])
      else { break }
      guard let inner = try? project.list(folder + folders[0] + "/") else { break }
      let names = inner.files.filter { PagePath.isMarkdown($0) }.map { PagePath.withoutExtension($0) }
      // The source of a site has a welcome page of its own.
      if !names.isEmpty, !isProgram || !names.contains(where: { PagePath.isIndex(String($0)) }) { break }
      folder += folders[0] + "/"
    }
    return Site(plain: [Root(path: "")], folder: folder)
  }

  /// Files of the root of a program's source.
  private static let manifests: Set<String> = [
    "package.json", "deno.json", "pyproject.toml", "Gemfile", "mix.exs",
  ]

  /// Folders of a program's source, in which each package has its README.
  private static let sources: Set<String> = ["packages", "apps", "crates", "modules", "lib", "libs"]
}
