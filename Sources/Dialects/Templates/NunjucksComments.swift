/// Removes the comments of Nunjucks: `{# hidden #}` (Hexo, Eleventy).
enum NunjucksComments {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    var index = 0
    while let open = bytes[index...].firstIndex(of: Array("{#".utf8)) {
      index = open + 2
      if markdown.isCode(open) { continue }
      guard let close = bytes[index...].firstIndex(of: Array("#}".utf8)) else { break }
      let place = TagPlace(open..<(close + 2), in: markdown)
      edits.remove(place.isAlone ? place.wholeLines : open..<(close + 2))
      index = close + 2
    }
    return edits
  }
}
