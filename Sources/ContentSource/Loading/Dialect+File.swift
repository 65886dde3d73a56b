package import Dialects

extension Dialect {
  /// The number of folders above a file that are searched for the configuration of a site.
  private static let searchedFolders = 8

  /// The dialect of a file that is opened by itself: that of the nearest site in whose folder it is, else GitHub's
  /// Markdown.
  package static func ofFile(at path: String, _ bytes: [UInt8]) -> Dialect {
    // Most files have no mark of another dialect, and need no search for a site.
    let marked = marked(in: bytes[...]).subtracting(.standalone)
    guard !marked.isEmpty, let file = FileSystem.resolvedPath(of: path) else { return .standalone }
    var folder = file[...]
    for _ in 0..<searchedFolders {
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { break }
      folder = folder[..<slash]
      if let project = try? FileSystem.Folder(String(folder)),
        let site = Site(in: project, amongThoseWith: marked)
      {
        return site.dialect
      }
    }
    return .standalone
  }
}
