internal import CSystem
internal import Glibc
internal import TerminalText

/// The program: takes its arguments, does what they say, and answers with an exit status.
package enum Program {
  /// What `version` prints.
  package static let version = "0.1.0"

  /// Runs one command line (without the program's name) on this process's descriptors.
  package static func main(_ arguments: [String]) -> Int32 {
    prepareProcess()
    do {
      var surroundings = Surroundings.current()
      var invocation = try Invocation(arguments, environment: surroundings.optionVariables)
      if invocation.options.isVisitor {
        (invocation, surroundings) = try visitor(of: invocation, surroundings)
      }
      let run = Run(invocation, surroundings: surroundings, output: Output(STDOUT_FILENO))
      try perform(run, invocation)
      try run.output.flush()
      return 0
    } catch {
      if let message = error.message { Output.complain(FilteredText(message)) }
      return error.status
    }
  }

  /// A visitor whom sshd let in: the words are what they wrote behind `ssh HOST`, the options those of
  /// whoever made this its ForceCommand, and of the environment nothing is left but the terminal's name.
  private static func visitor(
    of invocation: Invocation, _ surroundings: Surroundings
  ) throws(Failure) -> (Invocation, Surroundings) {
    if let word = invocation.command?.name ?? invocation.operands.first {
      throw .usage("'--visitor' takes its words from SSH_ORIGINAL_COMMAND, not '\(word)'")
    }
    let words = try CommandWords(surroundings["SSH_ORIGINAL_COMMAND"] ?? "").words
    let term = surroundings.term
    clearenv()
    var visitor = try Invocation(words, by: .visitor)
    visitor.options.content = invocation.options.content
    visitor.options.publicName = invocation.options.publicName
    visitor.options.service = invocation.options.service
    var own = surroundings
    own.variable = { $0 == "TERM" ? term : nil }
    return (visitor, own)
  }

  /// Does what a command line says, but for opening the UI where the caller does that.
  static func perform(_ run: Run, _ invocation: Invocation) throws(Failure) {
    if let command = invocation.command {
      if run.options.showsHelp { return try writeHelp(for: command, run) }
      // The service's program has a version to add: that of the SSH library.
      if run.options.showsVersion, !command.isService { return try runVersion(run) }
      try run.refuseExtraOperands()
      return try command.run(run)
    }
    if run.options.showsVersion { return try runVersion(run) }
    if run.options.showsHelp { return try runHelp(run) }
    if run.isInteractive { return try runInteractive(run) }
    try run.operands.isEmpty ? runOverview(run) : runCat(run)
  }

  /// Prints a text on standard output; the exit status.
  package static func print(_ text: String) -> Int32 {
    let output = Output(STDOUT_FILENO)
    do {
      try output.write { $0 += text.utf8 }
      try output.flush()
      return 0
    } catch {
      return error.message.map { complain($0, status: error.status) } ?? error.status
    }
  }

  /// Writes a sentence, filtered, to standard error; returns the exit status that was passed.
  package static func complain(_ message: String, status: Int32) -> Int32 {
    Output.complain(FilteredText(message))
    return status
  }

  /// What must hold before anything else: a locale that knows widths, no signal for a closed pipe, and
  /// something behind the three standard descriptors, so that no file of ours becomes one of them.
  package static func prepareProcess() {
    // The one category that widths need: each costs a file to open.
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "") }
    signal(SIGPIPE, SIG_IGN)
    // A parent's blocked signals are ours too, and would take the parser's limit away.
    csystem_unblock_signals()
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // Opened the wrong way round: reading or writing it is an error, as it was before.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
