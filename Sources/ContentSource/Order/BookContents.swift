internal import PortfolioModel

extension NavigationOutline {
  /// The keys below which `_toc.yml` of Jupyter Book and `myst.yml` have pages.
  private static let bookPages: Set<String> = [
    "chapters", "parts", "sections", "children", "subtrees", "entries", "toc",
  ]

  /// Reads the pages of Jupyter Book and MyST: tables with a `file` and the pages below it.
  init(book fields: [FrontMatter.Field]) {
    if let root = fields.value("root")?.text { add(title: nil, path: root) }
    addBook(.table(fields.filter { $0.key != "root" }))
  }

  private mutating func addBook(_ value: FrontMatter.Value) {
    switch value {
    case .scalar(let text): add(title: nil, path: text)
    case .list(let values): for value in values { addBook(value) }
    case .table(let fields):
      let title = fields.value("title")?.text
      let file = fields.value("file")?.text
      if let file { add(title: title, path: file) }
      if let pattern = (fields.value("glob") ?? fields.value("pattern"))?.text {
        add(title: nil, path: pattern)
      }
      let caption = fields.value("caption")?.text ?? (file == nil ? title : nil)
      add(group: caption) { outline in
        for field in fields where Self.bookPages.contains(field.key) { outline.addBook(field.value) }
      }
    }
  }
}

/// The pages that Sphinx lists in the directives `toctree` of its Markdown files, beginning with `index.md`.
struct ToctreeContents {
  private(set) var outline = NavigationOutline()
  private let files: [String: [UInt8]]
  private var known: Set<String> = []

  init?(of files: [ContentTree.File]) {
    self.files = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    guard let index = ["index.md", "intro.md", "README.md"].first(where: { self.files[$0] != nil }) else {
      return nil
    }
    known.insert(index)
    addTrees(of: index, depth: 0)
    if outline.entries.isEmpty { return nil }
  }

  /// The deepest page below the index.
  private static let maximumDepth = 8

  private mutating func addTrees(of path: String, depth: Int) {
    guard depth < Self.maximumDepth, let bytes = files[path] else { return }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    for tree in Self.trees(in: String(decoding: bytes, as: UTF8.self)) {
      let start = outline.entries.count
      for entry in tree.entries {
        guard let file = file(entry.path, in: folder), known.insert(file).inserted else { continue }
        outline.add(title: entry.title, path: file)
        addTrees(of: file, depth: depth + 1)
      }
      if let caption = tree.caption, outline.entries.count > start {
        outline.append(NavigationOutline.Group(title: caption, entries: start..<outline.entries.count))
      }
    }
  }

  /// The Markdown file that an entry names: relative to the folder of its page, or with `/` to that of the content.
  private func file(_ entry: String, in folder: String) -> String? {
    let path = Site.resolved(entry.hasPrefix("/") ? entry : folder + entry)
    return [path, path + ".md"].first { files[$0] != nil && PagePath.isMarkdown($0) }
  }

  private struct Tree {
    var caption: String?
    var entries: [(title: String?, path: String)] = []
  }

  /// The directives of a page: lines between a fence with `{toctree}` and the end of that fence.
  private static func trees(in text: String) -> [Tree] {
    var trees: [Tree] = []
    var fence: String?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = String(line).trimmed
      guard let open = fence else {
        let mark = line.prefix { $0 == "`" || $0 == ":" || $0 == "~" }
        if mark.count > 2, line.dropFirst(mark.count).hasPrefix("{toctree}") {
          fence = String(mark)
          trees.append(Tree())
        }
        continue
      }
      if line == open {
        fence = nil
      } else if line.hasPrefix(":caption:") {
        trees[trees.count - 1].caption = String(line.dropFirst(":caption:".count)).trimmed
      } else if !line.isEmpty, !line.hasPrefix(":"), line != "---", line != "self", !line.contains("://") {
        trees[trees.count - 1].entries.append(entry(line))
      }
    }
    return trees
  }

  /// Reads `Title <path>` or `path`.
  private static func entry(_ line: String) -> (title: String?, path: String) {
    guard line.hasSuffix(">"), let open = line.lastIndex(of: "<") else { return (nil, line) }
    return (String(line[..<open]).trimmed, String(line[line.index(after: open)...].dropLast()))
  }
}
