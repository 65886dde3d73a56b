import CVTerm
import Foundation
import TestSupport
import Testing

/// A program on a pseudoterminal (pty), with libvterm as the terminal emulator at the other end.
///
/// Type with ``send(_:)-(String)``, wait for the screen with ``wait(for:)``, and check at the end that the
/// program restored the terminal (``ended()``, ``leftovers``). All waiting ends after ten seconds.
final class Terminal {
  private let emulator: OpaquePointer
  private let modes: UnsafeMutablePointer<emulator_modes>
  private var master: Int32
  private let child: pid_t
  private let isJob: Bool
  private(set) var rows: Int
  private(set) var columns: Int
  /// The number of bytes that the program has written.
  private(set) var byteCount = 0
  /// Whether these bytes are appended to ``recorded``.
  var isRecording = false
  var recorded: [UInt8] = []
  /// The last 4096 bytes that the program has written.
  private(set) var lastBytes: [UInt8] = []
  private var isHungUp = false
  private var status: Int32?
  private var usage = rusage()
  /// The modes of the pty before the program started.
  let modesBefore: [UInt8]

  /// Starts a program.
  /// - Parameters:
  ///   - environment: variables to set in addition to `TERM`, `LANG` and `PATH`; no other variable is inherited.
  ///   - isJob: whether the program has a parent in its session, as below a shell, and so can be suspended.
  init(
    _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, term: String = "xterm-256color",
    environment: [String: String] = [:], isJob: Bool = false, program: String = BuiltProducts.program
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
    var argumentList = ([program] + arguments).map { strdup($0) } + [nil]
    var variableList = variables.map { strdup("\($0)=\($1)") } + [nil]
    child = emulator_start(master, program, &argumentList, &variableList, isJob)
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

  /// The process of the program.
  var process: pid_t {
    let group = isJob && master >= 0 ? tcgetpgrp(master) : child
    return group > 0 ? group : child
  }

  // MARK: Keys and signals

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Types bytes. It also reads output, as a terminal does, so that neither side blocks.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    let end = ContinuousClock.now + deadline
    while !rest.isEmpty, !isHungUp, ContinuousClock.now < end {
      var polled = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&polled, 1, 100) > 0 else { continue }
      if polled.revents & Int16(POLLOUT) != 0 {
        let count = rest.prefix(4096).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) }
      }
      if polled.revents & Int16(POLLIN | POLLHUP) != 0 { drain() }
    }
    if !rest.isEmpty, !isHungUp, isRunning {
      Issue.record("\(rest.count) bytes were not read within ten seconds")
    }
  }

  func signal(_ number: Int32) { kill(process, number) }

  func resize(columns: Int, rows: Int) {
    drain()
    let isShown = (1...500).contains(columns) && (1...200).contains(rows)
    if isShown {
      (self.columns, self.rows) = (columns, rows)
      vterm_set_size(emulator, Int32(rows), Int32(columns))
    }
    _ = emulator_set_size(master, Int32(rows), Int32(columns))
  }

  /// Closes the terminal, as if its window were closed.
  func vanish() {
    close(master)
    master = -1
    isHungUp = true
  }

  // MARK: Screen

  /// Reads all output that is available. A pty returns at most 4 KiB for a read, however much is available.
  private func drain() {
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

  /// Waits for output for at most `milliseconds`, passes it to the emulator, and returns whether any arrived.
  @discardableResult
  func readOutput(withinMilliseconds milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard !isHungUp, poll(&polled, 1, milliseconds) > 0 else { return false }
    let count = byteCount
    drain()
    return byteCount > count
  }

  /// Waits until a condition holds, and returns whether it did within ten seconds.
  func wait(until isWanted: (Terminal) -> Bool) -> Bool {
    let end = ContinuousClock.now + deadline
    while ContinuousClock.now < end {
      if isWanted(self) { return true }
      if isHungUp || !isRunning {
        drain()
        return isWanted(self)
      }
      readOutput(withinMilliseconds: 50)
    }
    return isWanted(self)
  }

  func wait(for text: String) -> Bool { wait { $0.text.contains(text) } }

  /// The text of a row, without the spaces at its end.
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

  /// Whether a condition holds for any cell.
  func anyCell(_ isWanted: (emulator_cell) -> Bool) -> Bool {
    (0..<rows).contains { row in (0..<columns).contains { isWanted(cell(row: row, column: $0)) } }
  }

  // MARK: Modes

  var isAlternate: Bool { modes.pointee.alternate }
  var isCursorVisible: Bool { modes.pointee.cursor }
  var hasMouse: Bool { modes.pointee.mouse != 0 }
  var bracketsPastes: Bool { emulator_brackets_pastes(emulator) }

  /// The current modes of the pty.
  var modesNow: [UInt8] { Self.modes(of: master) }

  private static func modes(of descriptor: Int32) -> [UInt8] {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return [] }
    let flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    return flags.flatMap { flags in withUnsafeBytes(of: flags) { Array($0) } }
      + withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }

  /// Whether the last sequence for the cursor's visibility shows it, which is the final state in xterm. libvterm
  /// restores the visibility together with the main screen.
  private var wasCursorShownLast: Bool {
    let text = String(decoding: lastBytes, as: UTF8.self)
    guard let shown = text.range(of: "\u{1B}[?25h", options: .backwards) else { return false }
    let hidden = text.range(of: "\u{1B}[?25l", options: .backwards)
    return hidden.map { $0.lowerBound < shown.lowerBound } ?? true
  }

  /// The names of the states that the program has not restored; empty if the terminal is in its original state.
  var leftovers: [String] {
    var leftovers: [String] = []
    if isAlternate { leftovers.append("alternate screen") }
    if !isCursorVisible, !wasCursorShownLast { leftovers.append("hidden cursor") }
    if hasMouse { leftovers.append("mouse") }
    if bracketsPastes { leftovers.append("bracketed paste") }
    if modesNow != modesBefore { leftovers.append("modes of the pty") }
    return leftovers
  }

  // MARK: Process

  /// The state of the process as in proc(5): `T` if it is stopped.
  var processState: Character? {
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return stat?.split(separator: ")").last?.first { $0 != " " }
  }

  /// The processor time that the process has used so far, in seconds.
  var processorTime: Double {
    if status != nil { return usage.ru_utime.seconds + usage.ru_stime.seconds }
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
    // Fields 14 and 15 of proc(5); the first of these is field 3, after the name.
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

  /// Waits for the end, and returns the exit status, or 128 plus the signal's number; nil after ten seconds.
  func ended() -> Int32? {
    let end = ContinuousClock.now + deadline
    while ContinuousClock.now < end {
      readOutput(withinMilliseconds: 10)
      reap()
      if status != nil { break }
    }
    drain()
    return status
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
