internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// What a configuration file sets. A wrong entry is a fault, and every other entry holds.
struct Configuration: Sendable {
  /// The value of an option, which ``OptionDefinition/apply`` accepts, and where it was read.
  struct Setting: Sendable, Equatable {
    var option: String
    var text: String
    var origin: Origin
  }

  /// A line of a file.
  struct Origin: Sendable, Equatable, CustomStringConvertible {
    var path: String
    var line: Int

    var description: String { "\(path):\(line)" }
  }

  /// The values of options outside of tables.
  var settings: [Setting] = []
  /// Those of the table `serve`, which precede the others for `serve`.
  var serviceSettings: [Setting] = []
  /// The user's themes, in the order of the file.
  var themes: [Theme] = []
  var themeOrigins: [String: Origin] = [:]
  /// The keys of actions in place of the standard ones.
  var keys: [KeyBindings.Change] = []
  var keyOrigins: [Action: Origin] = [:]
  /// Whether the program handles the mouse from the start; nil for the standard.
  var usesMouse: Bool?
  var mouseOrigin: Origin?
  /// The place that is opened if the command line names none.
  var start: String?
  var startOrigin: Origin?
  var faults: [Problem] = []

  /// The table of keys with the changes.
  var keyBindings: KeyBindings { keys.isEmpty ? .standard : KeyBindings.standard.changed(by: keys) }

  /// The themes to choose from: the user's first.
  var allThemes: [Theme] {
    themes + Theme.all.filter { theme in !themes.contains { $0.name == theme.name } }
  }

  /// Returns the value of an option.
  /// - Parameter isService: whether a command of the service is run.
  func setting(of option: OptionDefinition, isService: Bool) -> Setting? {
    (isService ? serviceSettings.last { $0.option == option.long } : nil)
      ?? settings.last { $0.option == option.long }
  }

  /// Adds the themes, the theme and the start that a content folder has, if it has a file for them. Those of this
  /// configuration precede them.
  mutating func adoptLooks(ofContent folder: String?) {
    guard let other = folder.flatMap(Self.looks) else { return }
    themes += other.themes.filter { theme in !themes.contains { $0.name == theme.name } }
    themeOrigins.merge(other.themeOrigins) { own, _ in own }
    settings.insert(contentsOf: other.settings, at: 0)
    if start == nil { (start, startOrigin) = (other.start, other.startOrigin) }
    faults += other.faults
  }
}

// MARK: Files

extension Configuration {
  /// The file of looks in a content folder.
  static let nameInContent = ".portfolio.toml"

  /// The configuration of a run.
  /// - Parameters:
  ///   - path: the file that `--config` names; nil for the file of the user or, for a command of the service, of the
  ///     system. Those need not exist.
  /// - Throws: if a named file does not exist.
  static func load(
    _ path: String?, isService: Bool, environment: RunEnvironment
  ) throws(Failure) -> Configuration {
    if let path {
      guard let configuration = read(path, home: environment["HOME"]) else {
        throw .usage("there is no file '\(path)' for '--config'")
      }
      return configuration
    }
    guard let path = isService ? systemPath : environment.configurationPath else { return Configuration() }
    return read(path, home: environment["HOME"]) ?? Configuration()
  }

  /// The file of the service.
  static let systemPath = "/etc/portfolio-tui/config.toml"

  private static func read(_ path: String, home: String?) -> Configuration? {
    ConfigurationReader.read(path, scope: .program, home: home)
  }

  /// The looks that a content folder has; nil if it has no file for them.
  static func looks(ofContent folder: String) -> Configuration? {
    let path = folder.hasSuffix("/") ? folder + nameInContent : folder + "/" + nameInContent
    return ConfigurationReader.read(path, scope: .content, home: nil)
  }
}

extension RunEnvironment {
  /// Loads the configuration of a run in this environment: the parameter of ``Invocation``.
  func configuration(_ path: String?, isService: Bool) throws(Failure) -> Configuration {
    try Configuration.load(path, isService: isService, environment: self)
  }

  /// The user's configuration file, by the XDG Base Directory Specification; nil if no variable names an absolute path.
  var configurationPath: String? {
    folder("XDG_CONFIG_HOME", inHome: ".config").map { $0 + "/config.toml" }
  }
}
