internal import PortfolioModel

extension ContentTree {
  /// The value of `id` in the front matter of a page of Docusaurus, if it can be a slug.
  static func documentID(in bytes: [UInt8]) -> String? {
    headerText("id", in: bytes).flatMap { PathName.isSlug($0) ? $0 : nil }
  }

  /// The text of a key on a line of its own in front matter of YAML, without quotes. Reading all of the front matter would
  /// take longer, and this is asked for every page.
  static func headerText(_ key: String, in bytes: [UInt8]) -> String? {
    guard bytes.starts(with: "---".utf8) else { return nil }
    let mark = Array((key + ":").utf8)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 40).dropFirst()
    for line in lines.prefix(40) {
      if line.starts(with: "---".utf8) { return nil }
      guard line.starts(with: mark) else { continue }
      return String(decoding: line.dropFirst(mark.count), as: UTF8.self).trimmed.filter {
        $0 != "'" && $0 != "\""
      }
    }
    return nil
  }
}
