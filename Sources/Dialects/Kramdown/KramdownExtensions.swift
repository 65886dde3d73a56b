/// Reduces kramdown's extensions: `{::comment}…{:/comment}` disappears, and of the others only the content stays. The
/// mark `^`, which ends a block, becomes a comment of HTML.
enum KramdownExtensions {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    for line in markdown.lines
    where line.kind == .paragraph && markdown.text(of: line).elementsEqual("^".utf8) {
      edits.replace(line.textStart..<line.end, with: "<!-- -->")
    }
    let bytes = markdown.bytes
    var index = 0
    while let open = next("{:", from: index, in: bytes) {
      index = open + 2
      guard !markdown.isCode(open), let tag = Tag(bytes[open...]) else { continue }
      if tag.name == "comment", !tag.isClosing, !tag.isSelfClosing {
        var end = bytes.count
        var search = tag.end
        while let close = next("{:/", from: search, in: bytes) {
          search = close + 3
          if let closing = Tag(bytes[close...]), closing.name.isEmpty || closing.name == "comment" {
            end = closing.end
            break
          }
        }
        remove(open..<end, in: markdown, &edits)
        index = end
      } else {
        remove(open..<tag.end, in: markdown, &edits)
        index = tag.end
      }
    }
    return edits
  }

  /// Removes a range, with its lines if nothing else is on them.
  private static func remove(_ range: Range<Int>, in markdown: ScannedMarkdown, _ edits: inout Edits) {
    let place = TagPlace(range, in: markdown)
    edits.remove(place.isAlone ? place.wholeLines : range)
  }

  private static func next(_ mark: String, from index: Int, in bytes: [UInt8]) -> Int? {
    index < bytes.count ? bytes[index...].firstIndex(of: Array(mark.utf8)) : nil
  }

  /// `{::name options /}` or `{:/name}`.
  private struct Tag {
    let name: String
    let isClosing: Bool
    let isSelfClosing: Bool
    let end: Int

    init?(_ text: ArraySlice<UInt8>) {
      let rest = text.dropFirst(2)
      isClosing = rest.first == UInt8(ascii: "/")
      guard isClosing || rest.first == UInt8(ascii: ":"),
        let close = rest.prefix(512).firstIndex(of: UInt8(ascii: "}")),
        !rest[..<close].contains(UInt8(ascii: "\n"))
      else { return nil }
      let content = rest[..<close].dropFirst()
      name = String(decoding: content.prefix { $0.isLetter }, as: UTF8.self)
      if !isClosing, name.isEmpty { return nil }
      isSelfClosing = content.last == UInt8(ascii: "/")
      end = close + 1
    }
  }
}
