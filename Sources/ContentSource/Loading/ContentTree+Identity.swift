internal import PortfolioModel

extension ContentTree {
  /// The value of `id` in the front matter of a page of Docusaurus, if it can be a slug.
  static func documentID(in bytes: [UInt8]) -> String? {
    guard bytes.starts(with: "---".utf8) else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 40).dropFirst()
    for line in lines.prefix(40) {
      if line.starts(with: "---".utf8) { return nil }
      guard line.starts(with: "id:".utf8) else { continue }
      let id = String(decoding: line.dropFirst(3), as: UTF8.self).trimmed.filter { $0 != "'" && $0 != "\"" }
      return PathName.isSlug(id) ? id : nil
    }
    return nil
  }
}
