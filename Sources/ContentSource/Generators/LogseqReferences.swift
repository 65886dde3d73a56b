internal import PortfolioModel

/// References to blocks by their ids in Logseq: `((id))` and `{{embed ((id))}}` show the text of the block, and
/// `[label](((id)))` is a link to it.
struct LogseqReferences {
  /// The text of each block with an id, without its children, and the path of its file.
  private var blocks: [String: (text: String, path: String)] = [:]

  /// The number of characters of an id, which is a UUID.
  private static let idLength = 36

  /// - Parameter files: of Logseq. The blocks of hidden pages are not shown.
  init(in files: [ContentTree.File]) {
    for file in files { add(file) }
  }

  private mutating func add(_ file: ContentTree.File) {
    guard FileSystem.contains(Array(LogseqProperties.idMark.utf8), in: file.bytes[...]),
      !file.isHidden(by: "Logseq")
    else { return }
    let lines = String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let mark = line.drop { " \t".contains($0) }
      guard mark.hasPrefix(LogseqProperties.idMark), mark.hasSuffix("-->") else { continue }
      let id = String(mark.dropFirst(LogseqProperties.idMark.count).dropLast(3))
      // The properties of a block are below its first line.
      let first = lines[..<index].suffix(Self.maximumProperties).last {
        $0.drop { " \t".contains($0) }.hasPrefix("- ")
      }
      guard let first else { continue }
      let text = String(first.drop { " \t".contains($0) }.dropFirst(2)).trimmed
      blocks[id] = (String(text.drop { $0 == "#" }).trimmed, file.path)
    }
  }

  /// The maximum number of lines between the first line of a block and its id.
  private static let maximumProperties = 16

  /// The text of a file with its references resolved; nil if it has none. Those in code stay, and those whose texts would
  /// exceed the maximum of inserted text.
  func resolved(_ bytes: [UInt8]) -> [UInt8]? {
    guard !blocks.isEmpty, FileSystem.contains(Array("((".utf8), in: bytes[...]) else { return nil }
    var fence: (mark: Character, count: Int)?
    var room = Self.maximumInsertion
    var lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for index in lines.indices {
      let entry = lines[index].drop { " \t-".contains($0) }
      if let mark = entry.first, mark == "`" || mark == "~" {
        let count = entry.prefix { $0 == mark }.count
        if let open = fence {
          if open.mark == mark, count >= open.count { fence = nil }
        } else if count >= 3 {
          fence = (mark, count)
        }
      }
      if fence == nil, lines[index].contains("((") { lines[index] = Substring(resolved(lines[index], &room)) }
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// The maximum number of bytes that references of one file insert into it.
  private static let maximumInsertion = 1 << 18

  /// - Parameter room: the number of bytes that may still be inserted.
  private func resolved(_ line: Substring, _ room: inout Int) -> String {
    var result = ""
    var rest = line
    // The number of backticks before the rest: in a span of code it is odd.
    var backticks = 0
    while let mark = rest.firstRange(of: "((") {
      let before = rest[..<mark.lowerBound]
      let id = rest[mark.upperBound...].drop { $0 == "(" }.prefix(Self.idLength)
      let end = rest[id.endIndex...]
      backticks += before.count { $0 == "`" }
      guard let block = blocks[String(id)], end.hasPrefix("))"), backticks.isMultiple(of: 2),
        block.text.utf8.count + block.path.utf8.count <= room
      else {
        result += rest[..<mark.upperBound]
        rest = rest[mark.upperBound...]
        continue
      }
      room -= block.text.utf8.count + block.path.utf8.count
      if before.last == "]", end.hasPrefix(")))") {
        result += before + "(<../\(block.path)>)"
        rest = end.dropFirst(3)
      } else if let macro = embedding(before), case let close = end.dropFirst(2).drop(while: \.isWhitespace),
        close.hasPrefix("}}")
      {
        result += macro + block.text
        rest = close.dropFirst(2)
      } else {
        result += before + block.text
        rest = end.dropFirst(2)
      }
    }
    return result + rest
  }

  /// What precedes the macro that embeds a block; nil if the text does not end with the beginning of one.
  private func embedding(_ text: Substring) -> Substring? {
    guard String(text).trimmed.hasSuffix("{{embed"), let start = text.lastIndex(of: "{") else { return nil }
    return text[..<text.index(before: start)]
  }
}

extension ContentTree {
  /// Resolves the references of Logseq's pages to blocks of each other.
  mutating func resolveBlockReferences() {
    let references = LogseqReferences(in: files)
    for index in files.indices {
      if let bytes = references.resolved(files[index].bytes) { files[index].bytes = bytes }
    }
  }
}
