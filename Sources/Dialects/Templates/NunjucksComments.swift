/// Removes the comments of Nunjucks: `{# hidden #}` (Hexo, Eleventy).
enum NunjucksComments {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    var index = 0
    while let open = bytes[index...].firstIndex(of: Array("{#".utf8)) {
      index = open + 2
      if markdown.isCode(open) || isID(bytes[open...]) { continue }
      var close = bytes[index...].firstIndex(of: Array("#}".utf8))
      while let inCode = close, markdown.isCode(inCode) {
        close = bytes[(inCode + 2)...].firstIndex(of: Array("#}".utf8))
      }
      guard let close else { break }
      let place = TagPlace(open..<(close + 2), in: markdown)
      edits.remove(place.isAlone ? place.wholeLines : open..<(close + 2))
      index = close + 2
    }
    return edits
  }

  /// Whether a text begins with the attributes of a heading, `{#name}` or `{#name .class}`. A comment ends with `#}`.
  private static func isID(_ text: ArraySlice<UInt8>) -> Bool {
    AttributeList(text, needsColon: false).map { text[..<($0.end - 1)].last != UInt8(ascii: "#") } ?? false
  }
}
