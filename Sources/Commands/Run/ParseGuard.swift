internal import CSystem
internal import Glibc
internal import PortfolioModel
internal import TerminalText

/// Limits around the parser: some inputs are quadratic to it, and it aborts where memory ends.
///
/// A local command parses in its own process. When a limit is reached, all that is left is to say so and
/// end: the sentence is prepared beforehand, as a signal handler may do nothing but write and exit.
enum ParseGuard {
  /// How a process may fall.
  private static let faults = [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE]

  /// Parses under limits; a page that exceeds them ends the program with a sentence and status 1.
  static func guarding<Value>(_ name: String, bytes: Int, _ parse: () -> Value) -> Value {
    lastWords.deallocate()
    let words = Array("portfolio-tui: \(FilteredText(name).string): is too complex to be shown\n".utf8)
    lastWords = .allocate(capacity: words.count)
    _ = lastWords.initialize(from: words)
    let signals = faults + [SIGVTALRM]
    for number in signals { csystem_handle_on_own_stack(number) { _ in sayLastWords() } }
    // The parser and the runtime have words of their own for the end of memory; ours are enough.
    lastWordsDescriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    if lastWordsDescriptor >= 0, null >= 0 { dup2(null, STDERR_FILENO) }
    var memory = limitMemory(to: 256 << 20 + bytes * 32)
    // Some 4 MB a second is a tenth of what an honest page reaches.
    armTimer(seconds: 1 + bytes / (4 << 20))
    defer {
      armTimer(seconds: 0)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
      for number in signals { signal(number, SIG_DFL) }
      if lastWordsDescriptor >= 0 {
        dup2(lastWordsDescriptor, STDERR_FILENO)
        close(lastWordsDescriptor)
        lastWordsDescriptor = -1
      }
      close(null)
    }
    return parse()
  }

  /// Which pages are too complex, found out in forked processes that a page may take down with it.
  ///
  /// One process tries page after page and reports each; where it ends early, the page it was at is the
  /// culprit, and another goes on behind it.
  /// - Parameter rendering: whether they are set as text, too.
  /// - Throws: where no process could be made: nothing is known of the pages then.
  static func tooComplex(among pages: [Page], rendering: Bool = true) throws(Failure) -> Set<String> {
    var complex: Set<String> = []
    var next = 0
    while next < pages.count {
      guard let done = trial(pages[next...], rendering) else {
        throw .failed("the pages cannot be tried: no process can be made")
      }
      next += done
      if next < pages.count {
        complex.insert(pages[next].path)
        next += 1
      }
    }
    return complex
  }

  /// How many pages a process could parse before it ended; nil where there can be none.
  private static func trial(_ pages: ArraySlice<Page>, _ rendering: Bool) -> Int? {
    var ends: [Int32] = [0, 0]
    guard csystem_pipe(&ends) == 0 else { return nil }
    let child = fork()
    if child == 0 {
      var none = rlimit(rlim_cur: 0, rlim_max: 0)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
      // A trap's report is for nobody, and the terminal is the parent's: nothing here may give it back.
      let null = open("/dev/null", O_WRONLY)
      for output in [STDOUT_FILENO, STDERR_FILENO] { dup2(null, output) }
      for number in faults { signal(number, SIG_DFL) }
      _ = limitMemory(to: 256 << 20)
      for page in pages {
        armTimer(seconds: 1)
        let document = page.document
        if rendering { DocumentRenderer(width: 76, theme: .plain).render(document) { _ in } }
        var mark: UInt8 = 1
        write(ends[1], &mark, 1)
      }
      _exit(0)
    }
    close(ends[1])
    defer { close(ends[0]) }
    guard child > 0 else { return nil }
    var done = 0
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      done += count
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return done
  }

  /// A timer of processor time; 0 ends it.
  private static func armTimer(seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &timer, nil)
  }

  /// Allows so many more bytes of address space; the limit that held before.
  private static func limitMemory(to more: Int) -> rlimit {
    var before = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &before)
    var limit = before
    limit.rlim_cur = min(before.rlim_max, rlim_t(Int(csystem_address_space()) + more))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    return before
  }
}

/// Where the handler says it: standard error as it was.
nonisolated(unsafe) private var lastWordsDescriptor: Int32 = -1

/// What the handler says: written only while no limit is armed.
nonisolated(unsafe) private var lastWords = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)

/// All that a signal handler may do.
private func sayLastWords() {
  write(lastWordsDescriptor, lastWords.baseAddress, lastWords.count)
  _exit(1)
}
