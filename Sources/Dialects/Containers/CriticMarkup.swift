/// Reduces the marks of suggested changes (criticmarkup.com) to HTML: `{++added++}`, `{--removed--}`, `{~~old~>new~~}`,
/// `{==marked==}` and `{>>comment<<}`.
enum CriticMarkup {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    var index = 0
    // For each kind of mark, the offset of the next closing one, so that it is searched for once.
    var closings: [Int?] = Array(repeating: nil, count: marks.count)
    while index < bytes.count, let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      let source = bytes[open...]
      guard let number = marks.firstIndex(where: { source.starts(with: $0.open) }), !markdown.isCode(open)
      else {
        continue
      }
      let mark = marks[number]
      let start = open + mark.open.count
      var close = closings[number] ?? start
      if close <= start || closings[number] == nil {
        close = closing(mark.close, from: start, in: markdown)
        closings[number] = close
      }
      guard close < bytes.count else { continue }
      edits.replace(open..<start, with: mark.start)
      if number == substitution, let arrow = bytes[start..<close].firstIndex(of: Array("~>".utf8)) {
        edits.replace(arrow..<(arrow + 2), with: "</del><ins>")
        edits.replace(close..<(close + mark.close.count), with: "</ins>")
      } else {
        edits.replace(close..<(close + mark.close.count), with: mark.end)
      }
      index = start
    }
    return edits
  }

  /// The offset of a closing mark that is not in code; that of the end if there is none.
  private static func closing(_ mark: [UInt8], from start: Int, in markdown: ScannedMarkdown) -> Int {
    var index = start
    while index < markdown.bytes.count, let found = markdown.bytes[index...].firstIndex(of: mark) {
      if !markdown.isCode(found) { return found }
      index = found + 1
    }
    return markdown.bytes.count
  }

  private struct Mark {
    let open: [UInt8]
    let close: [UInt8]
    /// What the marks become.
    let start: String
    let end: String

    init(_ open: String, _ close: String, _ start: String, _ end: String) {
      self.open = Array(open.utf8)
      self.close = Array(close.utf8)
      self.start = start
      self.end = end
    }
  }

  private static let substitution = 2

  private static let marks = [
    Mark("{++", "++}", "<ins>", "</ins>"), Mark("{--", "--}", "<del>", "</del>"),
    Mark("{~~", "~~}", "<del>", "</del>"), Mark("{==", "==}", "<mark>", "</mark>"),
    Mark("{>>", "<<}", " (", ")"),
  ]
}
