internal import ContentSource
internal import Curses
internal import Glibc
internal import Markdown
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText
internal import Visit

/// Opens the portfolio on the terminal, at the page that the first operand names. Without a screen, it runs
/// the linear mode.
func runInteractive(_ run: Run) throws(Failure) {
  let portfolio = try run.portfolio()
  let (place, fault) = try run.firstPlace(in: portfolio)
  let limits = run.audience == .visitor ? run.options.service.limits.visit : nil
  guard run.usesScreen, let terminal = Terminal(),
    let screen = terminal.screen(run.environment, usesColor: run.usesColor)
  else {
    return try runLinear(run, portfolio, at: place, limits)
  }
  let file = run.positionFile
  let positions = file?.read() ?? [:]
  let session = run.session(
    portfolio, at: place, on: screen, size: Terminal.size, limits: limits, positions: positions)
  if let fault { session.announce(fault) }
  let watcher = run.options.watches ? run.options.content.flatMap { ContentWatcher($0) } : nil
  var loop = LocalLoop(
    session: session, terminal: terminal, watcher: watcher,
    reload: { () throws(Failure) in try run.portfolio() })
  loop.run()
  if let file, session.positions != positions { file.write(session.positions, insteadOf: positions) }
}

extension Run {
  /// Returns the place that the first operand or the configuration names, and a sentence about the first fault of the
  /// configuration, for the owner; nil if there is none.
  func firstPlace(in portfolio: Portfolio) throws(Failure) -> (place: Place?, fault: String?) {
    let faults = options.configuration.faults
    let fault = faults.first.map {
      "\($0)" + (faults.count > 1 ? "; 'config check' lists all \(faults.count) faults" : "")
    }
    if let word = operands.first { return (try place(word, in: portfolio), fault) }
    let start = configuredStart(in: portfolio)
    return (start.place, fault ?? start.fault)
  }

  /// Returns the place that the configuration names, or what is wrong with it; neither if it names none.
  func configuredStart(in portfolio: Portfolio) -> (place: Place?, fault: String?) {
    guard let start = options.configuration.start else { return (nil, nil) }
    do throws(Failure) {
      return (try place(start, in: portfolio), nil)
    } catch {
      let origin = options.configuration.startOrigin.map { "\($0): " } ?? ""
      return (nil, error.message.map { "\(origin)'start': \($0)" })
    }
  }

  /// Whether to use a screen, if the terminal has the capabilities.
  var usesScreen: Bool { !options.isLinear && environment.isTerminal }

  /// Whether to use colours on a screen, if the terminal has any.
  var usesColor: Bool { appearance.encoder.depth != .none && appearance.encoder.styles }

  /// The file with the reading positions of the owner's earlier runs; nil for a visitor, for standard input, and if there
  /// is no folder for it.
  fileprivate var positionFile: PositionFile? {
    guard audience == .owner, options.input == nil, let folder = environment.stateFolder else { return nil }
    return PositionFile(in: folder, of: options.content)
  }

  /// Creates a session on a screen.
  /// - Parameters:
  ///   - limits: the limits of a visitor; nil for the owner.
  ///   - positions: the positions at which pages were left in an earlier session, by page id.
  func session(
    _ portfolio: Portfolio, at place: Place?, on screen: CursesScreen, size: Size, limits: VisitLimits?,
    positions: [String: Viewport.Position] = [:]
  ) -> TerminalSession {
    var configuration = configuration(portfolio, size: size, depth: screen.depth)
    configuration.positions = positions
    configuration.hyphens = appearance.hyphens
    configuration.hasClipboard = screen.isXtermLike
    configuration.usesMouse = usesMouse
    let files = showsPictures(at: screen.depth) ? pictureFiles(of: portfolio) : nil
    if let files {
      configuration.pictures = pictureSettings(files, depth: screen.depth)
      configuration.pictures?.asksTerminal =
        options.look.images == .auto
        && TerminalType(named: environment.term).features.contains(.placesPictures)
      configuration.pictures?.placesPixels = options.look.images == .kitty
    }
    let budget = PictureQueue.Budget(session: audience == .visitor ? .seconds(10) : nil)
    return TerminalSession(
      State(configuration, at: place), screen: screen, pictures: files.map { PictureQueue($0, budget) },
      limits: limits)
  }

  /// Whether the program handles the mouse from the start. Over SSH the visitor's terminal handles it, so that it can
  /// select text.
  private var usesMouse: Bool { options.configuration.usesMouse ?? (audience == .owner) }

  /// Whether a screen of these colours shows pictures.
  private func showsPictures(at depth: ColorDepth) -> Bool {
    let hasColors = usesColor && (depth == .palette256 || depth == .direct)
    return hasColors && options.look.images != .never && !environment.isASCII
  }

  private func configuration(_ portfolio: Portfolio, size: Size, depth: ColorDepth) -> State.Configuration {
    let hasColors = usesColor && depth != .none
    let theme = (options.look.theme ?? .standard).suited(to: depth)
    let themes = options.configuration.allThemes
    let parser = parser
    var configuration = State.Configuration(
      portfolio: portfolio, size: size, theme: hasColors ? theme : .mono,
      themes: hasColors ? themes.filter { $0.suited(to: depth) == $0 } : [.mono],
      keys: options.configuration.keyBindings, repertoire: environment.repertoire, command: commandToReturn,
      opensLinks: audience == .owner, parse: { parser.documentToShow($0) })
    configuration.list = served?.list
    configuration.fileCommand = fileCommand
    return configuration
  }

  /// The command that opens this portfolio again. A page's path may be appended to it.
  var commandToReturn: String {
    switch audience {
    case .owner:
      if let path = options.content {
        // A file needs no `--content`.
        (FileSystem.isRegularFile(path) ? "portfolio-tui " : "portfolio-tui --content ")
          + CommandWords.quoted(path)
      } else {
        options.input == nil ? "portfolio-tui" : "portfolio-tui -"
      }
    case .visitor: options.publicName?.command ?? "ssh -t HOST"
    }
  }
}
