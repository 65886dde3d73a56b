/// The value of a Liquid or Nunjucks output, `value | filter: argument`, as far as it is known without the site.
struct LiquidValue {
  /// The name of the variable; empty for a string.
  let name: String
  /// The text; nil if it is that of an unknown variable.
  let text: String?
  /// The language of the filter that shows the text as code: `highlight("js")`.
  let language: String?

  /// The maximum length of a text in bytes. A filter that would make a longer one is left out.
  private static let maximumLength = 1 << 16

  /// - Parameter variables: the known texts by name.
  init(_ content: ArraySlice<UInt8>, _ variables: [String: String]) {
    let parts = Self.split(content, at: UInt8(ascii: "|"))
    let head = parts.first?[...].trimmed ?? []
    let filters = parts.dropFirst().map { Filter($0.trimmed, variables) }
    let highlight = filters.first { $0.name == "highlight" }
    language = highlight.map { $0.arguments.first ?? "" }
    var value = Self.literal(head)
    for word in ["true", "false"] where head.elementsEqual(word.utf8) { value = word }
    if value == nil {
      let word = head.prefix { $0 > 0x20 && $0 != UInt8(ascii: "|") }
      name = String(decoding: word, as: UTF8.self)
      let isWhole = word.count == head.count
      value = Self.bases.contains(name) ? "" : isWhole ? variables[name] : nil
    } else {
      name = ""
    }
    text = value.map { filters.reduce($0) { $1.applied(to: $0) } }
  }

  /// The variables that are the beginning of addresses.
  private static let bases: Set<String> = [
    "site.baseurl", "site.url", "baseurl", "base_url", "page.baseurl", "root", "url", "site.base",
    "config.root",
    "config.url",
  ]

  /// The text of a string in quotes, or of a number; nil if it is none.
  static func literal(_ text: ArraySlice<UInt8>) -> String? {
    guard let quote = text.first else { return nil }
    if quote.isDigit, text.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) {
      return String(decoding: text, as: UTF8.self)
    }
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), text.count > 1,
      let end = text.dropFirst().firstIndex(of: quote)
    else { return nil }
    return String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)
  }

  /// Splits a value at a byte outside quotes.
  fileprivate static func split(_ content: ArraySlice<UInt8>, at separator: UInt8) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = content.startIndex
    var quote: UInt8?
    for index in content.indices {
      let byte = content[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == separator {
        parts.append(content[start..<index])
        start = index + 1
      }
    }
    return parts + [content[start...]]
  }

  /// A filter with its arguments: `replace: "a", "b"` of Liquid, `replace("a", "b")` of Nunjucks.
  private struct Filter {
    let name: String
    /// Arguments whose values are unknown are empty.
    let arguments: [String]

    init(_ text: ArraySlice<UInt8>, _ variables: [String: String]) {
      let word = text.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
      name = String(decoding: word, as: UTF8.self)
      var rest = text[word.endIndex...].trimmed
      if rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "(") { rest = rest.dropFirst() }
      if rest.last == UInt8(ascii: ")") { rest = rest.dropLast() }
      arguments = LiquidValue.split(rest, at: UInt8(ascii: ",")).map { argument in
        let argument = argument.trimmed
        return LiquidValue.literal(argument) ?? variables[String(decoding: argument, as: UTF8.self)] ?? ""
      }
    }

    /// The text that the filter makes of one. A filter that is not in the table leaves it as it is.
    func applied(to text: String) -> String {
      guard let filter = Self.table[name] else { return text }
      let first = arguments.first ?? ""
      let second = arguments.dropFirst().first ?? ""
      // Each byte may be replaced by an argument.
      let growth = max(6, first.utf8.count, second.utf8.count)
      guard text.utf8.count <= LiquidValue.maximumLength / growth else { return text }
      return filter(text, first, second)
    }

    /// The filters that need no data of the site, by name. Their arguments are the text and the first two arguments.
    private static let table: [String: @Sendable (String, String, String) -> String] = [
      "append": { text, end, _ in text + end },
      "prepend": { text, start, _ in start + text },
      "upcase": { text, _, _ in text.uppercased() }, "upper": { text, _, _ in text.uppercased() },
      "downcase": { text, _, _ in text.lowercased() }, "lower": { text, _, _ in text.lowercased() },
      "capitalize": { text, _, _ in text.prefix(1).uppercased() + text.dropFirst().lowercased() },
      "escape": { text, _, _ in MarkdownText.html(text) },
      "strip": { text, _, _ in trimmed(text) }, "trim": { text, _, _ in trimmed(text) },
      "replace": { text, old, new in old.isEmpty ? text : text.replacing(old, with: new) },
      "remove": { text, old, _ in old.isEmpty ? text : text.replacing(old, with: "") },
      "size": { text, _, _ in String(text.count) }, "length": { text, _, _ in String(text.count) },
      "default": { text, other, _ in text.isEmpty ? other : text },
      "url_encode": { text, _, _ in encoded(text, space: "+") },
      "urlencode": { text, _, _ in encoded(text, space: "%20") },
    ]

    private static func trimmed(_ text: String) -> String {
      String(decoding: Array(text.utf8)[...].trimmed, as: UTF8.self)
    }

    private static func encoded(_ text: String, space: String) -> String {
      text.utf8.map { byte in
        if byte == 0x20 { return space }
        if byte.isLetter || byte.isDigit || "-_.~".utf8.contains(byte) {
          return String(decoding: [byte], as: UTF8.self)
        }
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count == 1 ? "0" : "") + digits
      }.joined()
    }
  }
}
