internal import CSystem
internal import Glibc
internal import PortfolioModel
internal import PortfolioUI
internal import Visit

/// The loop of whoever sits at the machine, or comes through its sshd: waits for the terminal, signals and
/// changed files in one `poll`, without a timeout where none is needed, so that nothing happens when
/// nothing happens.
struct LocalLoop {
  let session: TerminalSession
  let terminal: Terminal
  let watcher: ContentWatcher?
  let reload: () throws -> Portfolio

  private var isResizeDue = false
  private var lastResize: Instant?
  private var isReloadDue = false
  /// Bytes that the terminal has not taken yet; while there are any, no frame is made.
  private var unwritten: ArraySlice<UInt8> = []

  init(
    session: TerminalSession, terminal: Terminal, watcher: ContentWatcher?,
    reload: @escaping () throws -> Portfolio
  ) {
    self.session = session
    self.terminal = terminal
    self.watcher = watcher
    self.reload = reload
  }

  /// How long a change of files waits for further changes.
  private static let reloadDelay: Duration = .milliseconds(50)
  /// The shortest time between two frames of a storm of resizes.
  private static let resizeInterval: Duration = .milliseconds(50)
  /// How long a terminal that takes nothing is waited for at the end.
  private static let lastWait: Duration = .seconds(1)

  mutating func run() {
    let signals = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGUSR1, SIGUSR2, SIGALRM]
    let signalDescriptor = csystem_signal_descriptor(signals, Int32(signals.count))
    defer { close(signalDescriptor) }
    // Since the screen was made nobody listened.
    session.handle(.resize(Terminal.size))
    terminal.begin()
    session.begin()
    while session.ending == nil {
      guard write() else { break }
      var polled = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        // A storm of resizes is not listened to before the next frame.
        pollfd(fd: isResizeDue ? -1 : signalDescriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watcher?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: unwritten.isEmpty ? -1 : terminal.output, events: Int16(POLLOUT), revents: 0),
      ]
      let count = poll(&polled, nfds_t(polled.count), timeout)
      if count < 0, errno != EINTR { break }
      if polled[1].revents != 0, !takeSignals(signalDescriptor) { break }
      if polled[0].revents != 0 {
        guard let bytes = readInput() else { break }
        session.receive(bytes)
      } else if count == 0 {
        session.elapse()
      }
      takeChanges(isReadable: polled[2].revents != 0, isQuiet: count == 0)
      if isResizeDue, resizeDelay <= .zero {
        isResizeDue = false
        lastResize = .now
        session.handle(.resize(Terminal.size))
      }
      for effect in session.takeRequests() { perform(effect) }
    }
    giveBack()
  }

  /// How long until a pending resize may be handled.
  private var resizeDelay: Duration {
    lastResize.map { max(.zero, Self.resizeInterval - (.now - $0)) } ?? .zero
  }

  private var timeout: Int32 {
    let due = [
      session.timeout, isReloadDue ? Self.reloadDelay : nil, isResizeDue ? resizeDelay : nil,
    ]
    return due.compactMap { $0 }.min()?.pollTimeout ?? -1
  }

  /// Writes what the terminal takes, and makes a frame when it has taken the last one; false where it is gone.
  private mutating func write() -> Bool {
    if unwritten.isEmpty { unwritten = session.nextOutput()[...] }
    if unwritten.isEmpty { return true }
    guard let count = terminal.write(unwritten) else { return false }
    unwritten = unwritten.dropFirst(count)
    return true
  }

  /// False where one of them ends the program.
  private mutating func takeSignals(_ descriptor: Int32) -> Bool {
    // So many in one go, that a storm of them keeps nothing else from happening.
    for _ in 0..<64 {
      let number = csystem_next_signal(descriptor)
      switch number {
      case SIGWINCH: isResizeDue = true
      case SIGTSTP: session.suspend()
      case SIGUSR1, SIGUSR2, SIGALRM: break
      case 0: return true
      default: return false
      }
    }
    return true
  }

  /// Everything that has arrived, up to a limit, so that a held key makes one frame; nil at the end.
  private func readInput() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
    return count == 0 ? nil : Array(buffer[..<count])
  }

  private mutating func takeChanges(isReadable: Bool, isQuiet: Bool) {
    if isReadable {
      watcher?.drain()
      isReloadDue = true
    } else if isReloadDue, isQuiet {
      isReloadDue = false
      do {
        let portfolio = try reload()
        session.handle(.reload(portfolio, message: portfolio.problems.first?.description))
      } catch {
        // The old content stays; only the sentence is new.
        session.announce((error as? Failure)?.message ?? "the content cannot be read")
      }
    }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .suspend:
      session.end()
      giveBack()
      csystem_raise_default(SIGTSTP)
      terminal.begin()
      session.begin()
    case .open(let link): Browser.open(link.address)
    case .quit, .redraw, .copy, .captureMouse: break
    }
  }

  /// Writes all that is left, for as long as a person would wait, and restores the terminal's modes.
  private mutating func giveBack() {
    session.end()
    // The end of the screen comes behind what is left of the last frame.
    while !unwritten.isEmpty || session.hasOutput {
      guard write() else { break }
      if unwritten.isEmpty { continue }
      var polled = pollfd(fd: terminal.output, events: Int16(POLLOUT), revents: 0)
      if poll(&polled, 1, Self.lastWait.pollTimeout) <= 0 || polled.revents & Int16(POLLOUT) == 0 { break }
    }
    unwritten = []
    terminal.end()
  }
}
