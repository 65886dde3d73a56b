internal import CSystem
internal import Glibc

/// The owner's web browser.
enum Browser {
  /// Opens an address in `$BROWSER`, a program with options, or in the desktop's browser (`xdg-open`).
  ///
  /// The browser runs in a session of its own, without access to the terminal. Errors are ignored.
  static func open(_ address: String) {
    let child = fork()
    guard child == 0 else {
      var status: Int32 = 0
      if child > 0 { waitpid(child, &status, 0) }
      return
    }
    // The browser is a grandchild of the program, so init reaps it.
    if fork() != 0 { _exit(0) }
    setsid()
    let null = Glibc.open("/dev/null", O_RDWR)
    for descriptor in STDIN_FILENO...STDERR_FILENO { dup2(null, descriptor) }
    _ = csystem_close_from(3)
    signal(SIGPIPE, SIG_DFL)
    csystem_unblock_signals()
    let words = (getenv("BROWSER").map { String(cString: $0) } ?? "").split(separator: " ").map(String.init)
    let command = words.isEmpty ? ["xdg-open"] : words
    var arguments: [UnsafeMutablePointer<CChar>?] = (command + [address]).map { strdup($0) } + [nil]
    execvp(command[0], &arguments)
    _exit(127)
  }
}
