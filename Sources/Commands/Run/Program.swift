internal import CSystem
internal import Glibc
internal import TerminalText

/// The main function of `portfolio-tui`, and the functions that `portfolio-tui-serve` shares with it.
package enum Program {
  /// The version that `version` prints.
  package static let version = "0.1.0"
  /// The day of this version, which the manual page shows.
  static let versionDate = "2026-11-28"

  /// Runs a command line (without the program's name) and returns the exit status.
  package static func main(_ arguments: [String]) -> Int32 {
    prepareProcess()
    do {
      var environment = RunEnvironment.current()
      var invocation = try Invocation(
        arguments, environment: environment.optionVariables, configuration: environment.configuration)
      let options = invocation.options
      if options.isVisitor, !options.showsHelp, !options.showsVersion {
        (invocation, environment) = try visitorsInvocation(invocation, environment)
      } else {
        try invocation.adoptContent(for: &environment)
      }
      try invocation.adoptLooks()
      let run = Run(invocation, environment: environment, output: Output(STDOUT_FILENO))
      // The screen shows them itself.
      if run.audience == .owner, !run.isInteractive, run.command?.reportsConfiguration != true {
        for fault in run.options.configuration.faults { _ = complain(fault.description, status: 0) }
      }
      try perform(run)
      try run.output.flush()
      return 0
    } catch {
      return error.message.map { complain($0, status: error.status) } ?? error.status
    }
  }

  /// Returns the command line of a visitor that comes through sshd, and an environment that contains `TERM` only.
  ///
  /// The command is the one that the visitor wrote after `ssh HOST`. The content, the public name and the limits
  /// come from the command line in sshd's configuration.
  private static func visitorsInvocation(
    _ invocation: Invocation, _ environment: RunEnvironment
  ) throws(Failure) -> (Invocation, RunEnvironment) {
    if let word = invocation.command?.name ?? invocation.operands.first {
      throw .usage("'--visitor' runs the command in SSH_ORIGINAL_COMMAND; unexpected word '\(word)'")
    }
    let words = try CommandWords(environment["SSH_ORIGINAL_COMMAND"] ?? "").words
    let term = environment.term
    clearenv()
    var configuration = invocation.options.configuration
    configuration.adoptLooks(ofContent: invocation.options.content)
    var visitor = try Invocation(words, by: .visitor, configuration: { _, _ in configuration })
    visitor.options.content = invocation.options.content
    visitor.options.publicName = invocation.options.publicName
    visitor.options.service = invocation.options.service
    var own = environment
    own.variable = { $0 == "TERM" ? term : nil }
    return (visitor, own)
  }

  /// Runs a parsed command line.
  static func perform(_ run: Run) throws(Failure) {
    if let command = run.command {
      if run.options.showsHelp { return try writeHelp(for: command, run) }
      // `portfolio-tui-serve` adds the version of the SSH library.
      if run.options.showsVersion, !command.isService { return try runVersion(run) }
      try run.refuseExtraOperands()
      return try command.run(run)
    }
    if run.options.showsVersion { return try runVersion(run) }
    if run.options.showsHelp { return try runHelp(run) }
    if run.isInteractive { return try runInteractive(run) }
    try run.operands.isEmpty ? runOverview(run) : runCat(run)
  }

  /// Prints a text on standard output and returns the exit status.
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

  /// Writes an error message, filtered, to standard error and returns the exit status that was passed.
  package static func complain(_ message: String, status: Int32) -> Int32 {
    Output.writeError(FilteredText(message))
    return status
  }

  /// Sets up the process: the locale, signals, and the standard descriptors.
  package static func prepareProcess() {
    // Display widths depend on this category only. Other categories would take time, because each opens a file.
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "") }
    signal(SIGPIPE, SIG_IGN)
    // The parent may have blocked signals. A blocked SIGVTALRM would disable `ParseGuard`.
    csystem_unblock_signals()
    // The next file that is opened would reuse a closed standard descriptor, and messages or output would overwrite
    // it. /dev/null is opened in the wrong direction, so that reading and writing still fail.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
