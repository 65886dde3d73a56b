internal import PortfolioModel

/// The files that Hugo takes of the folders which its configuration mounts as content, `module.mounts`: all but those of
/// `excludeFiles`, or those of `includeFiles` alone. In `files`, which replaces both, `! ` begins what is excluded.
struct MountedFiles: Sendable {
  private struct Mount {
    /// The path of the folder, which ends in `/`.
    var source: String
    var excluded: [String]
    /// Empty if all files are included.
    var included: [String]
  }

  private var mounts: [Mount] = []

  init() {}

  init(of configuration: SiteConfiguration?) {
    guard let value = configuration?.value("module.mounts") else { return }
    for mount in value.tables {
      guard let source = mount.value("source")?.text.map(Site.normalized), !source.isEmpty,
        mount.value("target")?.text.map({ $0 == "content" || $0.hasPrefix("content/") }) == true
      else { continue }
      let patterns = { (key: String) in
        (mount.value(key)?.leaves ?? []).map(\.trimmed).filter { !$0.isEmpty }
      }
      let files = patterns("files")
      let excluded =
        patterns("excludeFiles") + files.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()).trimmed }
      let included = patterns("includeFiles") + files.filter { !$0.hasPrefix("!") }
      mounts.append(
        Mount(
          source: source + "/", excluded: excluded.map(Site.normalized),
          included: included.map(Site.normalized)))
    }
  }

  /// The patterns of these files, for the paths below a folder of the site.
  func patterns(below folder: String) -> Patterns {
    let mounts = mounts.map { mount in
      (
        source: mount.source, excluded: PathPatterns(mount.excluded),
        included: mount.included.isEmpty ? nil : PathPatterns(mount.included)
      )
    }
    return Patterns(folder: folder, mounts: mounts)
  }

  struct Patterns {
    fileprivate let folder: String
    fileprivate let mounts: [(source: String, excluded: PathPatterns, included: PathPatterns?)]

    /// Whether a file or folder is in mounts that all exclude it.
    func exclude(_ path: String) -> Bool {
      if mounts.isEmpty { return false }
      let path = folder + path
      let covering = mounts.filter { path.hasPrefix($0.source) }
      return !covering.isEmpty
        && covering.allSatisfy { mount in
          let rest = String(path.dropFirst(mount.source.utf8.count))
          // A folder may hold a file that is included.
          return mount.excluded.contains(rest)
            || PagePath.isMarkdown(path) && mount.included?.contains(rest) == false
        }
    }
  }
}
