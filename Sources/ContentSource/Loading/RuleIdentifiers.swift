/// The identifiers of rules in the Rust reference, `r[items.fn]` on lines of their own, which the preprocessor of that book
/// makes anchors of. All pages may refer to a rule by its identifier.
struct RuleIdentifiers {
  /// The definitions of links to the rules, by their identifiers.
  private(set) var definitions = AppendedDefinitions()

  /// Whether a book has such identifiers.
  static func isUsed(by site: Site) -> Bool {
    site.generator.name == "mdBook" && site.configuration?.value("preprocessor.spec") != nil
  }

  /// Replaces the identifiers of a page by anchors.
  /// - Parameter path: the path of the file below the root.
  mutating func show(in bytes: inout [UInt8], at path: String) {
    let mark = Array("r[".utf8)
    guard FileSystem.contains(mark, in: bytes[...]) else { return }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var isCode = false
    for index in lines.indices {
      let line = lines[index]
      if line.starts(with: "```".utf8) { isCode.toggle() }
      guard !isCode, line.starts(with: mark), let end = line.firstIndex(of: UInt8(ascii: "]")),
        line[(end + 1)...].allSatisfy({ $0 <= 0x20 })
      else { continue }
      let name = String(decoding: line[(line.startIndex + mark.count)..<end], as: UTF8.self)
      guard PathName.isSlug(name) else { continue }
      lines[index] = Array("<a id=\"r-\(name)\"></a>".utf8)[...]
      definitions.add(Array("[\(name)]: </\(path)#r-\(name)>".utf8))
    }
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}
