internal import ContentSource
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// Reads a configuration file by the tables of options, actions, roles and colours.
struct ConfigurationReader {
  /// Whose file it is.
  enum Scope {
    /// The file of the user, or of the service.
    case program
    /// The file in a content folder: looks only.
    case content
  }

  private let path: String
  private let scope: Scope
  private let home: String?
  /// The options that may be set outside of tables. The rows are created once for a file.
  private let options: [OptionDefinition]
  private var configuration = Configuration()

  /// Reads a file; nil if there is none.
  /// - Parameter home: the folder for which `~` stands.
  static func read(_ path: String, scope: Scope, home: String?) -> Configuration? {
    SettingsFile.read(path).map { configuration(of: $0, path: path, scope: scope, home: home) }
  }

  /// The configuration of a file that was read.
  static func configuration(
    of file: SettingsFile, path: String, scope: Scope, home: String?
  ) -> Configuration {
    var reader = ConfigurationReader(path: path, scope: scope, home: home)
    reader.configuration.faults = file.faults
    // Themes first, because `theme` may name one that is defined below it.
    for field in file.fields where field.key == "themes" { reader.readThemes(field) }
    for field in file.fields where field.key != "themes" { reader.read(field) }
    reader.configuration.faults.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    return reader.configuration
  }

  private init(path: String, scope: Scope, home: String?) {
    self.path = path
    self.scope = scope
    self.home = home
    options = scope == .program ? OptionDefinition.pageSettings : OptionDefinition.looks
  }

  private func origin(_ field: FrontMatter.Field) -> Configuration.Origin {
    Configuration.Origin(path: path, line: field.line)
  }

  private mutating func fail(_ field: FrontMatter.Field, _ message: String) {
    let count = configuration.faults.count
    if count < Self.mostFaults { configuration.faults.append(Problem(path, field.line, message)) }
    if count == Self.mostFaults { configuration.faults.append(Problem(path, "has further faults")) }
  }

  /// The number of faults that are listed, so that a file of another kind does not fill the terminal.
  private static let mostFaults = 50

  // MARK: Entries

  private mutating func read(_ field: FrontMatter.Field) {
    switch field.key {
    case "mouse" where scope == .program:
      guard let value = field.value.boolean else { return fail(field, "'mouse' must be true or false") }
      configuration.usesMouse = value
      configuration.mouseOrigin = origin(field)
    case "start":
      guard let text = field.value.string, !text.isEmpty else { return fail(field, "'start' must be a page") }
      configuration.start = text
      configuration.startOrigin = origin(field)
    case "keys" where scope == .program: readKeys(field)
    case "serve" where scope == .program:
      guard let fields = field.value.fields else { return fail(field, "'serve' must be a table: [serve]") }
      let options = OptionDefinition.serviceSettings
      for field in fields {
        if let setting = setting(field, among: options, in: "[serve]") {
          configuration.serviceSettings.append(setting)
        }
      }
    default:
      if let setting = setting(field, among: options, in: nil) { configuration.settings.append(setting) }
    }
  }

  /// Returns the setting of an entry; nil for a wrong entry, which is a fault.
  private mutating func setting(
    _ field: FrontMatter.Field, among options: [OptionDefinition], in table: String?
  ) -> Configuration.Setting? {
    guard let option = options.first(where: { $0.configurationName == field.key }) else {
      // Finding a similar name takes time, and a faulty file may have many entries.
      let isListed = configuration.faults.count < Self.mostFaults
      fail(field, isListed ? unknown(field.key, among: options, in: table) : "")
      return nil
    }
    guard var text = field.value.string ?? field.value.words?.joined(separator: " ") else {
      fail(field, "'\(field.key)' must be a single value")
      return nil
    }
    if option.isPath { text = absolute(text) }
    var options = Options()
    options.configuration = configuration
    if let fault = option.apply(text, &options) {
      fail(field, "'\(field.key)' \(fault)")
      return nil
    }
    if let name = options.look.unknownTheme {
      let names = configuration.allThemes.map(\.name).list("and")
      fail(field, "there is no theme '\(name)'; the themes are \(names)")
      return nil
    }
    return Configuration.Setting(option: option.long, text: text, origin: origin(field))
  }

  private func unknown(_ key: String, among options: [OptionDefinition], in table: String?) -> String {
    if scope == .content,
      ["keys", "serve", "mouse"].contains(key)
        || OptionDefinition.pageSettings.contains(where: { $0.configurationName == key })
    {
      return "'\(key)' does not apply in a content folder, whose file sets theme, themes and start"
    }
    var names = options.map(\.configurationName)
    if table == nil {
      names += scope == .program ? ["mouse", "start", "keys", "themes", "serve"] : ["start", "themes"]
    }
    let near = Suggestions.sentence(Suggestions.nearest(to: key, among: names))
    let inTable = OptionDefinition.serviceSettings.contains { $0.configurationName == key }
    if table == nil, near.isEmpty, inTable { return "'\(key)' belongs in the table [serve]" }
    return "there is no setting '\(key)'" + (table.map { " in \($0)" } ?? "") + near
  }

  /// A path relative to the folder of this file, or to the user's folder after `~/`.
  private func absolute(_ text: String) -> String {
    if text.isEmpty || text.hasPrefix("/") { return text }
    if text.hasPrefix("~/"), let home { return home + text.dropFirst() }
    guard let slash = path.lastIndex(of: "/") else { return text }
    return path[...slash] + text
  }

  // MARK: Keys

  private mutating func readKeys(_ field: FrontMatter.Field) {
    guard let fields = field.value.fields else { return fail(field, "'keys' must be a table: [keys]") }
    var owners: [Key: String] = [:]
    for field in fields {
      guard let action = Action(name: field.key) else {
        let near = Suggestions.nearest(to: field.key, among: Action.allCases.map(\.name))
        fail(field, "there is no action '\(field.key)'" + Suggestions.sentence(near))
        continue
      }
      guard let words = field.value.words else {
        fail(field, "'\(field.key)' must be a key, or several separated by spaces")
        continue
      }
      var keys: [Key] = []
      for word in words {
        guard let key = Key(notation: word) else {
          fail(field, "'\(field.key)': there is no key '\(word)'; keys are j, G, space, ^D, Enter, PgDn, Up")
          continue
        }
        if let fixed = KeyBindings.fixed[key], fixed != action {
          fail(field, "'\(field.key)': '\(word)' always means \(fixed.name)")
        } else if let owner = owners[key] {
          fail(field, "'\(field.key)': '\(word)' is a key of '\(owner)' already")
        } else {
          owners[key] = field.key
          keys.append(key)
        }
      }
      // An empty text leaves the action without keys; one of wrong keys alone leaves it as it is.
      if keys.isEmpty, !words.isEmpty { continue }
      configuration.keys.removeAll { $0.action == action }
      configuration.keys.append(KeyBindings.Change(action: action, keys: keys))
      configuration.keyOrigins[action] = origin(field)
    }
  }

  // MARK: Themes

  private mutating func readThemes(_ field: FrontMatter.Field) {
    guard let fields = field.value.fields else {
      return fail(field, "'themes' must hold tables: [themes.NAME]")
    }
    for field in fields {
      let isName = field.key.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-_".utf8.contains(byte)
      }
      guard isName, !field.key.isEmpty, field.key.utf8.count <= 32 else {
        fail(field, "the name of a theme has letters, digits and hyphens, at most 32")
        continue
      }
      guard let entries = field.value.fields else {
        fail(field, "'\(field.key)' must be a table: [themes.\(field.key)]")
        continue
      }
      guard configuration.themes.count < Self.mostThemes else {
        fail(field, "there are more than \(Self.mostThemes) themes")
        return
      }
      let theme = theme(field.key, entries)
      configuration.themes.removeAll { $0.name == theme.name }
      configuration.themes.append(theme)
      configuration.themeOrigins[theme.name] = origin(field)
    }
  }

  /// The number of themes of a user.
  private static let mostThemes = 32

  private mutating func theme(_ name: String, _ entries: [FrontMatter.Field]) -> Theme {
    var base = Theme.named(name) ?? .standard
    var styles: [(role: Role, style: Style)] = []
    for entry in entries {
      guard let text = entry.value.words?.joined(separator: " ") else {
        fail(entry, "'\(entry.key)' must be a text such as \"#88c0d0 bold\"")
        continue
      }
      if entry.key == "base" {
        let names = configuration.allThemes.map(\.name)
        if let theme = configuration.allThemes.first(where: { $0.name == text }) {
          base = theme
        } else {
          fail(entry, "'base' must be " + names.list("or"))
        }
        continue
      }
      guard let role = Role(name: entry.key) else {
        let near = Suggestions.nearest(to: entry.key, among: Role.allCases.map(\.name))
        fail(entry, "there is no role '\(entry.key)'" + Suggestions.sentence(near))
        continue
      }
      do throws(Style.NotationFault) {
        styles.append((role, try Style(notation: text)))
      } catch {
        fail(entry, "'\(entry.key)' \(error.message)")
      }
    }
    return Theme(name: name, over: base, styles)
  }
}

extension FrontMatter.Value {
  /// The fields of a table; nil for another value.
  fileprivate var fields: [FrontMatter.Field]? {
    if case .table(let fields) = self { return fields }
    return nil
  }

  fileprivate var string: String? {
    if case .scalar(let text) = self { return text }
    return nil
  }

  fileprivate var boolean: Bool? {
    switch string {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The words of a text, or the texts of a list; nil for a table.
  fileprivate var words: [String]? {
    switch self {
    case .scalar(let text): text.split(separator: " ").map(String.init)
    case .list(let values):
      values.reduce([] as [String]?) { words, value in
        guard let words, let text = value.string else { return nil }
        return words + [text]
      }
    case .table: nil
    }
  }
}
