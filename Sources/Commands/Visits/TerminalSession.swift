internal import Curses
internal import Pictures
internal import PortfolioUI
internal import TerminalText
internal import Visit

/// The screen of a ``TerminalSession``: converts frames to bytes. Tests use another implementation, because ncurses
/// allows only one screen in a process.
protocol SessionScreen: AnyObject {
  /// Whether the sequences of ``TerminalControl`` may be sent to the terminal.
  var isXtermLike: Bool { get }
  /// Draws a frame.
  func show(_ frame: Frame)
  /// Returns the bytes since the last call.
  func drainBytes() -> [UInt8]
  /// Makes the next frame paint every cell.
  func invalidate()
  /// Leaves the screen; the next call of ``drainBytes()`` returns the bytes for it.
  func end()
}

extension CursesScreen: SessionScreen {}

/// The UI on a terminal: it receives the bytes that the terminal sends, and returns the bytes to write.
///
/// The owner and visitors use the same UI, but a visitor has limits and can neither suspend the program nor open a
/// browser. A frame is drawn only when the caller asks for output, so a slow terminal skips frames.
final class TerminalSession: Visit {
  private var session: Session
  private let screen: any SessionScreen
  /// Nil if pictures are not shown.
  private var pictures: PictureQueue?
  /// The commands that transmit pictures, and the pictures.
  private var transmissions: [(placement: Picture.Placement, commands: ArraySlice<String>)] = []
  /// The numbers of the pictures that the terminal has.
  private var transmitted: Set<UInt8> = []
  private var clock: VisitClock?
  private let now: () -> Instant
  /// When to end an incomplete escape sequence; nil if there is none.
  private var sequenceEnd: Instant?
  /// Bytes to send before the next frame: terminal modes, the clipboard, the end.
  private var control: [UInt8] = []
  private var isFrameDue = true
  private var isActive = false
  private var wasActive = false
  /// Effects that the owner of the terminal carries out; always empty for a visitor.
  private var requests: [Effect] = []
  private(set) var ending: VisitEnding?

  /// - Parameters:
  ///   - pictures: decodes the pictures of the content; nil if none are shown.
  ///   - limits: the limits of a visitor; nil for the owner.
  ///   - now: returns the current time; a test passes its own clock.
  init(
    _ state: State, screen: any SessionScreen, pictures: PictureQueue? = nil, limits: VisitLimits? = nil,
    now: @escaping () -> Instant = { .now }
  ) {
    session = Session(state)
    self.screen = screen
    self.pictures = pictures
    self.now = now
    clock = limits.map { VisitClock($0, now: now) }
  }

  private var isVisitor: Bool { clock != nil }

  /// The positions at which pages were left, by page id.
  var positions: [String: Viewport.Position] { session.positions }

  /// Whether an answer of the terminal has not come yet.
  var awaitsReply: Bool { session.awaitsReply }

  // MARK: Begin and end

  /// Sets the modes of the terminal. The next output paints every cell.
  func begin() {
    appendControl(TerminalControl.begin(mouse: session.capturesMouse))
    if wasActive {
      screen.invalidate()
      // The end before deleted the transmitted pictures.
      if !transmitted.isEmpty { handle(.picturesLost) }
      transmitted = []
    }
    if session.asksTerminal, !wasActive { appendControl(KittyGraphics.query) }
    isActive = true
    wasActive = true
    perform(session.begin())
  }

  /// Restores the terminal with the next output. ``begin()`` continues the session.
  func end() {
    guard isActive else { return }
    isActive = false
    isFrameDue = false
    transmissions = []
    for number in transmitted.sorted() { appendControl(KittyGraphics.deletion(of: number)) }
    appendControl(TerminalControl.end)
    screen.end()
    control += screen.drainBytes()
    appendControl(TerminalControl.showCursor)
  }

  private func finish(_ ending: VisitEnding, _ sentence: String? = nil) {
    guard self.ending == nil else { return }
    end()
    if let sentence { control += (FilteredText(sentence).string + "\r\n").utf8 }
    self.ending = ending
  }

  /// Appends a sequence of ``TerminalControl`` if the terminal supports it.
  private func appendControl(_ sequence: String) {
    if screen.isXtermLike { control += sequence.utf8 }
  }

  // MARK: Input and events

  func receive(_ bytes: [UInt8]) {
    clock?.restartIdleTime()
    perform(session.receive(bytes))
    sequenceEnd = session.isPending ? now() + session.pendingDelay : nil
  }

  func handle(_ event: Event) { perform(session.handle(event)) }

  func resize(columns: Int, rows: Int) { handle(.resize(Size(columns: columns, rows: rows))) }

  func announce(_ sentence: String) { handle(.message(sentence)) }

  /// Ends the session, because without input the user cannot quit it.
  func endInput() { finish(.finished(status: 0)) }

  func conclude(_ sentence: String) { finish(.concluded, sentence + " " + returnHint) }

  private var returnHint: String { "To return to this page: \(session.address.string)" }

  /// Requests that the program is suspended, as SIGTSTP does. A visitor's request is ignored.
  func suspend() { if !isVisitor { requests.append(.suspend) } }

  /// Removes the effects that the owner of the terminal must carry out, and returns them.
  func removeRequests() -> [Effect] {
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
      case .copy(let text): appendControl(TerminalControl.copy(text))
      case .captureMouse(let isCaptured): appendControl(TerminalControl.mouse(isCaptured))
      case .decode(let placements, let cell):
        let sent = transmissions.map(\.placement)
        pictures?.replace(with: placements.filter { !sent.contains($0) }, cell)
      case .transmit(let number, let placement, let grid): transmit(grid, number, at: placement)
      case .delete(let number):
        transmitted.remove(number)
        appendControl(KittyGraphics.deletion(of: number))
      case .suspend where isVisitor: refuseToSuspend()
      case .open where isVisitor: break
      case .suspend, .open: requests.append(effect)
      }
    }
  }

  private func transmit(_ grid: PixelGrid, _ number: UInt8, at placement: Picture.Placement) {
    let data = TerminalControl.base64(grid.compressedBytes)
    transmitted.insert(number)
    let commands = KittyGraphics.transmission(number, data, of: grid, at: placement)
    transmissions.append((placement, commands[...]))
  }

  private func refuseToSuspend() {
    _ = session.handle(.message("There is no shell to return to; \(session.quitKey.string) quits"))
  }

  // MARK: Time

  var timeout: Duration? {
    let sequence = sequenceEnd.map { max(.zero, $0 - now()) }
    return [sequence, clock?.timeout, isDecoding ? .zero : nil].compactMap { $0 }.min()
  }

  /// Whether there is a picture to decode as soon as there is nothing else to do. It waits until the terminal has read the
  /// one before, so that the transmissions to a terminal that reads nothing take no more memory than one picture.
  private var isDecoding: Bool { pictures?.isEmpty == false && transmissions.isEmpty }

  func elapse() {
    if isDecoding {
      if let (placement, decoding) = pictures?.work() { handle(.picture(placement, decoding)) }
      // The wait was not for the rest of a sequence.
      if let sequenceEnd, now() < sequenceEnd { return }
    }
    if session.isPending {
      sequenceEnd = nil
      perform(session.flush())
    }
    switch clock?.nextEvent() {
    case .warning?: announce("The visit ends soon unless a key is pressed")
    case .idle?:
      finish(.idle, "The visit ended because no key was pressed for a long time. " + returnHint)
    case .expired?: finish(.expired, "The visit ended because it reached its maximum length. " + returnHint)
    case nil: break
    }
  }

  // MARK: Output

  /// Whether ``nextOutput()`` returns any bytes.
  var hasOutput: Bool { isFrameDue || !control.isEmpty || !transmissions.isEmpty }

  /// The number of commands that are sent between two frames: about 32 KB.
  private static let commandsAtOnce = 8

  func nextOutput() -> [UInt8] {
    var bytes = control
    control = []
    if isFrameDue {
      isFrameDue = false
      screen.show(session.frame())
      bytes += screen.drainBytes()
    } else if !transmissions.isEmpty {
      for command in transmissions[0].commands.prefix(Self.commandsAtOnce) { bytes += command.utf8 }
      transmissions[0].commands = transmissions[0].commands.dropFirst(Self.commandsAtOnce)
      if transmissions[0].commands.isEmpty { handle(.transmitted(transmissions.removeFirst().placement)) }
    }
    return bytes
  }

  func nextError() -> [UInt8] { [] }
}
