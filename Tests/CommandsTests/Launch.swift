import Foundation
import Glibc
import Testing

/// A run of the program with a deadline, or of a shell script that finds the program in `$P`.
struct Launch {
  var status: Int32
  var output: Data
  var error: String
  /// Whether a signal ended it.
  var isSignalled: Bool
  /// Whether it had to be ended because the deadline passed.
  var isOverdue: Bool

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
  var hasEscape: Bool { output.contains(0x1B) || error.utf8.contains(0x1B) }

  /// Long enough for a slow machine; a run that takes so long makes no progress.
  static let deadline = 10

  /// Runs the program; its input is a file that holds `input`.
  init(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], folder: String? = nil
  )
    throws
  {
    try self.init(
      Program.url, arguments, input: input,
      environment: ["TERM": "xterm-256color"].merging(environment) { $1 },
      folder: folder)
  }

  init(_ arguments: [String], input: String, environment: [String: String] = [:]) throws {
    try self.init(arguments, input: Data(input.utf8), environment: environment)
  }

  /// Runs a script of bash.
  init(script: String, input: Data = Data(), folder: String? = nil) throws {
    let environment = ["P": Program.url.path, "TERM": "xterm-256color"]
    try self.init(
      URL(fileURLWithPath: "/bin/bash"), ["-c", script], input: input, environment: environment,
      folder: folder)
  }

  private init(
    _ executable: URL, _ arguments: [String], input: Data, environment: [String: String], folder: String?
  ) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID().uuidString)")
    try input.write(to: file)
    let handle = try FileHandle(forReadingFrom: file)
    try FileManager.default.removeItem(at: file)

    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? "/")
    let (standardOutput, standardError) = (Pipe(), Pipe())
    process.standardInput = handle
    process.standardOutput = standardOutput
    process.standardError = standardError
    try Self.withoutBlockedSignals { try process.run() }

    let identifier = process.processIdentifier
    nonisolated(unsafe) var isOverdue = false
    let watch = DispatchSource.makeTimerSource()
    watch.schedule(deadline: .now() + .seconds(Self.deadline))
    watch.setEventHandler {
      isOverdue = true
      kill(identifier, SIGKILL)
    }
    watch.resume()
    let errors = DispatchQueue(label: "errors")
    nonisolated(unsafe) var error = Data()
    errors.async { error = standardError.fileHandleForReading.readDataToEndOfFile() }
    output = standardOutput.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    watch.cancel()
    errors.sync {}
    status = process.terminationStatus
    self.error = String(decoding: error, as: UTF8.self)
    isSignalled = process.terminationReason == .uncaughtSignal
    self.isOverdue = isOverdue
  }

  /// A thread of Dispatch blocks every signal, and a child would inherit that: nobody's shell does so.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    sigemptyset(&none)
    var before = sigset_t()
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}

/// A folder of content for one test.
final class ContentFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "content-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Runs the program on this content.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Launch {
    try Launch(["--content", path] + arguments, environment: environment)
  }
}

/// A sentence of the program's on standard error, and nothing else there.
func said(_ sentence: String) -> String { "portfolio-tui: \(sentence)\n" }
