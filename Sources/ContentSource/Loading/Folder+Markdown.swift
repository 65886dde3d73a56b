internal import PortfolioModel

extension FileSystem.Folder {
  /// Whether most pages of a folder and of those below it have names that begin with a date. An empty folder has.
  func hasDatedNames(_ path: String) -> Bool {
    guard let listing = try? list(path) else { return true }
    let names = listing.files.filter { PagePath.isMarkdown($0) }
    if names.isEmpty { return listing.folders.allSatisfy { hasDatedNames(path + $0 + "/") } }
    return 2 * names.count { PageLocation(path: "posts/" + $0).date != nil } >= names.count
  }

  /// The number of Markdown files in a folder and in those below it, up to `depth` levels.
  func countMarkdown(_ path: String, depth: Int = 6) -> Int {
    guard let listing = try? list(path) else { return 0 }
    var count = listing.files.count { PagePath.isMarkdown($0) }
    if depth == 0 { return count }
    for folder in listing.folders where folder != "node_modules" {
      count += countMarkdown(path + folder + "/", depth: depth - 1)
    }
    return count
  }

  /// Whether a folder or the folders below it, up to `depth` levels, contain Markdown.
  func holdsMarkdown(_ path: String, depth: Int = 4) -> Bool {
    guard let listing = try? list(path) else { return false }
    if listing.files.contains(where: { PagePath.isMarkdown($0) }) { return true }
    if depth == 0 { return false }
    for folder in listing.folders where folder != "node_modules" {
      if holdsMarkdown(path + folder + "/", depth: depth - 1) { return true }
    }
    return false
  }
}
