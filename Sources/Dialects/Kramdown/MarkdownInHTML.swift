/// Sets the content of HTML elements with the attribute `markdown` apart by blank lines, so that it is parsed.
enum MarkdownInHTML {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    let attribute = Array("markdown".utf8)
    guard bytes[...].firstIndex(of: attribute) != nil else { return edits }
    var openNames: [String] = []
    // The end of the block of HTML that has been searched for a fence.
    var fencelessEnd = 0
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
        if isMarked, !markdown.isBehindBlankLine(open) {
          edits.insert("\n\(prefix)\n\(prefix)", at: open)
        }
      } else if tag.name != "span", tag.name != "a",
        let mark = bytes[open..<tag.end].firstIndex(of: attribute), bytes[mark - 1] <= 0x20,
        "=>/ \n".utf8.contains(bytes[mark + attribute.count])
      {
        openNames.append("!" + tag.name)
        guard !markdown.isBeforeBlankLine(tag.end) else { continue }
        edits.insert("\n\(prefix)\n\(prefix)", at: tag.end)
        edits.isPartial = true
        // What looks like HTML may be in a block of code then.
        if tag.end >= fencelessEnd {
          guard let end = markdown.endOfHTMLWithoutFence(from: tag.end) else { return edits }
          fencelessEnd = end
        }
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

extension ScannedMarkdown {
  /// Whether only white space precedes an offset on its line, and the line above is blank.
  fileprivate func isBehindBlankLine(_ offset: Int) -> Bool {
    let index = lineIndex(at: offset)
    return lines[index].textStart == offset && index > 0 && lines[index - 1].kind == .blank
  }

  /// Whether only white space follows on the line of an offset, and the line below is blank.
  fileprivate func isBeforeBlankLine(_ offset: Int) -> Bool {
    let index = lineIndex(at: offset)
    return bytes[offset..<max(offset, lines[index].end)].allSatisfy(\.isSpaceOrTab)
      && (index + 1 == lines.count || lines[index + 1].kind == .blank)
  }

  /// The end of the block of HTML that an offset is in; nil if a line behind the offset is a fence of code.
  fileprivate func endOfHTMLWithoutFence(from offset: Int) -> Int? {
    let index = lineIndex(at: offset)
    let further = lines[(index + 1)...].prefix { $0.kind == .htmlContinuation }
    if further.contains(where: { Fence(text(of: $0)) != nil }) { return nil }
    return (further.last ?? lines[index]).end
  }
}
