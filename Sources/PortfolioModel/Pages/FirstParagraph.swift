package import Dialects
internal import Markdown

/// Finds a page's title and summary in the beginning of its text, so that a list of pages need not parse whole pages.
package enum FirstParagraph {
  /// The numbers of bytes to parse: if the first does not contain the text, the second is tried. The first is small,
  /// because parsing takes most of the time.
  private static let lengths = [512, 4096]
  /// The maximum number of bytes of reference definitions that are taken from the rest of a page.
  private static let maximumDefinitionBytes = 1 << 14

  /// Returns the text of the first heading of level 1, the number of lines before it, and whether it is the first block;
  /// nil if the beginning of the page has none. Other levels divide pages that have their title elsewhere. `next` is the
  /// text of the heading of level 1 that follows without text between them.
  package static func heading(
    in body: ArraySlice<UInt8>, _ dialect: Dialect
  ) -> (title: String, line: Int, isFirst: Bool, next: String?)? {
    // Most pages have no such heading, and a look at the lines takes a fraction of the time of parsing them.
    guard let candidate = body.wholeLines(upTo: lengths[1]).firstTitleCandidate else { return nil }
    for length in lengths where length == lengths.last || candidate < length {
      var line = 0
      var isFirst = false
      var next: String?
      let title = text(of: body, dialect, KnownValues(), length: length) { document in
        // Below the heading of another part of the page, a heading names a part, too.
        var lastHeading: Int?
        for (index, block) in document.blocks.enumerated() {
          guard case .heading(let level, let inlines, _) = block.kind else { continue }
          if let lastHeading, lastHeading != index - 1 { return nil }
          lastHeading = index
          if level == 1 {
            line = block.line - 1
            isFirst = index == 0
            if index + 1 < document.blocks.count,
              case .heading(1, let inlines, _) = document.blocks[index + 1].kind
            {
              next = inlines.plainText
            }
            return inlines.plainText
          }
        }
        return nil
      }
      // The first line may be a heading longer than the beginning.
      let isCut = body.count > length && !body.prefix(length).contains(UInt8(ascii: "\n"))
      if isCut, length != lengths.last { continue }
      if let title { return title.isEmpty ? nil : (title, line, isFirst, next) }
      if body.count <= length { break }
    }
    return nil
  }

  /// Returns the text of the first paragraph with more than images, links and punctuation; empty if the beginning
  /// of the page has none. Of a text longer than 200 bytes, the words within the first 180 characters and "…".
  /// - Parameter values: what is known beside the text of the page.
  package static func text(
    of body: ArraySlice<UInt8>, _ dialect: Dialect, values: KnownValues = KnownValues()
  ) -> String {
    var text: String?
    for length in lengths {
      var isLast = false
      text = Self.text(of: body, dialect, values, length: length) { document in
        for (index, block) in document.blocks.enumerated() {
          guard case .paragraph(let inlines) = block.kind, inlines.contains(where: \.isProse) else {
            continue
          }
          let text = inlines.plainText.trimmed
          isLast = index == document.blocks.count - 1
          if !text.isEmpty { return text }
        }
        return nil
      }
      // The last block may be cut.
      if body.count <= length || text != nil && !isLast { break }
    }
    guard let text, text.utf8.count > 200 else { return text ?? "" }
    let cut = text.prefix(180)
    return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + " …"
  }

  /// Returns what `find` returns for the beginning of a page.
  ///
  /// If the result contains `[`, it may refer to a definition in the rest of the page: then `find` is called again,
  /// for a document with those definitions.
  private static func text(
    of body: ArraySlice<UInt8>, _ dialect: Dialect, _ values: KnownValues, length: Int,
    _ find: (Document) -> String?
  ) -> String? {
    let beginning = body.wholeLines(upTo: length)
    let source = dialect.reduce(beginning, values: values)
    let text = find(Document(markdown: source.bytes, lines: source.lines))
    guard body.count > length, let text, text.utf8.contains(UInt8(ascii: "[")) else { return text }
    // Put the definitions before the text, because the text may end within code. A line that only looks like a
    // definition becomes a block before line 1, which is removed.
    let definitions = definitions(in: body.dropFirst(beginning.count))
    let count = definitions.count { $0 == UInt8(ascii: "\n") }
    let blocks = Document(markdown: definitions + source.bytes, lines: source.lines.prepending(count)).blocks
    return find(Document(blocks: blocks.filter { $0.line > 0 }))
  }

  /// Returns the lines that look like definitions of links and footnotes, `[name]: url`, blank lines between them.
  private static func definitions(in body: ArraySlice<UInt8>) -> [UInt8] {
    var definitions: [UInt8] = []
    for line in body.split(separator: UInt8(ascii: "\n")) {
      let text = line.drop { $0 == UInt8(ascii: " ") }
      guard text.first == UInt8(ascii: "["),
        text.drop(while: { $0 != UInt8(ascii: "]") }).dropFirst().first == UInt8(ascii: ":")
      else { continue }
      if definitions.count + line.count > maximumDefinitionBytes { break }
      // The blank line separates lines that only look like definitions from the next one.
      definitions += line + "\n\n".utf8
    }
    return definitions
  }
}

extension Inline {
  /// Whether it is text of the paragraph and not a badge, a link or punctuation.
  fileprivate var isProse: Bool {
    switch self {
    case .text(let text): text.contains { !$0.isWhitespace && !$0.isPunctuation }
    case .code, .emphasis, .strong, .strikethrough: true
    case .link, .image, .footnoteReference, .softBreak, .lineBreak: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// The number of bytes before the first line that may make a heading of level 1: `# Title`, or `===` below a paragraph
  /// (CommonMark 4.2 and 4.3), or with an HTML tag `h1`; nil if there is no such line.
  fileprivate var firstTitleCandidate: Int? {
    var start = startIndex
    while start < endIndex {
      let end = self[start...].firstIndex(of: UInt8(ascii: "\n")) ?? endIndex
      let line = self[start..<end]
      let text = line.drop { $0 == UInt8(ascii: " ") }
      switch text.first {
      case UInt8(ascii: "#"):
        // Another `#` makes a heading of another level.
        if text.dropFirst().first.map({ $0 <= 0x20 }) ?? true { return start - startIndex }
      case UInt8(ascii: "="):
        if text.allSatisfy({ $0 == UInt8(ascii: "=") || $0 <= 0x20 }) { return start - startIndex }
      case UInt8(ascii: "<"):
        let tag = text.dropFirst().prefix(2)
        if tag.elementsEqual("h1".utf8) || tag.elementsEqual("H1".utf8) { return start - startIndex }
      default: break
      }
      start = end + 1
    }
    return nil
  }

  /// Returns as many whole lines as fit into `limit` bytes, without the last line break. If not even one line fits,
  /// returns its first `limit` bytes.
  fileprivate func wholeLines(upTo limit: Int) -> ArraySlice<UInt8> {
    guard count > limit else { return self }
    let part = prefix(limit)
    return part.lastIndex(of: UInt8(ascii: "\n")).map { part[..<$0] } ?? part
  }
}
