/// Notes of Dendron that another note shows (wiki.dendron.so/notes/f1af56bb-db27-47ae-8406-61a98de6c78c): a line
/// `![[note]]`, `![[note#heading]]`, `![[note#first:#last]]` or `![[note#^block]]`.
///
/// A mark within a sentence stays a link.
enum NoteInclusions {
  static func marks(in markdown: ScannedMarkdown) -> [InclusionMark] {
    markdown.lines.compactMap { line in
      let text = markdown.text(of: line).trimmed
      guard !line.isCode, text.starts(with: "![[".utf8), text.suffix(2).elementsEqual("]]".utf8),
        !markdown.isCode(text.startIndex)
      else { return nil }
      let inner = text.dropFirst(3).dropLast(2)
      guard !inner.contains(where: { "[]".utf8.contains($0) }) else { return nil }
      let link = String(decoding: inner, as: UTF8.self).split(separator: "|").last.map(String.init) ?? ""
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      // A vault may precede the name: `dendron://vault/note`.
      let name = parts[0].split(separator: "/").last.map(String.init) ?? ""
      guard !name.isEmpty, let part = part(parts.count == 2 ? parts[1] : "") else { return nil }
      let prefix = markdown.continuationPrefix(of: line)
      return InclusionMark(
        range: text.indices, places: [.file, .content].map { InclusionMark.FilePlace($0, name + ".md") },
        part: part, form: .markdown, prefix: prefix)
    }
  }

  /// The part of a note behind `#`: `heading`, `heading,1`, `heading:#*`, `first:#last`. `^block`. Nil for others.
  private static func part(_ text: String) -> InclusionMark.Part? {
    if text.isEmpty { return .all }
    if text.hasPrefix("^"), !text.contains(":") { return .block(String(text.dropFirst())) }
    if text.hasPrefix("^") || text.hasPrefix("*") { return nil }
    let ends = text.split(separator: ":", maxSplits: 1)
    let first = ends[0].split(separator: ",", maxSplits: 1)
    guard let name = first.first else { return nil }
    let last = ends.count == 2 ? String(ends[1].drop { $0 == "#" }) : nil
    if last?.hasPrefix("^") == true { return nil }
    return .section(
      HeadingRange(
        first: String(name), skipped: first.count == 2 ? Int(first[1]) ?? 0 : 0, last: last))
  }
}

/// A part of a page from one heading to another.
package struct HeadingRange: Sendable, Equatable {
  /// The anchor of the first heading.
  let first: String
  /// The number of lines that are left out at the beginning.
  let skipped: Int
  /// The anchor of the heading behind the part: `*` for the next one. Nil for the next one of the same level or above.
  let last: String?

  /// The lines of this part; nil if there is no such heading.
  func lines(of all: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>]? {
    let markdown = ScannedMarkdown(Array(all.joined(separator: [UInt8(ascii: "\n")])))
    let headings = markdown.lines.enumerated().compactMap {
      index, line -> (index: Int, level: Int, anchor: String)? in
      guard line.kind == .heading, line.depth == 0, index < all.count else { return nil }
      let text = markdown.text(of: line)
      let level = text.prefix { $0 == UInt8(ascii: "#") }.count
      return (index, level, Self.anchor(text.dropFirst(level)))
    }
    let name = Self.anchor(Array(first.utf8)[...])
    guard let start = headings.firstIndex(where: { $0.anchor == name }) else { return nil }
    let heading = headings[start]
    let behind = last.map { Self.anchor(Array($0.utf8)[...]) }
    let end = headings[(start + 1)...].first { next in
      if last == "*" { return true }
      return behind.map { next.anchor == $0 } ?? (next.level <= heading.level)
    }
    return Array(all[heading.index..<(end?.index ?? all.count)].dropFirst(max(0, skipped)))
  }

  /// The anchor of a heading: its words in lower case with hyphens between them.
  private static func anchor(_ text: ArraySlice<UInt8>) -> String {
    let words = String(decoding: text.trimmed, as: UTF8.self).lowercased()
    return String(
      words.compactMap { character in
        if character == " " || character == "-" { return "-" }
        return character.isLetter || character.isNumber || character == "_" ? character : nil
      })
  }
}
