internal import PortfolioModel

/// The order of the pages of a section by their folders, as in the sidebar of a documentation site: in each folder, pages
/// and folders by their weight, then by name.
struct FolderOrder {
  /// The weights of folders, by ``path(_:in:)``.
  private var weights: [String: Double]
  /// Whether the name of a page is that of its file, and not its title.
  private let isByFileName: Bool

  /// - Parameters:
  ///   - positions: the weights that folders have by themselves. Others have that of their index.
  ///   - isByFileName: whether the name of a page is that of its file, and not its title.
  init(_ pages: [Page], positions: [String: Double], isByFileName: Bool = false) {
    self.isByFileName = isByFileName
    weights = positions
    for page in pages where page.isFolderIndex {
      let folder = Self.folder(of: page) + "/" + page.slug
      if weights[folder] == nil { weights[folder] = page.fields.weight }
    }
  }

  /// The key of a folder in an outer one: its path with the slug of its section.
  static func path(_ name: String, in folder: String) -> String {
    folder.isEmpty ? PathName.slug(of: name) : folder + "/" + name
  }

  /// What determines the place of a page: that of each of its folders from the outside to the inside, then its own.
  struct Key {
    fileprivate var parts: [(weight: Double, name: String, isFolder: Bool)] = []

    static func precedes(_ left: Key, _ right: Key) -> Bool {
      for (a, b) in zip(left.parts, right.parts) {
        if a.weight != b.weight { return a.weight < b.weight }
        if a.name != b.name { return NaturalOrder.precedes(a.name, b.name) }
        // The index of a folder precedes its pages.
        if a.isFolder != b.isFolder { return b.isFolder }
      }
      return left.parts.count < right.parts.count
    }
  }

  func key(of page: Page) -> Key {
    var key = Key()
    var folder = page.section
    for name in page.group.split(separator: "/") {
      folder += "/" + name
      key.parts.append((weights[folder] ?? .infinity, String(name), true))
    }
    let own = page.isFolderIndex ? weights[folder + "/" + page.slug] : nil
    key.parts.append(
      (
        own ?? page.fields.weight ?? .infinity,
        page.isFolderIndex || isByFileName ? page.slug : page.title, false
      ))
    return key
  }

  private static func folder(of page: Page) -> String {
    page.group.isEmpty ? page.section : page.section + "/" + page.group
  }
}

extension Page {
  /// Whether the page is the index of a folder below its section.
  var isFolderIndex: Bool {
    let stem = PagePath.withoutExtension(String(path.split(separator: "/").last ?? ""))
    return PagePath.isIndex(String(stem)) || stem.uppercased() == "README"
  }
}
