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
        given.append(try Options.table.take(argument, &rest, into: &options, by: audience).long)
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
    let own = command?.options ?? Options.ofPages
    // What another program is started for has options of its own, behind its name.
    let takesAll = command?.takesAll == true
    let common = ["--content", "--help", "--version"]
    for name in given
    where takesAll ? !common.contains(name) : Options.special.contains(name) && !own.contains(name) {
      let what = command.map { "'\($0.name)'" } ?? "a page"
      throw .usage("'\(name)' means nothing to \(what); see 'help\(command.map { " \($0.name)" } ?? "")'")
    }
  }
}
