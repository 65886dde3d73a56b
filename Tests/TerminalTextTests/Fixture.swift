import Foundation
import Markdown
import TestSupport
import Testing
import Testing

/// The documents and goldens in `Fixtures`, read from the source tree.
enum Fixture {
  /// The documents of `PropertyTests` and `GoldenTests`.
  static let names = [
    "everything", "cjk", "wide-and-emoji", "tables", "code", "links", "hostile", "nested", "long-words",
  ]

  /// The Markdown files of a folder of `Fixtures`, as names for ``document(_:)``.
  static func names(in subfolder: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "Fixtures/\(subfolder)").path)
    return (files ?? []).filter { $0.hasSuffix(".md") }.map { "\(subfolder)/\($0.dropLast(3))" }.sorted()
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Parses `name.md` of `Fixtures` here, or else of the fixtures of `MarkdownTests`.
  static func document(_ name: String) throws -> Document {
    let own = folder.appending(path: "Fixtures/\(name).md")
    let shared = folder.appending(path: "../MarkdownTests/Fixtures/\(name).md").standardized
    let url = FileManager.default.fileExists(atPath: own.path) ? own : shared
    return Document(markdown: Array(try Data(contentsOf: url)))
  }

  /// Compares bytes with the golden of this name, or records them.
  static func expect(_ actual: [UInt8], equalsGolden name: String) throws {
    try Recorder.expect(actual, equals: folder.appending(path: "Fixtures/Golden/\(name)"))
  }
}

extension UTF8Locale {
  static func use() { #expect(isSet) }
}
