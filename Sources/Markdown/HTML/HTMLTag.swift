/// A tag of HTML. The parser is lenient, as browsers are.
struct HTMLTag {
  /// The name of the element, in lower case.
  let name: String
  /// Whether it is an end tag, `</name>`.
  let isClosing: Bool
  private let attributes: Substring.UTF8View

  /// A start tag without attributes.
  init(name: String) {
    self.name = name
    isClosing = false
    attributes = Substring().utf8
  }

  /// Parses `<name ...>` or `</name>`. Nil for comments, declarations and text that is not a tag.
  init?(_ source: some StringProtocol) {
    var rest = Substring(source).utf8
    guard rest.popFirst() == UInt8(ascii: "<") else { return nil }
    isClosing = rest.first == UInt8(ascii: "/")
    if isClosing { rest.removeFirst() }
    let letters = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    guard letters.first?.isLetter == true else { return nil }
    name = Substring(letters).lowercased()
    attributes = rest.dropFirst(letters.count)
  }

  /// The value of an attribute with its entities decoded; nil if the tag does not have the attribute.
  /// - Parameter wanted: the attribute's name, in lower case.
  subscript(wanted: String) -> String? {
    var rest = attributes
    while true {
      rest = rest.drop { $0.isSpace || $0 == UInt8(ascii: "/") }
      let key = rest.prefix { !$0.isSpace && !"=/>".utf8.contains($0) }
      guard !key.isEmpty else { return nil }
      rest = rest.dropFirst(key.count).drop(while: \.isSpace)
      var value = rest.prefix(0)
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst().drop(while: \.isSpace)
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          rest = rest.dropFirst()
          value = rest.prefix { $0 != quote }
          rest = rest.dropFirst(value.count + 1)
        } else {
          value = rest.prefix { !$0.isSpace && $0 != UInt8(ascii: ">") }
          rest = rest.dropFirst(value.count)
        }
      }
      if Substring(key).lowercased() == wanted { return String(decodingEntitiesIn: Substring(value)) }
    }
  }
}
