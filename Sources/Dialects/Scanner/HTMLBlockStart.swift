/// The seven ways in which a block of raw HTML begins, by the condition on which it ends (CommonMark 0.29, 4.6).
enum HTMLBlockStart: Equatable {
  /// A block that ends on the line with an end tag `</script>`, `</pre>` or `</style>`.
  case verbatim
  /// A block that ends on the line with a mark: `-->`, `?>`, `>` or `]]>`.
  case until(String)
  /// A block that ends before a blank line.
  case element

  /// Finds how a line begins a block of HTML; nil if it does not.
  init?(_ text: ArraySlice<UInt8>, interruptsParagraph: Bool) {
    guard text.first == UInt8(ascii: "<") else { return nil }
    let rest = text.dropFirst()
    if rest.starts(with: "!--".utf8) {
      self = .until("-->")
    } else if rest.first == UInt8(ascii: "?") {
      self = .until("?>")
    } else if rest.starts(with: "![CDATA[".utf8) {
      self = .until("]]>")
    } else if rest.first == UInt8(ascii: "!"), rest.dropFirst().first?.isLetter == true {
      self = .until(">")
    } else {
      let isClosing = rest.first == UInt8(ascii: "/")
      let letters = (isClosing ? rest.dropFirst() : rest).prefix { $0.isLetter || $0.isDigit }
      let name = String(decoding: letters.map(\.lowercased), as: UTF8.self)
      let next = text[letters.endIndex...].first ?? UInt8(ascii: " ")
      let isEnded =
        next.isSpaceOrTab || next == UInt8(ascii: ">")
        || next == UInt8(ascii: "/") && text[letters.endIndex...].dropFirst().first == UInt8(ascii: ">")
      if !isClosing, ["script", "pre", "style"].contains(name), isEnded, next != UInt8(ascii: "/") {
        self = .verbatim
      } else if isEnded, Self.names.contains(name) {
        self = .element
      } else if !interruptsParagraph, let tag = TagRange(text), text[tag.end...].allSatisfy(\.isSpaceOrTab),
        isClosing || !["script", "pre", "style"].contains(name)
      {
        self = .element
      } else {
        return nil
      }
    }
  }

  /// Whether a line is the last of the block; for an element, whether it is the blank line after the block.
  func ends(with text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .element: text.isEmpty
    case .until(let mark): text.contains(mark)
    case .verbatim: ["</script>", "</pre>", "</style>"].contains { text.contains($0) }
    }
  }

  /// The elements whose tags begin a block of HTML wherever they are.
  static let names: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
    "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
    "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup",
    "option", "p", "param", "section", "source", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "track", "ul",
  ]
}

extension ArraySlice<UInt8> {
  /// Whether the text contains a mark, in either case.
  func contains(_ mark: String) -> Bool { firstIndex(of: mark) != nil }

  /// The index of the first occurrence of an ASCII text in lower case, in either case.
  func firstIndex(of mark: String) -> Int? {
    let mark = Array(mark.utf8)
    var index = startIndex
    while index + mark.count <= endIndex {
      guard let start = self[index...].firstIndex(where: { $0.lowercased == mark[0] }) else { return nil }
      if self[start...].starts(with: mark, by: { $0.lowercased == $1 }) { return start }
      index = start + 1
    }
    return nil
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// Whether it is an ASCII letter.
  var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  /// An ASCII letter in lower case; any other byte unchanged.
  var lowercased: UInt8 { isLetter ? self | 0x20 : self }
}
