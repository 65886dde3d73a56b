internal import PortfolioModel

/// The addresses of a site that its program makes of other files than Markdown, such as `src/pages/tags.astro`. A link to
/// one of them is not dead, although there is no page to show.
package struct SiteRoutes: Sendable {
  /// The addresses without slashes at their ends.
  private var addresses: Set<String> = []
  /// The parts of addresses with parameters, each of which `*` stands for. The first part is never a parameter.
  private var patterns: [[String]] = []
  /// Those of folders of pages, `docs/app/guide/[name]`, which make the pages that have no file there.
  private var ownPatterns: [[String]] = []
  /// The folders of the content, relative to that of the site, which are empty or end in `/`.
  private var contentFolders: Set<String> = []

  /// The Markdown files by their names in lower case and without extension, for addresses that do not follow folders.
  private var markdown: [Substring: [String]] = [:]

  private static let scripts: Set<String> = ["astro", "js", "jsx", "ts", "tsx", "vue", "svelte"]
  private static let templates: Set<String> = ["html", "njk", "liquid", "webc", "vto", "ejs", "pug"]
  private static let indexes: Set<String> = ["index", "page", "+page", "+server", "route"]

  /// The addresses that the site's program makes of the fields of pages.
  private var generated = GeneratedAddresses()
  /// The files of the project and the folders that contain them, relative to the folder that the user named.
  private var files: Set<String> = []
  /// The files and folders that the project ignores by their paths, since a program makes them.
  private var ignored: Set<String> = []
  /// Whether a template of Hugo makes the links, in which a word may stand for an address.
  private var hasLinkTemplate = false
  /// Whether a program of the book's authors makes the links, in which a name such as `items.static` may stand for one.
  private var hasLinkProgram = false
  /// The folders that a path with `/` at its beginning may be relative to, which are empty or end in `/`.
  private var bases: [String] = [""]
  /// The folder in which templates find the files that pages name, `{% download "files/a.pdf" %}`; nil without templates.
  private var templateBase: String?

  package init() {}

  init(of site: Site) {
    generated = GeneratedAddresses(of: site)
    contentFolders = Set(site.roots.map(\.path))
    addMounts(of: site.configuration)
    hasLinkProgram = (site.configuration?.keys("preprocessor") ?? []).contains { name in
      // Those of others are installed under their names.
      site.configuration?.text("preprocessor.\(name).command").map { !$0.hasPrefix("mdbook-") } == true
    }
    templateBase = site.generator.hasTemplateData ? site.configurationFolder : nil
    bases = [site.configurationFolder] + site.roots.map { site.folder + $0.path }
    bases += site.generator.assetFolders.map { site.configurationFolder + $0 + "/" }
  }

  /// Adds the addresses of files that Hugo's configuration puts into the content: `module.mounts`.
  private mutating func addMounts(of configuration: SiteConfiguration?) {
    guard case .list(let mounts)? = configuration?.value("module.mounts") else { return }
    for case .table(let mount) in mounts {
      guard let target = mount.value("target")?.text, target.hasPrefix("content/"),
        PagePath.isMarkdown(target)
      else { continue }
      addresses.insert(Self.address(String(PagePath.withoutEnding(target).dropFirst("content/".count))))
    }
  }

  /// Adds the paths in a `.gitignore`. Its patterns and its names, which may be anywhere, are not read.
  /// - Parameter folder: the folder of the file, which is empty or ends in `/`.
  mutating func addIgnored(_ file: [UInt8], in folder: String) {
    for line in String(decoding: file, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let pattern = String(line).trimmed
      guard !pattern.hasPrefix("#"), !pattern.contains(where: { "*?![".contains($0) }) else { continue }
      let parts = pattern.split(separator: "/")
      if parts.count > 1 || pattern.hasPrefix("/"), !parts.isEmpty {
        ignored.insert(folder + parts.joined(separator: "/"))
      }
    }
  }

  /// Whether a path is one that the project ignores, or below one.
  private func isIgnored(_ path: String) -> Bool {
    if ignored.isEmpty { return false }
    var parts = path.split(separator: "/")
    while !parts.isEmpty {
      if ignored.contains(parts.joined(separator: "/")) { return true }
      parts.removeLast()
    }
    return false
  }

  mutating func addTags(_ tags: [String]) { generated.addTags(tags) }

  mutating func addFile(_ path: String) {
    if path.contains("/_markup/render-link.") { hasLinkTemplate = true }
    if PagePath.isMarkdown(path) {
      // The folders of Jekyll's collections are published without their first character.
      let own = String(PagePath.withoutEnding(path).lowercased().drop { $0 == "_" }).replacing(
        "/_", with: "/")
      let name = own.split(separator: "/").last.map(String.init) ?? own
      markdown[name[...], default: []].append("/" + own)
    }
    var path = path
    // A folder that is known has known folders above it.
    while files.insert(path).inserted, let slash = path.lastIndex(of: "/") { path = String(path[..<slash]) }
  }

  /// Whether an address, `/tags/`, is one of the site.
  /// - Parameter sections: the sections that have pages, whose addresses must be those of pages.
  package func contains(_ address: String, sections: Set<String>) -> Bool {
    guard address.hasPrefix("/") else { return false }
    let path = Self.address(String(address.prefix { $0 != "?" && $0 != "#" }))
    if path.isEmpty || addresses.contains(path) || generated.contains(path) { return true }
    let parts = path.split(separator: "/").map(String.init)
    if Self.matches(parts, anyOf: ownPatterns) { return true }
    guard let first = parts.first, !sections.contains(first) else { return false }
    return Self.matches(parts, anyOf: patterns)
  }

  private static func matches(_ parts: [String], anyOf patterns: [[String]]) -> Bool {
    patterns.contains { pattern in
      pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
    }
  }

  /// Whether there is a folder for an address, `/guides`.
  func hasFolder(_ address: String) -> Bool {
    let path = address.split(separator: "/").joined(separator: "/")
    return bases.contains {
      files.contains(Site.resolved($0 + path)) || ("/" + $0).hasSuffix("/" + path + "/")
    }
  }

  /// Whether the destination of a link leads to a file or folder of the project, whether or not it is content.
  /// - Parameter page: the path of the page's file, relative to the folder that the user named.
  package func leadsToFile(_ destination: String, from page: String) -> Bool {
    if hasLinkTemplate, !destination.contains(where: { "/.#?".contains($0) }) { return true }
    if hasLinkProgram, !destination.contains("/"), !Self.isFileName(destination) { return true }
    let path = Portfolio.decodingPercents(in: String(destination.prefix { $0 != "?" && $0 != "#" }))
    if path.hasPrefix("/") || path.hasPrefix("@/") {
      let rest = path.drop { $0 == "@" || $0 == "/" }
      if rest.isEmpty { return false }
      // Any folder above the page may be what is published at the root.
      var outer: [String] = []
      for part in page.split(separator: "/").dropLast() { outer.append((outer.last ?? "") + part + "/") }
      return (bases + outer).contains { base in
        let path = Site.resolved(base + rest)
        // In an ignored folder of output, every address is ignored.
        return files.contains(path) || isIgnored(path) && !isIgnored(base)
      } || leadsToMarkdown(rest)
    }
    let folder = page.split(separator: "/").dropLast()
    guard !path.isEmpty, path.split(separator: "/").prefix(while: { $0 == ".." }).count <= folder.count else {
      return false
    }
    let parts = path.split(separator: "/").filter { $0 != "." }
    let resolved = Site.resolved((folder + parts).joined(separator: "/"))
    // Generators publish `a/b.md` as `a/b/index.html`, so authors may write links relative to `a/b/`.
    if let templateBase, files.contains(Site.resolved(templateBase + path)) { return true }
    return files.contains(resolved) || isIgnored(resolved) || leadsToMarkdown(resolved[...])
      || path.hasPrefix("../")
        && leadsToMarkdown(Site.resolved((folder + ["", "x"] + parts).joined(separator: "/"))[...])
  }

  /// Whether a destination without folders is the name of a page or of a picture.
  private static func isFileName(_ destination: String) -> Bool {
    let name = destination.prefix { $0 != "?" && $0 != "#" }
    return name.isEmpty
      || ["md", "html", "htm", "png", "svg", "jpg", "gif", "pdf"].contains(
        PagePath.ending(of: String(name)) ?? "")
  }

  /// Whether an address is that of a Markdown file which is no page: one in another language, or outside the content.
  private func leadsToMarkdown(_ address: Substring) -> Bool {
    let address = Self.address(String(PagePath.withoutEnding(String(address)))).lowercased()
    guard let name = address.split(separator: "/").last else { return false }
    return markdown[name]?.contains { $0.hasSuffix("/" + address) } == true
  }

  private static func address(_ path: String) -> String {
    var parts = path.split(separator: "/")
    if parts.last == "index.html" { parts.removeLast() }
    let joined = parts.joined(separator: "/")
    return joined.hasSuffix(".html") ? String(joined.dropLast(5)) : joined
  }

  /// Adds the address of a file.
  /// - Parameters:
  ///   - path: below the folder of the site.
  ///   - folders: the folders of routes, which are empty or end in `/`.
  ///   - readsHeader: returns the beginning of the file.
  mutating func add(_ path: String, folders: [String], readHeader: () -> [UInt8]?) {
    let matching = folders.filter { path.hasPrefix($0) }
    guard !matching.isEmpty, var ending = PagePath.ending(of: path).map(String.init) else { return }
    let stem = path.dropLast(ending.utf8.count + 1)
    // Templates of Eleventy that are scripts: `feed.11ty.js`.
    let isTemplateScript = stem.hasSuffix(".11ty")
    if isTemplateScript { ending = "11ty." + ending }
    let isTemplate = isTemplateScript || Self.templates.contains(ending)
    if isTemplate, let text = readHeader(),
      let permalink = Self.permalink(in: text, isScript: isTemplateScript)
    {
      addresses.insert(Self.address(permalink))
    }
    for folder in matching where isTemplate || !folder.isEmpty && Self.scripts.contains(ending) {
      add(route: path.dropFirst(folder.utf8.count).dropLast(ending.utf8.count + 1), in: folder)
    }
  }

  /// Adds the address of a file in a folder of routes by its path there without extension.
  private mutating func add(route: Substring, in folder: String) {
    var parts = route.split(separator: "/").map(String.init)
    // In React Router, the dots of a name separate parts unless they are in brackets, `_` at the end of one leaves its
    // layout, one that begins with it is only a layout, and `+` marks a folder of parts.
    if folder.hasSuffix("app/routes/") {
      let dot = "\u{0}"
      parts = parts.flatMap { $0.replacing("[.]", with: dot).split(separator: ".") }.map {
        String($0.hasSuffix("_") || $0.hasSuffix("+") ? $0.dropLast() : $0).replacing(dot, with: ".")
      }
      parts.removeAll { $0.hasPrefix("_") }
    }
    // The folders of groups, `(site)`, and of slots, `@modal`, are not part of the address.
    parts.removeAll { $0.hasPrefix("(") && $0.hasSuffix(")") || $0.hasPrefix("@") }
    if let last = parts.last, Self.indexes.contains(last) { parts.removeLast() }
    if parts.contains(where: { $0.hasPrefix("_") || $0.hasPrefix("[...") }) { return }
    let isParameter = { (part: String) in part.hasPrefix("[") || part.hasPrefix("$") || part.hasPrefix(":") }
    if !parts.contains(where: isParameter) {
      addresses.insert(Self.address(parts.joined(separator: "/")))
    } else if let first = parts.first, !isParameter(first) {
      let pattern = parts.map { isParameter($0) ? "*" : $0 }
      patterns.append(pattern)
      // Of a section as a whole, the pages are those of the files.
      if !folder.isEmpty, contentFolders.contains(folder), parts.dropLast().count > 1 {
        ownPatterns.append(pattern)
      }
    }
  }

  /// The value of `permalink` in the front matter of a template, or in a script.
  private static func permalink(in text: [UInt8], isScript: Bool) -> String? {
    guard isScript || text.starts(with: "---".utf8) else { return nil }
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    for line in isScript ? lines.prefix(200) : lines.dropFirst().prefix(40) {
      if line == "---" { return nil }
      guard let mark = line.firstRange(of: "permalink") else { continue }
      let value = String(
        line[mark.upperBound...].drop { " :\"'".contains($0) }.prefix { !"\"',".contains($0) }
      ).trimmed
      return value.hasPrefix("/") ? value : nil
    }
    return nil
  }
}
