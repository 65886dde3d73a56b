/// Removes the lists of attributes behind links that say where a browser opens them, `[a](b){target="_blank"}`, from pages
/// of a program that is not known.
enum LinkTargets {
  /// The maximum length of a list in bytes.
  private static let maximumLength = 128

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    var index = 0
    while let end = bytes[index...].firstIndex(of: Array("){".utf8)) {
      index = end + 2
      let rest = bytes[index...].prefix(maximumLength).prefix { $0 != UInt8(ascii: "\n") }
      guard let close = rest.firstIndex(of: UInt8(ascii: "}")), !markdown.isCode(end) else { continue }
      let list = rest[..<close].drop { $0 == UInt8(ascii: ":") || $0 <= 0x20 }
      guard list.starts(with: "target=".utf8) || list.starts(with: "rel=".utf8) else { continue }
      edits.remove((end + 1)..<(close + 1))
      index = close + 1
    }
    return edits
  }
}
