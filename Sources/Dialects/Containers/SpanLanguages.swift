/// Removes the name of the language from the beginning of code spans, `` `#!py a = 1` `` (PyMdown's InlineHilite).
enum SpanLanguages {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    for span in markdown.code where bytes[span.lowerBound] == UInt8(ascii: "`") {
      let content = bytes[span].drop { $0 == UInt8(ascii: "`") }
      guard content.starts(with: "#!".utf8), !markdown.line(at: span.lowerBound).isCode else { continue }
      let name = content.dropFirst(2).prefix { $0.isLetter || $0.isDigit || "_#.+-".utf8.contains($0) }
      let spaces = content[name.endIndex...].prefix { $0 == UInt8(ascii: " ") }
      guard !name.isEmpty, !spaces.isEmpty else { continue }
      edits.remove(content.startIndex..<spaces.endIndex)
    }
    return edits
  }
}
