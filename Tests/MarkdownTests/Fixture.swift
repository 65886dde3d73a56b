import Foundation
import Testing

/// Files beside the tests, read from the source tree. `RECORD=1` writes what is expected anew.
enum Fixture {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Holds a text against the golden file of that name; names the first line that differs.
  static func expect(_ actual: String, equals name: String) throws {
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(actual.utf8).write(to: folder.appending(path: name))
      return
    }
    let expected = try text(name)
    if actual == expected { return }
    let pairs = zip(actual.split(separator: "\n"), expected.split(separator: "\n"))
    let line = pairs.prefix { $0 == $1 }.count
    let shown = [actual, expected].map { $0.split(separator: "\n").dropFirst(line).first ?? "(the end)" }
    Issue.record("\(name):\(line + 1): got \(shown[0].debugDescription), not \(shown[1].debugDescription)")
  }
}
