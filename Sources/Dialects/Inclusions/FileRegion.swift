internal import Markdown

/// Finds a named part of a file: between two marks in comments, or below a heading.
enum FileRegion {
  /// A mark at the beginning or the end of a region. At an end, the name may be empty.
  private struct Mark {
    let isEnd: Bool
    let name: String
  }

  /// The lines of a region without those of marks and without their common indentation; nil if the file has no such
  /// region.
  static func lines(_ name: String, of all: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>]? {
    var lines: [ArraySlice<UInt8>] = []
    var open: [String] = []
    var isFound = false
    for line in all {
      guard let mark = mark(in: line) else {
        if open.contains(name) { lines.append(line) }
        continue
      }
      if !mark.isEnd {
        // A file with many marks of which none ends is no longer searched.
        if open.count < maximumDepth { open.append(mark.name) }
        if mark.name == name { isFound = true }
      } else if mark.name.isEmpty {
        _ = open.popLast()
      } else if let index = open.lastIndex(of: mark.name) {
        open.remove(at: index)
      }
    }
    return isFound ? unindented(lines) : section(name, of: all)
  }

  /// The maximum number of regions within each other.
  private static let maximumDepth = 32

  /// The words before a name at the beginning and at the end of a region: of mdBook, of PyMdown's snippets, and of
  /// editors, whose regions VitePress reads.
  private static let words = [
    ("ANCHOR_END:", true), ("ANCHOR:", false), ("[end:", true), ("[start:", false), ("endregion", true),
    ("end region", true), ("region", false),
  ].map { (word: Array($0.utf8.map(\.lowercased)), isEnd: $1) }

  /// The maximum number of bytes before the word of a mark: spaces and the mark of a comment.
  private static let maximumLead = 256

  private static func mark(in line: ArraySlice<UInt8>) -> Mark? {
    let text = line.trimmed
    let lead = text.prefix(maximumLead).prefix { !$0.isLetter && $0 != UInt8(ascii: "[") }
    // The comments of some languages begin with a word.
    var rest = text[lead.endIndex...]
    for comment in ["rem ", "8<-- "] where rest.starts(with: comment.utf8, by: { $0.lowercased == $1 }) {
      rest = rest.dropFirst(comment.utf8.count)
    }
    for (word, isEnd) in words where rest.starts(with: word, by: { $0.lowercased == $1 }) {
      let after = rest.dropFirst(word.count)
      if word.last?.isLetter == true, let next = after.first, next > 0x20, next != UInt8(ascii: "-") {
        return nil
      }
      let name = after.trimmed.prefix { $0.isLetter || $0.isDigit || $0 >= 0x80 || "_-*.".utf8.contains($0) }
      // The end of a comment of HTML is no name.
      let isName = !name.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "*") }
      if !isEnd, !isName { return nil }
      // `region` is a word of the text unless a comment begins the line.
      if lead.isEmpty, word.first != UInt8(ascii: "[") { return nil }
      return Mark(isEnd: isEnd, name: isName ? String(decoding: name, as: UTF8.self) : "")
    }
    return nil
  }

  private static func unindented(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    let indentations = lines.filter { !$0.allSatisfy { $0 <= 0x20 } }.map {
      $0.prefix { $0.isSpaceOrTab }.count
    }
    let common = indentations.min() ?? 0
    return lines.map { $0.dropFirst(min(common, $0.prefix { $0.isSpaceOrTab }.count)) }
  }

  /// The heading with an anchor and the text up to the next heading of its level.
  private static func section(_ anchor: String, of all: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>]? {
    func level(_ line: ArraySlice<UInt8>) -> Int? {
      let signs = line.prefix { $0 == UInt8(ascii: "#") }.count
      return (1...6).contains(signs) && line.dropFirst(signs).first?.isSpaceOrTab == true ? signs : nil
    }
    let named = Array("{#\(anchor)}".utf8)
    let start = all.firstIndex { line in
      guard let level = level(line) else { return false }
      if line.firstIndex(of: named) != nil { return true }
      return Document.anchor(for: String(decoding: line.dropFirst(level).trimmed, as: UTF8.self)) == anchor
    }
    guard let start, let own = level(all[start]) else { return nil }
    let rest = all[(start + 1)...]
    let end = rest.firstIndex { line in level(line).map { $0 <= own } ?? false } ?? all.endIndex
    return Array(all[start..<end])
  }
}
