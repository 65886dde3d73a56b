internal import CSystem
internal import Curses
internal import Glibc
internal import PortfolioUI
internal import TerminalText

/// The terminal that a person sits at: its modes, taken and given back, and its bytes.
final class Terminal {
  private let screen: CursesScreen
  private var modes = termios()
  private var isRaw = false
  private var capturesMouse = true

  /// Opens the terminal of this process; nil where none can be drawn on.
  init?(term: String, usesColor: Bool) {
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
    guard let screen = CursesScreen(term: term, size: Self.size, usesColor: usesColor) else { return nil }
    self.screen = screen
  }

  /// What it shows of colours.
  var depth: ColorDepth { screen.depth }

  /// The terminal's size now.
  static var size: Size {
    var size = winsize()
    _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Takes the terminal: every key is ours, and it is given back whatever happens.
  func begin() {
    var raw = modes
    cfmakeraw(&raw)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    isRaw = true
    Rescue.arm(modes)
    if screen.isXtermLike { write(Array(TerminalControl.begin(mouse: capturesMouse).utf8)) }
  }

  /// Gives the terminal back.
  func end() {
    guard isRaw else { return }
    isRaw = false
    screen.end()
    let isXtermLike = screen.isXtermLike
    write((isXtermLike ? Array(TerminalControl.end.utf8) : []) + screen.takeBytes())
    if isXtermLike { write(Array(TerminalControl.showCursor.utf8)) }
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    Rescue.disarm()
  }

  func show(_ frame: Frame) {
    screen.show(frame)
    write(screen.takeBytes())
  }

  /// Makes the next frame paint every cell.
  func invalidate() { screen.invalidate() }

  func copy(_ text: FilteredText) {
    if screen.isXtermLike { write(Array(TerminalControl.copy(text).utf8)) }
  }

  func captureMouse(_ isCaptured: Bool) {
    capturesMouse = isCaptured
    if screen.isXtermLike { write(Array(TerminalControl.mouse(isCaptured).utf8)) }
  }

  private func write(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { Output.send($0, to: STDOUT_FILENO) }
  }
}

/// Gives the terminal back when the program falls: a handler may only write and restore, so both are
/// prepared beforehand.
private enum Rescue {
  private static let signals = [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE]

  static func arm(_ modes: termios) {
    rescueModes = modes
    for number in signals {
      signal(number) { number in
        write(STDOUT_FILENO, rescueBytes.baseAddress, rescueBytes.count)
        tcsetattr(STDIN_FILENO, TCSANOW, &rescueModes)
        write(STDERR_FILENO, rescueSentence.baseAddress, rescueSentence.count)
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  static func disarm() {
    for number in signals { signal(number, SIG_DFL) }
  }
}

nonisolated(unsafe) private var rescueModes = termios()
nonisolated(unsafe) private let rescueBytes = prepared(TerminalControl.rescue)
nonisolated(unsafe) private let rescueSentence = prepared(
  "portfolio-tui: it fell over a fault of its own; the terminal is yours again\n")

private func prepared(_ text: String) -> UnsafeMutableBufferPointer<UInt8> {
  let bytes = Array(text.utf8)
  let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
  _ = buffer.initialize(from: bytes)
  return buffer
}
