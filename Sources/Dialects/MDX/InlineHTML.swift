/// Inline Markdown as HTML, for places where HTML is kept as it is: code, emphasis, links, images and escapes.
struct InlineHTML {
  private let bytes: ArraySlice<UInt8>
  private let code: [Range<Int>]
  /// Marks that are not closed in the rest of the text. They are searched for once, so that the time stays linear.
  private var unclosed: Set<[UInt8]> = []
  private let isJSX: Bool
  private let depth: Int

  /// Emphasis and links may be nested this deep.
  private static let maximumDepth = 8

  /// - Parameters:
  ///   - code: the parts that stay as they are.
  ///   - isJSX: whether expressions in braces stay as they are, too.
  static func html(
    of text: some Collection<UInt8>, keeping code: [Range<Int>] = [], isJSX: Bool = false
  ) -> [UInt8] {
    var converter = InlineHTML(bytes: Array(text)[...], code: code, isJSX: isJSX, depth: 0)
    return converter.convert()
  }

  private init(bytes: ArraySlice<UInt8>, code: [Range<Int>], isJSX: Bool, depth: Int) {
    self.isJSX = isJSX
    self.bytes = bytes
    self.code = code
    self.depth = depth
  }

  private mutating func convert() -> [UInt8] {
    var output: [UInt8] = []
    var index = bytes.startIndex
    var code = code[...]
    while index < bytes.endIndex {
      code = code.drop { $0.upperBound <= index }
      if let kept = code.first, kept.contains(index) {
        let end = min(kept.upperBound, bytes.endIndex)
        output += bytes[index..<end]
        index = end
      } else if let (html, end) = piece(at: index) {
        output += html
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  /// The HTML of the syntax at an offset, and the offset behind it; nil if the byte is text.
  private mutating func piece(at index: Int) -> (html: [UInt8], end: Int)? {
    let rest = bytes[index...]
    switch bytes[index] {
    case UInt8(ascii: "\\"):
      guard let next = rest.dropFirst().first, next.isPunctuation else { return nil }
      return (Array(MarkdownText.html(String(decoding: [next], as: UTF8.self)).utf8), index + 2)
    case UInt8(ascii: "<"):
      let end = TagRange(rest)?.end ?? (isJSX ? JSXTag(rest)?.range.upperBound : nil)
      return end.map { (Array(bytes[index..<$0]), $0) }
    case UInt8(ascii: "{") where isJSX:
      return JSXExpression.end(of: rest).map { (Array(bytes[index..<$0]), $0) }
    case UInt8(ascii: "`"): return codeSpan(at: index)
    case UInt8(ascii: "*"), UInt8(ascii: "_"): return emphasis(at: index)
    case UInt8(ascii: "!"):
      guard let link = InlineLink(rest.dropFirst()) else { return nil }
      let alternative = MarkdownText.html(link.label.unescaped)
      return (
        Array("<img src=\"\(MarkdownText.html(link.address))\" alt=\"\(alternative)\">".utf8), link.end
      )
    case UInt8(ascii: "["):
      guard let link = InlineLink(rest) else { return nil }
      let label = nested(link.label)
      return (
        Array("<a href=\"\(MarkdownText.html(link.address))\">".utf8) + label + "</a>".utf8, link.end
      )
    default: return nil
    }
  }

  private func nested(_ text: ArraySlice<UInt8>) -> [UInt8] {
    if depth == Self.maximumDepth { return Array(text) }
    var converter = InlineHTML(bytes: text, code: code, isJSX: isJSX, depth: depth + 1)
    return converter.convert()
  }

  private mutating func codeSpan(at index: Int) -> (html: [UInt8], end: Int)? {
    let mark = Array(bytes[index...].prefix { $0 == UInt8(ascii: "`") })
    guard let close = close(of: mark, from: index + mark.count, isValid: { _ in true }) else {
      return (mark, index + mark.count)
    }
    var content = bytes[(index + mark.count)..<close]
    if content.first == 0x20, content.last == 0x20, content.contains(where: { $0 != 0x20 }) {
      content = content.dropFirst().dropLast()
    }
    let text = MarkdownText.html(String(decoding: content, as: UTF8.self))
    return (Array("<code>\(text)</code>".utf8), close + mark.count)
  }

  private mutating func emphasis(at index: Int) -> (html: [UInt8], end: Int)? {
    let text = bytes
    let byte = text[index]
    let run = text[index...].prefix { $0 == byte }
    let mark = Array(run.prefix(2))
    let start = index + mark.count
    let isAsterisk = byte == UInt8(ascii: "*")
    guard run.count <= 3, text[run.endIndex...].first.map({ $0 > 0x20 }) == true,
      isAsterisk || !text.hasWord(at: index - 1),
      let close = close(
        of: mark, from: start,
        isValid: { close in
          close > start && text[close - 1] > 0x20 && (isAsterisk || !text.hasWord(at: close + mark.count))
        })
    else { return (Array(run), run.endIndex) }
    let name = mark.count == 2 ? "strong" : "em"
    let content = nested(text[start..<close])
    return (Array("<\(name)>".utf8) + content + "</\(name)>".utf8, close + mark.count)
  }

  /// The offset of a run of exactly the bytes of a mark; of emphasis, outside code and tags.
  private mutating func close(of mark: [UInt8], from start: Int, isValid: (Int) -> Bool) -> Int? {
    if unclosed.contains(mark) { return nil }
    let isCode = mark[0] == UInt8(ascii: "`")
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == mark[0] {
        let run = bytes[index...].prefix { $0 == byte }.count
        if run == mark.count || !isCode && run == 3, isValid(index) {
          // Of `***a***`, the outer mark is closed by the end of the run.
          return run == mark.count ? index : index + run - mark.count
        }
        index += run
      } else if !isCode, byte == UInt8(ascii: "\\") {
        index += 2
      } else if !isCode, byte == UInt8(ascii: "`") {
        let count = bytes[index...].prefix { $0 == byte }.count
        let rest = bytes[(index + count)...]
        index =
          rest.firstIndex(of: [UInt8](repeating: byte, count: count)).map { $0 + count } ?? index + count
      } else if !isCode, byte == UInt8(ascii: "<"), let tag = TagRange(bytes[index...]) {
        index = tag.end
      } else {
        index += 1
      }
    }
    unclosed.insert(mark)
    return nil
  }
}

/// A link with its address: `[label](address "title")`.
struct InlineLink {
  let label: ArraySlice<UInt8>
  let address: String
  /// The offset behind the link.
  let end: Int

  /// The maximum length of a label and of an address in bytes.
  private static let maximumLength = 2048

  /// Parses a link at the beginning of a text; nil if there is none.
  init?(_ text: ArraySlice<UInt8>) {
    guard text.first == UInt8(ascii: "["),
      let bracket = Self.close(of: text, UInt8(ascii: "["), UInt8(ascii: "]")),
      text[(bracket + 1)...].first == UInt8(ascii: "("),
      let parenthesis = Self.close(of: text[(bracket + 1)...], UInt8(ascii: "("), UInt8(ascii: ")"))
    else { return nil }
    label = text[(text.startIndex + 1)..<bracket]
    let destination = text[(bracket + 2)..<parenthesis].trimmed
    if destination.first == UInt8(ascii: "<"), let last = destination.firstIndex(of: UInt8(ascii: ">")) {
      address = destination[..<last].dropFirst().unescaped
    } else {
      address = destination.prefix { $0 > 0x20 }.unescaped
    }
    end = parenthesis + 1
  }

  /// The offset of the bracket that closes the one at the beginning of a text.
  private static func close(of text: ArraySlice<UInt8>, _ open: UInt8, _ close: UInt8) -> Int? {
    var depth = 0
    var index = text.startIndex
    let limit = min(text.endIndex, index + maximumLength)
    while index < limit {
      if text[index] == UInt8(ascii: "\\") {
        index += 1
      } else if text[index] == open {
        depth += 1
      } else if text[index] == close {
        depth -= 1
        if depth == 0 { return index }
      }
      index += 1
    }
    return nil
  }
}

extension UInt8 {
  /// Whether it is punctuation of ASCII, which a backslash escapes.
  fileprivate var isPunctuation: Bool { (0x21...0x7E).contains(self) && !isLetter && !isDigit }
}

extension ArraySlice<UInt8> {
  /// Whether a byte exists and is part of a word.
  fileprivate func hasWord(at index: Int) -> Bool {
    indices.contains(index) && (self[index].isLetter || self[index].isDigit || self[index] >= 0x80)
  }

  /// The text without the backslashes that escape punctuation.
  var unescaped: String {
    var result: [UInt8] = []
    var index = startIndex
    while index < endIndex {
      if self[index] == UInt8(ascii: "\\"), index + 1 < endIndex, self[index + 1].isPunctuation { index += 1 }
      result.append(self[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
