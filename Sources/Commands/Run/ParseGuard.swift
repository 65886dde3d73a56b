internal import CSystem
internal import Glibc
internal import PortfolioModel
internal import TerminalText

/// Limits of processor time and memory for parsing.
///
/// cmark-gfm takes quadratic time for some inputs, and calls `abort` if it cannot allocate memory. Neither can be
/// caught as an error. So ``parse(_:bytes:_:)`` ends the process with an error message, and
/// ``tooComplex(among:rendering:)`` parses in forked processes.
enum ParseGuard {
  /// The length from which a page is parsed in memory that is reserved for it. A page of 1 MB takes 3 % less time.
  private static let largeBytes = 256 << 10
  /// The memory for a page and its tree, in bytes for each byte of the page.
  private static let heapFactor = 10

  /// The signals of a crash.
  private static let faults = [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE]

  /// Parses under limits, and perhaps prints. If they are exceeded, the process ends with an error message and status 1.
  ///
  /// During the call standard error is `/dev/null`, because the parser and the Swift runtime would print their own
  /// messages if memory runs out.
  /// - Parameters:
  ///   - name: the path of the page, for the error message.
  ///   - bytes: the length of the page, which the limits depend on.
  static func parse<Value>(_ name: String, bytes: Int, _ body: () -> Value) -> Value {
    if bytes >= Self.largeBytes { csystem_reserve_heap(bytes * Self.heapFactor) }
    let message = Array("portfolio-tui: \(FilteredText(name).string): is too complex to be shown\n".utf8)
    guardMessage.deallocate()
    guardMessage = .allocate(capacity: message.count)
    _ = guardMessage.initialize(from: message)
    let signals = faults + [SIGVTALRM]
    for number in signals { csystem_handle_on_own_stack(number) { _ in writeGuardMessageAndExit() } }

    let standardError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    if standardError >= 0 {
      guardDescriptor = standardError
      if null >= 0 { dup2(null, STDERR_FILENO) }
    }
    var memory = addMemoryLimit(256 << 20 + bytes * 32)
    // Ordinary pages are parsed ten times as fast as 4 MiB a second, and parsed and printed five times as fast.
    setTimer(seconds: 1 + bytes / (4 << 20))
    defer {
      setTimer(seconds: 0)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
      for number in signals { signal(number, SIG_DFL) }
      guardDescriptor = STDERR_FILENO
      if standardError >= 0 {
        dup2(standardError, STDERR_FILENO)
        close(standardError)
      }
      if null >= 0 { close(null) }
    }
    return body()
  }

  /// Returns the paths of the pages that are too complex to parse.
  ///
  /// A forked process parses the pages one by one and reports each. If it ends early, the page that it was parsing
  /// is too complex, and another process continues with the next page.
  /// - Parameter rendering: whether to render the pages, too.
  /// - Throws: an error message if the system cannot create a process.
  static func tooComplex(among pages: [Page], rendering: Bool = true) throws(Failure) -> Set<String> {
    var complex: Set<String> = []
    var next = 0
    while next < pages.count {
      guard let parsed = countParsed(pages[next...], rendering) else {
        throw .failed("cannot create a process to parse the pages")
      }
      next += parsed
      if next < pages.count {
        complex.insert(pages[next].path)
        next += 1
      }
    }
    return complex
  }

  /// Returns the number of pages that a forked process parsed before it ended; nil if it could not be created.
  private static func countParsed(_ pages: ArraySlice<Page>, _ rendering: Bool) -> Int? {
    var ends: [Int32] = [0, 0]
    guard csystem_pipe(&ends) == 0 else { return nil }
    let child = fork()
    if child == 0 { parseAll(pages, rendering, reportTo: ends[1]) }
    close(ends[1])
    defer { close(ends[0]) }
    guard child > 0 else { return nil }
    var parsed = 0
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      parsed += count
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return parsed
  }

  /// Parses pages in a forked process, and writes a byte for each.
  private static func parseAll(
    _ pages: ArraySlice<Page>, _ rendering: Bool, reportTo descriptor: Int32
  ) -> Never {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // A crash must neither print a report nor run the handlers that restore the parent's terminal.
    let null = open("/dev/null", O_WRONLY)
    for output in [STDOUT_FILENO, STDERR_FILENO] { dup2(null, output) }
    for number in faults { signal(number, SIG_DFL) }
    _ = addMemoryLimit(256 << 20)
    for page in pages {
      setTimer(seconds: 1)
      let document = page.document
      if rendering { DocumentRenderer(width: 76, theme: .plain).render(document) { _ in } }
      var mark: UInt8 = 1
      write(descriptor, &mark, 1)
    }
    _exit(0)
  }

  /// Starts a timer of processor time, which sends SIGVTALRM; 0 stops it.
  private static func setTimer(seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &timer, nil)
  }

  /// Limits the address space to its present size plus `bytes`. Returns the previous limit.
  private static func addMemoryLimit(_ bytes: Int) -> rlimit {
    var before = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &before)
    var limit = before
    limit.rlim_cur = min(before.rlim_max, rlim_t(Int(csystem_address_space()) + bytes))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    return before
  }
}

/// Standard error, as it was before ``ParseGuard`` redirected it.
nonisolated(unsafe) private var guardDescriptor = STDERR_FILENO

/// The error message. A signal handler cannot allocate, so it is prepared before the handler is set.
nonisolated(unsafe) private var guardMessage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)

/// The signal handler: calls async-signal-safe functions only.
private func writeGuardMessageAndExit() {
  write(guardDescriptor, guardMessage.baseAddress, guardMessage.count)
  _exit(1)
}
