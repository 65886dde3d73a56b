internal import ContentSource
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// `config`: prints what holds, as a configuration file. `config check` lists the faults of the configuration.
func runConfig(_ run: Run) throws(Failure) {
  switch run.operands.first {
  case "check"?: try writeFaults(run)
  case let word?: throw .usage("'config' takes no word but 'check'; unexpected word '\(word)'")
  case nil:
    var text = ConfigurationText(run)
    try text.write()
  }
}

private func writeFaults(_ run: Run) throws(Failure) {
  let faults = run.options.configuration.faults.map(\.description) + (contentFault(run).map { [$0] } ?? [])
  for fault in faults { try run.output.writeLine(FilteredText(fault)) }
  if faults.isEmpty { return try run.output.writeLine("no faults") }
  try run.output.flush()
  throw .failed(nil)
}

/// What is wrong with the content or the first page that the settings name; nil if nothing is.
private func contentFault(_ run: Run) -> String? {
  do throws(Failure) {
    return run.configuredStart(in: try run.portfolio()).fault
  } catch {
    let origin = run.values["--content"].map { $0.origin + ": " } ?? ""
    return error.message.map { "\(origin)'content': \($0)" }
  }
}

/// The settings in force in the form of a configuration file: what something has set, with its origin in a comment, and
/// each default as a comment.
private struct ConfigurationText {
  private let run: Run
  private var lines: [String] = []

  init(_ run: Run) {
    self.run = run
  }

  private var configuration: Configuration { run.options.configuration }

  mutating func write() throws(Failure) {
    for option in OptionDefinition.pageSettings {
      append(option, run.values[option.long].map { ($0.text, $0.origin) })
    }
    append("mouse", configuration.usesMouse.map(String.init), configuration.mouseOrigin, standard: "true")
    append("start", configuration.start.map(Self.quoted), configuration.startOrigin, standard: "\"PAGE\"")
    appendKeys()
    appendThemes()
    lines += ["", "[serve]"]
    for option in OptionDefinition.serviceSettings {
      let setting = configuration.serviceSettings.last { $0.option == option.long }
      append(option, setting.map { ($0.text, $0.origin.description) })
    }
    for line in lines { try run.output.writeLine(FilteredText(line, as: .code)) }
  }

  private mutating func append(_ option: OptionDefinition, _ value: (text: String, origin: String)?) {
    let name = option.configurationName
    if let value {
      lines.append("\(name) = \(Self.literal(value.text, of: option))  # \(value.origin)")
    } else {
      lines.append("# \(name) = \(Self.standard(of: option))  # \(option.help)")
    }
  }

  private mutating func append(
    _ name: String, _ value: String?, _ origin: Configuration.Origin?, standard: String
  ) {
    if let value, let origin {
      lines.append("\(name) = \(value)  # \(origin)")
    } else {
      lines.append("# \(name) = \(standard)")
    }
  }

  private mutating func appendKeys() {
    lines += ["", "[keys]"]
    for row in configuration.keyBindings.rows {
      let keys = Self.quoted(row.keys.map(\.notation).joined(separator: " "))
      if let origin = configuration.keyOrigins[row.action] {
        lines.append("\(row.action.name) = \(keys)  # \(origin)")
      } else {
        lines.append("# \(row.action.name) = \(keys)  # \(row.help)")
      }
    }
  }

  private mutating func appendThemes() {
    for theme in configuration.themes {
      let origin = configuration.themeOrigins[theme.name].map { "  # \($0)" } ?? ""
      lines += ["", "[themes.\(theme.name)]" + origin]
      for role in Role.allCases { lines.append("\(role.name) = \(Self.quoted(theme[role].notation))") }
    }
    guard configuration.themes.isEmpty else { return }
    lines += ["", "# [themes.NAME]", "# base = \"standard\""]
    lines.append("# text = \"#d8dee9 on #2e3440\"  # colours by name, index or #rrggbb, and attributes")
    lines.append("# heading = \"cyan bold\"  # roles: \(Role.allCases.map(\.name).joined(separator: ", "))")
  }

  private static func literal(_ text: String, of option: OptionDefinition) -> String {
    if case .number = option.value { return text }
    return quoted(text)
  }

  /// The default of an option, or the name of its value.
  private static func standard(of option: OptionDefinition) -> String {
    switch option.value {
    case .number(_, let standard?): String(standard)
    case .number(let range, nil): String(min(max(80, range.lowerBound), range.upperBound))
    case .choice(let names, _): quoted(names.first ?? "")
    case .flag, .folder, .file, .text: quoted(option.placeholder ?? "")
    }
  }

  /// A basic string of TOML.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
