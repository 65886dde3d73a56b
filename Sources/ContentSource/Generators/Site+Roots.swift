internal import PortfolioModel

/// Where the content of a site is.
extension Site {
  static func roots(
    _ rules: [Generator.RootRule], _ configuration: SiteConfiguration?, at folder: String,
    in project: borrowing FileSystem.Folder
  ) -> [Root] {
    var roots: [Root] = []
    for rule in rules {
      switch rule {
      case .folder(let key, let names):
        // A site has at most one root whose folders are sections. Roots before it are sections themselves.
        if roots.contains(where: { $0.section == nil }) { continue }
        let configured = key.flatMap { configuration?.text($0) }.map { [$0] } ?? []
        let ofLanguage = key.flatMap { configuration?.languageText($0) }.map { [$0] } ?? []
        let name = (configured + names + ofLanguage).map(normalized).first {
          !$0.isEmpty && project.holdsMarkdown(folder + $0 + "/")
        }
        if let name { roots.append(Root(path: withoutContainer(name + "/", folder, project))) }
      case .configured(let key):
        for name in configuration?.literals(key).map(normalized) ?? []
        where !name.isEmpty && !roots.contains(where: { $0.path == name + "/" }) {
          if project.holdsMarkdown(folder + name + "/") { roots.append(Root(path: name + "/")) }
        }
      case .documents:
        if roots.isEmpty, project.holdsMarkdown(folder + "docs/") { roots.append(Root(path: "docs/")) }
      case .unread(let key):
        guard roots.isEmpty, configuration?.mentions(key) == true, configuration?.text(key) == nil,
          let listing = try? project.list(folder)
        else { continue }
        let names = listing.folders.filter { !foreignFolders.contains($0) }.sorted()
        let counted = names.map { (name: $0, count: project.countMarkdown(folder + $0 + "/")) }
        let most = counted.map(\.count).max() ?? 0
        // Another folder has as many pages only if the site's pages are in several.
        if most > 0, counted.count(where: { 2 * $0.count > most }) == 1,
          let name = counted.first(where: { $0.count == most })?.name
        {
          roots.append(Root(path: name + "/"))
        }
      case .indexed(let names):
        if !roots.isEmpty || project.hasFile(folder + "index.md") { continue }
        let name = names.first { project.hasFile(folder + $0 + "/index.md") }
        if let name { roots.append(Root(path: name + "/")) }
      case .largest(let names):
        if roots.contains(where: { $0.section == nil }) { continue }
        let counted = names.map { (name: $0, count: project.countMarkdown(folder + $0 + "/")) }
        let most = counted.map(\.count).max() ?? 0
        if most > 0, let name = counted.first(where: { $0.count == most })?.name {
          roots.append(Root(path: withoutContainer(name + "/", folder, project)))
        }
      case .each(let names):
        for name in names where !roots.contains(where: { $0.path == name + "/" }) {
          if project.holdsMarkdown(folder + name + "/") { roots.append(Root(path: name + "/")) }
        }
      case .siblings(let names):
        guard roots.contains(where: { names.contains(String($0.path.dropLast())) }) else { continue }
        for name in names where !roots.contains(where: { $0.path == name + "/" }) {
          if project.holdsMarkdown(folder + name + "/") { roots.append(Root(path: name + "/")) }
        }
      case .sections(let container, let names):
        let outer = container.map { normalized(configuration?.text($0.key) ?? $0.folder) + "/" } ?? ""
        let new = names.map { outer + $0 }.filter { name in !roots.contains { $0.path == name + "/" } }
        roots += sections(new, folder, project)
      case .vaults:
        for name in configuration?.vaults ?? [] where !roots.contains(where: { $0.path == name + "/" }) {
          if project.holdsMarkdown(folder + name + "/") { roots.append(Root(path: name + "/")) }
        }
      case .mounts:
        // A site without such a folder in its language has the pages of another one.
        guard roots.isEmpty else { continue }
        let language =
          configuration?.text(anyOf: ["defaultContentLanguage", "defaultcontentlanguage"]) ?? "en"
        for root in MountedFiles(of: configuration).roots(in: language)
        where !roots.contains(where: { $0.path == root.path }) && project.holdsMarkdown(folder + root.path) {
          roots.append(root)
        }
      case .collections:
        let source = sourceFolder(in: configuration, at: folder, in: project)
        let folders = (configuration?.text("collections_dir")).map(normalized).map { $0 + "/" } ?? ""
        let names = ["posts", "drafts", "pages"] + (configuration?.keys("collections") ?? [])
        let included = configuration?.texts("include") ?? []
        roots += sections(
          names.map { source + folders + "_" + $0 } + included.map { source + $0 }, folder, project)
      case .source:
        let source = sourceFolder(in: configuration, at: folder, in: project)
        if !source.isEmpty, project.holdsMarkdown(folder + source) { roots.append(Root(path: source)) }
      case .here: if !roots.contains(where: { $0.section == nil }) { roots.append(Root(path: "")) }
      }
    }
    if roots.count == 1, roots[0].path.isEmpty, !project.holdsMarkdown(folder) { return [] }
    return separated(roots, folder, project)
  }

  /// The roots, of which each is a section if folders of two of them have the same name: `training/blocks` and
  /// `reference/blocks` would otherwise be one section.
  private static func separated(
    _ roots: [Root], _ folder: String, _ project: borrowing FileSystem.Folder
  ) -> [Root] {
    var known: Set<String> = []
    var isShared = false
    for root in roots where root.section == nil && !root.path.isEmpty {
      for name in (try? project.list(folder + root.path))?.folders ?? []
      where project.holdsMarkdown(folder + root.path + name + "/") {
        // Numbers before names are positions.
        let own = NamePosition.split(name[...]).map { String($0.name) } ?? name
        if !known.insert(own.lowercased()).inserted { isShared = true }
      }
    }
    guard isShared else { return roots }
    return roots.map { root in
      let name = root.path.split(separator: "/").last.map(String.init)
      return Root(path: root.path, section: root.section ?? name)
    }
  }

  /// The folder that Jekyll reads, `source: src`, as a path that ends in `/`; empty for the site's folder. A folder that
  /// another program makes, `.tmp/src`, has the name of the one that it is made of.
  private static func sourceFolder(
    in configuration: SiteConfiguration?, at folder: String, in project: borrowing FileSystem.Folder
  ) -> String {
    let path = normalized(configuration?.text("source") ?? "")
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    let name = [path, last].first { !$0.isEmpty && project.hasFolder(folder + $0) }
    return name.map { $0 + "/" } ?? ""
  }

  /// The site below a folder with the settings of a program for notes, if most notes are pages of that site: its author
  /// writes them with the program.
  static func inner(ofNotesAt folder: String, in project: borrowing FileSystem.Folder) -> Site? {
    let names = (try? project.list(folder))?.folders.sorted() ?? []
    for name in names where !foreignFolders.contains(name) {
      let inner = folder + name + "/"
      guard let files = SiteFiles(in: inner, of: project), let site = Site(files, in: project),
        site.configuration != nil
      else { continue }
      if 2 * project.countMarkdown(inner) > project.countMarkdown(folder) { return site }
    }
    return nil
  }

  /// The folder `docs` or `content` within a root if all pages are in it, as in a documentation site of Astro; else the
  /// root itself.
  private static func withoutContainer(
    _ root: String, _ folder: String, _ project: borrowing FileSystem.Folder
  ) -> String {
    guard let listing = try? project.list(folder + root),
      let name = ["docs", "content"].first(where: listing.folders.contains),
      !listing.files.contains(where: { PagePath.isMarkdown($0) }),
      !listing.folders.contains(where: { $0 != name && project.holdsMarkdown(folder + root + $0 + "/") })
    else { return root }
    return root + name + "/"
  }

  /// The folders outside the site's folder that a key of the configuration names, such as `../docs`, as paths within the
  /// folder that the user named.
  static func outerFolders(
    _ rules: [Generator.RootRule], _ configuration: SiteConfiguration?, at folder: String,
    in project: borrowing FileSystem.Folder
  ) -> [String] {
    var folders: [String] = []
    for rule in rules {
      if case .documents = rule, folders.isEmpty, !folder.isEmpty, !project.hasFolder(folder + "docs") {
        let path = parent(of: folder) + "docs/"
        if project.holdsMarkdown(path) { folders.append(path) }
      }
      guard case .configured(let key) = rule else { continue }
      for text in configuration?.literals(key) ?? [] where text.hasPrefix("../") {
        var (start, rest) = (folder, text[...])
        while rest.hasPrefix("../"), !start.isEmpty { (start, rest) = (parent(of: start), rest.dropFirst(3)) }
        let name = normalized(String(rest))
        let path = start + name + "/"
        if !name.isEmpty, !folders.contains(path), project.holdsMarkdown(path) { folders.append(path) }
      }
    }
    return folders
  }

  /// The least number of pages of a folder of content beside the folder of a site.
  private static let leastBeside = 3

  /// The folder of content that is beside a site's folder, or in a folder beside it that is no site, if it holds more
  /// Markdown files than the site's folder does.
  static func contentBeside(
    _ folder: String, largerThan count: Int, in project: borrowing FileSystem.Folder
  ) -> [String] {
    if folder.isEmpty { return [] }
    let outer = parent(of: folder)
    let names = (try? project.list(outer))?.folders.sorted() ?? []
    let others = names.map { outer + $0 + "/" }.filter {
      $0 != folder && SiteFiles(in: $0, of: project) == nil
    }
    let candidates = ([outer] + others).flatMap { base in
      ["content", "posts", "articles", "blog"].map { base + $0 + "/" }.filter {
        $0 != folder && project.hasFolder($0)
      }
    }
    let counted = candidates.map { (path: $0, count: project.countMarkdown($0)) }
    guard let largest = counted.max(by: { $0.count < $1.count }), largest.count > max(count, leastBeside - 1)
    else {
      return []
    }
    return [largest.path]
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

  /// A path without `..`.
  static func resolved(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// A path of the configuration without `.` and without slashes at its ends; empty if it contains `..`.
  static func normalized(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return parts.contains("..") ? "" : parts.joined(separator: "/")
  }
}
