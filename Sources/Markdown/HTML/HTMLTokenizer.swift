/// Splits a piece of raw HTML into tags and the text between them. Comments and declarations are dropped.
struct HTMLTokenizer {
  enum Token {
    case tag(HTMLTag)
    /// The source text, with entities.
    case text(Substring)
  }

  private var rest: Substring
  /// The source line of the token that `next` returned last.
  private(set) var line: Int
  private var nextLine: Int

  /// - Parameter line: the source line on which the HTML begins.
  init(_ html: String, line: Int) {
    // cmark ends a block of HTML with a line break.
    rest = html.last?.isNewline == true ? html.dropLast() : html[...]
    self.line = line
    nextLine = line
  }

  /// Returns the next tag or text; nil at the end. A text may be split into several tokens.
  mutating func next() -> Token? {
    while !rest.isEmpty {
      line = nextLine
      guard rest.utf8.first == UInt8(ascii: "<") else {
        let text = rest[..<(rest.utf8.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex)]
        skip(to: text.endIndex)
        return .text(text)
      }
      guard let end = Self.endOfMarkup(rest) else {
        let text = rest.prefix(1)
        rest = rest.dropFirst()
        return .text(text)
      }
      let markup = rest[..<end]
      skip(to: end)
      if let tag = HTMLTag(markup) { return .tag(tag) }
    }
    return nil
  }

  /// Skips the content of an element such as `script`, in which nothing but its end tag is a tag. Without an end tag it
  /// skips the rest.
  mutating func skipContent(of name: String) {
    skip(to: rest.firstIndex(ofTag: "</" + name) ?? rest.endIndex)
  }

  /// Skips the content of an element that ends at its first end tag, such as `pre`, and returns a tokenizer of it. Without
  /// an end tag it is the rest.
  mutating func removeContent(of name: String) -> HTMLTokenizer {
    var content = self
    let end = rest.firstIndex(ofTag: "</" + name) ?? rest.endIndex
    content.rest = rest[..<end]
    skip(to: end)
    return content
  }

  private mutating func skip(to index: String.Index) {
    for byte in rest.utf8[..<index] where byte == UInt8(ascii: "\n") { nextLine += 1 }
    rest = rest[index...]
  }

  /// Returns the index after the tag, comment or declaration at the start of a text; nil if its `<` is a character of the
  /// text.
  ///
  /// A tag ends at the first `>` outside quotes. If another `<` outside quotes comes before it, the first `<` does not
  /// begin a tag. At most three scans can overlap, one in each state of quotes (none, single, double), so each byte is
  /// examined at most three times.
  private static func endOfMarkup(_ text: Substring) -> String.Index? {
    if text.utf8.starts(with: "<!--".utf8) {
      let content = text[text.utf8.index(text.startIndex, offsetBy: 4)...]
      return content.firstIndex(ofTag: "-->").map { content.utf8.index($0, offsetBy: 3) } ?? text.endIndex
    }
    let second = text.utf8.dropFirst().first ?? 0
    let isTag = second.isLetter || second == UInt8(ascii: "/")
    guard isTag || second == UInt8(ascii: "!") || second == UInt8(ascii: "?") else { return nil }
    var quote: UInt8?
    for index in text.utf8.indices.dropFirst() {
      let byte = text.utf8[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "<") {
        return nil
      } else if byte == UInt8(ascii: ">") {
        let end = text.utf8.index(after: index)
        return isTag && HTMLTag(text[..<end]) == nil ? nil : end
      }
    }
    return nil
  }
}

extension Substring {
  /// Returns the index of the first `mark`, which is in lower case, in either case.
  fileprivate func firstIndex(ofTag mark: String) -> Index? {
    let wanted = Array(mark.utf8)
    var index = startIndex
    while let start = utf8[index...].firstIndex(of: wanted[0]) {
      if utf8[start...].starts(with: wanted, by: { $0.lowercased == $1 }) { return start }
      index = utf8.index(after: start)
    }
    return nil
  }
}
