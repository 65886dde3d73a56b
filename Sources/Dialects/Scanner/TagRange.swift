/// A complete tag of HTML at the beginning of a text (CommonMark 0.29, 6.10).
struct TagRange {
  /// The name of the element, in lower case.
  let name: String
  let isClosing: Bool
  /// The offset after the tag.
  let end: Int

  /// The maximum number of bytes of a tag. It bounds the search for the end of a tag that is never closed.
  static let maximumLength = 4096

  /// Parses a tag that ends within the first ``maximumLength`` bytes; nil if there is none.
  init?(_ source: ArraySlice<UInt8>) {
    let text = source.prefix(Self.maximumLength)
    guard text.first == UInt8(ascii: "<") else { return nil }
    var rest = text.dropFirst()
    isClosing = rest.first == UInt8(ascii: "/")
    if isClosing { rest = rest.dropFirst() }
    guard rest.first?.isLetter == true else { return nil }
    let letters = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    name = String(decoding: letters.map(\.lowercased), as: UTF8.self)
    rest = rest[letters.endIndex...]
    while true {
      let attribute = rest.drop { $0 <= 0x20 }
      if attribute.first == UInt8(ascii: ">") {
        end = attribute.startIndex + 1
        return
      }
      if attribute.starts(with: "/>".utf8), !isClosing {
        end = attribute.startIndex + 2
        return
      }
      guard attribute.startIndex > rest.startIndex, !isClosing, let next = Self.skipAttribute(attribute)
      else {
        return nil
      }
      rest = next
    }
  }

  /// Returns what follows an attribute; nil if the text does not begin with one.
  private static func skipAttribute(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = text.first, first.isLetter || first == UInt8(ascii: "_") || first == UInt8(ascii: ":")
    else {
      return nil
    }
    let name = text.prefix { $0.isLetter || $0.isDigit || "_.:-".utf8.contains($0) }
    let rest = text[name.endIndex...]
    let equals = rest.drop { $0 <= 0x20 }
    guard equals.first == UInt8(ascii: "=") else { return rest }
    let value = equals.dropFirst().drop { $0 <= 0x20 }
    guard let quote = value.first else { return nil }
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return value.dropFirst().firstIndex(of: quote).map { value[($0 + 1)...] }
    }
    let plain = value.prefix { $0 > 0x20 && !"\"'=<>`".utf8.contains($0) }
    return plain.isEmpty ? nil : value[plain.endIndex...]
  }
}
