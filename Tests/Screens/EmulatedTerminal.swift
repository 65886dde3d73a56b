import CVTerm
import Foundation

/// The built program on a pty, and libvterm as the terminal behind it.
final class EmulatedTerminal {
  private let terminal: cvterm
  private let master: Int32
  let process: pid_t
  private(set) var rows: Int
  private(set) var columns: Int
  /// All bytes that the program sent.
  private(set) var received: [UInt8] = []
  private var isEnded = false
  private var status: Int32?

  static let program: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder =
      bundle?.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "portfolio-tui")
  }()

  init(
    _ arguments: [String] = [], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
  ) {
    self.rows = rows
    self.columns = columns
    terminal = cvterm_make(Int32(rows), Int32(columns))
    var argumentList = ([Self.program.path] + arguments).map { strdup($0) } + [nil]
    var environmentList = environment.map { strdup("\($0)=\($1)") } + [nil]
    var master: Int32 = -1
    process = cvterm_start(
      Self.program.path, &argumentList, &environmentList, Int32(rows), Int32(columns), &master)
    self.master = master
  }

  deinit {
    kill(process, SIGKILL)
    if status == nil { waitpid(process, nil, 0) }
    close(master)
    vterm_free(terminal.terminal)
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.prefix(4096).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
      take(milliseconds: 0)
    }
  }

  func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cvterm_resize(terminal, master, Int32(rows), Int32(columns))
  }

  /// Takes what the program sends for as long as something comes; false where nothing did.
  @discardableResult
  func take(milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard !isEnded, poll(&polled, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(master, &buffer, buffer.count)
    if count <= 0 {
      isEnded = true
      return false
    }
    received += buffer[..<count]
    buffer.withUnsafeBytes {
      _ = vterm_input_write(terminal.terminal, $0.baseAddress?.assumingMemoryBound(to: CChar.self), count)
    }
    vterm_screen_flush_damage(terminal.screen)
    return true
  }

  /// Waits until the screen is as wanted, at most ten seconds.
  func wait(until isWanted: (EmulatedTerminal) -> Bool) -> Bool {
    let deadline = Date(timeIntervalSinceNow: 10)
    while Date() < deadline {
      if isWanted(self) { return true }
      if isEnded { return isWanted(self) }
      take(milliseconds: 100)
    }
    return false
  }

  func wait(for text: String) -> Bool { wait { $0.text.contains(text) } }

  /// The rows of the screen, without the spaces at their ends.
  var text: String {
    (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        let scalar = cell(row, column).scalar
        line.unicodeScalars.append(scalar == 0 ? " " : Unicode.Scalar(scalar) ?? " ")
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  func cell(_ row: Int, _ column: Int) -> (scalar: UInt32, isReverse: Bool, isBold: Bool, isColored: Bool) {
    var (reverse, bold, colored): (Int32, Int32, Int32) = (0, 0, 0)
    let scalar = cvterm_cell(terminal, Int32(row), Int32(column), &reverse, &bold, &colored)
    // The second half of a wide character.
    return (scalar == UInt32.max ? 0 : scalar, reverse != 0, bold != 0, colored != 0)
  }

  /// Whether any cell has a colour of its own.
  var hasColors: Bool {
    (0..<rows).contains { row in (0..<columns).contains { cell(row, $0).isColored } }
  }

  /// The exit status when the program has ended, or 128 and the signal; nil where it has not in ten seconds.
  func ended() -> Int32? {
    let deadline = Date(timeIntervalSinceNow: 10)
    var raw: Int32 = 0
    while status == nil, Date() < deadline {
      take(milliseconds: 20)
      if waitpid(process, &raw, WNOHANG) == process {
        status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + (raw & 0x7F)
        while take(milliseconds: 20) {}
      }
    }
    return status
  }

  /// Whether the last thing said of a private mode was that it is off.
  func isOff(_ mode: String) -> Bool {
    let text = String(decoding: received, as: UTF8.self)
    let on = text.range(of: "\u{1B}[?\(mode)h", options: .backwards)?.lowerBound
    let off = text.range(of: "\u{1B}[?\(mode)l", options: .backwards)?.lowerBound
    guard let on else { return true }
    return off.map { $0 > on } ?? false
  }
}
