/// Replaces `--`, `---`, `...` and `<<text>>` by dashes, ellipses and guillemets, as kramdown and Goldmark do.
enum Typography {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var texts = InlineTexts(markdown)
    while let index = texts.nextLine {
      let parts = texts.read()
      // The anchors of headings are made of their hyphens.
      let isHeading =
        markdown.lines[index].kind == .heading
        || texts.nextLine.map { markdown.lines[$0].kind == .underline } ?? false
      for text in parts where text.kind != .html && !text.isDelimiter {
        reduce(text, keepsHyphens: isHeading, &edits)
      }
    }
    return edits
  }

  /// The maximum number of bytes between guillemets. It bounds the search for the closing one.
  private static let maximumQuote = 1024

  private static func reduce(_ text: InlineText, keepsHyphens: Bool, _ edits: inout Edits) {
    let bytes = text.bytes
    var scan = InlineScan(text)
    func replace(_ offset: Int, _ count: Int, with mark: String) {
      edits.replace(text.source(of: offset..<(offset + count)), with: mark)
    }
    while let offset = scan.next() {
      let byte = bytes[offset]
      guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "<") else {
        continue
      }
      let count = bytes[offset...].prefix { $0 == byte }.count
      if byte == UInt8(ascii: "-") {
        if !keepsHyphens, count == 2 || count == 3 { replace(offset, count, with: count == 2 ? "–" : "—") }
      } else if byte == UInt8(ascii: ".") {
        if count == 3 { replace(offset, count, with: "…") }
      } else if count == 2,
        let close = bytes[(offset + 2)...].prefix(maximumQuote).firstIndex(of: Array(">>".utf8))
      {
        replace(offset, count, with: "«")
        replace(close, 2, with: "»")
      } else {
        continue
      }
      scan.move(to: offset + count)
    }
  }
}

extension InlineText {
  /// Whether it is a cell of the row below the header of a table.
  fileprivate var isDelimiter: Bool {
    kind == .tableCell
      && bytes.allSatisfy { $0.isSpaceOrTab || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
  }
}
