/// Reduces superscripts and subscripts of PyMdown Extensions, `A^T^` and `H~2~O`, to HTML. A backslash
/// precedes each space in them.
enum RaisedMarks {
  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    InlineTexts.edits(in: markdown) { text, edits in reduce(text, dialect, &edits) }
  }

  private static func reduce(_ text: InlineText, _ dialect: Dialect, _ edits: inout Edits) {
    let bytes = text.bytes
    var scan = InlineScan(text)
    while let offset = scan.next() {
      let mark = bytes[offset]
      let isRaised = mark == UInt8(ascii: "^") && dialect.contains(.superscripts)
      guard isRaised || mark == UInt8(ascii: "~") && dialect.contains(.subscripts),
        isSingle(offset, in: bytes)
      else { continue }
      // `[^1]` is a footnote.
      if offset > 0, bytes[offset - 1] == UInt8(ascii: "[") { continue }
      var end = offset + 1
      var backslashes: [Int] = []
      while end < bytes.count, bytes[end] != mark, bytes[end] > 0x20 {
        let isEscape = bytes[end...].starts(with: "\\ ".utf8)
        if isEscape { backslashes.append(end) }
        end += isEscape ? 2 : 1
      }
      if end > offset + 1, end < bytes.count, bytes[end] == mark, isSingle(end, in: bytes) {
        let element = isRaised ? "sup" : "sub"
        edits.replace(text.source(of: offset..<(offset + 1)), with: "<\(element)>")
        for backslash in backslashes { edits.remove(text.source(of: backslash..<(backslash + 1))) }
        edits.replace(text.source(of: end..<(end + 1)), with: "</\(element)>")
        scan.move(to: end + 1)
      } else if !isRaised {
        // GitHub strikes out text between single tildes.
        edits.replace(text.source(of: offset..<(offset + 1)), with: "\\~")
      }
    }
  }

  /// Whether a mark is not beside an equal one.
  private static func isSingle(_ offset: Int, in bytes: [UInt8]) -> Bool {
    (offset == 0 || bytes[offset - 1] != bytes[offset])
      && (offset + 1 == bytes.count || bytes[offset + 1] != bytes[offset])
  }
}
