internal import CSystem
internal import Curses
internal import Glibc
internal import PortfolioUI
internal import TerminalText

/// The controlling terminal of this process: its size, its modes and its output.
///
/// Call ``begin()`` before the first key is read and ``end()`` before the process ends or stops. If the program
/// crashes in between, a signal handler restores the terminal.
final class Terminal {
  /// The descriptor to write to. If possible, it is opened for this program alone, because a non-blocking standard
  /// output would be non-blocking for every process that shares it.
  let output: Int32
  private var modes = termios()
  private var isRaw = false

  /// Opens the terminal; nil if standard input is not a terminal.
  init?() {
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
    let own = ttyname(STDOUT_FILENO).map { open($0, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) } ?? -1
    output = own >= 0 ? own : STDOUT_FILENO
  }

  deinit {
    if output != STDOUT_FILENO { close(output) }
  }

  /// Creates a screen of the terminal's size; nil if terminfo has no suitable entry.
  func screen(_ environment: RunEnvironment, usesColor: Bool) -> CursesScreen? {
    CursesScreen(
      term: environment.term, size: Self.size, usesColor: usesColor,
      hasDirectColors: environment.depth == .direct)
  }

  /// The current size.
  static var size: Size {
    var size = winsize()
    _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Switches to raw mode, in which every key is sent to the program at once.
  func begin() {
    var raw = modes
    cfmakeraw(&raw)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    isRaw = true
    Rescue.install(modes)
  }

  /// Restores the modes.
  func end() {
    guard isRaw else { return }
    isRaw = false
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    Rescue.uninstall()
  }

  /// Writes as many bytes as the terminal accepts now, and returns their number; nil if the terminal is
  /// gone.
  func write(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
    return count >= 0 ? count : errno == EAGAIN || errno == EINTR ? 0 : nil
  }
}

/// Restores the terminal when a signal such as SIGSEGV ends the program.
///
/// A signal handler may only call async-signal-safe functions, so its data is prepared in global variables.
private enum Rescue {
  private static let signals = [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE]

  static func install(_ modes: termios) {
    rescueModes = modes
    if rescueBytes.isEmpty {
      rescueBytes = prepared(TerminalControl.rescue)
      rescueMessage = prepared(
        "portfolio-tui: an internal error ended the program; the terminal has been restored\n")
    }
    for number in signals {
      csystem_handle_on_own_stack(number) { number in
        write(STDOUT_FILENO, rescueBytes.baseAddress, rescueBytes.count)
        tcsetattr(STDIN_FILENO, TCSANOW, &rescueModes)
        write(STDERR_FILENO, rescueMessage.baseAddress, rescueMessage.count)
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  static func uninstall() {
    for number in signals { signal(number, SIG_DFL) }
  }
}

nonisolated(unsafe) private var rescueModes = termios()
nonisolated(unsafe) private var rescueBytes = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
nonisolated(unsafe) private var rescueMessage = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

/// Copies a text to memory that is never freed.
private func prepared(_ text: String) -> UnsafeMutableBufferPointer<UInt8> {
  let bytes = Array(text.utf8)
  let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
  _ = buffer.initialize(from: bytes)
  return buffer
}
