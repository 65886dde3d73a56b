import CVTerm
import Foundation
import Glibc

/// A program that a test runs beside itself: what it says is kept in files, and no descriptor or blocked
/// signal of the tests is handed on to it.
final class Child {
  let process: pid_t
  private var raw: Int32?
  /// Files without a name.
  private let outputFile: Int32
  private let errorFile: Int32
  /// The writing end of its input, while that is open.
  private var input: Int32 = -1

  /// Whoever takes longer makes no progress.
  static let deadline = 10.0

  enum Input {
    case nothing
    case bytes(Data)
    /// Nothing comes, and it does not end.
    case open
    case descriptor(Int32)
  }

  init(
    _ program: String, _ arguments: [String], input: Input = .nothing, environment: [String: String] = [:],
    folder: String = "/"
  ) throws {
    let name = FileManager.default.temporaryDirectory.appending(path: "child-\(UUID().uuidString)").path
    outputFile = Self.create(name + ".output")
    errorFile = Self.create(name + ".error")
    let inputFile = try Self.open(input, name, &self.input)
    defer { if inputFile >= 0 { close(inputFile) } }
    let folders = ["", "/usr/bin/", "/usr/sbin/"]
    guard inputFile >= 0, outputFile >= 0, errorFile >= 0,
      let path = folders.map({ $0 + program }).first(where: { access($0, X_OK) == 0 && $0.hasPrefix("/") })
    else { throw POSIXError(.ENOENT) }
    let variables = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TERM": "xterm-256color"]
      .merging(environment) { $1 }
    var argumentList = ([path] + arguments).map { strdup($0) } + [nil]
    var variableList = variables.map { strdup("\($0)=\($1)") } + [nil]
    process = emulator_run(
      path, &argumentList, &variableList, folder, inputFile, outputFile, errorFile)
    for pointer in argumentList + variableList { free(pointer) }
    guard process > 0 else { throw POSIXError(.EAGAIN) }
    Remains.note(process)
  }

  private static func create(_ name: String) -> Int32 {
    defer { unlink(name) }
    return Glibc.open(name, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
  }

  /// All that is in a file, wherever it is read or written just now.
  private static func contents(_ file: Int32) -> Data {
    var information = stat()
    guard fstat(file, &information) == 0, information.st_size > 0 else { return Data() }
    var bytes = [UInt8](repeating: 0, count: Int(information.st_size))
    let count = pread(file, &bytes, bytes.count, 0)
    return Data(bytes.prefix(max(0, count)))
  }

  /// The descriptor that the program reads, and the other end of it.
  private static func open(_ input: Input, _ name: String, _ writer: inout Int32) throws -> Int32 {
    switch input {
    case .nothing: return Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    case .bytes(let data):
      try data.write(to: URL(fileURLWithPath: name + ".input"))
      defer { unlink(name + ".input") }
      return Glibc.open(name + ".input", O_RDONLY | O_CLOEXEC)
    case .open:
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      writer = ends[1]
      return ends[0]
    case .descriptor(let descriptor): return dup(descriptor)
    }
  }

  deinit {
    if isRunning {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    if input >= 0 { close(input) }
    Remains.forget(process)
    for file in [outputFile, errorFile] where file >= 0 { close(file) }
  }

  var output: Data { Self.contents(outputFile) }
  var text: String { String(decoding: output, as: UTF8.self) }
  var error: String { String(decoding: Self.contents(errorFile), as: UTF8.self) }

  func send(_ bytes: [UInt8]) { _ = write(input, bytes, bytes.count) }
  func send(_ text: String) { send(Array(text.utf8)) }

  func endInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  func signal(_ number: Int32) { if isRunning { kill(process, number) } }

  var isRunning: Bool {
    var status: Int32 = 0
    if raw == nil, waitpid(process, &status, WNOHANG) == process { raw = status }
    return raw == nil
  }

  /// The exit status, or 128 and the signal; nil where it has not ended within the deadline.
  @discardableResult
  func ended() -> Int32? {
    _ = Self.wait { !self.isRunning }
    return raw.map { $0 & 0x7F == 0 ? $0 >> 8 & 0xFF : 128 + ($0 & 0x7F) }
  }

  /// Waits until it is as wanted; false where it was not within the deadline.
  static func wait(until isWanted: () -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: deadline)
    while !isWanted() {
      if Date() > end { return false }
      usleep(2000)
    }
    return true
  }
}

/// What is still there when the tests end, whatever became of them: programs and folders.
enum Remains {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var processes: Set<pid_t> = []
  nonisolated(unsafe) private static var folders: Set<String> = []
  nonisolated(unsafe) private static var isArmed = false

  static func note(_ process: pid_t) {
    lock.withLock {
      arm()
      processes.insert(process)
    }
  }

  static func note(_ folder: String) {
    lock.withLock {
      arm()
      folders.insert(folder)
    }
  }

  static func forget(_ process: pid_t) { lock.withLock { _ = processes.remove(process) } }
  static func forget(_ folder: String) { lock.withLock { _ = folders.remove(folder) } }

  private static func arm() {
    if !isArmed { atexit { Remains.endAll() } }
    isArmed = true
  }

  private static func endAll() {
    lock.withLock {
      for process in processes { kill(process, SIGKILL) }
      for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
    }
  }
}
