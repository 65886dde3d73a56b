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
    if generator.name == "Hugo" { mounts = MountedFiles(of: configuration) }
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
      let bases = exclusion.isOfInclusions ? configuration.literals("base") : []
      add(list.texts.filter { !Self.namesCollection($0, among: bases) }, of: exclusion)
    } else {
      let lines = configuration.values(key).flatMap(\.leaves).flatMap { text in
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { $0.first != "#" }
      }
      add(lines, of: exclusion)
      if key.contains(".") || configuration.hasTexts(key) { return }
      report(key, at: folder + file)
    }
  }

  /// Whether an excluded folder, `!**/about/**`, is that of a collection of its own: its pages are those of another list.
  private static func namesCollection(_ pattern: String, among bases: [String]) -> Bool {
    guard pattern.hasPrefix("!") else { return false }
    let folder = pattern.dropFirst().split(separator: "/").filter { $0 != "**" && $0 != "*" && $0 != "." }
      .joined(separator: "/")
    return !folder.isEmpty && bases.contains { ("/" + Site.normalized($0)).hasSuffix("/" + folder) }
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

  /// The patterns of paths below some folders of content.
  func patterns(below roots: [String]) -> (excluded: PathPatterns, kept: PathPatterns) {
    (Self.patterns(shared, below: roots), Self.patterns(kept, below: roots))
  }

  private static func patterns(_ texts: [String], below roots: [String]) -> PathPatterns {
    let paths = texts.map(Site.normalized).filter { !$0.isEmpty && $0 != "**" && $0 != "*" }
    let all = paths.flatMap { path in
      let inner = roots.filter { !$0.isEmpty && path.hasPrefix($0) }.map {
        String(path.dropFirst($0.utf8.count))
      }
      // It may be relative to any folder of the content.
      return [path] + inner + (path.contains("/") && !path.hasPrefix("**") ? ["**/" + path] : [])
    }
    return PathPatterns(all, form: .names)
  }
}
