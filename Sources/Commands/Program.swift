internal import CSystem
internal import Glibc
internal import TerminalText

/// The program: takes its arguments, does what they say, and answers with an exit status.
public enum Program {
  /// What `version` prints.
  public static let version = "0.1.0"

  /// Runs one command line (without the program's name) on this process's descriptors.
  public static func main(_ arguments: [String]) -> Int32 {
    prepareProcess()
    do {
      let invocation = try Invocation(arguments)
      let run = Run(invocation, surroundings: .current(), output: Output(STDOUT_FILENO))
      try perform(invocation, run)
      try run.output.flush()
      return 0
    } catch {
      if let message = error.message { Output.complain(FilteredText(message)) }
      return error.status
    }
  }

  private static func perform(_ invocation: Invocation, _ run: Run) throws(Failure) {
    if run.options.showsVersion { return try runVersion(run) }
    if let command = invocation.command {
      return run.options.showsHelp ? try writeHelp(for: command, run) : try command.run(run)
    }
    if run.options.showsHelp { return try runHelp(run) }
    let isInteractive = run.surroundings.hasKeyboard && run.operands.count < 2 && !run.options.isRaw
    if isInteractive || run.options.isLinear { return try runInteractive(run) }
    try run.operands.isEmpty ? runOverview(run) : runCat(run)
  }

  /// What must hold before anything else: a locale that knows widths, no signal for a closed pipe, and
  /// something behind the three standard descriptors, so that no file of ours becomes one of them.
  private static func prepareProcess() {
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
