import Foundation
import TestSupport
import Testing

/// The files in `Fixtures`, read from the source tree.
enum Fixture {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Compares a text with a golden file, or records it.
  static func expect(_ actual: String, equals name: String) throws {
    try Recorder.expect(actual, equals: folder.appending(path: name))
  }
}
