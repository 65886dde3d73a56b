internal import PortfolioModel

/// A table of contents, `SUMMARY.md` of mdBook or `nav` of MkDocs: the order of pages and their titles.
struct TableOfContents: Sendable {
  /// The position of each page that is listed, by its path below the content's folder.
  private(set) var order: [String: Int] = [:]
  /// The titles that the table gives to pages, by path.
  private(set) var titles: [String: String] = [:]

  init() {}

  init(of site: Site, in folder: borrowing FileSystem.Folder) {
    guard let source = site.generator.tableOfContents else { return }
    var entries: [(title: String?, path: String)] = []
    if PagePath.isMarkdown(source) {
      let bytes = (try? folder.read(source, limit: ContentLimits.fileBytes)) ?? []
      entries = Self.links(in: String(decoding: bytes, as: UTF8.self))
    } else {
      entries = site.configuration?.leaves(source).map { ($0.key, $0.text) } ?? []
    }
    for (index, entry) in entries.enumerated() {
      let path = entry.path.hasPrefix("./") ? String(entry.path.dropFirst(2)) : entry.path
      let known = PagePath.normalized(path)
      if order[known] != nil { continue }
      order[known] = index
      titles[known] = entry.title.flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// The links `[title](path.md)` of a page, in order.
  private static func links(in text: String) -> [(title: String?, path: String)] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      guard let mark = line.firstRange(of: "]("), let start = line[..<mark.lowerBound].firstIndex(of: "[")
      else {
        return nil
      }
      let path = line[mark.upperBound...].prefix { $0 != ")" && $0 != "#" }
      let title = line[start..<mark.lowerBound].dropFirst().filter { $0 != "`" }
      return path.isEmpty ? nil : (String(title).trimmed, String(path))
    }
  }
}

// MARK: Names and scripts

extension TableOfContents {
  /// Adds the order that the names of files, or the scripts of a site, give to pages that are not listed yet.
  /// - Parameter paths: the files of the site, as ``order`` names them.
  mutating func addOrder(of paths: [String], site: Site, in project: borrowing FileSystem.Folder) {
    if site.generator.hasNumberedNames {
      let numbered = paths.filter { Self.withoutNumbers($0) != $0 }
      add(numbered.sorted { NaturalOrder.precedes($0, $1) })
    }
    for name in site.generator.orderScripts {
      guard
        let bytes = try? project.read(
          site.configurationFolder + name, limit: ContentLimits.configurationBytes)
      else { continue }
      let names = Self.names(inScript: bytes, isURL: !name.hasPrefix("sidebars"))
      let roots = site.isSingleRoot ? [] : site.roots.map(\.path)
      // The posts of a blog are in the order of their dates, also if the script links to some.
      let places = paths.filter { !Self.isPost($0) }.compactMap { path in
        names[Self.name(of: path, below: roots)].map { (place: $0, path: path) }
      }
      // One name may be a word that has another meaning.
      if places.count > 1 { return add(places.sorted { $0.place < $1.place }.map(\.path)) }
    }
  }

  private static func isPost(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { ["blog", "posts", "_posts"].contains($0) }
  }

  private mutating func add(_ paths: [String]) {
    for path in paths where order[path] == nil { order[path] = order.count }
  }

  /// A path without the numbers before the names of its folders and its file: `2.usage/1.start.md` is `usage/start.md`.
  static func withoutNumbers(_ path: String) -> String {
    path.split(separator: "/").map { name in
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

  /// The names in the string literals of a script, with their places. In a configuration, pages are named by their
  /// address, `/guide/start`.
  private static func names(inScript bytes: [UInt8], isURL: Bool) -> [String: Int] {
    var names: [String: Int] = [:]
    for (place, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      for part in String(decoding: line, as: UTF8.self).split(whereSeparator: { "'\"`".contains($0) }) {
        guard part.utf8.count < 200, part.hasPrefix("/") == isURL else { continue }
        let path = part.prefix { $0 != "#" }.drop { $0 == "/" }
        let page = path.hasSuffix(".html") ? path.dropLast(5) : path
        let name = String(PagePath.withoutEnding(PagePath.normalized(String(page))))
        if names[name] == nil { names[name] = place }
      }
    }
    return names
  }
}
