/// The macros that a page defines for itself: `{% macro name(a, b="c") %}…{% endmacro %}` of Jinja and Nunjucks.
struct TemplateMacros {
  private struct Macro {
    /// The names of the parameters, and their values where a call gives none.
    let parameters: [(name: String, value: String)]
    let body: [UInt8]
  }

  private var macros: [String: Macro] = [:]
  /// The number of bytes of bodies and values that may still be written. A macro may be called often.
  private var budget = 1 << 18

  /// The maximum length of a macro in bytes, and of the number of its parameters.
  private static let maximumLength = 1 << 13
  private static let maximumParameters = 16

  /// The maximum number of macros that call one another.
  private static let maximumDepth = 8

  /// Stores a macro. Returns whether it can be shown where it is called.
  mutating func define(_ tag: TemplateTag, _ body: [UInt8]) -> Bool {
    let parameters = tag.arguments.all.dropFirst().map {
      $0.key.isEmpty ? ($0.value, "") : ($0.key, $0.value)
    }
    guard let name = tag.arguments.positional.first, body.count <= Self.maximumLength,
      parameters.count <= Self.maximumParameters
    else { return false }
    macros[name] = Macro(parameters: parameters.map { (name: $0.0, value: $0.1) }, body: body)
    return true
  }

  /// The body of the macro that an output calls, `name("x", b=1)`, with the arguments in place of the parameters; nil for
  /// other outputs.
  mutating func expansion(of output: ArraySlice<UInt8>) -> [UInt8]? {
    expansion(of: output, [:], within: [])
  }

  /// - Parameters:
  ///   - known: the values of the parameters of the macro that contains the call.
  ///   - callers: the names of the macros around the call. A macro does not call itself without end.
  private mutating func expansion(
    of output: ArraySlice<UInt8>, _ known: [String: String], within callers: [String]
  ) -> [UInt8]? {
    let call = output.trimmed
    let word = call.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    let name = String(decoding: word, as: UTF8.self)
    guard call[word.endIndex...].first == UInt8(ascii: "("), call.last == UInt8(ascii: ")"),
      let macro = macros[name], !callers.contains(name), callers.count < Self.maximumDepth,
      budget >= 0
    else { return nil }
    let text = call[word.endIndex...].dropFirst().dropLast()
    let arguments = TagArguments(text)
    let positional = arguments.positional
    var values: [String: String] = [:]
    for (index, parameter) in macro.parameters.enumerated() {
      let given =
        arguments[parameter.name.lowercased()] ?? (index < positional.count ? positional[index] : nil)
      let isQuoted = given.map { Self.isQuoted($0, in: text) } ?? true
      values[parameter.name] = given.flatMap { isQuoted ? $0 : known[$0] ?? $0 } ?? parameter.value
    }
    // Before the calls within it, so that macros that call each other many times come to an end.
    budget -= macro.body.count + 1
    let result = substituted(macro.body, values, within: callers + [name])
    return budget < 0 ? nil : result
  }

  private static func isQuoted(_ value: String, in text: ArraySlice<UInt8>) -> Bool {
    ["\"", "'"].contains { text.firstIndex(of: Array("\($0)\(value)\($0)".utf8)) != nil }
  }

  /// A text with values in place of the outputs that are nothing but their names, and with the macros that it calls.
  private mutating func substituted(
    _ body: [UInt8], _ values: [String: String], within callers: [String]
  ) -> [UInt8] {
    var result: [UInt8] = []
    var rest = body[...]
    while let open = rest.firstIndex(of: Array("{{".utf8)) {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: Array("}}".utf8)) else { break }
      let output = rest[(open + 2)..<close].trimmed
      if budget >= 0, let value = values[String(decoding: output, as: UTF8.self)] {
        budget -= value.utf8.count
        result += value.utf8
      } else if let text = expansion(of: output, values, within: callers) {
        result += text
      } else {
        result += rest[..<(close + 2)]
      }
      rest = rest[(close + 2)...]
    }
    return result + rest
  }
}
