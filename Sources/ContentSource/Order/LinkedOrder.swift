internal import PortfolioModel

/// The order in which the READMEs of folders link to other pages. A README that links to only some of them is not a table
/// of contents.
struct LinkedOrder {
  /// The paths of the pages.
  private(set) var pages: [String] = []
  /// The names of the folders to which the README of the content links.
  private(set) var folders: [String] = []

  init(of files: [ContentTree.File]) {
    guard files.contains(where: { Self.isReadme($0.path) }) else { return }
    let groups = Dictionary(grouping: files) { file in
      file.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file.path[...$0]) } ?? ""
    }
    for (folder, files) in groups.sorted(by: { $0.key < $1.key }) {
      guard
        let readme = files.first(where: { $0.path.dropFirst(folder.utf8.count).uppercased() == "README.MD" })
      else { continue }
      let targets = Self.links(in: String(decoding: readme.bytes, as: UTF8.self))
        .map { PagePath.normalized(folder + $0) }
      // Translations of the README are no chapters.
      let paths = Set(files.map(\.path).filter { !Self.isReadme($0) })
      let listed = targets.filter(paths.contains).unique
      if listed.count > 2, 5 * listed.count >= 4 * paths.count { pages += listed }
      if !folder.isEmpty { continue }
      let names = Set(groups.keys.filter { !$0.isEmpty }.map { $0.prefix { $0 != "/" } })
      let tops = targets.map { $0.prefix { $0 != "/" } }.filter(names.contains).unique
      if tops.count > 2, 2 * tops.count >= names.count { folders = tops.map(String.init) }
    }
  }

  private static func isReadme(_ path: String) -> Bool {
    let name = path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.suffix(6)
    return name.reversed().elementsEqual("readme".utf8) { $0 | 0x20 == $1 }
  }

  /// The targets of all links of a page that lead into its own folder.
  private static func links(in text: String) -> [String] {
    text.split(separator: "](").dropFirst().compactMap { part in
      let path = part.prefix { $0 != ")" && $0 != "#" && $0 != " " }
      let isOwn = !path.isEmpty && path.first != "/" && !path.contains(":") && !path.hasPrefix("../")
      return isOwn ? String(path.hasPrefix("./") ? path.dropFirst(2) : path).replacing("%20", with: " ") : nil
    }
  }
}

extension Array where Element: Hashable {
  /// Each element at its first place only.
  var unique: [Element] {
    var known: Set<Element> = []
    return filter { known.insert($0).inserted }
  }
}
