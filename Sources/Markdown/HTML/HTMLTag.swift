/// A tag of HTML. The parser is lenient, as browsers are.
struct HTMLTag {
  /// The name of the element, in lower case.
  let name: String
  /// Whether it is an end tag, `</name>`.
  let isClosing: Bool
  private let attributes: Substring.UTF8View

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

extension HTMLTag {
  /// The tag of an element that no source text begins.
  static let container = HTMLTag(name: "div")

  private init(name: String) {
    self.name = name
    isClosing = false
    attributes = "".utf8[...]
  }

  /// Whether it ends its element, as in JSX and for elements without content. The slash in `<a href=x/>` belongs to the
  /// address.
  var isSelfClosing: Bool {
    let end = Substring(attributes)
    return end == "/>" || [" /", "\n/", "\t/", "\"/", "'/", "}/"].contains { end.hasSuffix($0 + ">") }
  }

  /// The name by which links lead to the element.
  var anchor: String? {
    [self["id"], self["name"]].compactMap { $0 }.first { !$0.isEmpty }
  }

  /// The value of a property in the attribute `style`; nil if there is none.
  /// - Parameter property: in lower case.
  func style(_ property: String) -> String? {
    guard let style = self["style"] else { return nil }
    for declaration in style.split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].trimmingSpaces.lowercased() == property {
        return parts[1].trimmingSpaces.lowercased()
      }
    }
    return nil
  }
}
