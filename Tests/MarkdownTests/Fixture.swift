import Foundation
import Testing

/// The files in `Fixtures`, read from the source tree. With `RECORD=1` in the environment, tests write the goldens
/// instead of comparing them.
enum Fixture {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Compares a text with a golden file; records the first line that differs as an issue.
  static func expect(_ actual: String, equals name: String) throws {
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(actual.utf8).write(to: folder.appending(path: name))
      return
    }
    let expected = try text(name)
    if actual == expected { return }
    let pairs = zip(actual.split(separator: "\n"), expected.split(separator: "\n"))
    let line = pairs.prefix { $0 == $1 }.count
    let shown = [actual, expected].map { $0.split(separator: "\n").dropFirst(line).first ?? "(end of file)" }
    Issue.record("\(name):\(line + 1): got \(shown[0].debugDescription), not \(shown[1].debugDescription)")
  }
}
