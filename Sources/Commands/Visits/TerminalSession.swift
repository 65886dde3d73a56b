internal import Curses
internal import PortfolioUI
internal import TerminalText
internal import Visit

/// The UI on a terminal, whoever has it: the terminal's bytes go in, bytes for it come out.
///
/// A frame is drawn when output is asked for, so a slow terminal gets the newest one only.
final class TerminalSession: Visit {
  private var session: Session
  private let screen: CursesScreen
  private var clock: VisitClock?
  /// Bytes beside the frames: modes, the clipboard, the end.
  private var control: [UInt8] = []
  private var isFrameDue = true
  private var capturesMouse = true
  private var isTaken = false
  private var wasTaken = false
  /// What the edge must carry out: empty for a visitor, but for the end.
  private(set) var requests: [Effect] = []
  private(set) var ending: VisitEnding?

  /// - Parameters:
  ///   - limits: those of a visitor; the owner has none.
  ///   - now: the current time; a test passes its own.
  init(
    _ state: State, screen: CursesScreen, limits: VisitLimits? = nil, now: @escaping () -> Instant = { .now }
  ) {
    session = Session(state)
    self.screen = screen
    clock = limits.map { VisitClock($0, now: now) }
  }

  private var isVisitor: Bool { clock != nil }

  // MARK: The screen, taken and given back

  /// Takes the terminal; every cell is painted with the next output.
  func begin() {
    if screen.isXtermLike { say(TerminalControl.begin(mouse: capturesMouse)) }
    if wasTaken { screen.invalidate() }
    isTaken = true
    wasTaken = true
    isFrameDue = true
  }

  /// Gives the terminal back with the next output.
  func end() {
    guard isTaken else { return }
    isTaken = false
    isFrameDue = false
    if screen.isXtermLike { say(TerminalControl.end) }
    screen.end()
    control += screen.takeBytes()
    if screen.isXtermLike { say(TerminalControl.showCursor) }
  }

  private func finish(_ ending: VisitEnding, _ sentence: String? = nil) {
    guard self.ending == nil else { return }
    end()
    if let sentence { say(FilteredText(sentence).string + "\r\n") }
    self.ending = ending
  }

  private func say(_ text: String) { control += text.utf8 }

  // MARK: What happens

  func receive(_ bytes: [UInt8]) {
    clock?.noteInput()
    perform(session.receive(bytes))
  }

  func handle(_ event: Event) { perform(session.handle(event)) }

  func resize(columns: Int, rows: Int) { handle(.resize(Size(columns: columns, rows: rows))) }

  func announce(_ sentence: String) { handle(.message(sentence)) }

  /// A terminal that sends nothing more has gone.
  func endInput() { finish(.finished(status: 0)) }

  func conclude(_ sentence: String) { finish(.concluded, sentence + " " + comeBack) }

  private var comeBack: String { "Come back to this place: \(session.address.string)" }

  /// Asks the edge to suspend the program, whatever is on the screen: a signal wants it. Not for a visitor.
  func suspend() { if !isVisitor { requests.append(.suspend) } }

  /// The edge's requests since the last call.
  func takeRequests() -> [Effect] {
    defer { requests = [] }
    return requests
  }

  private func perform(_ effects: [Effect]) {
    guard ending == nil else { return }
    isFrameDue = true
    for effect in effects {
      switch effect {
      case .quit: finish(.finished(status: 0))
      case .redraw: screen.invalidate()
      case .copy(let text): if screen.isXtermLike { say(TerminalControl.copy(text)) }
      case .captureMouse(let isCaptured):
        capturesMouse = isCaptured
        if screen.isXtermLike { say(TerminalControl.mouse(isCaptured)) }
      case .suspend where isVisitor: announceNoShell()
      case .open where isVisitor: break
      case .suspend, .open: requests.append(effect)
      }
    }
  }

  private func announceNoShell() {
    _ = session.handle(.message("There is no shell to go back to; \(session.quitKey.string) quits"))
  }

  // MARK: Time

  var timeout: Duration? {
    let sequence = session.isPending ? session.pendingDelay : nil
    return [sequence, clock?.timeout].compactMap { $0 }.min()
  }

  func elapse() {
    if session.isPending { perform(session.flush()) }
    switch clock?.nextEvent() {
    case .warning?: announce("Are you still there? The visit ends soon, unless a key is pressed")
    case .idle?: finish(.idle, "The visit ended because no key was pressed for long. " + comeBack)
    case .expired?: finish(.expired, "The visit ended because it was long. " + comeBack)
    case nil: break
    }
  }

  // MARK: Output

  /// Whether there is any for the terminal now.
  var hasOutput: Bool { isFrameDue || !control.isEmpty }

  func nextOutput() -> [UInt8] {
    var bytes = control
    control = []
    if isFrameDue {
      isFrameDue = false
      screen.show(session.frame())
      bytes += screen.takeBytes()
    }
    return bytes
  }

  func nextError() -> [UInt8] { [] }
}
