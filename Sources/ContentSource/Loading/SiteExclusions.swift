internal import PortfolioModel

/// What a site excludes from its pages: the patterns in its configuration and in the files beside it.
struct SiteExclusions: Sendable {
  /// The patterns in files of patterns, and those in the configuration.
  private(set) var texts: [String] = []
  /// The exclusions that could not be read, so that what they exclude is shown.
  private(set) var problems: [Problem] = []
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
    let isPython = name.hasSuffix(".py")
    let isComplete: Bool
    if isPython || Generator.isScript(name) {
      let source = String(decoding: configuration.bytes, as: UTF8.self)
      let list = ScriptList(of: key, in: source, isPython: isPython)
      texts += list.texts
      isComplete = !list.isIncomplete
    } else {
      texts += configuration.texts(key)
      isComplete = configuration.hasTexts(key)
    }
    if !isComplete {
      let problem = Problem(
        folder + name, "'\(key)' cannot be read as a list of texts: what else it excludes is shown")
      problems.append(problem)
    }
  }
}
