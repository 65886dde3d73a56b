internal import CSystem
internal import Glibc

/// The program that `--pager` reads through: `$PAGER`, or `less`.
struct Pager {
  private let process: pid_t

  /// Prints through the pager where a run wants one.
  static func reading(_ run: Run, _ print: () throws(Failure) -> Void) throws(Failure) {
    guard run.options.usesPager else { return try print() }
    let pager = try start(run.surroundings)
    var failure: Failure?
    do throws(Failure) {
      try print()
      try run.output.flush()
    } catch {
      failure = error
    }
    // Why nobody read it comes first: perhaps there is no such pager.
    try pager.finish()
    if let failure { throw failure }
  }

  /// Puts the pager behind this process's standard output.
  private static func start(_ surroundings: Surroundings) throws(Failure) -> Pager {
    var ends: [Int32] = [0, 0]
    guard csystem_pipe(&ends) == 0 else { throw .failed("cannot make a pipe") }
    let child = fork()
    if child == 0 {
      dup2(ends[0], STDIN_FILENO)
      signal(SIGPIPE, SIG_DFL)
      // As git does it: without R, less would show colours as bytes.
      setenv("LESS", "FRX", 0)
      let command = surroundings["PAGER"] ?? "less"
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

  /// Ends the pager's input and waits until its reader has left it.
  private func finish() throws(Failure) {
    close(STDOUT_FILENO)
    _ = open("/dev/null", O_WRONLY)
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    if status >> 8 & 0xFF == 127 { throw .failed("cannot start the pager") }
  }
}
