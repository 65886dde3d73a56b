/// A JSON value to print, as RFC 8259 defines it. Objects keep the order in which their members were given.
///
/// The writer does not filter strings: text from outside that goes to a terminal must be filtered before, or
/// written with ``Escaping/nonASCII``.
package enum JSON: Sendable {
  case string(String)
  case integer(Int)
  /// Any number, as RFC 8259 writes it.
  case number(String)
  case boolean(Bool)
  case null
  case array([JSON])
  case object([(String, JSON)])

  /// How a value is laid out.
  package enum Layout {
    /// A line for each element and member, indented by two columns.
    case indented
    /// One line without spaces.
    case oneLine
  }

  /// Which characters of strings are escaped.
  package enum Escaping {
    /// Only the characters that must be escaped (RFC 8259, section 7): the quotation mark, the backslash, and U+0000 to
    /// U+001F.
    case required
    /// Those, and the characters that a terminal or an editor does not show as they are: other controls, marks of
    /// direction and other format characters, line separators, and code points without a character.
    case unprintable
    /// All but printable ASCII. Characters beyond U+FFFF become surrogate pairs.
    case nonASCII
  }

  /// Returns the value as text, without a line break at the end.
  package func text(_ layout: Layout, escaping: Escaping = .required) -> String {
    var output = ""
    write(to: &output, layout, escaping, indent: "\n")
    return output
  }

  /// Returns a text as a JSON string, with its quotation marks.
  package static func quoted(_ text: String, escaping: Escaping = .required) -> String {
    var output = ""
    quote(text, escaping, to: &output)
    return output
  }

  /// Returns the value with each string and each member's name replaced.
  package func mapStrings(_ transform: (String) -> String) -> JSON {
    switch self {
    case .string(let text): .string(transform(text))
    case .integer, .number, .boolean, .null: self
    case .array(let values): .array(values.map { $0.mapStrings(transform) })
    case .object(let members):
      .object(members.map { (transform($0.0), $0.1.mapStrings(transform)) })
    }
  }
}

extension JSON {
  /// - Parameter indent: the line break and the spaces of the current level.
  private func write(to output: inout String, _ layout: Layout, _ escaping: Escaping, indent: String) {
    switch self {
    case .string(let text): Self.quote(text, escaping, to: &output)
    case .integer(let number): output += String(number)
    case .number(let digits): output += digits
    case .null: output += "null"
    case .boolean(let truth): output += truth ? "true" : "false"
    case .array(let values):
      Self.write(values, between: "[", "]", to: &output, layout, indent) { value, indent, output in
        value.write(to: &output, layout, escaping, indent: indent)
      }
    case .object(let members):
      Self.write(members, between: "{", "}", to: &output, layout, indent) { member, indent, output in
        let (name, value) = member
        Self.quote(name, escaping, to: &output)
        output += layout == .indented ? ": " : ":"
        value.write(to: &output, layout, escaping, indent: indent)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between start: String, _ end: String, to output: inout String, _ layout: Layout,
    _ indent: String, element write: (Element, _ indent: String, inout String) -> Void
  ) {
    output += start
    let inner = indent + "  "
    for (index, element) in elements.enumerated() {
      if index > 0 { output += "," }
      if layout == .indented { output += inner }
      write(element, inner, &output)
    }
    if layout == .indented, !elements.isEmpty { output += indent }
    output += end
  }

  private static func quote(_ text: String, _ escaping: Escaping, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        output += "\\"
        output.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value > 0x7E && isEscaped(scalar, escaping):
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }

  private static func isEscaped(_ scalar: Unicode.Scalar, _ escaping: Escaping) -> Bool {
    switch escaping {
    case .required: return false
    case .nonASCII: return true
    case .unprintable:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
        return true
      default: return false
      }
    }
  }
}
