/// Removes the comments of Nunjucks: `{# hidden #}` (Hexo, Eleventy).
enum NunjucksComments {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    var index = 0
    while let open = bytes[index...].firstIndex(of: Array("{#".utf8)) {
      index = open + 2
      if markdown.isCode(open) || isID(bytes[index...]) { continue }
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

  /// Whether the text behind `{#` is the name of a heading, `{#name}`.
  private static func isID(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.prefix { $0.isLetter || $0.isDigit || "-_:.".utf8.contains($0) }
    return !name.isEmpty && text[name.endIndex...].first == UInt8(ascii: "}")
  }
}
