internal import CSystem
internal import Glibc

/// The pager of `--pager`: `$PAGER`, or `less`.
struct Pager {
  private let process: pid_t

  /// Calls a function that prints, with its output going to the pager if the run asks for one.
  static func print(_ run: Run, _ body: () throws(Failure) -> Void) throws(Failure) {
    guard run.options.usesPager else { return try body() }
    let pager = try start(run.environment)
    var failure: Failure?
    do throws(Failure) {
      try body()
      try run.output.flush()
    } catch {
      failure = error
    }
    // If the pager could not be started, writing failed as well. Report the cause.
    try pager.finish()
    if let failure { throw failure }
  }

  /// Starts the pager, and makes its input the standard output of this process.
  private static func start(_ environment: RunEnvironment) throws(Failure) -> Pager {
    var ends: [Int32] = [0, 0]
    guard csystem_pipe(&ends) == 0 else { throw .failed("cannot create a pipe for the pager") }
    let child = fork()
    if child == 0 {
      dup2(ends[0], STDIN_FILENO)
      signal(SIGPIPE, SIG_DFL)
      // The value that git uses. Without R, less would show escape sequences as text.
      setenv("LESS", "FRX", 0)
      let command = environment["PAGER"] ?? "less"
      var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
      execv("/bin/sh", &arguments)
      _exit(127)
    }
    close(ends[0])
    guard child > 0 else { throw .failed("cannot start the pager") }
    dup2(ends[1], STDOUT_FILENO)
    close(ends[1])
    return Pager(process: child)
  }

  /// Closes the pager's input, and waits until the pager ends.
  private func finish() throws(Failure) {
    close(STDOUT_FILENO)
    _ = open("/dev/null", O_WRONLY)
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    // The shell's status for a command that was not found.
    if status >> 8 & 0xFF == 127 { throw .failed("cannot start the pager") }
  }
}
