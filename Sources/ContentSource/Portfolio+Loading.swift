package import PortfolioModel

extension Portfolio {
  /// Builds a portfolio from the files of a content folder.
  ///
  /// Files may contain any bytes. A fault is reported in ``problems``; the rest of the file is used, and other files
  /// are not affected.
  package convenience init(_ tree: ContentTree, visibility: Visibility = Visibility()) {
    var tree = tree
    var visibility = visibility
    if tree.isSingleFile { visibility.showsDrafts = true }
    let files = PageFile.read(tree).withOwnTitles
    let hiddenFolders = files.compactMap { $0.hiddenFolder(of: tree.generator) }
    var visible: [PageFile] = []
    var leftOut = tree.leftOut
    for file in files {
      let folder = visibility.showsDrafts ? nil : hiddenFolders.first { file.page.path.hasPrefix($0.path) }
      let isUnlisted = !visibility.showsDrafts && tree.contents.hidden.contains(file.page.path)
      if let reason = folder?.reason ?? visibility.reasonToHide(file.page.fields)
        ?? (isUnlisted ? .private : nil)
      {
        leftOut.append(LeftOut(file.page.path, reason))
      } else {
        visible.append(file)
      }
    }
    tree.contents.addNavigation(of: visible)
    let groups = Section.grouping(visible, looseName: tree.looseSection)
    let hasProgram = tree.generator != Generator.plain.name
    let shown = groups.filter { !hasProgram || !$0.isGenerated }
    let main = Section.main(of: shown, loose: tree.looseSections)
    var emptyPages: [Page] = []
    let sections =
      shown
      .map { (section: $0.applying(tree).sorted(as: tree), place: $0.place(in: tree.contents)) }
      .map { sorted -> (section: Section, place: Int) in
        guard hasProgram, !PageFile.isNotebook(tree.generator), !sorted.section.isMade(from: tree.origins)
        else { return sorted }
        return (sorted.section.withoutEmptyPages(&emptyPages), sorted.place)
      }
      .filter { !$0.section.pages.isEmpty }
      .sorted { left, right in
        // The sections of a résumé file follow those of the folder.
        let (isOwn, other) = (
          !left.section.isMade(from: tree.origins), !right.section.isMade(from: tree.origins)
        )
        if isOwn != other { return isOwn }
        return left.place == right.place
          ? Section.precedes(left.section, right.section, main: main) : left.place < right.place
      }
      .map(\.section)
    // A hidden index must not publish the fields of the person, either.
    let root = visible.last { $0.location.kind == .root } ?? visible.last { $0.location.kind == .rootReadme }
    let page = root?.page
    let welcome = page?.fields.title == nil ? tree.title.flatMap { page?.titled($0) } ?? page : page
    self.init(
      person: Person(root, resume: tree.resumePerson),
      folder: (tree.title, tree.headline), siteTitle: tree.siteTitle,
      welcome: welcome,
      sections: sections.map { SlugDecision($0).section },
      otherPaths: tree.isSingleFile ? nil : tree.otherPaths,
      problems: (tree.problems + files.flatMap(\.problems).map(tree.located)).sorted(),
      leftOut: leftOut
        + groups.filter { hasProgram && $0.isGenerated }.flatMap(\.pages).map { LeftOut($0.path, .empty) }
        + emptyPages.map { LeftOut($0.path, .empty) }
        + Self.unusedIndexes(of: visible, in: sections).filter { index in
          !emptyPages.contains { $0.path == index.path }
        }
        + visible.filter { $0.location.kind == .rootReadme && $0.page !== page }
        .map { LeftOut($0.page.path, .repository) },
      resumeDocument: tree.resumeDocument, address: tree.address, fileFolders: tree.fileFolders,
      redirects: tree.redirects)
  }
}

extension ContentTree {
  /// Returns whether the destination of a link on a page exists in the site although it is no page: a file, or an address
  /// that the site's program makes.
  package func routes(beside portfolio: Portfolio) -> (String, Page) -> Bool {
    let sections = Set(portfolio.sections.map(\.name))
    var routes = routes
    routes.addTags(portfolio.allFiles.flatMap(\.fields.tags))
    return { [routes, hasProgram] destination, page in
      (page.addresses(of: destination) + portfolio.redirections(of: destination, from: page)).contains {
        Portfolio.isOutside($0) || routes.contains($0, sections: sections)
          || routes.leadsToFile($0, from: folder + page.path)
      } || hasProgram && page.leavesSite(destination)
    }
  }
}

extension ContentTree {
  /// Whether a program makes a site of the folder.
  private var hasProgram: Bool { generator != Generator.plain.name && !PageFile.isNotebook(generator) }

  /// Returns whether a folder of addresses has pages or files; nil if no program can make others.
  package func knownFolders(beside portfolio: Portfolio) -> ((String) -> Bool)? {
    guard hasProgram else { return nil }
    return { [routes] in portfolio.hasPages(inFolder: $0) || routes.hasFolder($0) }
  }
}

extension Page {
  /// A destination, and the addresses in the site that it means if it is relative.
  fileprivate func addresses(of destination: String) -> [String] {
    let path = destination.prefix { $0 != "?" && $0 != "#" }
    if path.isEmpty || path.hasPrefix("/") || Portfolio.isOutside(destination) { return [destination] }
    let folder = self.path.split(separator: "/").dropLast().joined(separator: "/")
    let name = PagePath.withoutExtension(String(path))
    // A page may be published as a folder, to which its links are relative.
    var addresses = [destination]
    for base in [folder, folder + "/" + slug] { addresses.append("/" + Site.resolved("\(base)/\(name)")) }
    return addresses
  }

  /// Whether a relative link leads to a page of another site, which is published beside this one: `../other/index.html`.
  fileprivate func leavesSite(_ destination: String) -> Bool {
    let parts = destination.prefix { $0 != "?" && $0 != "#" }.split(
      separator: "/", omittingEmptySubsequences: false)
    let outer = parts.prefix { $0 == ".." }.count
    guard let last = parts.last, outer > 0, outer < parts.count else { return false }
    // The address of a page may end in `/`, and links are relative to it.
    let depth = path.split(separator: "/").count - 1 + (last.isEmpty ? 1 : 0)
    return outer > depth && (last.isEmpty || last.hasSuffix(".html"))
  }
}

extension Portfolio {
  /// The indexes of folders that are neither shown nor used for a section: those without text in a folder without
  /// pages, and a README beside an index.
  private static func unusedIndexes(of files: [PageFile], in sections: [Section]) -> [LeftOut] {
    let indexes = files.filter { $0.location.kind == .section || $0.location.kind == .sectionReadme }
    if indexes.isEmpty { return [] }
    var used = Set(sections.flatMap(\.pages).map(\.path))
    used.formUnion(sections.compactMap { $0.index?.path })
    return indexes.filter { !used.contains($0.page.path) || !$0.page.hasText && !$0.isNamedAsIndex }
      .map { LeftOut($0.page.path, $0.page.hasText ? .repository : .empty) }
  }
}

extension PageFile {
  /// Reads the files of a tree.
  fileprivate static func read(_ tree: ContentTree) -> [PageFile] {
    let read = { (file: ContentTree.File, order: DateOrder.Shared?) in
      PageFile(
        file, generator: tree.frontMatterGenerator ?? tree.generator, dialect: tree.dialect,
        language: tree.language, siteValues: tree.siteValues,
        listedTitle: tree.contents.titles[file.path], dayFormat: tree.dayFormat, dateOrder: order,
        hasURLs: tree.hasURLs)
    }
    var files = tree.files.map { read($0, nil) }
    // Where the numbers of a date do not tell the day from the month, other pages may.
    guard files.contains(where: \.dates.hasUncertainDates),
      let order = DateOrder.Shared(files.map(\.dates))
    else { return files }
    for index in files.indices where files[index].dates.hasUncertainDates {
      files[index] = read(tree.files[index], order)
    }
    return files
  }

  /// Whether the name of the file says that it is an index. In Dendron, any note may be one.
  fileprivate var isNamedAsIndex: Bool {
    let name = page.path.split(separator: "/").last.map(String.init) ?? page.path
    let stem = PagePath.withoutExtension(name)
    return stem.utf8.count <= 12
      && ["index", "_index", "readme"].contains { stem.lowercased().hasPrefix($0) }
  }

  /// The folder whose pages this file hides: a path that ends in `/`, or is empty for all pages.
  ///
  /// In Hugo, the pages of a section inherit the fields in `cascade`. In Zola, all pages of a draft section are hidden.
  fileprivate func hiddenFolder(of generator: String) -> (path: String, reason: LeftOut.Reason)? {
    let isIndex = location.kind == .section || location.kind == .root
    let isDraftSection = generator == "Zola" && isIndex && page.fields.isDraft
    guard let reason = isDraftSection ? .draft : reasonToHideFolder else { return nil }
    let path = page.path
    let end = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    return (String(path[..<end]), reason)
  }
}
