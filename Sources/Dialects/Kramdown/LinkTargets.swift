/// Removes the lists of attributes behind links that say where a browser opens them, `[a](b){target="_blank"}`, from pages
/// of a program that is not known.
enum LinkTargets {
  /// The maximum lengths in bytes of a list, and of a link from its label's end.
  private static let maximumLength = 128
  private static let maximumLink = 1024

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    var index = 0
    while let end = bytes[index...].firstIndex(of: Array("){".utf8)) {
      index = end + 2
      let rest = bytes[index...].prefix(maximumLength).prefix { $0 != UInt8(ascii: "\n") }
      guard let close = rest.firstIndex(of: UInt8(ascii: "}")), !markdown.isCode(end) else { continue }
      let list = rest[..<close].drop { $0 == UInt8(ascii: ":") || $0 <= 0x20 }
      guard list.starts(with: "target=".utf8) || list.starts(with: "rel=".utf8),
        isLink(bytes[..<end])
      else { continue }
      edits.remove((end + 1)..<(close + 1))
      index = close + 1
    }
    return edits
  }
  /// Whether a text without its last parenthesis ends in a link, `[a](b`, and not in a call.
  private static func isLink(_ text: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    for index in text.indices.reversed().prefix(maximumLink) {
      switch text[index] {
      case UInt8(ascii: "\n"): return false
      case UInt8(ascii: ")"): depth += 1
      case UInt8(ascii: "(") where depth > 0: depth -= 1
      case UInt8(ascii: "("): return text[..<index].last == UInt8(ascii: "]")
      default: break
      }
    }
    return false
  }
}
