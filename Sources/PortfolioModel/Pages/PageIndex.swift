/// The pages of a portfolio by each of their names: path, id, slug, alias and file name.
struct PageIndex: Sendable {
  /// The indices of a section and of a page in it.
  struct Place: Sendable {
    var section: Int
    var page: Int
  }

  private(set) var byPath: [String: Place] = [:]
  private(set) var byID: [String: Place] = [:]
  private(set) var bySlug: [String: [Place]] = [:]
  private(set) var idsByAlias: [String: String] = [:]
  /// Pages by the lowercase name of the file, or of the folder for an `index.md`.
  private(set) var byName: [String: [Place]] = [:]

  /// The first page in each folder and the folders below it, by each end of the folder's path, in lower case.
  private(set) var byFolder: [String: Place] = [:]

  init(_ sections: [Section]) {
    let count = sections.reduce(0) { $0 + $1.pages.count }
    byPath.reserveCapacity(count)
    byID.reserveCapacity(count)
    bySlug.reserveCapacity(count)
    byName.reserveCapacity(count)
    var folder = ""
    for section in sections.indices {
      for (index, page) in sections[section].pages.enumerated() {
        let place = Place(section: section, page: index)
        byID[page.id] = place
        bySlug[page.slug, default: []].append(place)
        if let short = page.shortSlug {
          bySlug[short, default: []].append(place)
          bySlug[page.section + "/" + short, default: []].append(place)
        }
        byPath[page.path] = place
        let own = page.path.prefix(
          upTo: page.path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? page.path.startIndex)
        if own != folder {
          folder = String(own)
          add(folder, place)
        }
        byName[PagePath.name(of: page.path).lowercased(), default: []].append(place)
        for alias in page.fields.aliases {
          for address in Self.addresses(of: alias, in: own) where idsByAlias[address] == nil {
            idsByAlias[address] = page.id
          }
        }
      }
    }
  }

  /// The paths that a former address of a page means.
  private static func addresses(of alias: String, in folder: Substring) -> [String] {
    let written = PagePath.normalized(alias)
    var path = written
    for ending in ["/index.html", ".html"] where path.hasSuffix(ending) { path.removeLast(ending.count) }
    // In Hugo, an alias without a slash at its beginning is relative to the folder of the page, which may be below that of
    // a language.
    if folder.isEmpty || alias.hasPrefix("/") { return [written, path] }
    let inner = folder.split(separator: "/").dropFirst().joined(separator: "/")
    return [written, path, "\(folder)/\(path)"] + (inner.isEmpty ? [] : ["\(inner)/\(path)"])
  }

  private mutating func add(_ folder: String, _ place: Place) {
    var parts = folder.lowercased().split(separator: "/")[...]
    while !parts.isEmpty {
      for start in parts.indices {
        let end = parts[start...].joined(separator: "/")
        if byFolder[end] == nil { byFolder[end] = place }
      }
      parts.removeLast()
    }
  }
}
