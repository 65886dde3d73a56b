/// Puts addresses with spaces between `<` and `>`: `[text](a b.md)` is a link in Python-Markdown and
/// kramdown.
enum SpacedAddresses {
  static func edits(in markdown: ScannedMarkdown) -> Edits { InlineTexts.edits(in: markdown, reduce) }

  private static func reduce(_ text: InlineText, _ edits: inout Edits) {
    let bytes = text.bytes
    var scan = InlineScan(text)
    var hasLabel = false
    while let offset = scan.next() {
      if bytes[offset] == UInt8(ascii: "[") { hasLabel = true }
      guard hasLabel, bytes[offset...].starts(with: "](".utf8),
        let address = address(in: bytes[(offset + 2)...])
      else { continue }
      edits.insert("<", at: text.source(of: address).lowerBound)
      edits.insert(">", at: text.source(of: address).upperBound)
      scan.move(to: address.upperBound)
    }
  }

  /// The maximum number of bytes of an address and its title.
  private static let maximumLength = 1024

  /// The range of an address with spaces at the beginning of a text; nil if there is none.
  private static func address(in text: ArraySlice<UInt8>) -> Range<Int>? {
    var depth = 1
    let content = text.prefix(maximumLength).prefix { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return depth > 0 && !"\n<>".utf8.contains(byte)
    }
    guard depth == 0 else { return nil }
    var address = content.trimmed
    // A title is in quotes behind a space.
    if let quote = address.last, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let open = address.dropLast().firstIndex(of: quote), open > address.startIndex,
      address[open - 1] <= 0x20
    {
      address = address[..<open].trimmed
    }
    return address.contains(where: \.isSpaceOrTab) ? address.indices : nil
  }
}
