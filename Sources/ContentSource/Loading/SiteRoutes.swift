internal import PortfolioModel

/// The addresses of a site that its program makes of other files than Markdown, such as `src/pages/tags.astro`. A link to
/// one of them is not dead, although there is no page to show.
package struct SiteRoutes: Sendable {
  /// The addresses without slashes at their ends.
  private var addresses: Set<String> = []
  /// The parts of addresses with parameters, each of which `*` stands for. The first part is never a parameter.
  private var patterns: [[String]] = []

  private static let scripts: Set<String> = ["astro", "js", "jsx", "ts", "tsx", "vue", "svelte"]
  private static let templates: Set<String> = ["html", "njk", "liquid", "webc", "vto", "ejs", "pug"]
  private static let indexes: Set<String> = ["index", "page", "+page", "+server", "route"]

  /// The addresses that the site's program makes of the fields of pages.
  private var generated = GeneratedAddresses()
  /// The files of the project and the folders that contain them, relative to the folder that the user named.
  private var files: Set<String> = []
  /// The folders that a path with `/` at its beginning may be relative to, which are empty or end in `/`.
  private var bases: [String] = [""]

  package init() {}

  init(of site: Site) {
    generated = GeneratedAddresses(of: site)
    bases = [site.configurationFolder] + site.roots.map { site.folder + $0.path }
    bases += site.generator.assetFolders.map { site.configurationFolder + $0 + "/" }
  }

  mutating func addTags(_ tags: [String]) { generated.addTags(tags) }

  mutating func addFile(_ path: String) {
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
    guard let first = parts.first, !sections.contains(first) else { return false }
    return patterns.contains { pattern in
      pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
    }
  }

  /// Whether the destination of a link leads to a file or folder of the project, whether or not it is content.
  /// - Parameter page: the path of the page's file, relative to the folder that the user named.
  package func leadsToFile(_ destination: String, from page: String) -> Bool {
    let path = Portfolio.decodingPercents(in: String(destination.prefix { $0 != "?" && $0 != "#" }))
    if path.hasPrefix("/") || path.hasPrefix("@/") {
      let rest = path.drop { $0 == "@" || $0 == "/" }
      return !rest.isEmpty && bases.contains { files.contains(Site.resolved($0 + rest)) }
    }
    let folder = page.split(separator: "/").dropLast()
    guard !path.isEmpty, path.split(separator: "/").prefix(while: { $0 == ".." }).count <= folder.count else {
      return false
    }
    let parts = path.split(separator: "/").filter { $0 != "." }
    return files.contains(Site.resolved((folder + parts).joined(separator: "/")))
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
    guard let folder = folders.first(where: { path.hasPrefix($0) }), let ending = PagePath.ending(of: path)
    else { return }
    let isTemplate = Self.templates.contains(String(ending))
    guard isTemplate || !folder.isEmpty && Self.scripts.contains(String(ending)) else { return }
    if isTemplate, let header = readHeader(), let permalink = Self.permalink(in: header) {
      addresses.insert(Self.address(permalink))
    }
    var parts = path.dropFirst(folder.utf8.count).dropLast(ending.utf8.count + 1).split(separator: "/").map(
      String.init)
    // In React Router, the dots of a name separate parts, and `_` at the end of one leaves its layout.
    if folder.hasSuffix("app/routes/") {
      parts = parts.flatMap { $0.split(separator: ".") }.map {
        String($0.hasSuffix("_") ? $0.dropLast() : $0)
      }
      if parts.last == "_index" { parts.removeLast() }
    }
    // The folders of groups, `(site)`, are not part of the address.
    parts.removeAll { $0.hasPrefix("(") && $0.hasSuffix(")") }
    if let last = parts.last, Self.indexes.contains(last) { parts.removeLast() }
    if parts.contains(where: { $0.hasPrefix("_") || $0.hasPrefix("[...") }) { return }
    let isParameter = { (part: String) in part.hasPrefix("[") || part.hasPrefix("$") || part.hasPrefix(":") }
    if !parts.contains(where: isParameter) {
      addresses.insert(Self.address(parts.joined(separator: "/")))
    } else if let first = parts.first, !isParameter(first) {
      patterns.append(parts.map { isParameter($0) ? "*" : $0 })
    }
  }

  /// The value of `permalink` in the front matter of a template.
  private static func permalink(in header: [UInt8]) -> String? {
    guard header.starts(with: "---".utf8) else { return nil }
    for line in String(decoding: header, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().prefix(
      40)
    {
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
