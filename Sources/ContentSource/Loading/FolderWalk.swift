internal import PortfolioModel

/// Collects the files of a folder and of those within it, up to ``ContentLimits``.
struct FolderWalk {
  private(set) var tree = ContentTree()
  /// The files and folders so far. Folders count because symbolic links can make many of few.
  private var count = 0
  /// The folders around the one that is visited: a link to one of them is a cycle.
  private var ancestors: [FileSystem.Identity] = []

  /// The content of a folder, its files in the order of their paths.
  static func tree(of root: borrowing FileSystem.Folder) -> ContentTree {
    var walk = FolderWalk()
    walk.visit("", of: root, depth: 0)
    walk.tree.files.sort { $0.path < $1.path }
    return walk.tree
  }

  /// Visits a folder of `root`, whose path is empty or ends in `/`: its files first, then its folders, each
  /// by name.
  mutating func visit(_ path: String, of root: borrowing FileSystem.Folder, depth: Int) {
    let listing: FileSystem.Listing
    do {
      listing = try root.list(path)
    } catch {
      skip(path, error.reason)
      return
    }
    if ancestors.contains(listing.identity) { return }
    ancestors.append(listing.identity)
    defer { ancestors.removeLast() }
    count += 1
    for name in listing.files.sorted() where count < ContentLimits.files { add(path + name, of: root) }
    if count >= ContentLimits.files {
      if tree.problems.last?.path != "." {
        tree.problems.append(
          Problem(".", "holds more than \(ContentLimits.files) files; the others are skipped"))
      }
      return
    }
    for name in listing.folders.sorted() where Self.mayHoldPages(name, depth: depth) {
      if depth + 1 < ContentLimits.folderDepth {
        visit(path + name + "/", of: root, depth: depth + 1)
      } else {
        skip(path + name, "folders nest deeper than \(ContentLimits.folderDepth) levels")
      }
    }
  }

  private static func mayHoldPages(_ folder: String, depth: Int) -> Bool {
    if folder.hasPrefix("_") { return Generator.isUnderscoredFolder(folder) }
    return depth > 0 || !Generator.skips(folder)
  }

  private mutating func add(_ path: String, of root: borrowing FileSystem.Folder) {
    count += 1
    guard PagePath.isMarkdown(path) else {
      tree.otherPaths.insert(path)
      return
    }
    do {
      let bytes = try root.read(path, limit: ContentLimits.fileBytes)
      if Self.isText(bytes) {
        tree.files.append(ContentTree.File(path: path, bytes: bytes))
      } else {
        skip(path, "it is not UTF-8 text")
      }
    } catch {
      skip(path, error.reason)
    }
  }

  private mutating func skip(_ path: String, _ reason: String) {
    tree.problems.append(Problem(path, "skipped: \(reason)"))
  }

  /// Whether a file may be text: not UTF-16 and not with many NULs. Other encodings are read with replacement
  /// characters.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(4096)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return false }
    return head.reduce(0) { $1 == 0 ? $0 + 1 : $0 } * 16 <= head.count
  }
}
