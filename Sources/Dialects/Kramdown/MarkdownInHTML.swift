/// Sets the content of HTML elements with the attribute `markdown` apart by blank lines, so that it is parsed.
enum MarkdownInHTML {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    let attribute = Array("markdown".utf8)
    guard bytes[...].firstIndex(of: attribute) != nil else { return edits }
    var openNames: [String] = []
    var index = 0
    while let open = index < bytes.count ? bytes[index...].firstIndex(of: UInt8(ascii: "<")) : nil {
      index = open + 1
      guard let tag = TagRange(bytes[open...]) else { continue }
      // Only what a block of HTML contains is not Markdown yet.
      let line = markdown.line(at: open)
      guard line.kind == .html || line.kind == .htmlContinuation, !markdown.isCode(open) else { continue }
      index = tag.end
      let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
      if tag.isClosing {
        guard let last = openNames.lastIndex(where: { $0 == tag.name || $0 == "!" + tag.name }) else {
          continue
        }
        let isMarked = openNames[last].first == "!"
        openNames.removeSubrange(last...)
        if isMarked { edits.insert("\n\(prefix)\n\(prefix)", at: open) }
      } else if tag.name != "span", tag.name != "a",
        let mark = bytes[open..<tag.end].firstIndex(of: attribute), bytes[mark - 1] <= 0x20,
        "=>/ \n".utf8.contains(bytes[mark + attribute.count])
      {
        openNames.append("!" + tag.name)
        edits.insert("\n\(prefix)\n\(prefix)", at: tag.end)
      } else if openNames.count < 256, !voidElements.contains(tag.name) {
        openNames.append(tag.name)
      }
    }
    return edits
  }

  private static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
}
