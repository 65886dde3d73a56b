/// Styles and colours as a person writes them in a configuration.
extension Style {
  /// A fault of a notation: what is wrong, as the end of a sentence that begins with the name of the entry.
  package struct NotationFault: Error, Equatable {
    package let message: String
  }

  /// Parses `COLOUR on COLOUR ATTRIBUTE...`; each part may be missing: `#88c0d0 bold`, `on black`, `underline`.
  package init(notation: String) throws(NotationFault) {
    var style = Style.plain
    var words = notation.split(separator: " ").map(String.init)[...]
    if words.isEmpty { throw NotationFault(message: "must be a colour, an attribute, or both") }
    var hasForeground = false
    while let word = words.popFirst() {
      if let attribute = Self.attributeNames.first(where: { $0.name == word })?.attribute {
        style.attributes.insert(attribute)
      } else if word == "on" {
        guard let name = words.popFirst() else { throw NotationFault(message: "has no colour after 'on'") }
        style.background = try Color(notation: name)
      } else if hasForeground {
        throw NotationFault(message: "has two colours; the background follows 'on'")
      } else {
        style.foreground = try Color(notation: word)
        hasForeground = true
      }
    }
    self = style
  }

  /// The notation of the style; `default` for the terminal's own.
  package var notation: String {
    var words: [String] = []
    if foreground != .standard { words.append(foreground.notation) }
    if background != .standard { words += ["on", background.notation] }
    words += Self.attributeNames.filter { attributes.contains($0.attribute) }.map(\.name)
    return words.isEmpty ? Color.standard.notation : words.joined(separator: " ")
  }

  private static let attributeNames: [(name: String, attribute: Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ("strikethrough", .strikethrough),
  ]
}

extension Color {
  /// Parses `default`, one of the sixteen names (`red`, `bright-red`), an index from 0 to 255, or `#rrggbb`.
  package init(notation: String) throws(Style.NotationFault) {
    let digits = notation.dropFirst()
    if notation == Self.standardName {
      self = .standard
    } else if let index = Self.names.firstIndex(of: notation) {
      self = .palette(UInt8(index))
    } else if let index = UInt8(notation), notation.allSatisfy(\.isASCII) {
      self = .palette(index)
    } else if notation.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: 16)
    {
      self = .direct(value)
    } else {
      throw Style.NotationFault(
        message: "has no colour '\(notation)': a colour is a name such as red or bright-red, "
          + "an index from 0 to 255, or #rrggbb")
    }
  }

  /// The notation of the colour.
  package var notation: String {
    if let index = paletteIndex { return index < 16 ? Self.names[Int(index)] : String(index) }
    guard let (red, green, blue) = components else { return Self.standardName }
    let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static let standardName = "default"
  private static let plainNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
  /// The names of the colours of the palette from 0 to 15.
  private static let names = plainNames + plainNames.map { "bright-" + $0 }
}
