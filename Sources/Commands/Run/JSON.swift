internal import TerminalText

/// A JSON value to print: objects keep the order in which their members were given.
indirect enum JSON {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSON])
  case object([(String, JSON)])

  /// A member that is there only if its text is.
  static func member(_ name: String, _ text: String?) -> [(String, JSON)] {
    text.map { $0.isEmpty ? [] : [(name, .string($0))] } ?? []
  }

  /// A member that is there only if it holds something.
  static func member(_ name: String, _ texts: [String]) -> [(String, JSON)] {
    texts.isEmpty ? [] : [(name, .array(texts.map { .string($0) }))]
  }

  /// The value in UTF-8, indented by two; every text has passed the filter.
  var text: String {
    var output = ""
    write(to: &output, indent: "")
    return output + "\n"
  }

  private func write(to output: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .string(let text): Self.quote(text, to: &output)
    case .integer(let number): output += String(number)
    case .boolean(let truth): output += truth ? "true" : "false"
    case .array(let values):
      if values.isEmpty { return output += "[]" }
      output += "["
      for (index, value) in values.enumerated() {
        output += (index > 0 ? ",\n" : "\n") + inner
        value.write(to: &output, indent: inner)
      }
      output += "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return output += "{}" }
      output += "{"
      for (index, (name, value)) in members.enumerated() {
        output += (index > 0 ? ",\n" : "\n") + inner
        Self.quote(name, to: &output)
        output += ": "
        value.write(to: &output, indent: inner)
      }
      output += "\n\(indent)}"
    }
  }

  /// The filter leaves no control byte, so two characters are left to escape (RFC 8259, section 7).
  private static func quote(_ text: String, to output: inout String) {
    output += "\""
    for scalar in FilteredText(text).string.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { output += "\\" }
      output.unicodeScalars.append(scalar)
    }
    output += "\""
  }
}
