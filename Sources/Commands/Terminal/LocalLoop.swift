internal import CSystem
internal import Glibc
internal import PortfolioModel
internal import PortfolioUI
internal import Visit

/// The event loop of a session on the terminal of this process, in a local run or through sshd.
///
/// One `poll` waits for the terminal, for signals and for changed files. It has a timeout only while
/// something is due, so an idle program uses no processor time.
struct LocalLoop {
  let session: TerminalSession
  let terminal: Terminal
  let watcher: ContentWatcher?
  let reload: () throws(Failure) -> Portfolio

  private var isResizeDue = false
  private var lastResize: Instant?
  private var isReloadDue = false
  /// Output that the terminal has not accepted yet. The next frame is drawn after all of it was accepted.
  private var unwritten: ArraySlice<UInt8> = []

  /// - Parameters:
  ///   - watcher: reports changes of the content; nil to watch nothing.
  ///   - reload: loads the content again.
  init(
    session: TerminalSession, terminal: Terminal, watcher: ContentWatcher?,
    reload: @escaping () throws(Failure) -> Portfolio
  ) {
    self.session = session
    self.terminal = terminal
    self.watcher = watcher
    self.reload = reload
  }

  /// How long files must stay unchanged before the content is reloaded.
  private static let reloadDelay: Duration = .milliseconds(50)
  /// The minimum time between two frames while the terminal is being resized.
  private static let resizeInterval: Duration = .milliseconds(50)
  /// How long to wait at the end for a terminal that accepts no output.
  private static let finalTimeout: Duration = .seconds(1)
  /// How long to wait at the end for an answer of the terminal.
  private static let replyTimeout: Duration = .milliseconds(100)

  /// Runs the session until it ends, and restores the terminal.
  mutating func run() {
    let signals = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGUSR1, SIGUSR2, SIGALRM]
    let signalDescriptor = csystem_signal_descriptor(signals, Int32(signals.count))
    defer { close(signalDescriptor) }
    // The terminal may have been resized between the creation of the screen and this moment.
    session.handle(.resize(Terminal.size))
    terminal.begin()
    session.begin()
    while session.ending == nil {
      guard writeOutput() else { break }
      var polled = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        // While a resize is pending, further signals wait for its frame.
        pollfd(fd: isResizeDue ? -1 : signalDescriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watcher?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        // After a frame there may be the parts of pictures.
        pollfd(
          fd: unwritten.isEmpty && !session.hasOutput ? -1 : terminal.output, events: Int16(POLLOUT),
          revents: 0),
      ]
      let count = poll(&polled, nfds_t(polled.count), timeout)
      if count < 0, errno != EINTR { break }
      if polled[1].revents != 0, !handleSignals(signalDescriptor) { break }
      if polled[0].revents != 0 {
        guard let bytes = readInput() else { break }
        session.receive(bytes)
      } else if count == 0 {
        session.elapse()
      }
      handleFileChanges(isReadable: polled[2].revents != 0, isQuiet: count == 0)
      if isResizeDue, resizeDelay <= .zero {
        isResizeDue = false
        lastResize = .now
        session.handle(.resize(Terminal.size))
      }
      for effect in session.removeRequests() { perform(effect) }
    }
    restoreTerminal()
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

  /// Writes as much as the terminal accepts, and draws a frame if it has accepted the previous one. Returns
  /// false if the terminal is gone.
  private mutating func writeOutput() -> Bool {
    if unwritten.isEmpty { unwritten = session.nextOutput()[...] }
    if unwritten.isEmpty { return true }
    guard let count = terminal.write(unwritten) else { return false }
    unwritten = unwritten.dropFirst(count)
    return true
  }

  /// Returns false if one of the signals ends the program.
  private mutating func handleSignals(_ descriptor: Int32) -> Bool {
    // The number is limited, so that a flood of signals does not block everything else.
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

  /// Reads all input that has arrived, at most 64 KiB, so that a key that is held down draws few frames.
  /// Returns nil at the end of the input.
  private func readInput() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
    return count == 0 ? nil : Array(buffer[..<count])
  }

  /// Reloads the content once its files have stopped changing.
  /// - Parameters:
  ///   - isReadable: whether the watcher reports changes.
  ///   - isQuiet: whether the wait ended without any event.
  private mutating func handleFileChanges(isReadable: Bool, isQuiet: Bool) {
    if isReadable {
      watcher?.drain()
      isReloadDue = true
    } else if isReloadDue, isQuiet {
      isReloadDue = false
      do throws(Failure) {
        let portfolio = try reload()
        session.handle(.reload(portfolio, message: portfolio.problems.first?.description))
      } catch {
        // The session keeps the previous content.
        session.announce(error.message ?? "the content cannot be read")
      }
    }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .suspend:
      session.end()
      restoreTerminal()
      csystem_raise_default(SIGTSTP)
      terminal.begin()
      session.begin()
    case .open(let link): Browser.open(link.address)
    case .quit, .redraw, .copy, .captureMouse, .decode, .transmit, .delete: break
    }
  }

  /// Waits a moment for an answer that is outstanding, which the shell would otherwise take for input.
  private func awaitReply() {
    let end = Instant.now + Self.replyTimeout
    while session.awaitsReply, Instant.now < end {
      var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, (end - .now).pollTimeout) > 0, let bytes = readInput() else { return }
      session.receive(bytes)
    }
  }

  /// Writes the rest of the output, unless the terminal accepts none for a second, and restores the
  /// terminal's modes.
  private mutating func restoreTerminal() {
    session.end()
    // `writeOutput` first writes the rest of the last frame, then the sequences that leave the screen.
    while !unwritten.isEmpty || session.hasOutput {
      guard writeOutput() else { break }
      if unwritten.isEmpty { continue }
      var polled = pollfd(fd: terminal.output, events: Int16(POLLOUT), revents: 0)
      let count = poll(&polled, 1, Self.finalTimeout.pollTimeout)
      if count <= 0 || polled.revents & Int16(POLLOUT) == 0 { break }
    }
    unwritten = []
    awaitReply()
    terminal.end()
  }
}
