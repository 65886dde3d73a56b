/// What the text around a template tag is, which determines the syntax of what replaces it.
enum TagContext {
  /// Text that is parsed as Markdown.
  case markdown
  /// A block of HTML.
  case html
  /// The label of a link, in which no other link may be.
  case label
  /// The destination of a link in Markdown, or the value of an attribute of HTML.
  case destination, attribute

  /// The maximum number of bytes on each side of a tag that are examined.
  private static let reach = 1024

  init(of range: Range<Int>, isHTML: Bool, in bytes: [UInt8]) {
    let lineBreak = UInt8(ascii: "\n")
    let before = bytes[max(0, range.lowerBound - Self.reach)..<range.lowerBound]
    let head = before[(before.lastIndex(of: lineBreak).map { $0 + 1 } ?? before.startIndex)...]
    let tail = bytes[range.upperBound..<min(bytes.count, range.upperBound + Self.reach)].prefix {
      $0 != lineBreak
    }
    if Self.isInDestination(head), tail.contains(UInt8(ascii: ")")) {
      self = .destination
    } else if Self.isInAttribute(head) || Self.beginsValue(head) && Self.isInAttribute(before) {
      self = .attribute
    } else if isHTML {
      self = .html
    } else {
      self = Self.isInLabel(head, tail) ? .label : .markdown
    }
  }

  /// Whether a line ends within `](…`.
  private static func isInDestination(_ head: ArraySlice<UInt8>) -> Bool {
    guard let open = head.lastIndex(of: UInt8(ascii: "(")), open > head.startIndex,
      head[open - 1] == UInt8(ascii: "]")
    else { return false }
    return !head[open...].contains(UInt8(ascii: ")"))
  }

  /// Whether a line ends within `<a href="…`.
  private static func isInAttribute(_ head: ArraySlice<UInt8>) -> Bool {
    guard let open = head.lastIndex(of: UInt8(ascii: "<")), head[open...].dropFirst().first?.isLetter == true
    else {
      return false
    }
    var quote: UInt8?
    for byte in head[open...] {
      if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return false
      }
    }
    return quote != nil
  }

  /// Whether a line consists of the name of an attribute and the beginning of its value.
  private static func beginsValue(_ head: ArraySlice<UInt8>) -> Bool {
    let text = head.drop { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
    let name = text.prefix { $0.isLetter || $0 == UInt8(ascii: "-") }
    let value = text[name.endIndex...]
    return !name.isEmpty && (value.starts(with: "=\"".utf8) || value.starts(with: "='".utf8))
  }

  /// Whether a bracket is open before a tag and closed behind it, with a destination.
  private static func isInLabel(_ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    for byte in head.reversed() {
      if byte == UInt8(ascii: "]") { depth += 1 }
      if byte == UInt8(ascii: "[") { depth -= 1 }
      if depth < 0 { break }
    }
    guard depth < 0 else { return false }
    depth = 0
    for (index, byte) in zip(tail.indices, tail) {
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      if depth < 0 {
        let next = tail[(index + 1)...].first
        return next == UInt8(ascii: "(") || next == UInt8(ascii: "[")
      }
    }
    return false
  }

  /// The text of a tag as it must be written here.
  /// - Parameter next: the byte behind the tag.
  func fitted(_ text: String, of tag: TemplateTag, before next: UInt8?) -> [UInt8] {
    let bytes = Array(text.utf8)
    let isImage = bytes.first == UInt8(ascii: "!")
    let link = InlineLink(isImage ? bytes.dropFirst() : bytes[...])
    switch self {
    case .markdown: return bytes
    case .html: return bytes.first == UInt8(ascii: "<") || isPlain(tag) ? bytes : InlineHTML.html(of: bytes)
    case .label:
      guard let link, !isImage else { return bytes }
      let isAddress = link.label.firstIndex(of: Array("://".utf8)) != nil
      let label = isAddress ? Array(MarkdownText.escaped("[\(tag.name)]").utf8) : Array(link.label)
      let isJoined = next.map { $0.isLetter || $0.isDigit } ?? false
      return label + (isAddress && isJoined ? [0x20] : [])
    case .destination, .attribute:
      let address: String
      if let link {
        address = link.address
      } else if isPlain(tag) || bytes.first == UInt8(ascii: "<") {
        return bytes
      } else {
        address =
          tag.arguments.first(or: "url", "path", "href", "src") ?? tag.arguments.all.first?.value ?? ""
      }
      if case .attribute = self { return Array(MarkdownText.html(address).utf8) }
      return address.utf8.flatMap { byte in
        switch byte {
        case 0x20: Array("%20".utf8)
        case UInt8(ascii: "("): Array("%28".utf8)
        case UInt8(ascii: ")"): Array("%29".utf8)
        default: [byte]
        }
      }
    }
  }

  /// Whether the text of a tag is an address or nothing, without marks of Markdown.
  private func isPlain(_ tag: TemplateTag) -> Bool {
    switch TagAction(tag) {
    case .reference, .content, .comment, .raw: true
    case .image, .link, .video, .file, .embed, .code, .mathematics, .callout, .details, .quote, .include,
      .text,
      nil:
      false
    }
  }
}
