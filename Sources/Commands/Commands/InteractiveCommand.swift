internal import CSystem
internal import Curses
internal import Glibc
internal import Markdown
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText
internal import Visit

/// Opens the portfolio on the terminal, at a page if one is named.
func runInteractive(_ run: Run) throws(Failure) {
  let portfolio = try run.portfolio()
  let place = try run.firstPlace(in: portfolio)
  let limits = run.audience == .visitor ? run.options.service.limits.visit : nil
  guard run.usesScreen, let terminal = Terminal(),
    let screen = terminal.screen(term: run.surroundings.term, usesColor: run.usesColor)
  else {
    return try runLinear(run, portfolio, at: place, limits)
  }
  let session = run.session(portfolio, at: place, on: screen, size: Terminal.size, limits: limits)
  let watcher = run.options.watches ? run.contentFolder.flatMap { ContentWatcher(folder: $0) } : nil
  var loop = LocalLoop(
    session: session, terminal: terminal, watcher: watcher, reload: { try run.portfolio() })
  loop.run()
}

extension Run {
  /// The place that the first operand names; nil without operands.
  func firstPlace(in portfolio: Portfolio) throws(Failure) -> Place? {
    guard let word = operands.first else { return nil }
    return try place(word, in: portfolio)
  }

  /// Whether a screen is wanted, if the terminal can show one.
  var usesScreen: Bool { !options.isLinear && surroundings.isTerminal }

  /// The UI on a screen; nil limits are the owner's.
  func session(
    _ portfolio: Portfolio, at place: Place?, on screen: CursesScreen, size: Size, limits: VisitLimits?
  ) -> TerminalSession {
    let configuration = configuration(portfolio, size: size, depth: screen.depth)
    return TerminalSession(State(configuration, at: place), screen: screen, limits: limits)
  }

  /// Whether the screen may have colours, if the terminal has any.
  var usesColor: Bool { appearance.encoder.depth != .none && appearance.encoder.styles }

  /// What a session at a screen is told.
  private func configuration(_ portfolio: Portfolio, size: Size, depth: ColorDepth) -> State.Configuration {
    let hasColors = usesColor && depth != .none
    let parser = parser
    return State.Configuration(
      portfolio: portfolio, size: size, theme: hasColors ? options.look.theme ?? .standard : .mono,
      themes: hasColors ? Theme.all : [.mono], isASCII: surroundings.isASCII, command: commandToComeBack,
      opensLinks: audience == .owner, parse: { parser.document(of: $0) })
  }

  /// As a shell takes it whole.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._/~+".utf8.contains(byte)
    }
    return isPlain
      ? word
      : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private var commandToComeBack: String {
    switch audience {
    case .owner: contentFolder.map { "portfolio-tui --content " + Self.quoted($0) } ?? "portfolio-tui"
    case .visitor: options.publicName?.command ?? "ssh -t HOST"
    }
  }
}

/// The person's own browser.
enum Browser {
  /// Opens an address in `$BROWSER`, which may be a program with options, or in the desktop's; nothing of it
  /// reaches the terminal.
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
