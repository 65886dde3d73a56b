/// Reduces the addresses of MyST that begin with a word of its own (myst-parser.readthedocs.io, "Cross-references"):
/// `<project:page.md#heading>` becomes a link without a text, `[text](project:page.md)` one to the page, and `<inv:key#name>`,
/// which names an object of another project, its name.
enum ProjectLinks {
  private static let schemes = ["project:", "path:"].map { Array($0.utf8) }
  private static let inventory = Array("inv:".utf8)
  private static let maximumLength = 512

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    InlineTexts.edits(in: markdown) { text, edits in
      let bytes = text.bytes
      var code = text.code[...]
      for offset in bytes.indices
      where bytes[offset] == UInt8(ascii: "<") || bytes[offset] == UInt8(ascii: "(") {
        while let first = code.first, first.upperBound <= offset { code = code.dropFirst() }
        if code.first?.contains(offset) == true { continue }
        let rest = bytes[(offset + 1)...]
        let before = bytes[..<offset].suffix(2)
        let isAddress =
          bytes[offset] == UInt8(ascii: "(")
          ? before.last == UInt8(ascii: "]") : before.elementsEqual("](".utf8)
        if let scheme = schemes.first(where: { rest.starts(with: $0) }) {
          let target = rest.dropFirst(scheme.count)
          if isAddress {
            edits.remove(text.source(of: rest.startIndex..<target.startIndex))
          } else if let end = end(of: target, in: bytes, at: offset) {
            let address = String(decoding: target[..<end], as: UTF8.self)
            edits.replace(text.source(of: offset..<(end + 1)), with: "[](<\(address)>)")
          }
        } else if rest.starts(with: inventory), isAddress,
          bytes[..<offset].suffix(2).elementsEqual("[]".utf8),
          let end = rest.prefix(maximumLength).firstIndex(where: { $0 == UInt8(ascii: ")") || $0 <= 0x20 }),
          bytes[end] == UInt8(ascii: ")"), let mark = rest[..<end].lastIndex(of: UInt8(ascii: "#"))
        {
          let name = String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
          edits.replace(text.source(of: (offset - 2)..<(end + 1)), with: "`\(name)`")
        } else if rest.starts(with: inventory), !isAddress, let end = end(of: rest, in: bytes, at: offset),
          let mark = rest[..<end].lastIndex(of: UInt8(ascii: "#"))
        {
          let name = String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
          edits.replace(text.source(of: offset..<(end + 1)), with: "`\(name)`")
        }
      }
    }
  }

  /// The offset of the bracket behind an address; nil for an address that is none between angle brackets.
  private static func end(of address: ArraySlice<UInt8>, in bytes: [UInt8], at offset: Int) -> Int? {
    guard bytes[offset] == UInt8(ascii: "<"), offset == 0 || bytes[offset - 1] != UInt8(ascii: "\\") else {
      return nil
    }
    let text = address.prefix(maximumLength)
    guard let end = text.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 <= 0x20 }), end > text.startIndex,
      bytes[end] == UInt8(ascii: ">"), !text[..<end].contains(UInt8(ascii: "`"))
    else { return nil }
    return end
  }
}
