internal import PortfolioModel

/// The files that Hugo takes of the folders which its configuration mounts as content, `module.mounts`: all but those of
/// `excludeFiles`, or those of `includeFiles` alone. In `files`, which replaces both, `! ` begins what is excluded. Keys
/// may be in any case.
struct MountedFiles: Sendable {
  private struct Mount {
    /// The path of the folder; empty for the site's folder, else it ends in `/`.
    var source: String
    /// The path below the content at which it is mounted; empty, or it ends in `/`.
    var target: String
    /// The language of its pages, in lower case.
    var language: String?
    var excluded: [String]
    /// Empty if all files are included.
    var included: [String]
  }

  private var mounts: [Mount] = []

  init() {}

  init(of configuration: SiteConfiguration?) {
    guard case .table(let module)? = Self.value("module", in: configuration?.fields ?? []) else { return }
    for mount in Self.value("mounts", in: module)?.tables ?? [] {
      guard let source = Self.value("source", in: mount)?.text.flatMap(Self.folder),
        let target = Self.value("target", in: mount)?.text.flatMap(Self.folder),
        target.hasPrefix("content/")
      else { continue }
      let patterns = { (key: String) in
        (Self.value(key, in: mount)?.leaves ?? []).map(\.trimmed).filter { !$0.isEmpty }
      }
      let files = patterns("files")
      let excluded =
        patterns("excludefiles") + files.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()).trimmed }
      let included = patterns("includefiles") + files.filter { !$0.hasPrefix("!") }
      let language = Self.value("lang", in: mount)?.text?.trimmed.lowercased()
      mounts.append(
        Mount(
          source: source, target: String(target.dropFirst("content/".count)),
          language: language == "" ? nil : language, excluded: excluded.map(Site.normalized),
          included: included.map(Site.normalized)))
    }
  }

  private static func value(_ key: String, in fields: [FrontMatter.Field]) -> FrontMatter.Value? {
    fields.last { $0.key.lowercased() == key }?.value
  }

  /// The path of a folder below that of the site; nil for others.
  private static func folder(_ text: String) -> String? {
    let parts = text.trimmed.split(separator: "/").filter { $0 != "." }
    if text.trimmed.isEmpty || text.hasPrefix("/") || parts.contains("..") { return nil }
    return parts.map { $0 + "/" }.joined()
  }

  /// The part of a path below a folder; nil if it is not in that folder.
  fileprivate static func rest(of path: String, in folder: String) -> String? {
    if path.utf8.starts(with: folder.utf8) {
      return String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
    }
    // The configuration may write an accent in another form than the name of the folder.
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : nil
  }

  /// The paths of the folders that are mounted.
  var folders: [String] { mounts.map { $0.source.isEmpty ? "." : $0.source } }

  /// The folders that are mounted in a language, or in all, with the sections that they are; nil for all sections.
  func roots(in language: String) -> [Site.Root] {
    let language = language.lowercased()
    let names = Set(mounts.compactMap(\.language))
    let shown = [language, String(language.prefix { $0.isLetter })].first(where: names.contains)
    return mounts.filter { $0.language == nil || shown == nil || $0.language == shown }.map { mount in
      Site.Root(
        path: mount.source, section: mount.target.isEmpty ? nil : String(mount.target.dropLast()))
    }
  }

  /// The folders of languages below a folder of the site, and where their files are below the content.
  func languages(below folder: String) -> [(source: String, target: String, language: String)] {
    let named = mounts.compactMap { mount in
      mount.language.flatMap { language in
        Self.rest(of: mount.source, in: folder).map { ($0, mount.target, language) }
      }
    }
    // Of several folders that hold a file, the innermost one counts.
    return named.filter { !$0.0.isEmpty }.sorted { $0.0.utf8.count > $1.0.utf8.count }
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
      var isExcluded = false
      for mount in mounts {
        guard let rest = MountedFiles.rest(of: path, in: mount.source), !rest.isEmpty else { continue }
        isExcluded = true
        // A folder may hold a file that is included.
        let isRefused =
          mount.excluded.contains(rest)
          || PagePath.isMarkdown(path) && mount.included?.contains(rest) == false
        if !isRefused { return false }
      }
      return isExcluded
    }
  }
}
