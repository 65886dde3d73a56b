internal import Dialects
internal import PortfolioModel

/// Collects the files of a site's roots and of the folders within them, up to ``ContentLimits``.
struct FolderWalk {
  private let generator: Generator
  private(set) var tree = ContentTree()
  /// The number of files and folders so far. Folders count because symbolic links can list one folder many times.
  private var count = 0
  /// The current folder and the folders that contain it. A link to one of them is a cycle and is not followed.
  private var ancestors: [FileSystem.Identity] = []
  /// The folders that were visited as roots, which an outer root does not visit again.
  private var visitedRoots: Set<String> = []

  /// The files and folders that the configuration excludes.
  private let exclusions: SiteExclusions.Patterns
  /// The folders of templates that settings name.
  private let templates: Set<String>
  /// The language of the site, that of the listings which are read.
  private let language: String

  /// The file that is the page of the visited folder because both have the same name.
  private var folderNote: String?

  /// The number of folders with the source of a program that contain the visited one or are it.
  private var programDepth = 0
  /// Whether the visited folder is below the root and holds the source of a program of its own.
  private var isPackage = false

  /// Whether the folder that is visited is that of the site, which also holds its templates and its output.
  private var isSiteFolder = false
  /// Whether a folder whose name begins with an underscore is content only if it is a root.
  private let ignoresUnderscores: Bool
  /// Whether a Markdown file without front matter is no page, except a post and the README.
  private let needsFrontMatter: Bool
  /// Whether the paths of roots are relative to the site's folder.
  private let containsSite: Bool

  init(_ site: Site) {
    generator = site.generator
    needsFrontMatter = site.needsFrontMatter
    containsSite = !site.isSingleRoot || site.roots[0].path.isEmpty
    exclusions = site.exclusions.patterns(of: site)
    templates = site.templateFolders
    language = LanguageVariants.configuredLanguage(of: site) ?? "en"
    ignoresUnderscores = site.generator.collectsUnderscores && site.configuration != nil
  }

  /// Whether the limit is reached, so that further files were skipped.
  var isFull: Bool { count >= ContentLimits.files }

  /// Visits a root of the site: its files first, then its folders, each by name.
  ///
  /// - Parameters:
  ///   - looseSection: the section of files that are in no folder of the root.
  ///   - isOnlyRoot: whether no other root has sections of its own.
  mutating func visit(
    _ root: Site.Root, looseSection: String, isOnlyRoot: Bool, of site: borrowing FileSystem.Folder
  ) {
    visitedRoots.insert(root.path)
    isSiteFolder =
      containsSite && root.path.isEmpty || generator.collectsUnderscores && root.section == nil
    if root.section == nil { tree.looseSections.insert(PathName.slug(of: looseSection)) }
    let locations = Locations(root: root, looseSection: looseSection, isOnlyRoot: isOnlyRoot)
    visit(root.path, of: site, depth: 0, locations)
  }

  /// Collects the paths of files that pages refer to, without their pages.
  mutating func visitAssets(_ path: String, of site: borrowing FileSystem.Folder) {
    visit(path, of: site, depth: 1, nil)
  }

  /// Converts the path of a file below the site's folder to the location that determines section and slug.
  private struct Locations {
    let root: Site.Root
    let looseSection: String
    let isOnlyRoot: Bool

    /// A path below the site's folder as a path below the root.
    func relative(_ path: String) -> String {
      root.path.isEmpty ? path : String(path.dropFirst(root.path.count))
    }

    func location(of path: String) -> String {
      let relative = relative(path)
      if let section = root.section { return section + "/" + relative }
      if relative.utf8.contains(UInt8(ascii: "/")) { return relative }
      let name = PagePath.withoutExtension(relative)
      let stem = LanguageVariants.split(name)?.stem ?? name
      // The README of one of several folders is about that folder and not about the site.
      let isIndex = PagePath.isIndex(String(stem)) || stem.uppercased() == "README" && isOnlyRoot
      return isIndex ? relative : looseSection + "/" + relative
    }
  }

  // MARK: Folders

  /// - Parameter locations: nil for folders whose Markdown files are not pages.
  private mutating func visit(
    _ path: String, of site: borrowing FileSystem.Folder, depth: Int, _ locations: Locations?
  ) {
    let listing: FileSystem.Listing
    do {
      listing = try site.list(path)
    } catch {
      skip(path, error.reason)
      return
    }
    if ancestors.contains(listing.identity) { return }
    ancestors.append(listing.identity)
    defer { ancestors.removeLast() }
    count += 1
    folderNote = Self.folderNote(of: path, among: listing.files)
    let isProgram = generator.name == Generator.plain.name && ProgramSource.isIn(listing.files)
    isPackage = isProgram && depth > 0
    for name in listing.files.sorted() where count < ContentLimits.files {
      add(name, in: path, of: site, depth: depth, locations)
    }
    tree.leaveOutCopy(in: path)
    if isProgram { programDepth += 1 }
    defer { if isProgram { programDepth -= 1 } }
    if locations != nil { readHiddenListing(of: path, of: site) }
    if isFull {
      if tree.problems.last?.path != "." {
        tree.problems.append(
          Problem(".", "holds more than \(ContentLimits.files) files; the others are skipped"))
      }
      return
    }
    for name in listing.folders.sorted() {
      let inner = path + name + "/"
      if visitedRoots.contains(inner) { continue }
      let isBuilt =
        depth == 0 && isSiteFolder && Self.builtFolders.contains(name) && site.hasFile(inner + "index.html")
      let isTest =
        generator.name == Generator.plain.name
        && ProgramSource.isTest(name, beside: listing.files, isWithin: programDepth > 0)
      if let reason = isBuilt || Self.isDependency(name, at: inner, of: site)
        ? .output : isTest ? .outside : reasonToSkip(name, at: inner, depth: depth)
      {
        leaveOut(inner, of: site, reason, depth: 0, isContent: locations != nil)
      } else if depth + 1 < ContentLimits.folderDepth {
        visit(inner, of: site, depth: depth + 1, locations)
      } else {
        skip(path + name, "folders nest deeper than \(ContentLimits.folderDepth) levels")
      }
    }
  }

  /// The only Markdown file of a folder, if it has the name of the folder: `posts/rope/rope.md`.
  private static func folderNote(of path: String, among files: [String]) -> String? {
    let pages = files.filter { PagePath.isMarkdown($0) }
    guard pages.count == 1, let page = pages.first, let folder = path.split(separator: "/").last,
      PagePath.withoutExtension(page).lowercased() == folder.lowercased()
    else { return nil }
    return page
  }

  /// Whether a folder holds packages of other people: one of the usual names, with what the program puts into it.
  private static func isDependency(
    _ name: String, at path: String, of site: borrowing FileSystem.Folder
  ) -> Bool {
    switch name {
    case "node_modules", "bower_components", "jspm_packages", "site-packages": true
    case "Pods": site.hasFile(path + "Manifest.lock") || site.hasFolder(path + "Pods.xcodeproj")
    case "Carthage": site.hasFolder(path + "Checkouts") || site.hasFolder(path + "Build")
    case "venv", "env": site.hasFile(path + "pyvenv.cfg")
    default: false
    }
  }

  private func reasonToSkip(_ name: String, at path: String, depth: Int) -> LeftOut.Reason? {
    if exclusions.exclude(String(path.dropLast())) { return .excluded }
    if !templates.isEmpty, templates.contains(String(path.dropLast())) { return .template }
    let isPartial =
      name.hasPrefix("_")
      && (Generator.plain.skippedFolders.contains(name)
        || depth == 0 && generator.skippedFolders.contains(name))
    // In a content folder of its own, `build` and `resources` are sections. Templates of vaults are among their notes.
    let isSkipped = isSiteFolder || generator.hasPrivateComments && !Self.outputFolders.contains(name)
    guard isPartial || depth == 0 && isSkipped && generator.skippedFolders.contains(name) else {
      return ignoresUnderscores && depth == 0 && isSiteFolder && name.hasPrefix("_") ? .outside : nil
    }
    return Self.outputFolders.contains(name) ? .output : .template
  }

  private static let outputFolders: Set<String> = [
    "dist", "build", "out", "_site", "_build", "public", "coverage", "target", "vendor", "resources", "book",
    "output", "cache",
    "site",
  ]

  /// Folders that hold the output of a program if they have a first page in HTML.
  private static let builtFolders: Set<String> = ["output", "dist", "build", "out", "public", "site"]

  /// Records the Markdown files of a skipped folder as left out.
  /// - Parameter isContent: false for a folder of assets, whose Markdown files are no pages anyway.
  private mutating func leaveOut(
    _ path: String, of site: borrowing FileSystem.Folder, _ reason: LeftOut.Reason, depth: Int,
    isContent: Bool
  ) {
    guard depth < ContentLimits.folderDepth, count < ContentLimits.files, let listing = try? site.list(path)
    else {
      return
    }
    count += 1
    for name in listing.files.sorted() {
      if !PagePath.isMarkdown(name) {
        tree.otherPaths.insert(path + name)
      } else if isContent {
        tree.leftOut.append(LeftOut(path + name, reason))
      }
    }
    for name in listing.folders.sorted() where name != "node_modules" {
      leaveOut(path + name + "/", of: site, reason, depth: depth + 1, isContent: isContent)
    }
  }

  // MARK: Files

  private mutating func add(
    _ name: String, in folder: String, of site: borrowing FileSystem.Folder, depth: Int,
    _ locations: Locations?
  ) {
    count += 1
    let path = folder + name
    guard PagePath.isMarkdown(name) else {
      tree.otherPaths.insert(path)
      if locations != nil, PagePath.isOtherDocument(name) { tree.leftOut.append(LeftOut(path, .format)) }
      if let locations, generator.categoryFiles.contains(name) {
        readCategory(name, at: path, of: site, locations)
      }
      if locations != nil, !generator.listingFiles.isEmpty,
        generator.listingFiles.contains(FolderListing.name(of: name, in: language))
      {
        readListing(name, in: folder, of: site)
      }
      return
    }
    guard let locations else { return }
    if let reason = reasonToLeaveOut(name, at: path, depth: depth) {
      // Pages embed a drawing by its name without extension.
      if reason == .drawing { tree.otherPaths.insert(String(PagePath.withoutExtension(path))) }
      tree.leftOut.append(LeftOut(path, reason))
      return
    }
    do {
      var bytes = try site.read(path, limit: ContentLimits.fileBytes)
      if needsFrontMatter, !bytes.starts(with: "---".utf8), !path.contains("_posts/"),
        PagePath.withoutExtension(path).uppercased() != "README"
      {
        tree.leftOut.append(LeftOut(path, .static))
      } else if generator.name == Generator.plain.name, Self.isTemplate(bytes, at: path) {
        tree.leftOut.append(LeftOut(path, .template))
      } else if Self.isText(bytes) {
        if generator.hasPrivateComments, FileSystem.contains(UInt8(ascii: "%"), in: bytes[...]) {
          bytes = ObsidianComments.removed(from: bytes)
        }
        if generator.hasBlockProperties { bytes = LogseqProperties.shown(in: bytes) }
        var file = ContentTree.File(
          path: path, location: location(of: name, at: path, locations), bytes: bytes)
        if generator.hasPositionsInNames { keepPositions(of: &file, locations) }
        tree.files.append(file)
      } else {
        skip(path, "it is not UTF-8 text")
      }
    } catch {
      skip(path, error.reason)
    }
  }

  private func location(of name: String, at path: String, _ locations: Locations) -> String {
    var location = locations.location(
      of: generator.hasNumberedNames ? TableOfContents.withoutNumbers(path) : path)
    if let page = generator.pageName {
      if PagePath.withoutExtension(name) == page {
        location = RouteGroups.removedOuter(from: location.dropLast(name.utf8.count) + "index.md")
      }
      location = RouteGroups.named(in: location)
    }
    // Programs whose names of files hold folders have no such pages.
    if name == folderNote, location.hasSuffix("/" + name), generator.hasLanguageMarks {
      let folder = String(location.dropLast(name.utf8.count + 1))
      if folder.split(separator: "/").last?.lowercased() == PagePath.withoutExtension(name).lowercased() {
        location = folder + "/index.md"
      }
    }
    if generator.hasPositionsInNames {
      let loose = locations.looseSection + "/"
      let isLoose = location.hasPrefix(loose) && !locations.relative(path).contains("/")
      location =
        isLoose
        ? loose + NamePosition.removed(from: String(location.dropFirst(loose.count)))
        : NamePosition.removed(from: location)
    }
    // The dots of Dendron need all names.
    if let separator = generator.folderSeparator, separator != "." {
      location = Portfolio.decodingPercents(in: location.replacing(separator, with: "/"))
    }
    return location
  }

  /// Keeps the numbers before the names of a file and of its folders.
  private mutating func keepPositions(of file: inout ContentTree.File, _ locations: Locations) {
    var parts = locations.relative(file.path).split(separator: "/")
    if let name = parts.popLast() { file.position = NamePosition.split(name)?.position }
    var folder = locations.root.section ?? ""
    for part in parts {
      let split = NamePosition.split(part)
      folder = FolderOrder.path(String(split?.name ?? part), in: folder)
      if let position = split?.position, tree.positions[folder] == nil { tree.positions[folder] = position }
    }
  }

  /// Reads the title and the position of a section from a file in its folder.
  private mutating func readCategory(
    _ name: String, at path: String, of site: borrowing FileSystem.Folder, _ locations: Locations
  ) {
    var parts = locations.location(of: path).split(separator: "/").dropLast()
    if generator.hasPositionsInNames { parts = parts.map { NamePosition.split($0)?.name ?? $0 }[...] }
    guard !parts.isEmpty, let bytes = try? site.read(path, limit: ContentLimits.configurationBytes) else {
      return
    }
    let file = SiteConfiguration(name: name, bytes: bytes)
    let position = file.text("position").flatMap { Double($0) }
    let folder = parts.reduce("") { FolderOrder.path(String($1), in: $0) }
    if let position { tree.positions[folder] = position }
    if parts.count == 1 {
      tree.categories[folder] = ContentTree.Category(label: file.text("label"), position: position)
    } else {
      tree.folderTitles[folder] = file.text("label")
    }
  }

  /// Reads the listing of a folder in a file of it.
  private mutating func readListing(_ name: String, in folder: String, of site: borrowing FileSystem.Folder) {
    guard tree.listings[folder] == nil,
      let bytes = try? site.read(folder + name, limit: ContentLimits.configurationBytes)
    else { return }
    tree.listings[folder] = FolderListing(name: name, bytes: bytes)
  }

  /// Reads the listing of a folder in a file whose name begins with a dot.
  private mutating func readHiddenListing(of folder: String, of site: borrowing FileSystem.Folder) {
    for name in generator.listingFiles where name.hasPrefix(".") { readListing(name, in: folder, of: site) }
  }

  private func reasonToLeaveOut(_ name: String, at path: String, depth: Int) -> LeftOut.Reason? {
    if exclusions.exclude(path) { return .excluded }
    let stem = PagePath.withoutExtension(name)
    if stem.utf8.suffix(11).elementsEqual(".excalidraw".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
      return .drawing
    }
    if isAboutRepository(name, depth: depth) { return .repository }
    if generator.name != Generator.plain.name, RepositoryFile.isErrorPage(path) { return .repository }
    return generator.hasPartials && stem.hasPrefix("_") ? .template : nil
  }

  private func isAboutRepository(_ name: String, depth: Int) -> Bool {
    if depth > 0 {
      // A package has a changelog of its own.
      return isPackage ? RepositoryFile.isOne(name) : RepositoryFile.isInnerOne(name)
    }
    return isSiteFolder || generator.name == Generator.plain.name
      ? RepositoryFile.isOne(name) : RepositoryFile.isOneOfContent(name)
  }

  private mutating func skip(_ path: String, _ reason: String) {
    tree.problems.append(Problem(path.isEmpty ? "." : path, "skipped: \(reason)"))
  }

  /// Whether a file in a folder of templates has places for values, `{{ body }}` or `{% for … %}`.
  private static func isTemplate(_ bytes: [UInt8], at path: String) -> Bool {
    let isInFolder = path.split(separator: "/").dropLast().contains {
      ["templates", "_templates", "template", "archetypes"].contains($0.lowercased())
    }
    return isInFolder
      && ["{{", "{%", "<%"].contains { FileSystem.contains(Array($0.utf8), in: bytes[...]) }
  }

  /// Whether a file may be text: not UTF-16 and not with many NULs. Other encodings are read with replacement
  /// characters.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(1024)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return false }
    if !FileSystem.contains(0, in: head) { return true }
    return head.count { $0 == 0 } * 16 <= head.count
  }
}
