/// The macros that a page defines for itself: `{% macro name(a, b="c") %}…{% endmacro %}` of Jinja and Nunjucks.
struct TemplateMacros {
  private struct Macro {
    /// The names of the parameters, and their values where a call gives none.
    let parameters: [(name: String, value: String)]
    let body: [UInt8]
  }

  private var macros: [String: Macro] = [:]
  /// The number of bytes of expansions that may still be written. A macro may be called often.
  private var budget = 1 << 18

  /// The maximum length of a macro in bytes, and of the number of its parameters.
  private static let maximumLength = 1 << 13
  private static let maximumParameters = 16

  mutating func define(_ tag: TemplateTag, _ body: [UInt8]) {
    let parameters = tag.arguments.all.dropFirst().map {
      $0.key.isEmpty ? ($0.value, "") : ($0.key, $0.value)
    }
    guard let name = tag.arguments.positional.first, body.count <= Self.maximumLength,
      parameters.count <= Self.maximumParameters
    else { return }
    macros[name] = Macro(parameters: parameters.map { (name: $0.0, value: $0.1) }, body: body)
  }

  /// The body of the macro that an output calls, `name("x", b=1)`, with the arguments in place of the parameters; nil for
  /// other outputs.
  mutating func expansion(of output: ArraySlice<UInt8>) -> [UInt8]? {
    let call = output.trimmed
    let name = call.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    guard call[name.endIndex...].first == UInt8(ascii: "("), call.last == UInt8(ascii: ")"),
      let macro = macros[String(decoding: name, as: UTF8.self)]
    else { return nil }
    let arguments = TagArguments(call[name.endIndex...].dropFirst().dropLast())
    var values: [String: String] = [:]
    for (index, parameter) in macro.parameters.enumerated() {
      let positional = arguments.positional
      let given = index < positional.count ? positional[index] : nil
      values[parameter.name] = arguments[parameter.name.lowercased()] ?? given ?? parameter.value
    }
    let text = Self.substituted(macro.body, values)
    budget -= text.count
    return budget < 0 ? nil : text
  }

  /// A text with values in place of the outputs that are nothing but their names.
  private static func substituted(_ body: [UInt8], _ values: [String: String]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = body[...]
    while let open = rest.firstIndex(of: Array("{{".utf8)) {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: Array("}}".utf8)) else { break }
      let name = String(decoding: rest[(open + 2)..<close].trimmed, as: UTF8.self)
      if let value = values[name], value.utf8.count <= maximumLength {
        result += value.utf8
      } else {
        result += rest[..<(close + 2)]
      }
      rest = rest[(close + 2)...]
    }
    return result + rest
  }
}
