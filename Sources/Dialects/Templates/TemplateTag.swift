/// A template tag: `{{< name arguments >}}` of Hugo, `{{ name(arguments) }}` of Zola, or `{% name arguments %}` and
/// `{{ value | filter }}` of Liquid.
struct TemplateTag {
  enum Kind: Sendable {
    case output, statement, shortcode
    /// A tag that shows how another tag is written.
    case escaped
  }

  let kind: Kind
  /// The name in lower case, without the slash or `end` of a closing tag. Empty for `{% end %}`, and for an output that
  /// begins with a string.
  let name: String
  let arguments: TagArguments
  /// Whether it closes a pair: `{{< /name >}}`, `{% endname %}` or `{% end %}`.
  let isClosing: Bool
  /// Whether it stands for itself: `{{< name />}}`.
  let isSelfClosing: Bool
  let range: Range<Int>
  /// The text between the delimiters.
  let content: Range<Int>

  /// Whether it captures a text whose name says that it is code.
  var isCapturedCode: Bool {
    (name == "capture" || name == "set")
      && arguments.positional.first?.lowercased().contains("code") == true
  }

  /// The maximum length of a tag in bytes.
  static let maximumLength = 4096
}

/// Finds template tags in a text, in linear time.
struct TemplateTagParser {
  private let bytes: [UInt8]
  let syntax: TemplateSyntax
  /// For each delimiter, the offset of the first closing delimiter at or behind the last search.
  private var closes: [Int?]

  init(_ bytes: [UInt8], _ syntax: TemplateSyntax) {
    self.bytes = bytes
    self.syntax = syntax
    closes = Array(repeating: nil, count: syntax.delimiters.count)
  }

  /// Parses the tag that begins at an offset; nil if there is none. Call it with growing offsets.
  mutating func tag(at start: Int) -> TemplateTag? {
    let source = bytes[start...]
    guard let index = syntax.delimiters.firstIndex(where: { source.starts(with: $0.open) }) else {
      return nil
    }
    let delimiters = syntax.delimiters[index]
    let first = start + delimiters.open.count
    if closes[index].map({ $0 < first }) ?? true {
      closes[index] = bytes[first...].firstIndex(of: delimiters.close) ?? bytes.count
    }
    guard let close = closes[index], close < bytes.count, close - first <= TemplateTag.maximumLength else {
      return nil
    }
    let range = start..<(close + delimiters.close.count)
    if delimiters.kind == .escaped {
      guard isTag(bytes[first..<close].trimmed) else { return nil }
      return TemplateTag(
        kind: .escaped, name: "", arguments: TagArguments(), isClosing: false, isSelfClosing: false,
        range: range,
        content: first..<close)
    }
    var content = bytes[first..<close]
    // `{{- x -}}` removes the space around it.
    if content.last == UInt8(ascii: "-") { content = content.dropLast() }
    return tag(delimiters.kind, content, in: range)
  }

  /// Whether the text in escape marks is a tag, and not text between two marks that are shown apart.
  private func isTag(_ content: ArraySlice<UInt8>) -> Bool {
    let name = content.prefix { $0.isLetter || $0.isDigit || $0 >= 0x80 || "_-./: ".utf8.contains($0) }
    if !syntax.callsEscapes || name.elementsEqual("end".utf8) { return !name.isEmpty }
    return !name.isEmpty && content[name.endIndex...].first == UInt8(ascii: "(")
      && content.last == UInt8(ascii: ")")
  }

  private func tag(_ kind: TemplateTag.Kind, _ content: ArraySlice<UInt8>, in range: Range<Int>)
    -> TemplateTag?
  {
    var content = content.trimmed
    let inner = content.startIndex..<content.endIndex
    var isClosing = false
    var isSelfClosing = false
    if kind == .shortcode {
      isClosing = content.first == UInt8(ascii: "/")
      if isClosing { content = content.dropFirst().trimmed }
      isSelfClosing = !isClosing && content.last == UInt8(ascii: "/")
      if isSelfClosing { content = content.dropLast().trimmed }
    }
    let word = content.prefix { $0.isLetter || $0.isDigit || $0 >= 0x80 || "_-./:".utf8.contains($0) }
    if word.isEmpty, kind != .output || inner.isEmpty { return nil }
    var name = String(decoding: word.map(\.lowercased), as: UTF8.self)
    var rest = content[word.endIndex...]
    if syntax.needsCall, name != "end" {
      rest = rest.trimmed
      guard rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")") else { return nil }
    }
    if kind == .statement, syntax.hasEndTags, name.hasPrefix("end") {
      isClosing = true
      name.removeFirst(3)
    }
    if syntax.names?.contains(name) == false { return nil }
    if syntax.codeNames.contains(name) { name = "highlight" }
    let isValue = kind == .output && !syntax.needsCall
    return TemplateTag(
      kind: kind, name: name, arguments: isValue ? TagArguments() : TagArguments(rest.withoutQuoteMarks),
      isClosing: isClosing,
      isSelfClosing: isSelfClosing, range: range, content: inner)
  }
}

extension ArraySlice<UInt8> {
  /// The text without the white space at both ends.
  var trimmed: ArraySlice<UInt8> {
    var text = drop { $0 <= 0x20 }
    while let last = text.last, last <= 0x20 { text = text.dropLast() }
    return text
  }

  /// The text with spaces in place of the marks of quotes, if each line but the first begins with some.
  fileprivate var withoutQuoteMarks: ArraySlice<UInt8> {
    let lines = split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    func marks(_ line: ArraySlice<UInt8>) -> Range<Int> {
      line.startIndex..<line.prefix { $0 <= 0x20 || $0 == UInt8(ascii: ">") }.endIndex
    }
    guard lines.count > 1,
      lines.dropFirst().allSatisfy({ self[marks($0)].contains(UInt8(ascii: ">")) })
    else { return self }
    var text = self
    for line in lines.dropFirst() {
      for index in marks(line) { text[index] = UInt8(ascii: " ") }
    }
    return text
  }

  /// The index of the first occurrence of some bytes.
  func firstIndex(of mark: [UInt8]) -> Int? {
    var index = startIndex
    while let start = self[index...].firstIndex(of: mark[0]) {
      if self[start...].starts(with: mark) { return start }
      index = start + 1
    }
    return nil
  }
}
