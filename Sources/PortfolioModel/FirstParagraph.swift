internal import Dialects
internal import Markdown

/// Finds the heading that is a page's title, and its first paragraph, without parsing all of it.
package enum FirstParagraph {
  /// How much of a page is looked at, in bytes: little first, as the time is that of the parser.
  private static let reaches = [512, 4096]
  /// How many bytes of definitions are taken from the rest of a page.
  private static let definitionBytes = 1 << 14

  /// The words of the first heading of level 1, and how many lines precede it: others divide what is titled
  /// elsewhere.
  package static func heading(in body: ArraySlice<UInt8>) -> (title: String, line: Int)? {
    guard body.contains(UInt8(ascii: "#")) || body.contains(UInt8(ascii: "=")) else { return nil }
    for reach in reaches {
      var line = 0
      let title = words(of: body, reach: reach) { document in
        for block in document.blocks {
          if case .heading(1, let inlines, _) = block.kind {
            line = block.line - 1
            return inlines.plainText
          }
        }
        return nil
      }
      let isCut = body.count > reach && !body.prefix(reach).contains(UInt8(ascii: "\n"))
      if isCut, reach != reaches.last { continue }
      if let title { return title.isEmpty ? nil : (title, line) }
      if body.count <= reach { break }
    }
    return nil
  }

  /// The words of the first paragraph that is more than pictures and links, without template marks, cut at a
  /// word after some 200 bytes.
  package static func text(of body: ArraySlice<UInt8>) -> String {
    let text = words(of: body, reach: reaches[1]) { document in
      for block in document.blocks {
        guard case .paragraph(let inlines) = block.kind, inlines.contains(where: \.isProse) else { continue }
        let text = inlines.plainText.trimmed
        if !text.isEmpty { return text }
      }
      return nil
    }
    guard let text, text.utf8.count > 200 else { return text ?? "" }
    let cut = text.prefix(180)
    return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + " …"
  }

  /// What `find` reads in the beginning of a page; read again where it may refer to what the rest defines.
  private static func words(
    of body: ArraySlice<UInt8>, reach: Int, _ find: (Document) -> String?
  ) -> String? {
    let beginning = Shortcodes.degraded(body.beginning(reach))
    let words = find(Document(markdown: beginning))
    guard body.count > reach, let words, words.utf8.contains(UInt8(ascii: "[")) else { return words }
    // Before the text, which may end within code; what was no definition after all stands above its first line.
    let definitions = definitions(in: body.dropFirst(body.beginning(reach).count))
    let count = definitions.count { $0 == UInt8(ascii: "\n") }
    let blocks = Document(markdown: definitions + beginning, firstLine: 1 - count).blocks
    return find(Document(blocks: blocks.filter { $0.line > 0 }))
  }

  /// The lines that define links and footnotes, `[name]: address`.
  private static func definitions(in body: ArraySlice<UInt8>) -> [UInt8] {
    var definitions: [UInt8] = []
    for line in body.split(separator: UInt8(ascii: "\n")) {
      let text = line.drop { $0 == UInt8(ascii: " ") }
      guard text.first == UInt8(ascii: "["),
        text.drop(while: { $0 != UInt8(ascii: "]") }).dropFirst().first == UInt8(ascii: ":")
      else { continue }
      if definitions.count + line.count > definitionBytes { break }
      // Apart, so that one which is none after all takes no other along.
      definitions += line + "\n\n".utf8
    }
    return definitions
  }
}

extension Inline {
  /// Whether it says something of its own, as a badge or an embedded file does not.
  fileprivate var isProse: Bool {
    switch self {
    case .text(let text): text.contains { !$0.isWhitespace && !$0.isPunctuation }
    case .code, .emphasis, .strong, .strikethrough: true
    case .link, .image, .footnoteReference, .softBreak, .lineBreak: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// As many whole lines as fit into so many bytes, at least the beginning of one.
  fileprivate func beginning(_ limit: Int) -> ArraySlice<UInt8> {
    guard count > limit else { return self }
    let part = prefix(limit)
    return part.lastIndex(of: UInt8(ascii: "\n")).map { part[..<$0] } ?? part
  }
}
