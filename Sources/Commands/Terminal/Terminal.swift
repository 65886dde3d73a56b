internal import CSystem
internal import Curses
internal import Glibc
internal import PortfolioUI
internal import TerminalText

/// The terminal that a person sits at: its modes, taken and given back, and its descriptors.
final class Terminal {
  /// Where bytes for it go: a description of our own, so that nobody else's writes become non-blocking.
  let output: Int32
  private var modes = termios()
  private var isRaw = false

  /// The terminal of this process; nil where there is none.
  init?() {
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
    let own = ttyname(STDOUT_FILENO).map { open($0, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) } ?? -1
    output = own >= 0 ? own : STDOUT_FILENO
  }

  deinit {
    if output != STDOUT_FILENO { close(output) }
  }

  /// A screen for it; nil where none can be drawn on it.
  func screen(term: String, usesColor: Bool) -> CursesScreen? {
    CursesScreen(term: term, size: Self.size, usesColor: usesColor)
  }

  /// The terminal's size now.
  static var size: Size {
    var size = winsize()
    _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Takes the terminal's modes: every key is ours, and they are given back whatever happens.
  func begin() {
    var raw = modes
    cfmakeraw(&raw)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    isRaw = true
    Rescue.arm(modes)
  }

  /// Gives the modes back.
  func end() {
    guard isRaw else { return }
    isRaw = false
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    Rescue.disarm()
  }

  /// Writes what it takes now: the number of bytes, which may be 0; nil where the terminal is gone.
  func write(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
    return count >= 0 ? count : errno == EAGAIN || errno == EINTR ? 0 : nil
  }
}

/// Gives the terminal back when the program falls: a handler may only write and restore, so both are
/// prepared beforehand.
private enum Rescue {
  private static let signals = [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE]

  static func arm(_ modes: termios) {
    rescueModes = modes
    if rescueBytes.isEmpty {
      rescueBytes = prepared(TerminalControl.rescue)
      rescueSentence = prepared(
        "portfolio-tui: it fell over a fault of its own; the terminal is yours again\n")
    }
    for number in signals {
      csystem_handle_on_own_stack(number) { number in
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
nonisolated(unsafe) private var rescueBytes = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
nonisolated(unsafe) private var rescueSentence = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

private func prepared(_ text: String) -> UnsafeMutableBufferPointer<UInt8> {
  let bytes = Array(text.utf8)
  let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
  _ = buffer.initialize(from: bytes)
  return buffer
}
