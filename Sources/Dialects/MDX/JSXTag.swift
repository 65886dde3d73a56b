/// A tag of JSX: `<Name text="a" value={b} {...rest}>`, `</Name>`, `<Name />`, `<>` or `</>`.
struct JSXTag {
  /// Empty for a fragment.
  let name: String
  let isClosing: Bool
  let isSelfClosing: Bool
  /// The attributes whose values are strings, in order.
  let attributes: [(name: String, value: String)]
  /// The attributes without values.
  private let marks: [String]
  /// The names that an attribute lists for the tabs within the component: `items={['a', 'b']}`,
  /// `values={[{label: 'a', value: 'x'}]}`.
  let tabs: [String]
  /// Whether an attribute is an expression.
  let hasExpressions: Bool
  /// Whether an attribute is one of Vue's: `@click`, `:class`, `#default` or `v-if`.
  let hasDirectives: Bool
  let range: Range<Int>

  /// The maximum length of a tag in bytes.
  private static let maximumLength = 8192

  /// Whether it names a component and not an element of HTML.
  var isComponent: Bool {
    name.isEmpty || name.utf8.first.map { (0x41...0x5A).contains($0) } == true || name.contains(".")
  }

  /// The text without the white space at its beginning and without the marks of quotes on further lines, which have a
  /// space behind them. A `>` without a space ends the tag.
  private static func withoutSpace(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = text.drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: ">"), text[..<rest.startIndex].contains(UInt8(ascii: "\n")) else {
      return rest
    }
    while rest.starts(with: "> ".utf8) { rest = rest.dropFirst().drop { $0 <= 0x20 } }
    return rest
  }

  /// The value of the first of some attributes that is given.
  subscript(names: String...) -> String? {
    names.lazy.compactMap { name in attributes.first { $0.name == name }?.value }.first
  }

  /// Whether an attribute is given without a value, or is the expression `{true}`.
  func isMarked(_ name: String) -> Bool { marks.contains(name) }

  /// Parses the tag at the beginning of a text; nil if there is none.
  init?(_ source: ArraySlice<UInt8>) {
    let text = source.prefix(Self.maximumLength)
    guard text.first == UInt8(ascii: "<") else { return nil }
    var rest = text.dropFirst()
    isClosing = rest.first == UInt8(ascii: "/")
    if isClosing { rest = rest.dropFirst() }
    let word = rest.prefix { $0.isLetter || $0.isDigit || "_.-:".utf8.contains($0) }
    guard word.first?.isLetter ?? true else { return nil }
    name = String(decoding: word, as: UTF8.self)
    rest = rest[word.endIndex...]
    if word.isEmpty, rest.first != UInt8(ascii: ">") { return nil }
    var attributes: [(name: String, value: String)] = []
    var marks: [String] = []
    var hasExpressions = false
    var hasDirectives = false
    var tabs: [String] = []
    while true {
      let next = Self.withoutSpace(rest)
      guard let first = next.first else { return nil }
      if first == UInt8(ascii: ">") || next.starts(with: "/>".utf8) {
        isSelfClosing = first != UInt8(ascii: ">")
        range = source.startIndex..<(next.startIndex + (isSelfClosing ? 2 : 1))
        break
      }
      guard next.startIndex > rest.startIndex || first == UInt8(ascii: "{") else { return nil }
      if first == UInt8(ascii: "{") {
        guard let end = JSXExpression.end(of: next) else { return nil }
        hasExpressions = true
        rest = next[end...]
        continue
      }
      let key = next.prefix { $0.isLetter || $0.isDigit || "_.-:@#[]".utf8.contains($0) }
      guard !key.isEmpty else { return nil }
      if Self.isDirective(key) { hasDirectives = true }
      rest = next[key.endIndex...]
      let equals = Self.withoutSpace(rest)
      guard equals.first == UInt8(ascii: "=") else {
        marks.append(String(decoding: key, as: UTF8.self))
        continue
      }
      let value = Self.withoutSpace(equals.dropFirst())
      guard let quote = value.first else { return nil }
      let keyText = String(decoding: key, as: UTF8.self)
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        guard let end = value.dropFirst().firstIndex(of: quote) else { return nil }
        attributes.append((keyText, String(decoding: value[(value.startIndex + 1)..<end], as: UTF8.self)))
        rest = value[(end + 1)...]
      } else if quote == UInt8(ascii: "{") {
        guard let end = JSXExpression.end(of: value) else { return nil }
        let content = value[(value.startIndex + 1)..<(end - 1)]
        hasExpressions = true
        if content.trimmed.elementsEqual("true".utf8) { marks.append(keyText) }
        if let literal = JSXExpression.literal(content) { attributes.append((keyText, literal)) }
        if keyText == "items" || keyText == "values" { tabs = JSXExpression.labels(in: content) }
        rest = value[end...]
      } else {
        return nil
      }
    }
    self.attributes = attributes
    self.marks = marks
    self.tabs = tabs
    self.hasExpressions = hasExpressions
    self.hasDirectives = hasDirectives
  }

  /// Whether an attribute of this name is code of Vue.
  static func isDirective(_ name: some Collection<UInt8>) -> Bool {
    name.first.map { "@:#".utf8.contains($0) } == true || name.starts(with: "v-".utf8)
  }
}

/// An expression of JavaScript in braces.
enum JSXExpression {
  /// The offset behind the brace that closes the one at the beginning of a text; nil if there is none within 8 KiB.
  /// Braces in strings do not count.
  static func end(of text: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var quote: UInt8?
    var index = text.startIndex
    let limit = min(text.endIndex, index + 8192)
    while index < limit {
      let byte = text[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == open || byte == UInt8(ascii: "\n") && open != UInt8(ascii: "`") {
          quote = nil
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
      index += 1
    }
    return nil
  }

  /// The strings of a list; of a list of objects, those of the key `label`.
  static func labels(in expression: ArraySlice<UInt8>) -> [String] {
    var text = expression.trimmed
    guard text.first == UInt8(ascii: "[") else { return [] }
    let hasObjects = text.contains(UInt8(ascii: "{"))
    var labels: [String] = []
    while let open = text.firstIndex(where: { "\"'`".utf8.contains($0) }),
      let close = text[(open + 1)...].firstIndex(of: text[open])
    {
      let key = text[..<open].trimmed
      if !hasObjects || key.suffix(6).elementsEqual("label:".utf8) {
        labels.append(String(decoding: text[(open + 1)..<close], as: UTF8.self))
      }
      text = text[(close + 1)...]
    }
    return labels
  }

  /// The text of an expression that is a string without placeholders, or a number; nil for others.
  static func literal(_ expression: ArraySlice<UInt8>) -> String? {
    let text = expression.trimmed
    guard let first = text.first else { return nil }
    if first.isDigit, text.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) {
      return String(decoding: text, as: UTF8.self)
    }
    guard text.count > 1, text.last == first, "\"'`".utf8.contains(first) else { return nil }
    let inner = text.dropFirst().dropLast()
    if inner.contains(first) || first == UInt8(ascii: "`") && inner.firstIndex(of: "${") != nil { return nil }
    return String(decoding: inner, as: UTF8.self)
  }
}
