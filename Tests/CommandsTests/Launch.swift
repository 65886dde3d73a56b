import Foundation
import TestSupport

/// A run of the program as it was built, or of a shell script that finds the program in `$P`.
typealias Launch = ProcessResult

extension Launch {
  /// Runs the program; its input is a file.
  init(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], folder: String = "/"
  ) throws {
    try self.init(
      BuiltProducts.program, arguments, input: input, environment: environment, folder: folder)
  }

  init(_ arguments: [String], input: String, environment: [String: String] = [:]) throws {
    try self.init(arguments, input: Data(input.utf8), environment: environment)
  }

  /// Runs a script of bash.
  init(script: String) throws {
    try self.init("bash", ["-c", script], environment: ["P": BuiltProducts.program])
  }
}

/// A folder of content.
typealias ContentFolder = TemporaryFolder

extension ContentFolder {
  /// Runs the program on this content.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Launch {
    try Launch(["--content", path] + arguments, environment: environment)
  }
}

/// What standard error holds after the program reported an error.
func said(_ sentence: String) -> String { "portfolio-tui: \(sentence)\n" }
