internal import PortfolioModel

/// The pages that a table of contents lists, in order, and the groups in which it lists them.
struct NavigationOutline: Sendable {
  private(set) var entries: [TableOfContents.Entry] = []
  private(set) var groups: [Group] = []
  /// The files that are not listed although they are pages, by path.
  var hidden: Set<String> = []

  /// A title above some entries.
  struct Group: Sendable {
    var title: String
    /// The indices of the entries.
    var entries: Range<Int>
  }

  init() {}

  /// The outline with files for the addresses of Docsify's pages: `/guide/` is `guide/README.md`, and `start` is
  /// `start.md`.
  var withFiles: NavigationOutline {
    var outline = self
    outline.entries = entries.map { entry in
      var path = String(entry.path.prefix { $0 != " " && $0 != "?" }.drop { $0 == "/" })
      if path.isEmpty || path.hasSuffix("/") { path += "README" }
      return TableOfContents.Entry(title: entry.title, path: PagePath.isMarkdown(path) ? path : path + ".md")
    }
    return outline
  }

  /// The outline with other paths.
  func withPaths(_ path: (String) -> String) -> NavigationOutline {
    var outline = self
    outline.entries = entries.map { TableOfContents.Entry(title: $0.title, path: path($0.path)) }
    return outline
  }

  mutating func add(title: String?, path: String) {
    entries.append(TableOfContents.Entry(title: title, path: path))
  }

  /// Adds what `body` adds as a group. Groups precede those within them.
  mutating func add(group title: String?, _ body: (inout NavigationOutline) -> Void) {
    let (index, start) = (groups.count, entries.count)
    if let title { groups.append(Group(title: title, entries: start..<start)) }
    body(&self)
    if title != nil { groups[index].entries = start..<entries.count }
  }

  /// Adds a group of entries that were added already.
  mutating func append(_ group: Group) { groups.append(group) }
}

// MARK: MkDocs and Mintlify

extension NavigationOutline {
  /// Reads `nav` of MkDocs: `- Group: [page.md, Title: other.md]`.
  init(mkDocs value: FrontMatter.Value) { addMkDocs(value, title: nil) }

  private mutating func addMkDocs(_ value: FrontMatter.Value, title: String?) {
    switch value {
    case .scalar(let text): add(title: title, path: text)
    case .list(let values):
      add(group: title) { outline in
        for value in values { outline.addMkDocs(value, title: nil) }
      }
    case .table(let fields):
      for field in fields { addMkDocs(field.value, title: field.key) }
    }
  }

  /// Reads `navigation` of Mintlify: tables with the name of a group and its pages, which are paths without extension.
  init(mintlify value: FrontMatter.Value) { addMintlify(value) }

  /// The keys of the name of a group. The names of languages and versions are no titles.
  private static let mintlifyTitles = ["group", "tab", "anchor", "dropdown", "product", "item"]
  /// The keys below which there are pages.
  private static let mintlifyPages: Set<String> = [
    "pages", "groups", "tabs", "anchors", "dropdowns", "languages", "versions", "products", "menu", "root",
    "navigation",
  ]

  private mutating func addMintlify(_ value: FrontMatter.Value) {
    switch value {
    case .scalar(let text): add(title: nil, path: PagePath.normalized(text))
    case .list(let values): for value in values { addMintlify(value) }
    case .table(let fields):
      let title = Self.mintlifyTitles.lazy.compactMap { fields.value($0)?.text }.first
      add(group: title) { outline in
        for field in fields where Self.mintlifyPages.contains(field.key) { outline.addMintlify(field.value) }
      }
    }
  }
}

// MARK: Markdown

extension NavigationOutline {
  /// Reads the links `[title](path.md)` of a page, in order. Indented links are in the group of the link above them, and
  /// those below a heading are in the group of the heading.
  init(markdown text: String) {
    var open: [(indent: Int, title: String, start: Int, hasPage: Bool)] = []
    var part: (title: String, start: Int)?
    var parts: [Group] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
      let item = line.drop { $0 == " " || $0 == "\t" }
      if item.first == "#" {
        close(&open, to: 0)
        if let part { parts.append(Group(title: part.title, entries: part.start..<entries.count)) }
        let title = String(item.drop { $0 == "#" }).trimmed
        part = Self.contentsNames.contains(title.lowercased()) ? nil : (title, entries.count)
        continue
      }
      let isListed = item.first.map { "-*+".contains($0) || $0.isNumber } == true
      guard let link = Self.link(in: item) ?? (isListed ? Self.label(of: item) : nil) else { continue }
      close(&open, to: indent)
      if isListed { open.append((indent, link.title, entries.count, !link.path.isEmpty)) }
      if !link.path.isEmpty { add(title: link.title, path: link.path) }
    }
    close(&open, to: 0)
    if let part { parts.append(Group(title: part.title, entries: part.start..<entries.count)) }
    groups = parts + groups
  }

  /// Ends the groups whose links have at least an indentation. The page of the group's own link may be among the others
  /// or beside their folder.
  private mutating func close(
    _ open: inout [(indent: Int, title: String, start: Int, hasPage: Bool)], to indent: Int
  ) {
    var closed: [Group] = []
    while let last = open.last, last.indent >= indent {
      open.removeLast()
      if last.start < entries.count {
        closed.append(Group(title: last.title, entries: last.start..<entries.count))
      }
      if last.hasPage, last.start + 1 < entries.count {
        closed.append(Group(title: last.title, entries: last.start + 1..<entries.count))
      }
    }
    // The outer one of two groups with the same pages comes first.
    groups += closed.reversed()
  }

  private static func link(in line: Substring) -> (title: String, path: String)? {
    guard let mark = line.firstRange(of: "]("), let start = line[..<mark.lowerBound].firstIndex(of: "[")
    else { return nil }
    let path = line[mark.upperBound...].prefix { $0 != ")" && $0 != "#" }
    let title = line[start..<mark.lowerBound].dropFirst().filter { $0 != "`" && $0 != "*" }
    return (withoutEscapes(title).trimmed, String(path).trimmed)
  }

  /// The text of an item without a link, such as a draft chapter.
  private static func label(of item: Substring) -> (title: String, path: String)? {
    let text = item.drop { "-*+.) ".contains($0) || $0.isNumber }
    let title = String(text.filter { $0 != "`" && $0 != "*" }).trimmed
    return title.isEmpty ? nil : (title, "")
  }

  /// Headings of the table itself.
  private static let contentsNames: Set<String> = ["", "summary", "contents", "table of contents"]

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
}
