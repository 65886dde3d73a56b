internal import PortfolioModel

/// A file that lists the pages and folders of its own folder: `_meta.json` of Nextra, `meta.json` of Fumadocs, and
/// `.pages` of a plugin of MkDocs.
struct FolderListing: Sendable {
  /// The title of the folder itself.
  private(set) var title: String?
  private(set) var items: [Item] = []

  struct Item: Sendable {
    /// The name of a page without extension, or of a folder; ``rest`` for all that have no item.
    var name: String
    var title: String?
    /// Whether the page or the folder is not listed.
    var isHidden = false
    /// Whether the pages of the folder are listed in place of the folder.
    var isInline = false
    /// Whether the item is a title above the next ones.
    var isSeparator = false
  }

  /// The name of the item for all pages and folders without one.
  static let rest = "..."

  /// The name of a listing without the mark of a language, `_meta.en.json`.
  static func name(of file: String, in language: String) -> String {
    file.replacing(".\(language).", with: ".", maxReplacements: 1)
  }

  init?(name: String, bytes: [UInt8]) {
    if name.hasPrefix("_meta.") {
      items = ScriptObject(in: String(decoding: bytes, as: UTF8.self)).members.compactMap(Self.nextraItem)
      if items.isEmpty { return nil }
      return
    }
    let fields = YAMLReader.read(bytes[...], firstLine: 1).fields
    title = fields.value("title")?.text
    switch fields.value("pages") ?? fields.value("nav") ?? fields.value("arrange") {
    case .list(let values)?: items = values.flatMap(Self.items)
    case .scalar?, .table?, nil: if title == nil { return nil }
    }
  }

  private static func nextraItem(_ member: ScriptObject.Member) -> Item? {
    if member.key == "*" { return nil }
    let text = member.text.flatMap { $0.isEmpty ? nil : $0 }
    if member.members["type"] == "separator" {
      return Item(name: member.key, title: member.members["title"], isSeparator: true)
    }
    return Item(
      name: member.key, title: text ?? member.members["title"],
      isHidden: member.members["display"] == "hidden")
  }

  /// The items of a value of a list: a name, `---Separator---`, `...folder`, or a table of a title and a name.
  private static func items(of value: FrontMatter.Value) -> [Item] {
    switch value {
    case .list(let values): return values.flatMap(items)
    case .table(let fields):
      return fields.flatMap { field in
        switch field.value {
        case .scalar(let name): [Item(name: stem(name), title: field.key)]
        case .list, .table:
          [Item(name: "", title: field.key, isSeparator: true)] + items(of: field.value)
        }
      }
    case .scalar(let text):
      if text == "*" || text == "z...a" || text == rest { return [Item(name: rest)] }
      if text.hasPrefix("---") {
        let title = text.filter { $0 != "-" }.trimmed
        // `---[Icon]Title---` begins with the name of a picture.
        let words = title.first == "[" ? title.drop { $0 != "]" }.dropFirst() : title[...]
        return [Item(name: "", title: words.isEmpty ? nil : String(words), isSeparator: true)]
      }
      if text.hasPrefix("...") { return [Item(name: stem(String(text.dropFirst(3))), isInline: true)] }
      if text.hasPrefix("!") { return [Item(name: stem(String(text.dropFirst())), isHidden: true)] }
      // `[Title](address)` is a link to another site.
      return text.hasPrefix("[") || text.contains("](") ? [] : [Item(name: stem(text))]
    }
  }

  private static func stem(_ name: String) -> String {
    String(
      PagePath.withoutExtension(PagePath.normalized(name.hasPrefix("./") ? String(name.dropFirst(2)) : name)))
  }
}

extension NavigationOutline {
  /// Lists the files of some folders as the listings in these folders do: in each folder the items of its listing, then
  /// the other pages and folders by name.
  ///
  /// - Parameters:
  ///   - listings: by the path of their folder, which is empty or ends in `/`.
  ///   - files: the paths of all pages.
  init(_ listings: [String: FolderListing], files: [String]) {
    let tree = FolderTree(files)
    add(folder: "", of: tree, listings)
  }

  private mutating func add(folder path: String, of tree: FolderTree, _ listings: [String: FolderListing]) {
    let folder = tree.folders[path] ?? FolderTree.Folder()
    let listing = listings[path]
    var items = listing?.items ?? []
    if !items.contains(where: { $0.name == FolderListing.rest }) {
      items.append(FolderListing.Item(name: FolderListing.rest))
    }
    var named = Set(items.map(\.name))
    var separator: (title: String, start: Int)?
    for item in items {
      if item.isSeparator {
        end(separator)
        separator = item.title.map { ($0, entries.count) }
      } else if item.name == FolderListing.rest {
        for name in folder.names where !named.contains(name) {
          add(FolderListing.Item(name: name), in: path, folder, of: tree, listings)
        }
        named.formUnion(folder.names)
      } else {
        add(item, in: path, folder, of: tree, listings)
      }
    }
    end(separator)
  }

  private mutating func end(_ separator: (title: String, start: Int)?) {
    guard let separator, separator.start < entries.count else { return }
    append(Group(title: separator.title, entries: separator.start..<entries.count))
  }

  private mutating func add(
    _ item: FolderListing.Item, in path: String, _ folder: FolderTree.Folder, of tree: FolderTree,
    _ listings: [String: FolderListing]
  ) {
    let start = entries.count
    for file in folder.files[item.name] ?? [] { add(title: item.title, path: file) }
    let inner = path + item.name + "/"
    if tree.folders[inner] != nil {
      let title = item.isInline ? nil : listings[inner]?.title ?? item.title
      // A section without listings keeps its own order, such as that of the dates of its posts.
      if path.isEmpty, !listings.keys.contains(where: { $0.hasPrefix(inner) }) {
        add(title: title, path: inner)
        if item.isHidden { hidden.formUnion(tree.files(below: inner)) }
        return
      }
      add(group: title) { $0.add(folder: inner, of: tree, listings) }
    }
    if item.isHidden { hidden.formUnion(entries[start...].map(\.path)) }
  }
}

/// Files by their folders.
private struct FolderTree {
  struct Folder {
    /// The files by their names without extension.
    var files: [String: [String]] = [:]
    /// The names of files and of folders in natural order, that of an index first.
    var names: [String] = []
  }

  private(set) var folders: [String: Folder] = [:]

  init(_ files: [String]) {
    var names: [String: Set<String>] = [:]
    for file in files {
      var folder = ""
      let parts = file.split(separator: "/")
      for part in parts.dropLast() {
        names[folder, default: []].insert(String(part))
        folder += part + "/"
      }
      let name = PagePath.withoutExtension(String(parts.last ?? ""))
      let stem = String(LanguageVariants.split(name)?.stem ?? name)
      names[folder, default: []].insert(stem)
      folders[folder, default: Folder()].files[stem, default: []].append(file)
      // The file of a page in the folders of Next.js.
      if stem == "page", let last = parts.dropLast().last {
        let outer = String(folder.dropLast(last.utf8.count + 1))
        folders[outer, default: Folder()].files[String(last), default: []].append(file)
        folders[folder]?.files["index", default: []].append(file)
      }
    }
    for (folder, names) in names {
      folders[folder, default: Folder()].names = names.sorted { left, right in
        let isIndex = Self.isIndex(left)
        return isIndex == Self.isIndex(right) ? NaturalOrder.precedes(left, right) : isIndex
      }
    }
  }

  func files(below path: String) -> [String] {
    folders.filter { $0.key.hasPrefix(path) }.flatMap { $0.value.files.values.joined() }
  }

  private static func isIndex(_ name: String) -> Bool {
    PagePath.isIndex(name) || name.uppercased() == "README"
  }
}
