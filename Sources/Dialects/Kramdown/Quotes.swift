/// Decides which typographic quotation mark a straight one becomes, as kramdown and SmartyPants do: an opening one after
/// white space, an opening bracket or a hyphen; a closing one or an apostrophe elsewhere.
struct Quotes {
  /// The opening mark found last, whose end may be followed by another opening one: `"'`.
  private var lastOpening: Int?

  /// The mark for the `"` or `'` at an offset; nil if it stays.
  mutating func mark(at offset: Int, in bytes: [UInt8]) -> String? {
    let next = offset + 1 < bytes.count ? bytes[offset + 1] : UInt8(ascii: "\n")
    let endsWord = next <= 0x20
    let mayOpen = mayOpen(at: offset, in: bytes)
    if mayOpen, endsWord { return nil }
    let isDouble = bytes[offset] == UInt8(ascii: "\"")
    if !mayOpen || !isDouble && Self.beginsDecade(bytes[(offset + 1)...]) { return isDouble ? "”" : "’" }
    lastOpening = offset
    return isDouble ? "“" : "‘"
  }

  /// The maximum number of bytes of marks of emphasis that are looked at before a quotation mark, and those of a tag.
  private static let maximumEmphasis = 8
  private static let maximumTag = 512

  private func mayOpen(at offset: Int, in bytes: [UInt8]) -> Bool {
    let before = bytes[..<offset].suffix(Self.maximumEmphasis)
    let text = before.reversed().drop { "*_~".utf8.contains($0) }
    guard let last = text.first else { return before.startIndex == 0 }
    switch last {
    case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "-"): return true
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return lastOpening == offset - 1
    // Nothing of the word can be before an opening tag; `<i>word</i>'s` is behind a closing one.
    case UInt8(ascii: ">"):
      let tag = bytes[..<offset].suffix(Self.maximumTag).lastIndex(of: UInt8(ascii: "<")).map {
        bytes[$0 + 1]
      }
      return tag.map { $0 != UInt8(ascii: "/") } ?? false
    default: return Self.openingCharacters.contains { before.ends(with: $0) }
    }
  }

  /// Characters beyond ASCII after which a mark opens: dashes, opening quotation marks and the no-break space.
  private static let openingCharacters = ["–", "—", "“", "‘", "«", "\u{A0}"].map { Array($0.utf8) }

  /// Whether a text begins like `80s`.
  private static func beginsDecade(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.prefix { $0.isDigit }
    return digits.count == 2 && digits.endIndex < text.endIndex && text[digits.endIndex] == UInt8(ascii: "s")
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: [UInt8]) -> Bool { suffix(text.count).elementsEqual(text) }
}
