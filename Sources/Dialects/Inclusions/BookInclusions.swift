/// Files that mdBook includes, also within code (rust-lang.github.io/mdBook/format/mdbook.html): `{{#include file:2:10}}`,
/// `{{#rustdoc_include file:anchor}}`, `{{#playground file}}`.
enum BookInclusions {
  static func marks(in markdown: ScannedMarkdown) -> [InclusionMark] {
    let bytes = markdown.bytes
    var marks: [InclusionMark] = []
    var index = 0
    while let open = bytes[index...].firstIndex(of: opening) {
      index = open + opening.count
      let text = bytes[index...].drop { $0.isSpaceOrTab }
      guard text.first == UInt8(ascii: "#"), open == 0 || bytes[open - 1] != UInt8(ascii: "\\") else {
        continue
      }
      let inner = text.dropFirst().prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\n") }
      guard bytes[inner.endIndex...].starts(with: "}}".utf8) else { continue }
      index = inner.endIndex + 2
      let words = inner.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
      guard words.count > 1, let form = form(words) else { continue }
      let line = markdown.line(at: open)
      let lead = bytes[line.start..<open]
      let isFirst = line.textStart >= open || lead.allSatisfy { $0 <= 0x20 }
      let file = path(words[1])
      let isTitle = words[0] == "title"
      marks.append(
        InclusionMark(
          range: open..<index, places: isTitle ? [] : [InclusionMark.FilePlace(.file, file.path)],
          part: file.part,
          form: form,
          prefix: isFirst
            ? markdown.continuation(of: line.start..<open) : markdown.continuationPrefix(of: line)))
    }
    return marks
  }

  private static let opening = Array("{{".utf8)

  /// The form of what a tag includes; nil for other tags.
  private static func form(_ words: [String]) -> InclusionMark.Form? {
    switch words[0] {
    // The title in the browser's window is no text of the page.
    case "include", "rustdoc_include", "title": .text
    case "playground", "playpen": .code(info: "rust")
    default: nil
    }
  }

  /// Splits `file.rs:2:10`, `file.rs:2`, `file.rs::10` or `file.rs:anchor`.
  static func path(_ text: String) -> (path: String, part: InclusionMark.Part) {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return (text, .all) }
    let first = Int(parts[1])
    if parts.count == 2 {
      if let first { return (parts[0], .lines(first: first, last: first)) }
      return (parts[0], parts[1].isEmpty ? .all : .region(parts[1]))
    }
    return (parts[0], .lines(first: first, last: Int(parts[2])))
  }
}
