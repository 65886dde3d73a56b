import Foundation
import Markdown
import Testing

/// The documents and goldens in `Fixtures`, read from the source tree. With `RECORD=1` in the environment the
/// goldens are written instead of compared.
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

  /// Compares bytes with the golden of this name, and reports the first line that differs.
  static func expect(_ actual: [UInt8], equalsGolden name: String) throws {
    let url = folder.appending(path: "Fixtures/Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual).write(to: url)
      return
    }
    let expected = Array(try Data(contentsOf: url))
    if actual == expected { return }
    let texts = [actual, expected].map { bytes in
      bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
    let line = zip(texts[0], texts[1]).prefix { $0 == $1 }.count
    let shown = texts.map {
      String(decoding: $0.dropFirst(line).first ?? [], as: UTF8.self).debugDescription
    }
    Issue.record("\(name):\(line + 1): got \(shown[0]), not \(shown[1])")
  }
}

/// The locale from which the C library knows the columns of scalars. It is set once, before the first use.
enum UTF8Locale {
  private static let isSet = setlocale(LC_ALL, "C.UTF-8") != nil

  static func use() {
    #expect(isSet)
  }
}
