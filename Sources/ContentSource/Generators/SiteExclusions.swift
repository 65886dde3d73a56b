internal import PortfolioModel

/// What a site excludes from its pages: the patterns in its configuration and in the files beside it.
struct SiteExclusions: Sendable {
  /// The patterns in files of patterns, and those in the configuration.
  private(set) var texts: [String] = []
  /// The exclusions that could not be read, so that what they exclude is shown.
  private(set) var problems: [Problem] = []
  /// The patterns of ``Generator/exclusions``, and of those the ones that keep a file.
  private var shared: [String] = []
  private var kept: [String] = []
  /// The patterns of ``shared`` that name the folder of another collection, with the folders that they do not exclude.
  private var keptFolders: [(pattern: String, folders: [String])] = []
  /// What Hugo takes of the folders that it mounts.
  private(set) var mounts = MountedFiles()
  /// Whether pages that the table of contents does not list are excluded.
  private(set) var isListedOnly = false

  init() {}

  /// - Parameters:
  ///   - name: the name of the configuration; nil if there is none.
  ///   - configuration: nil if the configuration could not be read.
  ///   - folder: the folder of the configuration.
  init(
    of generator: Generator, name: String?, _ configuration: SiteConfiguration?, at folder: String,
    in project: borrowing FileSystem.Folder
  ) {
    if let file = generator.ignoreFile, let bytes = read(folder + file, in: project) {
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      texts += lines.map { String($0).trimmed }.filter { !$0.isEmpty && $0.first != "#" && $0.first != "!" }
    }
    if let setting = generator.listedOnlySetting, let bytes = read(folder + setting.file, in: project) {
      isListedOnly = SiteConfiguration(name: setting.file, bytes: bytes).value(setting.key)?.boolean == true
    }
    if let setting = generator.ignoreSetting, let bytes = read(folder + setting.file, in: project) {
      add(
        setting.key, of: SiteConfiguration(name: setting.file, bytes: bytes), named: setting.file, at: folder)
    }
    shared = generator.usualExclusions
    for exclusion in generator.exclusions { add(exclusion, name, configuration, at: folder, in: project) }
    if generator.hasMounts { mounts = MountedFiles(of: configuration) }
    guard let key = generator.ignoredKey, let name else { return }
    if let configuration {
      add(key, of: configuration, named: name, at: folder)
    } else {
      problems.append(Problem(folder + name, "cannot be read: what '\(key)' excludes is shown"))
    }
  }

  private mutating func read(_ path: String, in project: borrowing FileSystem.Folder) -> [UInt8]? {
    guard project.hasFile(path) else { return nil }
    do {
      return try project.read(path, limit: ContentLimits.configurationBytes)
    } catch {
      let problem = Problem(path, "is not read: \(error.reason); what it excludes is shown")
      if !problems.contains(problem) { problems.append(problem) }
      return nil
    }
  }

  private mutating func add(
    _ key: String, of configuration: SiteConfiguration, named name: String, at folder: String
  ) {
    let list = Self.list(key, of: configuration, named: name)
    texts += list.texts
    if !list.isComplete { report(key, at: folder + name) }
  }

  private mutating func report(_ key: String, at path: String) {
    let problem = Problem(
      path, "'\(key)' cannot be read as a list of texts: what else it excludes is shown")
    if !problems.contains(problem) { problems.append(problem) }
  }

  private static func list(
    _ key: String, of configuration: SiteConfiguration, named name: String
  ) -> (texts: [String], isComplete: Bool) {
    let isPython = name.hasSuffix(".py")
    if isPython || Generator.isScript(name) {
      let source = String(decoding: configuration.bytes, as: UTF8.self)
      let list = ScriptList(of: key, in: source, isPython: isPython)
      return (list.texts, !list.isIncomplete)
    }
    return (configuration.texts(key), configuration.hasTexts(key))
  }

  // MARK: Shared forms

  private mutating func add(
    _ exclusion: Generator.Exclusion, _ name: String?, _ configuration: SiteConfiguration?, at folder: String,
    in project: borrowing FileSystem.Folder
  ) {
    guard let file = exclusion.file ?? name else { return }
    var configuration = configuration
    if exclusion.file != nil {
      guard let bytes = read(folder + file, in: project) else { return }
      configuration = SiteConfiguration(name: exclusion.key == nil ? "" : file, bytes: bytes)
    }
    guard let configuration else { return }
    guard let key = exclusion.key else {
      let lines = String(decoding: configuration.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      return add(lines.map { String($0).trimmed }.filter { $0.first != "#" }, of: exclusion)
    }
    if file.hasSuffix(".py") || Generator.isScript(file) {
      let list = Self.list(key, of: configuration, named: file)
      // A list of inclusions is seldom one of literals, and says little about what is hidden.
      if !list.isComplete, !exclusion.isOfInclusions { report(key, at: folder + file) }
      let bases = exclusion.isOfInclusions ? configuration.literals("base").map(Site.normalized) : []
      for text in list.texts {
        let folders = Self.collections(in: text, among: bases)
        if folders.isEmpty {
          add([text], of: exclusion)
        } else {
          keptFolders.append((String(text.dropFirst()), folders))
        }
      }
    } else {
      let lines = configuration.values(key).flatMap(\.leaves).flatMap { text in
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { $0.first != "#" }
      }
      add(lines, of: exclusion)
      if key.contains(".") || configuration.hasTexts(key) { return }
      report(key, at: folder + file)
    }
  }

  /// The folders of collections that a list of another one excludes, `!**/about/**`: their pages are those of their own
  /// lists.
  private static func collections(in pattern: String, among bases: [String]) -> [String] {
    guard pattern.hasPrefix("!") else { return [] }
    let folder = pattern.dropFirst().split(separator: "/").filter { $0 != "**" && $0 != "*" && $0 != "." }
      .joined(separator: "/")
    return folder.isEmpty ? [] : bases.filter { ("/" + $0).hasSuffix("/" + folder) }
  }

  private mutating func add(_ patterns: [String], of exclusion: Generator.Exclusion) {
    for pattern in patterns where !pattern.isEmpty {
      if pattern.hasPrefix("!") {
        let rest = String(pattern.dropFirst())
        if exclusion.isOfInclusions { shared.append(rest) } else { kept.append(rest) }
      } else if !exclusion.isOfInclusions {
        shared.append(pattern)
      }
    }
  }

  /// What excludes the paths below the folders of content of a site.
  func patterns(of site: Site) -> Patterns {
    let roots = site.roots.map(\.path)
    return Patterns(
      ignored: site.ignoredPaths, excluded: Self.patterns(shared, below: roots),
      kept: Self.patterns(kept, below: roots),
      keptFolders: keptFolders.map { item in
        let folders = item.folders.flatMap { folder in
          [folder]
            + roots.filter { !$0.isEmpty && folder.hasPrefix($0) }.map {
              String(folder.dropFirst($0.count))
            }
        }
        return (Self.patterns([item.pattern], below: roots), folders)
      },
      mounts: mounts.patterns(below: site.isSingleRoot ? site.roots[0].path : ""))
  }

  struct Patterns {
    fileprivate let ignored: PathPatterns
    fileprivate let excluded: PathPatterns
    fileprivate let kept: PathPatterns
    fileprivate let keptFolders: [(pattern: PathPatterns, folders: [String])]
    fileprivate let mounts: MountedFiles.Patterns

    /// Whether a file or folder is excluded by its own path.
    func exclude(_ path: String) -> Bool {
      ignored.contains(path) || excluded.contains(path) && !kept.contains(path) || mounts.exclude(path)
        || keptFolders.contains { item in
          item.pattern.contains(path) && !item.folders.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
    }
  }

  private static func patterns(_ texts: [String], below roots: [String]) -> PathPatterns {
    let paths = texts.map(Site.normalized).filter { !$0.isEmpty && $0 != "**" && $0 != "*" }
    let all = paths.flatMap { path in
      let inner = roots.filter { !$0.isEmpty && path.hasPrefix($0) }.map {
        String(path.dropFirst($0.count))
      }
      // It may be relative to any folder of the content.
      return [path] + inner + (path.contains("/") && !path.hasPrefix("**") ? ["**/" + path] : [])
    }
    return PathPatterns(all, form: .names)
  }
}
