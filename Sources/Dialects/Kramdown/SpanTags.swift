/// Joins a tag of an element within text, which is alone on its line, with the next line. Then it begins a paragraph, as
/// in kramdown and Python-Markdown, and not a block of HTML, in which Markdown is not read.
enum SpanTags {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let lines = markdown.lines
    for (index, line) in lines.dropLast().enumerated() where line.kind == .html {
      let next = lines[index + 1]
      guard next.kind == .htmlContinuation, next.textStart < next.end,
        let tag = TagRange(markdown.text(of: line)), !tag.isClosing, names.contains(tag.name),
        markdown.bytes[tag.end..<line.end].allSatisfy(\.isSpaceOrTab), hasOnlySpans(index, in: markdown)
      else { continue }
      edits.remove(tag.end..<next.textStart)
    }
    return edits
  }

  /// Whether a block of HTML has no tag of an element that is a block.
  private static func hasOnlySpans(_ first: Int, in markdown: ScannedMarkdown) -> Bool {
    var last = first
    while last + 1 < markdown.lines.count, markdown.lines[last + 1].kind == .htmlContinuation { last += 1 }
    let bytes = markdown.bytes[markdown.lines[first].textStart..<markdown.lines[last].end]
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      if let tag = TagRange(rest[start...]) {
        if !names.contains(tag.name), !emptyNames.contains(tag.name) { return false }
        rest = rest[tag.end...]
      } else {
        rest = rest[(start + 1)...]
      }
    }
    return true
  }

  private static let names: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
  ]

  private static let emptyNames: Set<String> = ["br", "code", "img", "wbr"]
}
