import Foundation

/// The program as it was built, run like anybody runs it.
enum Program {
  struct Result {
    var status: Int32
    var output: Data
    var error: String
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Beside the bundle of tests.
  static let url: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder =
      bundle?.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "portfolio-tui")
  }()

  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], folder: URL? = nil
  ) throws -> Result {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color"].merging(environment) { $1 }
    process.currentDirectoryURL = folder
    let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    try process.run()
    let writer = DispatchQueue(label: "input")
    writer.async {
      try? standardInput.fileHandleForWriting.write(contentsOf: input)
      try? standardInput.fileHandleForWriting.close()
    }
    let errors = DispatchQueue(label: "errors")
    nonisolated(unsafe) var error = Data()
    errors.async { error = standardError.fileHandleForReading.readDataToEndOfFile() }
    let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    errors.sync {}
    return Result(
      status: process.terminationStatus, output: output, error: String(decoding: error, as: UTF8.self))
  }
}
