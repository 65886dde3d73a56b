/// A list of attributes in braces: `{: #id .class key="value"}` of kramdown, `{ .class }` of Python-Markdown's attr_list,
/// `{.class}` of Hugo's Goldmark.
struct AttributeList {
  private(set) var id: String?
  private(set) var classes: [String] = []
  /// The words that are neither id, class nor value: `toc`, or the name of a list that is defined elsewhere.
  private(set) var names: [String] = []
  /// The offset after the closing brace.
  let end: Int

  /// Parses a list at the beginning of a text; nil if there is none.
  /// - Parameters:
  ///   - needsColon: whether only `{:` begins a list. Otherwise, `{` does if nothing but attributes follows.
  ///   - allowsNames: whether attributes without a value, such as `data-preview`, may be in a list without a colon.
  init?(_ text: ArraySlice<UInt8>, needsColon: Bool, allowsNames: Bool = false) {
    guard text.first == UInt8(ascii: "{"), let second = text.dropFirst().first else { return nil }
    let hasColon = second == UInt8(ascii: ":")
    guard hasColon || !needsColon else { return nil }
    guard let close = Self.close(of: text.dropFirst()) else { return nil }
    end = close + 1
    var rest = text[(text.startIndex + (hasColon ? 2 : 1))..<close]
    // `{::name}` is an extension, and `{:/name}` its end.
    if hasColon, let next = rest.first, next == UInt8(ascii: ":") || next == UInt8(ascii: "/") { return nil }
    if !hasColon, rest.trimmed.isEmpty { return nil }
    while true {
      rest = rest.drop { $0 <= 0x20 }
      guard let first = rest.first else { return }
      let word = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: "=") }
      let text = String(decoding: word, as: UTF8.self)
      rest = rest[word.endIndex...]
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst()
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          let value = rest.dropFirst().prefix { $0 != quote }
          rest = rest[value.endIndex...].dropFirst()
          if text == "id" { id = String(decoding: value, as: UTF8.self) }
        } else {
          let value = rest.prefix { $0 > 0x20 }
          rest = rest[value.endIndex...]
          if text == "id" { id = String(decoding: value, as: UTF8.self) }
        }
      } else if first == UInt8(ascii: "#") {
        id = String(text.dropFirst())
      } else if first == UInt8(ascii: ".") {
        classes += text.split(separator: ".").map(String.init)
      } else if hasColon || allowsNames && Self.isAttribute(text) {
        names.append(text)
      } else {
        return nil
      }
    }
  }

  /// Whether a word is the name of an attribute of HTML that needs no value.
  private static func isAttribute(_ word: String) -> Bool {
    ["data-", "aria-"].contains(where: word.hasPrefix) || valuelessAttributes.contains(word)
  }

  private static let valuelessAttributes: Set<String> = [
    "open", "hidden", "download", "markdown", "inert", "controls", "autoplay", "loop", "muted",
  ]

  /// The offset of the brace that closes a list. Braces in quotes do not count.
  private static func close(of text: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    for index in text.indices.prefix(1024) {
      let byte = text[index]
      if byte == UInt8(ascii: "\n") { return nil }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "}") {
        return index
      } else if byte == UInt8(ascii: "{") {
        return nil
      }
    }
    return nil
  }

  /// The kind of the alert that themes show for a class: `prompt-tip`, `notice--info`, `note`; nil if there is none.
  var callout: String? {
    classes.lazy.compactMap { name in
      if name == "notice" { return "NOTE" }
      if name.hasPrefix("notice--") { return CalloutKind.kind(of: String(name.dropFirst(8))) ?? "NOTE" }
      let word = name.hasPrefix("prompt-") ? String(name.dropFirst(7)) : name
      return Self.callouts.contains(word) ? CalloutKind.kind(of: word) : nil
    }.first
  }

  private static let callouts: Set<String> = [
    "note", "info", "tip", "hint", "important", "warning", "caution", "danger", "error", "success",
  ]

  /// The language that a class names: `language-go`.
  var language: String? {
    classes.first { $0.hasPrefix("language-") }.map { String($0.dropFirst(9)) }
  }
}
