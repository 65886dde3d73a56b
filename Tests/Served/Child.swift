import CVTerm
import Foundation
import Glibc

/// A program that a test runs beside itself: what it says is kept in files, and no descriptor or blocked
/// signal of the tests is handed on to it.
final class Child {
  let process: pid_t
  private var raw: Int32?
  private let outputFile: URL
  private let errorFile: URL
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
    outputFile = URL(fileURLWithPath: name + ".output")
    errorFile = URL(fileURLWithPath: name + ".error")
    let descriptors = [
      try Self.open(input, name, &self.input), Self.create(outputFile), Self.create(errorFile),
    ]
    defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    let folders = ["", "/usr/bin/", "/usr/sbin/"]
    guard !descriptors.contains(-1),
      let path = folders.map({ $0 + program }).first(where: { access($0, X_OK) == 0 && $0.hasPrefix("/") })
    else { throw POSIXError(.ENOENT) }
    let variables = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TERM": "xterm-256color"]
      .merging(environment) { $1 }
    var argumentList = ([path] + arguments).map { strdup($0) } + [nil]
    var variableList = variables.map { strdup("\($0)=\($1)") } + [nil]
    process = emulator_run(
      path, &argumentList, &variableList, folder, descriptors[0], descriptors[1], descriptors[2])
    for pointer in argumentList + variableList { free(pointer) }
    guard process > 0 else { throw POSIXError(.EAGAIN) }
    Children.note(process)
  }

  private static func create(_ file: URL) -> Int32 {
    Glibc.open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
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
    Children.forget(process)
    unlink(outputFile.path)
    unlink(errorFile.path)
  }

  var output: Data { (try? Data(contentsOf: outputFile)) ?? Data() }
  var text: String { String(decoding: output, as: UTF8.self) }
  var error: String { String(decoding: (try? Data(contentsOf: errorFile)) ?? Data(), as: UTF8.self) }

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

/// The programs that are still there: ended with the tests, whatever became of these.
private enum Children {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var processes: Set<pid_t> = []
  nonisolated(unsafe) private static var isArmed = false

  static func note(_ process: pid_t) {
    lock.withLock {
      if !isArmed { atexit { Children.endAll() } }
      isArmed = true
      processes.insert(process)
    }
  }

  static func forget(_ process: pid_t) { lock.withLock { _ = processes.remove(process) } }

  private static func endAll() { lock.withLock { for process in processes { kill(process, SIGKILL) } } }
}
