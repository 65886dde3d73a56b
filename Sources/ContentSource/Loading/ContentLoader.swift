internal import Dialects
package import PortfolioModel

/// Loads a content folder: the first step from files to a `Portfolio`.
///
/// Only regular files below the folder are opened. Other files, such as a symbolic link that leads out of the folder,
/// a pipe, a device or a file that is too large, are skipped and reported in ``ContentTree/problems``.
package enum ContentLoader {
  /// Loads a folder, a Markdown file as the only page, or a résumé file.
  /// - Parameters:
  ///   - language: the language to show of a site with several; nil for the site's default.
  ///   - findsOutsideFiles: whether to find the Markdown files outside the content, too.
  ///   - followsLinks: whether the files that a Markdown file links to are pages, too.
  /// - Throws: the reason why the folder or file cannot be read.
  package static func load(
    _ path: String, language: String? = nil, findsOutsideFiles: Bool = false, followsLinks: Bool = false
  ) throws(Problem) -> ContentTree {
    if FileSystem.isSpecialFile(path) { throw Problem(path, "is neither a regular file nor a folder") }
    guard FileSystem.isRegularFile(path) else {
      return try load(directory: path, language: language, findsOutsideFiles: findsOutsideFiles)
    }
    let bytes = try FileSystem.read(file: path, limit: ContentLimits.inputBytes)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if ContentTree.isResume(name) { return ContentTree(resume: bytes, name: name) }
    if !FileSystem.isText(bytes) { throw Problem(path, "is not a text file") }
    var tree = ContentTree(page: bytes, name: name)
    let site = FileSite(at: path, bytes)
    tree.dialect = site.dialect
    tree.frontMatterGenerator = site.generator
    tree.files[0].inclusions = site.inclusions
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    if followsLinks, let folder = try? FileSystem.Folder(parent) {
      tree.files += LinkedFiles(of: bytes, named: name, in: folder).files
    }
    return tree
  }

  /// Loads the Markdown files of a folder, or of the content in a site generator's project.
  /// - Parameters:
  ///   - language: the language to show of a site with several; nil for the site's default.
  ///   - findsOutsideFiles: whether to find the Markdown files outside the content, too.
  /// - Throws: the reason why the folder itself cannot be read.
  package static func load(
    directory: String, language: String? = nil, findsOutsideFiles: Bool = false
  ) throws(Problem) -> ContentTree {
    let project = try FileSystem.Folder(directory)
    let site = Site.recognize(in: project)
    let names = FileSystem.resolvedPath(of: directory)?.split(separator: "/").map(String.init) ?? []
    let folderName = site.folder == Site.exampleFolder ? nil : site.folder.split(separator: "/").last
    let ownName = folderName.map(String.init).flatMap { name in
      containerNames.contains(name) || siteNames.contains(name) || LanguageVariants.isLanguage(name)
        || name.lowercased() == site.generator.name.lowercased() ? nil : name
    }
    // The name `content` says nothing about the pages, so use that of the parent folder.
    let ownerName = names.last { $0 != "content" }
    let name = ownName ?? ownerName ?? "pages"
    var walk = FolderWalk(site)
    // Paths are relative to the root if the site has one, otherwise to the site's folder.
    let base = site.folder + (site.isSingleRoot ? site.roots[0].path : "")
    try project.withFolder(base, at: directory) { folder in
      let isOnlyRoot = site.roots.count { $0.section == nil } == 1
      for root in site.roots {
        let last = root.path.split(separator: "/").last.map(String.init) ?? name
        let isContainer =
          containerNames.contains(last) || LanguageVariants.isLanguage(last)
          || LanguageVariants.split(last[...]).map { containerNames.contains(String($0.stem)) } == true
        let looseSection = site.roots.count == 1 && isContainer ? name : last
        walk.visit(
          site.isSingleRoot ? Site.Root(path: "") : root, looseSection: looseSection,
          isOnlyRoot: isOnlyRoot || root.path.isEmpty, of: folder)
      }
    }
    // The walk of a root visits the folders below it, except those whose names begin with a dot.
    let isVisited = base == site.configurationFolder && site.roots.contains { $0.path.isEmpty }
    try project.withFolder(site.configurationFolder, at: directory) { folder in
      for assets in site.generator.assetFolders
      where (!isVisited || assets.hasPrefix(".")) && folder.hasFolder(assets) {
        walk.visitAssets(assets + "/", of: folder)
      }
    }
    var tree = walk.tree
    tree.files.sort { $0.path < $1.path }
    SiteRewrites(of: site).apply(to: &tree, looseSection: name)
    if site.generator.hasBlockProperties { tree.resolveBlockReferences() }
    let reader = InclusionReader(site, in: project, definitions: AppendedDefinitions(ofRulesIn: tree, site))
    for index in tree.files.indices {
      let file = tree.files[index]
      let inclusions = reader.inclusions(in: file.bytes, at: base + file.path, of: project)
      if !inclusions.isEmpty { tree.files[index].inclusions = inclusions }
    }
    tree.leaveOut(
      imported: reader.importedPages(of: tree.files, below: base), below: base, of: site.generator.name)
    if site.generator.tableOfContents == "SUMMARY.md", site.isSingleRoot {
      tree.addOuterChapters(of: base, in: project)
    }
    if site.generator.name == Generator.plain.name { tree.joinDays(in: name) }
    try project.withFolder(base, at: directory) { folder in
      tree.contents = TableOfContents(of: site, in: folder, tree)
      if site.exclusions.isListedOnly { tree.leaveOutUnlisted() }
      tree.joinResume(in: folder)
      if site.generator.hasTemplateData {
        TemplateData.add(
          to: &tree, in: folder, named: base.split(separator: "/").last.map(String.init) ?? name)
      }
    }
    if site.generator.startsWithFirstPage { tree.startWithFirstPage() }
    if site.generator.hasPermalinks { tree.startAtPermalink(of: site.generator.name) }
    if site.generator.ordersByNumbers { tree.publishWithoutNumbers() }
    if site.generator.hasSlugPaths { tree.publishAtSlugs() }
    tree.contents.addOrder(of: tree.files, site: site, in: project)
    tree.addNavigation(of: site, in: project)
    tree.contents.addMenu(SiteMenu(of: site))
    if site.generator.ordersByNumbers { tree.contents.addNumberedOrder(of: tree.files) }
    if site.generator.name == Generator.plain.name {
      tree.contents.addLinkedOrder(of: tree.files)
      tree.contents.addNumberedOrder(of: tree.files)
    }
    if site.generator.folderSeparator == "." { DendronNames.apply(to: &tree, hasOneRoot: site.isSingleRoot) }
    if let page = site.startPage(in: project) { tree.start(with: page) }
    if site.generator.hasBlockProperties { tree.addDecodedNames() }
    tree.pageOrder = site.generator.pageOrder
    tree.generator = site.generator.name
    tree.hasURLs = site.generator.hasURLs
    let bibliographies = tree.otherPaths.filter { $0.hasSuffix(".bib") }.sorted().map { base + $0 }
    tree.siteValues = site.knownValues(in: project, citing: bibliographies)
    if site.dialect.contains(.pandocMarks) {
      tree.siteValues.headings = SectionLabels.headings(in: tree.files)
    }
    tree.dayFormat = site.dayFormat(in: project)
    tree.dialect = site.dialect
    tree.looseSection = name
    tree.folder = base
    tree.assetFolder = site.configurationFolder
    tree.title = site.title ?? ownerName.map(PathName.title)
    tree.siteTitle = site.title
    tree.headline = site.headline
    tree.address = site.address
    if site.generator.name != Generator.plain.name || project.hasFile("_redirects") {
      let redirects = SiteRedirects(of: site, in: project)
      tree.redirects = redirects.redirects
      tree.problems += redirects.problems
    }
    tree.problems += tree.contents.problems + site.exclusions.problems
    if let key = site.generator.ignoredKey {
      tree.problems += site.ignoredPaths.refused.map {
        Problem(".", "'\(key)': '\($0)' is not applied: what it excludes is shown")
      }
    }
    tree.language = LanguageCode.normalized(language ?? LanguageVariants.configuredLanguage(of: site))
    // Files beyond the limit are not outside the content.
    if findsOutsideFiles, !walk.isFull {
      let known = tree.files.map(\.path) + tree.leftOut.map(\.path) + tree.problems.map(\.path)
      let paths = known.map { $0.hasPrefix("../") ? Site.resolved(base + $0) : base + $0 }
      let outside = OutsideFiles(of: site, in: project, except: Set(paths))
      (tree.outside, tree.routes) = (outside.files, outside.routes)
    }
    if site.generator.hasLanguageMarks {
      LanguageVariants(site, wanted: language).apply(to: &tree)
      tree.contents.remove(Set(tree.leftOut.filter { $0.reason == .language }.map(\.path)))
    }
    return tree
  }

  /// Names of folders that hold the site of a project and do not describe it.
  private static let siteNames: Set<String> = ["website", "site", "www", "web", "documentation", "doc"]

  /// Names of content folders that do not describe the pages. Loose files in such a folder are in a section with the
  /// name of the site's folder.
  private static let containerNames: Set<String> = [
    "content", "src", "source", "docs", "data", "vault", "pages",
  ]
}
