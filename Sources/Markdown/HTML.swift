/// A tag of HTML, read leniently.
struct HTMLTag {
  /// In lower case.
  let name: String
  let isClosing: Bool
  private let attributes: Substring.UTF8View

  /// Reads `<name ...>` or `</name>`; nil for comments, declarations and what is no tag.
  init?(_ source: some StringProtocol) {
    var rest = Substring(source).utf8
    guard rest.popFirst() == UInt8(ascii: "<") else { return nil }
    isClosing = rest.first == UInt8(ascii: "/")
    if isClosing { rest.removeFirst() }
    let letters = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    guard letters.first?.isLetter == true else { return nil }
    name = Substring(letters).lowercased()
    attributes = rest.dropFirst(letters.count)
  }

  /// The value of an attribute, entities decoded.
  subscript(wanted: String) -> String? {
    var rest = attributes
    while true {
      rest = rest.drop { $0.isSpace || $0 == UInt8(ascii: "/") }
      let key = rest.prefix { !$0.isSpace && !"=/>".utf8.contains($0) }
      guard !key.isEmpty else { return nil }
      rest = rest.dropFirst(key.count).drop(while: \.isSpace)
      var value = rest.prefix(0)
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst().drop(while: \.isSpace)
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          rest = rest.dropFirst()
          value = rest.prefix { $0 != quote }
          rest = rest.dropFirst(value.count + 1)
        } else {
          value = rest.prefix { !$0.isSpace && $0 != UInt8(ascii: ">") }
          rest = rest.dropFirst(value.count)
        }
      }
      if Substring(key).lowercased() == wanted { return HTMLReducer.decodingEntities(in: Substring(value)) }
    }
  }
}

/// A block of raw HTML reduced to what it says.
enum HTMLReducer {
  /// Paragraphs, list items and headings as paragraphs; `pre` as code; pictures and links as such.
  static func blocks(in html: String, line: Int) -> [Block] {
    var blocks: [Block] = []
    var builder = InlineBuilder()
    func endParagraph() {
      // A script in a block of HTML goes on over the paragraphs within it, and to its end.
      var inlines = builder.finish(isEnd: false)
      while let last = inlines.last, last.isBlank { inlines.removeLast() }
      inlines.removeFirst(inlines.prefix(while: \.isBlank).count)
      if !inlines.isEmpty { blocks.append(Block(line: line, .paragraph(inlines))) }
    }
    // The line break at the end is the parser's, not the author's.
    var rest = html.last?.isNewline == true ? html.dropLast() : html[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      builder.append(text: decodingEntities(in: collapsingSpaces(in: rest[..<open])))
      rest = rest[open...]
      guard let markup = takeMarkup(from: &rest) else {
        builder.append(text: "<")
        rest = rest.dropFirst()
        continue
      }
      guard let tag = HTMLTag(markup) else { continue }
      if tag.name == "pre", !tag.isClosing {
        endParagraph()
        let code = rest.before("</pre>")
        rest = rest.after("</pre>")
        blocks.append(Block(line: line, .codeBlock(language: "", text: preformatted(code))))
      } else {
        if blockTags.contains(tag.name), !builder.isHiding { endParagraph() }
        builder.append(tag)
        if tag.name == "td" || tag.name == "th" { builder.append(text: " ") }
      }
    }
    builder.append(text: decodingEntities(in: collapsingSpaces(in: rest)))
    endParagraph()
    return blocks
  }

  /// Takes the tag, comment or declaration off the start of `rest`; nil where its `<` is only a sign.
  ///
  /// A `<` outside quotes before the `>` means that the first was none. As any quote opens or closes a
  /// value, three scans at most can be within different quotes: so no byte is looked at more than thrice.
  private static func takeMarkup(from rest: inout Substring) -> Substring? {
    let start = rest
    if start.utf8.starts(with: "<!--".utf8) {
      rest = start[start.utf8.index(start.startIndex, offsetBy: 4)...].after("-->")
      return start[..<rest.startIndex]
    }
    let second = start.utf8.dropFirst().first ?? 0
    let isTag = second.isLetter || second == UInt8(ascii: "/")
    guard isTag || second == UInt8(ascii: "!") || second == UInt8(ascii: "?") else { return nil }
    var quote: UInt8?
    for index in start.utf8.indices.dropFirst() {
      let byte = start.utf8[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "<") {
        return nil
      } else if byte == UInt8(ascii: ">") {
        let markup = start[...index]
        if isTag, HTMLTag(markup) == nil { return nil }
        rest = start[start.utf8.index(after: index)...]
        return markup
      }
    }
    return nil
  }

  /// `&amp;`, `&#65;`, `&#x41;` and the names that prose uses; others stay as they are.
  static func decodingEntities(in text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var result = ""
    var rest = Substring(text)
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      rest = rest[ampersand...]
      let name = rest.dropFirst().prefix(12).prefix { $0 != ";" }
      let end = rest.index(ampersand, offsetBy: name.count + 1)
      if end < rest.endIndex, rest[end] == ";", let decoded = entity(name) {
        result += decoded
        rest = rest[end...].dropFirst()
      } else {
        result += "&"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private static let blockTags: Set<String> = [
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "section", "summary", "table", "tbody", "thead", "tr", "ul",
  ]

  private static let entities: [Substring: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–",
    "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "copy": "©",
    "reg": "®", "trade": "™", "rarr": "→", "larr": "←", "middot": "·", "bull": "•", "times": "×",
    "deg": "°", "laquo": "«", "raquo": "»", "euro": "€", "sect": "§",
  ]

  private static func entity(_ name: Substring) -> String? {
    guard name.first == "#" else { return entities[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10)
    return value.map { String(Character(Unicode.Scalar($0) ?? "\u{FFFD}")) }
  }

  private static func collapsingSpaces(in text: Substring) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if !byte.isSpace {
        result.append(byte)
      } else if result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What `pre` holds: its tags go, and the line break that may stand right behind `<pre>`.
  private static func preformatted(_ html: Substring) -> String {
    var text = ""
    var rest = html.first?.isNewline == true ? html.dropFirst() : html
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      text += rest[..<open]
      rest = rest[open...]
      if takeMarkup(from: &rest) == nil {
        text += "<"
        rest = rest.dropFirst()
      }
    }
    return decodingEntities(in: text + rest)
  }
}

extension Inline {
  fileprivate var isBlank: Bool {
    switch self {
    case .text(let text): text.utf8.allSatisfy(\.isSpace)
    case .softBreak, .lineBreak: true
    case .code, .emphasis, .strong, .strikethrough, .link, .image, .footnoteReference: false
    }
  }
}

extension Substring {
  /// What stands before `mark`, in any case; everything where it does not stand.
  fileprivate func before(_ mark: String) -> Substring {
    position(of: mark).map { self[..<$0] } ?? self
  }

  /// What stands behind `mark`; nothing where it does not stand.
  fileprivate func after(_ mark: String) -> Substring {
    position(of: mark).map { self[utf8.index($0, offsetBy: mark.utf8.count)...] } ?? suffix(0)
  }

  private func position(of mark: String) -> Index? {
    let wanted = Array(mark.utf8)
    var index = startIndex
    while let start = utf8[index...].firstIndex(of: wanted[0]) {
      if utf8[start...].starts(with: wanted, by: { $0.lowercased == $1 }) { return start }
      index = utf8.index(after: start)
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  fileprivate var lowercased: UInt8 { isLetter ? self | 0x20 : self }
}
