/// Who runs a command: the owner of the content at the machine, or a visitor over SSH.
enum Audience {
  case owner, visitor
}

/// A parsed command line: a command, its operands, and options.
struct Invocation {
  let audience: Audience
  /// Nil when the words name a page, or when there are none.
  private(set) var command: CommandDefinition?
  /// The words without the command and the options.
  var operands: [String] = []
  var options = Options()
  /// Whether `--content` is among the arguments, and not only set by a variable.
  private(set) var namesContent = false
  /// The values of options by their long names, and what set them: an option, a variable, or a line of a file.
  private(set) var values: [String: Value] = [:]

  /// A value that an option has in this run.
  struct Value {
    var text: String
    var origin: String
  }

  /// The arguments without the name of the command, for the program that runs a command of the service.
  private(set) var arguments: [String]

  /// Parses arguments (without the program's name). Options may stand anywhere before `--`.
  ///
  /// - Parameters:
  ///   - environment: returns the value of a variable, which sets an option that is not among the arguments; nil if
  ///     there are no such variables.
  ///   - configuration: returns the configuration, which sets options that neither an argument nor a variable sets,
  ///     for the path that `--config` names and a command of the service or another one.
  init(
    _ arguments: [String], by audience: Audience = .owner, environment: ((String) -> String?)? = nil,
    configuration: (String?, _ isService: Bool) throws(Failure) -> Configuration = { _, _ in Configuration() }
  ) throws(Failure) {
    if audience == .visitor, let program = CopyProgram(arguments) { throw program.refusal }
    self.audience = audience
    self.arguments = arguments
    var words: [String] = []
    var firstWord: Int?
    var given: [OptionDefinition] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        break
      }
      if argument.hasPrefix("-"), argument != "-" {
        given.append(try parseOption(argument, &rest, words))
      } else {
        // A slice has the indices of its array.
        firstWord = firstWord ?? rest.startIndex - 1
        words.append(argument)
      }
    }
    // After `--` the first word is a page, even if a command has the same name.
    if let firstWord, let definition = CommandDefinition.named(arguments[firstWord]) {
      if audience == .visitor, !definition.isForVisitors {
        throw .usage("'\(definition.name)' is not for visitors")
      }
      command = definition
      words.removeFirst()
      self.arguments.remove(at: firstWord)
    }
    operands = words
    namesContent = given.contains { $0.long == "--content" }
    try refuseOptionsWithoutEffect(given)
    if let environment { try apply(environment, except: given) }
    if !options.isVisitor || command == nil {
      options.configuration = try configuration(options.configurationFile, command?.isService == true)
      applyConfiguration()
    }
    options.service.limits.visit.shortenWarning()
  }

  // MARK: Options

  /// Parses an option, and its value if it has one: `--name VALUE`, `--name=VALUE`, `-n VALUE` or `-nVALUE`.
  /// - Parameters:
  ///   - rest: the arguments after the option; the value is removed from them.
  ///   - words: the words before the option.
  private mutating func parseOption(
    _ argument: String, _ rest: inout ArraySlice<String>, _ words: [String]
  ) throws(Failure) -> OptionDefinition {
    var name = argument
    var value: String?
    if argument.hasPrefix("--") {
      if let equals = argument.firstIndex(of: "=") {
        name = String(argument[..<equals])
        value = String(argument[equals...].dropFirst())
      }
    } else if argument.count > 2 {
      name = String(argument.prefix(2))
      value = String(argument.dropFirst(2))
    }
    guard let option = OptionDefinition.named(name) else {
      throw .usage("there is no option '\(name)'" + suggestion(for: name, words + rest))
    }
    if audience == .visitor, !option.isForVisitors { throw .usage("'\(name)' is not for visitors") }
    if option.placeholder == nil {
      if value != nil { throw .usage("'\(name)' takes no value") }
    } else if value == nil, option.isValueOptional {
      if rest.first?.first?.isNumber == true { value = rest.popFirst() }
    } else if value == nil {
      value = rest.popFirst()
      if value == nil { throw .usage("'\(name)' needs a value") }
    }
    if let fault = option.apply(value ?? "", &options) { throw .usage("'\(name)' \(fault)") }
    values[option.long] = Value(text: value ?? "true", origin: option.long)
    return option
  }

  /// Suggests an option of the command that is among the words, or of any other if there is none; else the help that
  /// lists them.
  private func suggestion(for name: String, _ words: [String]) -> String {
    // The hyphens do not count, as every option has them.
    let bare = String(name.drop { $0 == "-" })
    func nearest(_ options: [OptionDefinition]) -> [String] {
      Suggestions.nearest(to: bare, among: options.map { String($0.long.dropFirst(2)) }).map { "--" + $0 }
    }
    if let command = words.lazy.compactMap(CommandDefinition.named).first {
      let near = Suggestions.sentence(nearest(OptionDefinition.all(of: command, for: audience)))
      return near.isEmpty ? "; 'help\(command.isService ? " \(command.name)" : "")' lists them all" : near
    }
    let near = nearest(OptionDefinition.all(for: audience))
    let words = near.isEmpty && audience == .owner ? nearest(OptionDefinition.all) : near
    return words.isEmpty ? "; 'help' lists them all" : Suggestions.sentence(words)
  }

  /// Refuses options that do not apply to the command: they were meant for another.
  private func refuseOptionsWithoutEffect(_ given: [OptionDefinition]) throws(Failure) {
    // `--visitor` refuses every command, with a message of its own.
    if options.isVisitor, command != nil { return }
    for option in given where !option.scope.contains(command) {
      let object = command.map { "to '\($0.name)'" } ?? (operands.isEmpty ? "without a command" : "to a page")
      throw .usage("'\(option.long)' does not apply \(object); \(hint(for: option))")
    }
  }

  private func hint(for option: OptionDefinition) -> String {
    guard case .only(let names) = option.scope else {
      return "see 'help\(command.map { " \($0.name)" } ?? "")'"
    }
    let commands = CommandDefinition.all(for: audience).map(\.name).filter(names.contains).map { "'\($0)'" }
    let without = names.contains(OptionDefinition.Scope.page) ? "without a command" : ""
    if commands.isEmpty { return "use it " + without }
    return "use it with " + commands.list("or") + (without.isEmpty ? "" : ", or " + without)
  }

  /// Applies the variables of the options that are not among the arguments.
  ///
  /// The variables of a visitor do not count, as sshd lets visitors set some (AcceptEnv).
  private mutating func apply(
    _ environment: (String) -> String?, except given: [OptionDefinition]
  ) throws(Failure) {
    if audience == .visitor || options.isVisitor { return }
    for option in OptionDefinition.all
    where option.scope.contains(command) && !given.contains(where: { $0.long == option.long }) {
      guard let name = option.variable, let value = environment(name), !value.isEmpty else { continue }
      if let fault = option.apply(value, &options) { throw .usage("\(name) \(fault)") }
      values[option.long] = Value(text: value, origin: name)
    }
  }

  /// Applies the settings of the configuration to the options that nothing else has set. A visitor gets those of the
  /// options that visitors have.
  private mutating func applyConfiguration() {
    let isService = command?.isService == true
    for option in isService ? OptionDefinition.serviceSettings : OptionDefinition.pageSettings
    where option.scope.contains(command) && (audience == .owner || option.isForVisitors)
      && values[option.long] == nil
    {
      guard let setting = options.configuration.setting(of: option, isService: isService) else { continue }
      // The reader of the configuration has dropped the values that do not apply.
      if option.apply(setting.text, &options) == nil {
        values[option.long] = Value(text: setting.text, origin: setting.origin.description)
      }
    }
  }

  /// Looks up the theme that the command line names, now that the themes of the configuration are known.
  private mutating func resolveNamedTheme() {
    guard let name = options.look.unknownTheme,
      let theme = options.configuration.allThemes.first(where: { $0.name == name })
    else { return }
    options.look.theme = theme
    options.look.unknownTheme = nil
  }

  /// Adds the looks of the content folder, which all other settings precede.
  /// - Throws: if `--theme` names no theme.
  mutating func adoptLooks() throws(Failure) {
    if audience == .owner, command?.isService != true {
      options.configuration.adoptLooks(ofContent: options.content)
      if values["--theme"] == nil { applyConfiguration() }
    }
    resolveNamedTheme()
    guard options.look.unknownTheme != nil else { return }
    let origin = values["--theme"]?.origin ?? "--theme"
    let subject = origin.hasPrefix("-") ? "'\(origin)'" : origin
    throw .usage("\(subject) must be " + options.configuration.allThemes.map(\.name).list("or"))
  }
}
