package import Dialects

/// What the site around a file tells about the file, if it is opened by itself: that of the nearest site in whose folder it
/// is or whose configuration names its folder. Without a site it is GitHub's Markdown.
package struct FileSite: Sendable {
  package private(set) var dialect = Dialect.standalone
  /// The name of the site's generator.
  private(set) var generator = Generator.plainName
  /// What is known to all pages of the site.
  private(set) var values = KnownValues()
  /// The text of the files that it includes.
  private(set) var inclusions: [Inclusion] = []

  /// Without a site.
  package init() {}

  /// The number of folders above a file that are searched for the configuration of a site.
  private static let searchedFolders = 8
  /// Folders in which a project has its site if the content, such as `docs`, is beside it.
  private static let siteFolders = ["website", "site", "www", "web"]

  package init(at path: String, _ bytes: [UInt8]) {
    // Most files have no mark of another dialect, and need no search for a site.
    let marked = Dialect.marked(in: bytes[...]) { FileSystem.contains($0, in: bytes[...]) }.subtracting(
      .standalone)
    guard !marked.isEmpty || HeaderReader.mayBegin(bytes), let file = FileSystem.resolvedPath(of: path) else {
      return
    }
    var folder = file[...]
    for _ in 0..<Self.searchedFolders {
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return }
      folder = folder[..<slash]
      guard let project = try? FileSystem.Folder(String(folder)),
        let files = SiteFiles(in: "", of: project, or: Self.siteFolders)
      else { continue }
      let inner = file[slash...].dropFirst()
      var site = Site(files, in: project)
      for name in Self.siteFolders where site == nil && files.mayHold(name) {
        guard let files = SiteFiles(in: name + "/", of: project) else { continue }
        site = Site(files, in: project).flatMap {
          $0.hasOuterContent(inner) ? $0 : nil
        }
      }
      guard let site else { continue }
      dialect = site.dialect
      generator = site.generator.name
      let folder = inner.lastIndex(of: "/").map { String(inner[...$0]) } ?? ""
      values = site.knownValues(in: project, citing: Bibliography.files(in: folder, of: project))
      inclusions = InclusionReader(site, in: project, definitions: AppendedDefinitions()).inclusions(
        in: bytes, at: String(inner), of: project)
      return
    }
  }
}

extension Site {
  /// Whether a file is content beside the folder of the configuration.
  /// - Parameter path: of the file within the folder that contains the site and its content.
  fileprivate func hasOuterContent(_ path: Substring) -> Bool {
    folder.isEmpty && configurationFolder != folder && roots.contains { path.hasPrefix($0.path) }
  }
}
