import CVTerm
import Foundation
import Testing

/// A program on a pty of its own, the one that was built as a rule, and libvterm as the terminal that a person looks at.
final class Terminal {
  private let emulator: OpaquePointer
  private let modes: UnsafeMutablePointer<emulator_modes>
  private var master: Int32
  private let child: pid_t
  private let isJob: Bool
  private(set) var rows: Int
  private(set) var columns: Int
  /// How many bytes came from the program.
  private(set) var byteCount = 0
  /// Whether all of them are kept in ``recorded``.
  var isRecording = false
  var recorded: [UInt8] = []
  /// The last of them.
  private(set) var lastBytes: [UInt8] = []
  private var isHungUp = false
  private var status: Int32?
  private var usage = rusage()
  /// The modes of the pty before the program touched them.
  let modesBefore: [UInt8]

  private static let deadline = 10.0

  /// Where the built programs lie.
  static let builtFolder: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return bundle?.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  }()

  static let program = builtFolder.appending(path: "portfolio-tui")

  /// Starts a program.
  /// - Parameter isJob: whether it has a parent in its session as below a shell, and so can be suspended.
  init(
    _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, term: String = "xterm-256color",
    environment: [String: String] = [:], isJob: Bool = false, program: URL = Terminal.program
  ) throws {
    self.rows = rows
    self.columns = columns
    self.isJob = isJob
    master = emulator_open(Int32(rows), Int32(columns))
    guard master >= 0 else { throw POSIXError(.ENODEV) }
    modesBefore = Self.modes(of: master)
    modes = .allocate(capacity: 1)
    modes.initialize(to: emulator_modes(alternate: false, cursor: true, mouse: 0))
    guard let emulator = emulator_make(Int32(rows), Int32(columns), modes) else { throw POSIXError(.ENOMEM) }
    self.emulator = emulator
    let variables = ["TERM": term, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    var argumentList = ([program.path] + arguments).map { strdup($0) } + [nil]
    var variableList = variables.map { strdup("\($0)=\($1)") } + [nil]
    child = emulator_start(master, program.path, &argumentList, &variableList, isJob)
    for pointer in argumentList + variableList { free(pointer) }
    guard child > 0 else { throw POSIXError(.EAGAIN) }
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
    }
    if master >= 0 { close(master) }
    vterm_free(emulator)
    modes.deallocate()
  }

  /// The program's process.
  var process: pid_t {
    let group = isJob && master >= 0 ? tcgetpgrp(master) : child
    return group > 0 ? group : child
  }

  // MARK: Keys and signals

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Types bytes; what comes back meanwhile is taken, as a terminal does.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    let end = Date(timeIntervalSinceNow: Self.deadline)
    while !rest.isEmpty, !isHungUp, Date() < end {
      var polled = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&polled, 1, 100) > 0 else { continue }
      if polled.revents & Int16(POLLOUT) != 0 {
        let count = rest.prefix(4096).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) }
      }
      if polled.revents & Int16(POLLIN | POLLHUP) != 0 { take() }
    }
    if !rest.isEmpty, !isHungUp, isRunning {
      Issue.record("\(rest.count) bytes were not taken in ten seconds")
    }
  }

  func signal(_ number: Int32) { kill(process, number) }

  func resize(columns: Int, rows: Int) {
    take()
    let isShown = (1...500).contains(columns) && (1...200).contains(rows)
    if isShown {
      (self.columns, self.rows) = (columns, rows)
      vterm_set_size(emulator, Int32(rows), Int32(columns))
    }
    _ = emulator_set_size(master, Int32(rows), Int32(columns))
  }

  /// The terminal's window is closed.
  func vanish() {
    close(master)
    master = -1
    isHungUp = true
  }

  // MARK: Screen

  /// Takes what there is: all of it, since a pty hands over 4 KB at a time however much waits behind them.
  private func take() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !isHungUp {
      let count = read(master, &buffer, buffer.count)
      if count < 0, errno == EAGAIN || errno == EINTR { return }
      guard count > 0 else {
        isHungUp = true
        return
      }
      byteCount += count
      if isRecording { recorded += buffer[..<count] }
      lastBytes = (lastBytes + buffer[..<count]).suffix(4096)
      buffer.withUnsafeBytes {
        _ = vterm_input_write(emulator, $0.baseAddress?.assumingMemoryBound(to: CChar.self), count)
      }
      vterm_screen_flush_damage(vterm_obtain_screen(emulator))
      var reply = [CChar](repeating: 0, count: 4096)
      let length = vterm_output_read(emulator, &reply, reply.count)
      if length > 0 { _ = write(master, reply, length) }
    }
  }

  /// Waits for bytes, at most some milliseconds; false where none came.
  @discardableResult
  func takeWithin(milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard !isHungUp, poll(&polled, 1, milliseconds) > 0 else { return false }
    let count = byteCount
    take()
    return byteCount > count
  }

  /// Waits until the screen is as wanted; false where it was not in ten seconds.
  func wait(until isWanted: (Terminal) -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: Self.deadline)
    while Date() < end {
      if isWanted(self) { return true }
      if isHungUp || !isRunning {
        take()
        return isWanted(self)
      }
      takeWithin(milliseconds: 50)
    }
    return isWanted(self)
  }

  func wait(for text: String) -> Bool { wait { $0.text.contains(text) } }

  /// A row without the spaces at its end.
  func line(_ row: Int) -> String {
    guard row < rows else { return "" }
    var buffer = [CChar](repeating: 0, count: columns * 24 + 1)
    let place = VTermRect(
      start_row: Int32(row), end_row: Int32(row + 1), start_col: 0, end_col: Int32(columns))
    let length = vterm_screen_get_text(vterm_obtain_screen(emulator), &buffer, buffer.count - 1, place)
    let bytes = buffer.prefix(length).map { UInt8(bitPattern: $0) }
    let end = bytes.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  var lines: [String] { (0..<rows).map(line) }
  var text: String { lines.joined(separator: "\n") }

  func cell(row: Int, column: Int) -> emulator_cell { emulator_cell_at(emulator, Int32(row), Int32(column)) }

  /// Whether any cell is like that.
  func anyCell(_ isWanted: (emulator_cell) -> Bool) -> Bool {
    (0..<rows).contains { row in (0..<columns).contains { isWanted(cell(row: row, column: $0)) } }
  }

  // MARK: Modes

  var isAlternate: Bool { modes.pointee.alternate }
  var isCursorVisible: Bool { modes.pointee.cursor }
  var hasMouse: Bool { modes.pointee.mouse != 0 }
  var bracketsPastes: Bool { emulator_brackets_pastes(emulator) }

  /// The pty's modes now.
  var modesNow: [UInt8] { Self.modes(of: master) }

  private static func modes(of descriptor: Int32) -> [UInt8] {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return [] }
    let flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    return flags.flatMap { flags in withUnsafeBytes(of: flags) { Array($0) } }
      + withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }

  /// What xterm shows: libvterm, unlike it, forgets on leaving the alternate screen that the cursor was shown.
  private var wasCursorShownLast: Bool {
    let text = String(decoding: lastBytes, as: UTF8.self)
    guard let shown = text.range(of: "\u{1B}[?25h", options: .backwards) else { return false }
    let hidden = text.range(of: "\u{1B}[?25l", options: .backwards)
    return hidden.map { $0.lowerBound < shown.lowerBound } ?? true
  }

  /// What of the program is left in the terminal; nothing where it was given back.
  var leftovers: [String] {
    var leftovers: [String] = []
    if isAlternate { leftovers.append("alternate screen") }
    if !isCursorVisible, !wasCursorShownLast { leftovers.append("hidden cursor") }
    if hasMouse { leftovers.append("mouse") }
    if bracketsPastes { leftovers.append("brackets of pastes") }
    if modesNow != modesBefore { leftovers.append("modes of the pty") }
    return leftovers
  }

  // MARK: End

  /// The state letter of the process: T where it is stopped.
  var processState: Character? {
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return stat?.split(separator: ")").last?.first { $0 != " " }
  }

  /// The processor time that the process has used, in seconds; that of the whole run once it has ended.
  var processorTime: Double {
    if status != nil { return usage.ru_utime.seconds + usage.ru_stime.seconds }
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
    // Fields 14 and 15 of proc(5), counted from the one behind the name.
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  var isRunning: Bool {
    reap()
    return status == nil
  }

  private func reap() {
    var raw: Int32 = 0
    guard status == nil, wait4(child, &raw, WNOHANG, &usage) == child else { return }
    status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + (raw & 0x7F)
  }

  /// The exit status, or 128 and the signal; nil where it has not ended in ten seconds.
  func ended() -> Int32? {
    let end = Date(timeIntervalSinceNow: Self.deadline)
    while Date() < end {
      takeWithin(milliseconds: 10)
      reap()
      if status != nil { break }
    }
    take()
    return status
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
