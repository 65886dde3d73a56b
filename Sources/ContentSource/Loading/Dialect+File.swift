package import Dialects

extension Dialect {
  /// The number of folders above a file that are searched for the configuration of a site.
  private static let searchedFolders = 8
  /// Folders in which a project has its site if the content, such as `docs`, is beside it.
  private static let siteFolders = ["website/", "site/", "www/", "web/"]

  /// The dialect of a file that is opened by itself: that of the nearest site in whose folder it is or whose
  /// configuration names its folder, else GitHub's Markdown.
  package static func ofFile(at path: String, _ bytes: [UInt8]) -> Dialect {
    // Most files have no mark of another dialect, and need no search for a site.
    let marked = marked(in: bytes[...]).subtracting(.standalone)
    guard !marked.isEmpty, let file = FileSystem.resolvedPath(of: path) else { return .standalone }
    var folder = file[...]
    for _ in 0..<searchedFolders {
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { break }
      folder = folder[..<slash]
      guard let project = try? FileSystem.Folder(String(folder)) else { continue }
      if let site = Site(in: project, amongThoseWith: marked) { return site.dialect }
      let inner = file[slash...].dropFirst()
      for name in siteFolders where project.hasFile(name) {
        if let site = Site(at: name, in: project, amongThoseWith: marked), site.hasOuterContent(inner) {
          return site.dialect
        }
      }
    }
    return .standalone
  }
}

extension Site {
  /// Whether a file is content beside the folder of the configuration.
  /// - Parameter path: of the file within the folder that contains the site and its content.
  fileprivate func hasOuterContent(_ path: Substring) -> Bool {
    folder.isEmpty && configurationFolder != folder && roots.contains { path.hasPrefix($0.path) }
  }
}
