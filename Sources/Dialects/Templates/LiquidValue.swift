/// The value of a Liquid output, `value | filter: argument`, as far as it is known without the site.
struct LiquidValue {
  /// The name of the variable; empty for a string.
  let name: String
  /// The text; nil if it is that of a variable.
  let text: String?

  init(_ content: ArraySlice<UInt8>) {
    let parts = Self.split(content)
    let head = parts.first?[...].trimmed ?? []
    guard let literal = Self.literal(head) else {
      let word = head.prefix { $0 > 0x20 }
      name = String(decoding: word, as: UTF8.self)
      text = Self.bases.contains(name) ? "" : nil
      return
    }
    name = ""
    text = parts.dropFirst().reduce(literal) { text, filter in
      let filter = filter[...].trimmed
      let argument =
        filter.firstIndex(of: UInt8(ascii: ":")).flatMap { Self.literal(filter[($0 + 1)...].trimmed) } ?? ""
      if filter.starts(with: "append".utf8) { return text + argument }
      if filter.starts(with: "prepend".utf8) { return argument + text }
      return text
    }
  }

  /// The variables that are the beginning of addresses.
  private static let bases: Set<String> = [
    "site.baseurl", "site.url", "baseurl", "base_url", "page.baseurl", "root", "url", "site.base",
    "config.root",
    "config.url",
  ]

  /// The text of a string in quotes; nil if it is none.
  private static func literal(_ text: ArraySlice<UInt8>) -> String? {
    guard let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), text.count > 1,
      let end = text.dropFirst().firstIndex(of: quote)
    else { return nil }
    return String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)
  }

  /// Splits a value at the bars outside quotes.
  private static func split(_ content: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = content.startIndex
    var quote: UInt8?
    for index in content.indices {
      let byte = content[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "|") {
        parts.append(content[start..<index])
        start = index + 1
      }
    }
    return parts + [content[start...]]
  }
}
