import Foundation
import Markdown
import Testing

/// Files beside the tests, read from the source tree. `RECORD=1` writes what is expected anew.
enum Fixture {
  /// The documents that every property is held against.
  static let names = [
    "everything", "cjk", "wide-and-emoji", "tables", "code", "links", "hostile", "nested", "long-words",
  ]

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static func document(_ name: String) throws -> Document {
    let own = folder.appending(path: "Fixtures/\(name).md")
    let shared = folder.appending(path: "../MarkdownTests/Fixtures/\(name).md").standardized
    let url = FileManager.default.fileExists(atPath: own.path) ? own : shared
    return Document(markdown: Array(try Data(contentsOf: url)))
  }

  /// Holds bytes against the golden file of that name; names the first line that differs.
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

/// The locale by which the C library knows widths, chosen once, before anything asks for one.
enum UTF8Locale {
  private static let isSet = setlocale(LC_ALL, "C.UTF-8") != nil

  static func use() {
    #expect(isSet)
  }
}
