internal import PortfolioModel

/// A table of contents, `SUMMARY.md` of mdBook or `nav` of MkDocs: the order of pages and their titles.
struct TableOfContents: Sendable {
  /// The position of each page that is listed, by its path below the content's folder.
  private(set) var order: [String: Int] = [:]
  /// The titles that the table gives to pages, by path.
  private(set) var titles: [String: String] = [:]

  /// The headings above the links to pages, such as mdBook's parts, by path.
  private(set) var parts: [String: String] = [:]
  /// The position of each section that is listed itself, by name.
  private(set) var sections: [String: Int] = [:]
  /// Whether sections are in the order of their first pages.
  private(set) var ordersSections = true

  init() {}

  init(of site: Site, in folder: borrowing FileSystem.Folder) {
    let source = site.generator.tableOfContents ?? "SUMMARY.md"
    var entries: [Entry] = []
    if PagePath.isMarkdown(source) {
      let bytes = (try? folder.read(source, limit: ContentLimits.fileBytes)) ?? []
      entries = Self.links(in: String(decoding: bytes, as: UTF8.self))
      if source == "_sidebar.md" { entries = entries.map(\.asAddress) }
    } else if source == DocFXContents.name {
      entries = DocFXContents(in: folder).entries
    } else {
      entries = site.configuration?.leaves(source).map { Entry(title: $0.key, path: $0.text) } ?? []
    }
    for (index, entry) in entries.enumerated() {
      let path = entry.path.hasPrefix("./") ? String(entry.path.dropFirst(2)) : entry.path
      let known = PagePath.normalized(path)
      if order[known] != nil { continue }
      order[known] = index
      titles[known] = entry.title.flatMap { $0.isEmpty ? nil : $0 }
      parts[known] = entry.part
    }
  }

  /// A link of a table of contents.
  struct Entry {
    var title: String?
    var path: String
    /// The heading above the link.
    var part: String?

    /// The entry with the file for the address of a page: `/guide/` is `guide/README.md`, and `start` is `start.md`.
    fileprivate var asAddress: Entry {
      var path = String(path.prefix { $0 != " " && $0 != "?" }.drop { $0 == "/" })
      if path.isEmpty || path.hasSuffix("/") { path += "README" }
      return Entry(title: title, path: PagePath.isMarkdown(path) ? path : path + ".md", part: part)
    }
  }

  /// The links `[title](path.md)` of a page, in order.
  private static func links(in text: String) -> [Entry] {
    var part: String?
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      guard let mark = line.firstRange(of: "]("), let start = line[..<mark.lowerBound].firstIndex(of: "[")
      else {
        if line.first == "#" {
          part = String(line.drop { $0 == "#" }).trimmed
          if let name = part?.lowercased(), contentsNames.contains(name) { part = nil }
        }
        return nil
      }
      let path = line[mark.upperBound...].prefix { $0 != ")" && $0 != "#" }
      let title = line[start..<mark.lowerBound].dropFirst().filter { $0 != "`" }
      return path.isEmpty
        ? nil : Entry(title: withoutEscapes(title).trimmed, path: String(path), part: part)
    }
  }

  /// Headings of the table itself.
  private static let contentsNames: Set<String> = ["summary", "contents", "table of contents"]

  /// A text without the backslashes before punctuation, as in `Install \(Linux\)`.
  private static func withoutEscapes(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      let isEscape =
        character == "\\" && rest.first.map { $0.isASCII && ($0.isPunctuation || $0.isSymbol) } == true
      if isEscape, let next = rest.popFirst() { result.append(next) } else { result.append(character) }
    }
    return result
  }

  /// The heading that is above all links to some pages and to no others.
  func part(of paths: [String]) -> String? {
    guard let first = paths.lazy.compactMap({ parts[$0] }).first, !first.isEmpty else { return nil }
    let own = Set(paths)
    let isOwn = own.allSatisfy { parts[$0] == first || order[$0] == nil }
    return isOwn && parts.allSatisfy { $0.value != first || own.contains($0.key) } ? first : nil
  }
}

// MARK: Names and scripts

extension TableOfContents {
  /// Adds the order that the names of files, or the scripts of a site, give to pages that are not listed yet.
  /// - Parameter paths: the files of the site, as ``order`` names them.
  mutating func addOrder(of paths: [String], site: Site, in project: borrowing FileSystem.Folder) {
    if site.generator.hasNumberedNames {
      let numbered = paths.filter { Self.withoutNumbers($0) != $0 && !Self.isPost($0) }
      add(numbered.sorted { NaturalOrder.precedes($0, $1) })
      // Numbers of files order the pages of a folder. Only numbers of folders order the folders.
      ordersSections = numbered.contains { path in
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return Self.withoutNumbers(String(folder)) != folder
      }
    }
    for name in site.generator.orderScripts {
      guard
        let bytes = try? project.read(
          site.configurationFolder + name, limit: ContentLimits.fileBytes)
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

  /// Adds the order in which the README of a folder links to the other pages of the folder, and the README of the
  /// content to its folders. A README that lists only some of them is not a table of contents.
  mutating func addLinkedOrder(of files: [ContentTree.File]) {
    if !order.isEmpty { return }
    guard files.contains(where: { Self.isReadme($0.path) }) else {
      ordersSections = false
      return
    }
    let folders = Dictionary(grouping: files) { file in
      file.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file.path[...$0]) } ?? ""
    }
    for (folder, files) in folders.sorted(by: { $0.key < $1.key }) {
      guard
        let readme = files.first(where: { $0.path.dropFirst(folder.utf8.count).uppercased() == "README.MD" })
      else { continue }
      let targets = Self.allLinks(in: String(decoding: readme.bytes, as: UTF8.self))
        .map { PagePath.normalized(folder + $0) }
      // Translations of the README are no chapters.
      let pages = Set(files.map(\.path).filter { !Self.isReadme($0) })
      let listed = Self.unique(targets.filter(pages.contains))
      if listed.count > 2, 5 * listed.count >= 4 * pages.count { add(listed) }
      if !folder.isEmpty { continue }
      let names = Set(folders.keys.filter { !$0.isEmpty }.map { $0.prefix { $0 != "/" } })
      let tops = Self.unique(targets.map { $0.prefix { $0 != "/" } }.filter(names.contains))
      if tops.count > 2, 2 * tops.count >= names.count {
        for name in tops { sections[PathName.slug(of: String(name))] = sections.count }
      }
    }
    ordersSections = false
  }

  private static func isReadme(_ path: String) -> Bool {
    let name = path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.suffix(6)
    return name.reversed().elementsEqual("readme".utf8) { $0 | 0x20 == $1 }
  }

  /// The targets of all links of a page that lead into its own folder.
  private static func allLinks(in text: String) -> [String] {
    text.split(separator: "](").dropFirst().compactMap { part in
      let path = part.prefix { $0 != ")" && $0 != "#" && $0 != " " }
      let isOwn = !path.isEmpty && path.first != "/" && !path.contains(":") && !path.hasPrefix("../")
      return isOwn ? String(path.hasPrefix("./") ? path.dropFirst(2) : path).replacing("%20", with: " ") : nil
    }
  }

  private static func unique<Name: Hashable>(_ names: [Name]) -> [Name] {
    var known: Set<Name> = []
    return names.filter { known.insert($0).inserted }
  }

  private mutating func add(_ paths: [String]) {
    for path in paths where order[path] == nil { order[path] = order.count }
  }

  /// A path without the numbers before the names of its folders and its file: `2.usage/1.start.md` and
  /// `(2)usage/(1)start.md` are `usage/start.md`.
  static func withoutNumbers(_ path: String) -> String {
    path.split(separator: "/").map { name in
      if name.first == "(", let end = name.firstIndex(of: ")"),
        name[..<end].dropFirst().allSatisfy(\.isNumber),
        name[end...].dropFirst().first?.isLetter == true
      {
        return String(name[end...].dropFirst())
      }
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
    var isComment = false
    for (place, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let code = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if code.starts(with: "/*".utf8) { isComment = true }
      let isSkipped = isComment || code.starts(with: "//".utf8)
      if isComment, String(decoding: code, as: UTF8.self).contains("*/") { isComment = false }
      if isSkipped { continue }
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
