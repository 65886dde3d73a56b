/// Reduces a block of raw HTML to blocks of Markdown.
enum HTMLReducer {
  /// Returns the blocks that a block of HTML is reduced to.
  ///
  /// Elements such as `p`, `li` and `h1` become paragraphs, `pre` becomes code, and ``InlineBuilder`` converts the
  /// tags of inlines. Comments, scripts and style sheets are dropped.
  ///
  /// - Parameter line: the source line on which the HTML begins; it becomes the line of every block.
  static func blocks(in html: String, line: Int) -> [Block] {
    var blocks: [Block] = []
    var builder = InlineBuilder()
    func endParagraph() {
      // A `<script>` stays open across paragraphs, up to the end of the HTML.
      var inlines = builder.finish(isEnd: false)
      while let last = inlines.last, last.isBlank { inlines.removeLast() }
      inlines.removeFirst(inlines.prefix(while: \.isBlank).count)
      if !inlines.isEmpty { blocks.append(Block(line: line, .paragraph(inlines))) }
    }
    // cmark ends a block of HTML with a line break.
    var rest = html.last?.isNewline == true ? html.dropLast() : html[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      builder.append(text: String(decodingEntitiesIn: collapsingSpaces(in: rest[..<open])))
      rest = rest[open...]
      guard let markup = parseMarkup(from: &rest) else {
        builder.append(text: "<")
        rest = rest.dropFirst()
        continue
      }
      guard let tag = HTMLTag(markup) else { continue }
      if tag.name == "pre", !tag.isClosing {
        endParagraph()
        let code = rest.prefix(upToFirst: "</pre>")
        rest = rest.suffix(afterFirst: "</pre>")
        blocks.append(Block(line: line, .codeBlock(language: "", text: preformattedText(of: code))))
      } else {
        if blockTags.contains(tag.name), !builder.isHiding { endParagraph() }
        builder.append(tag)
        if tag.name == "td" || tag.name == "th" { builder.append(text: " ") }
      }
    }
    builder.append(text: String(decodingEntitiesIn: collapsingSpaces(in: rest)))
    endParagraph()
    return blocks
  }

  /// The elements that begin and end a paragraph.
  private static let blockTags: Set<String> = [
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "section", "summary", "table", "tbody", "thead", "tr", "ul",
  ]

  /// Removes a tag, comment or declaration from the start of `rest` and returns it. Returns nil and leaves `rest`
  /// unchanged if its `<` is a character of the text.
  ///
  /// A tag ends at the first `>` outside quotes. If another `<` outside quotes comes before it, the first `<` does not
  /// begin a tag. At most three scans can overlap, one in each state of quotes (none, single, double), so each byte is
  /// examined at most three times.
  private static func parseMarkup(from rest: inout Substring) -> Substring? {
    let start = rest
    if start.utf8.starts(with: "<!--".utf8) {
      rest = start[start.utf8.index(start.startIndex, offsetBy: 4)...].suffix(afterFirst: "-->")
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

  /// Replaces each run of white space by one space.
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

  /// Returns the text of a `pre` element: without tags, and without a line break directly after `<pre>` (HTML,
  /// 4.4.3).
  private static func preformattedText(of html: Substring) -> String {
    var text = ""
    var rest = html.first?.isNewline == true ? html.dropFirst() : html
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      text += rest[..<open]
      rest = rest[open...]
      if parseMarkup(from: &rest) == nil {
        text += "<"
        rest = rest.dropFirst()
      }
    }
    return String(decodingEntitiesIn: text + rest)
  }
}

extension Inline {
  /// Whether it is white space or a line break.
  fileprivate var isBlank: Bool {
    switch self {
    case .text(let text): text.utf8.allSatisfy(\.isSpace)
    case .softBreak, .lineBreak: true
    case .code, .emphasis, .strong, .strikethrough, .link, .image, .footnoteReference: false
    }
  }
}

extension Substring {
  /// Returns the text before `mark`, in either case; all of the text if it does not contain `mark`.
  fileprivate func prefix(upToFirst mark: String) -> Substring {
    firstIndex(of: mark).map { self[..<$0] } ?? self
  }

  /// Returns the text after `mark`, in either case; nothing if the text does not contain `mark`.
  fileprivate func suffix(afterFirst mark: String) -> Substring {
    firstIndex(of: mark).map { self[utf8.index($0, offsetBy: mark.utf8.count)...] } ?? suffix(0)
  }

  private func firstIndex(of mark: String) -> Index? {
    let wanted = Array(mark.utf8)
    var index = startIndex
    while let start = utf8[index...].firstIndex(of: wanted[0]) {
      if utf8[start...].starts(with: wanted, by: { $0.lowercased == $1 }) { return start }
      index = utf8.index(after: start)
    }
    return nil
  }
}
