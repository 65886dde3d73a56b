/// Who gives a command: the account that owns the content, or a visitor over SSH.
enum Audience {
  case owner, visitor
}

/// A parsed command line: a command, its operands, and options.
struct Invocation {
  let audience: Audience
  /// Nil when the words name a page, or nothing.
  private(set) var command: CommandDefinition?
  /// The words without the command and the options.
  private(set) var operands: [String] = []
  var options = Options()
  /// The arguments without the command's name, for the program that carries it out.
  private(set) var arguments: [String] = []

  /// Parses arguments (without the program's name). Options may stand anywhere before `--`.
  ///
  /// - Parameter environment: the variables that set options as well, nil where none is set; an option that is
  ///   given wins.
  init(
    _ arguments: [String], by audience: Audience = .owner, environment: ((String) -> String?)? = nil
  ) throws(Failure) {
    self.audience = audience
    self.arguments = arguments
    var words: [String] = []
    var given: [OptionDefinition] = []
    var isForced = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        isForced = words.isEmpty
        words += rest
        break
      }
      if argument.hasPrefix("-"), argument != "-" {
        // The command may still follow: its options count among the suggestions.
        let name = words.first ?? rest.first { !$0.hasPrefix("-") } ?? ""
        given.append(try parse(argument, &rest, command: CommandDefinition.named(name)))
      } else {
        words.append(argument)
      }
    }
    if !isForced, let first = words.first, let definition = CommandDefinition.named(first) {
      if audience == .visitor, !definition.isForVisitors { throw .usage("'\(first)' is not for visitors") }
      command = definition
      words.removeFirst()
      if let index = self.arguments.firstIndex(of: first) { self.arguments.remove(at: index) }
    }
    operands = words
    try refuseOptionsWithoutEffect(given)
    if let environment { try apply(environment, except: given) }
  }

  // MARK: Options

  /// Parses one option, and its value where it has one: `--name VALUE`, `--name=VALUE`, `-n VALUE` or `-nVALUE`.
  private mutating func parse(
    _ argument: String, _ rest: inout ArraySlice<String>, command: CommandDefinition?
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
      let known =
        command.map { OptionDefinition.of($0, for: audience) } ?? OptionDefinition.ofPages(for: audience)
      throw .usage(
        "there is no option '\(name)'" + Suggestions.sentence(for: name, among: known.map(\.long)))
    }
    if audience == .visitor, !option.isForVisitors { throw .usage("'\(name)' is not for visitors") }
    if option.placeholder == nil {
      if value != nil { throw .usage("'\(name)' takes no value") }
    } else if value == nil {
      value = rest.popFirst()
      if value == nil { throw .usage("'\(name)' needs a value") }
    }
    if let fault = option.apply(value ?? "", &options) { throw .usage("'\(name)' \(fault)") }
    return option
  }

  /// An option that would change nothing is a mistake: it was meant for something else.
  private func refuseOptionsWithoutEffect(_ given: [OptionDefinition]) throws(Failure) {
    // `--visitor` takes no words, and says so itself.
    if options.isVisitor { return }
    for option in given where !option.scope.contains(command) {
      let what = command.map { "'\($0.name)'" } ?? "a page"
      throw .usage(
        "'\(option.long)' has no meaning for \(what); see 'help\(command.map { " \($0.name)" } ?? "")'")
    }
  }

  /// A visitor of sshd may choose variables (AcceptEnv), so they count for the owner only.
  private mutating func apply(
    _ environment: (String) -> String?, except given: [OptionDefinition]
  ) throws(Failure) {
    if audience == .visitor || options.isVisitor { return }
    for option in OptionDefinition.all
    where option.scope.contains(command) && !given.contains(where: { $0.long == option.long }) {
      guard let name = option.variable, let value = environment(name), !value.isEmpty else { continue }
      if let fault = option.apply(value, &options) { throw .usage("\(name) \(fault)") }
    }
  }
}
