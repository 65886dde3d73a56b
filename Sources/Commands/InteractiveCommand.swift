internal import CSystem
internal import Curses
internal import Glibc
internal import Markdown
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// Opens the portfolio on the terminal, at a page if one is named.
func runInteractive(_ run: Run) throws(Failure) {
  let portfolio = try run.portfolio()
  if let name = run.operands.first { _ = try run.page(name, in: portfolio) }
  let colors = run.appearance.encoder.depth != .none && run.appearance.encoder.styles
  guard !run.options.isLinear, let terminal = Terminal(term: run.surroundings.term, usesColor: colors) else {
    return try runLinear(run, portfolio)
  }
  let hasColors = colors && terminal.depth != .none
  let folder = run.contentFolder
  let configuration = State.Configuration(
    portfolio: portfolio, size: Terminal.size,
    theme: hasColors ? run.options.theme ?? .standard : .mono,
    themes: hasColors ? Theme.all : [.mono], isASCII: run.surroundings.isASCII,
    command: folder.map { "portfolio-tui --content \($0)" } ?? "portfolio-tui", opensLinks: true,
    parse: { page in
      // The bundled pages were tried when they were built; any other may be made to take for ever.
      if folder != nil, page.file.count > 8192, !ParseGuard.tooComplex(among: [page]).isEmpty {
        return Document(markdown: "This page is too complex to be shown.")
      }
      return page.document
    })
  let watcher = run.options.watches ? folder.flatMap { ContentWatcher(folder: $0) } : nil
  var loop = LocalLoop(
    session: Session(State(configuration, at: run.operands.first)), terminal: terminal, watcher: watcher,
    reload: { try run.portfolio() })
  loop.run()
}

/// The loop of whoever sits at the machine: waits for the terminal, signals and changed files, in one
/// `poll` without a timeout, so that nothing happens when nothing happens.
private struct LocalLoop {
  var session: Session
  let terminal: Terminal
  let watcher: ContentWatcher?
  let reload: () throws -> Portfolio

  /// How long a change of files waits for more of its kind.
  private static let reloadDelay: Int32 = 50
  /// The shortest time between two frames of a storm of resizes, in milliseconds.
  private static let resizeInterval = 50

  mutating func run() {
    let signals = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGUSR1, SIGUSR2, SIGALRM]
    let signalDescriptor = csystem_signal_descriptor(signals, Int32(signals.count))
    defer { close(signalDescriptor) }
    terminal.begin()
    defer { terminal.end() }
    terminal.show(session.frame())
    var isResizeDue = false
    var lastResize = 0
    var isReloadDue = false
    while true {
      var polled = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signalDescriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watcher?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      var timeout: Int32 = -1
      if session.isPending { timeout = session.pendingDelay }
      if isReloadDue { timeout = Self.reloadDelay }
      if isResizeDue { timeout = Int32(max(0, Self.resizeInterval - (Self.now - lastResize))) }
      let count = poll(&polled, nfds_t(polled.count), timeout)
      if count < 0, errno != EINTR { return }
      var effects: [Effect] = []
      var isChanged = false
      if polled[1].revents != 0 {
        var number = csystem_next_signal(signalDescriptor)
        while number != 0 {
          switch number {
          case SIGWINCH: isResizeDue = true
          case SIGTSTP: effects.append(.suspend)
          case SIGUSR1, SIGUSR2, SIGALRM: break
          default: return
          }
          number = csystem_next_signal(signalDescriptor)
        }
      }
      if polled[0].revents != 0 {
        guard let bytes = readInput() else { return }
        effects += session.take(bytes)
        isChanged = true
      } else if session.isPending, count == 0 {
        effects += session.flush()
        isChanged = true
      }
      if polled[2].revents != 0 {
        watcher?.drain()
        isReloadDue = true
      } else if isReloadDue, count == 0 {
        isReloadDue = false
        isChanged = true
        effects += reloadContent()
      }
      if isResizeDue, Self.now - lastResize >= Self.resizeInterval {
        isResizeDue = false
        lastResize = Self.now
        effects += session.take(.resize(Terminal.size))
        isChanged = true
      }
      for effect in effects where perform(effect) { return }
      if isChanged || !effects.isEmpty { terminal.show(session.frame()) }
    }
  }

  /// Everything that has arrived, up to a limit, so that a held key makes one frame; nil at the end.
  private func readInput() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
    return count == 0 ? nil : Array(buffer[..<count])
  }

  private mutating func reloadContent() -> [Effect] {
    do {
      let portfolio = try reload()
      return session.take(.reload(portfolio, message: portfolio.problems.first?.description))
    } catch {
      // The old content stays; only the sentence is new.
      let message = (error as? Failure)?.message ?? "the content cannot be read"
      return session.take(.message(message))
    }
  }

  /// Carries an effect out; true where it is the end.
  private func perform(_ effect: Effect) -> Bool {
    switch effect {
    case .quit: return true
    case .suspend:
      terminal.end()
      csystem_raise_default(SIGTSTP)
      terminal.begin()
      terminal.invalidate()
    case .redraw: terminal.invalidate()
    case .copy(let text): terminal.copy(text)
    case .open(let link): Browser.open(link.address)
    case .captureMouse(let isCaptured): terminal.captureMouse(isCaptured)
    }
    return false
  }

  /// Milliseconds of a clock that is never set.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// The person's own browser.
private enum Browser {
  /// Opens an address in `$BROWSER` or the desktop's; nothing of it reaches the terminal.
  static func open(_ address: String) {
    let child = fork()
    guard child == 0 else {
      var status: Int32 = 0
      if child > 0 { waitpid(child, &status, 0) }
      return
    }
    // A grandchild, so that nobody has to wait for it.
    if fork() != 0 { _exit(0) }
    setsid()
    let null = Glibc.open("/dev/null", O_RDWR)
    for descriptor in STDIN_FILENO...STDERR_FILENO { dup2(null, descriptor) }
    let program = getenv("BROWSER").map { String(cString: $0) } ?? "xdg-open"
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(address), nil]
    execvp(program, &arguments)
    _exit(127)
  }
}
