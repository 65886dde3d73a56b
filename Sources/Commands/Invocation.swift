/// Who gives a command: whoever has an account on the machine, or anybody over SSH.
enum Audience {
  case owner, visitor
}

/// A command line taken apart: which command, on what, with which options.
struct Invocation {
  let audience: Audience
  /// Nil where the words name a page, or nothing.
  var command: CommandDefinition?
  /// What is left when the command and the options are taken away.
  var operands: [String] = []
  var options = Options()
  /// The options that were given, by their long names.
  private var given: [String] = []

  /// Takes arguments apart (without the program's name). Options may stand anywhere before `--`.
  init(_ arguments: [String], by audience: Audience = .owner) throws(Failure) {
    self.audience = audience
    var words: [String] = []
    var isForced = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        isForced = words.isEmpty
        words += rest
        break
      }
      if argument.hasPrefix("-"), argument != "-" {
        try takeOption(argument, &rest)
      } else {
        words.append(argument)
        if words.count == 1, CommandDefinition.named(argument)?.takesAll == true {
          words += rest
          break
        }
      }
    }
    if !isForced, let first = words.first, let definition = CommandDefinition.named(first) {
      if audience == .visitor, !definition.visitors { throw .usage("'\(first)' is not for visitors") }
      command = definition
      words.removeFirst()
    }
    operands = words
    try refuseIdleOptions()
  }

  /// An option that would change nothing was meant for something else.
  private func refuseIdleOptions() throws(Failure) {
    // Which takes no words of its own, and says so.
    if options.isVisitor { return }
    let own = command?.options ?? OptionDefinition.ofPages
    for name in given where OptionDefinition.special.contains(name) && !own.contains(name) {
      let what = command.map { "'\($0.name)'" } ?? "a page"
      throw .usage("'\(name)' means nothing to \(what); see 'help\(command.map { " \($0.name)" } ?? "")'")
    }
  }

  private mutating func takeOption(_ argument: String, _ rest: inout ArraySlice<String>) throws(Failure) {
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
    guard
      let option = OptionDefinition.all.first(where: {
        $0.long == name || $0.short == name && !$0.short.isEmpty
      })
    else {
      let near = Suggestions.nearest(to: name, among: OptionDefinition.of(audience).map(\.long))
      throw .usage("there is no option '\(name)'" + Suggestions.sentence(near))
    }
    if audience == .visitor, !option.visitors { throw .usage("'\(name)' is not for visitors") }
    if option.placeholder == nil {
      if value != nil { throw .usage("'\(name)' takes no value") }
    } else if value == nil {
      value = rest.popFirst()
      if value == nil { throw .usage("'\(name)' needs a value") }
    }
    given.append(option.long)
    if let fault = option.take(value ?? "", &options) { throw .usage("'\(name)' \(fault)") }
  }
}
