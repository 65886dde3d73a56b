/// Replaces `--`, `---`, `...`, `<<text>>` and straight quotation marks by dashes, ellipses, guillemets and typographic
/// quotation marks, as kramdown, Goldmark and SmartyPants do.
enum Typography {
  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    var edits = Edits()
    var texts = InlineTexts(markdown)
    let hasDefinitions = markdown.bytes[...].firstIndex(of: Array("]:".utf8)) != nil
    while let index = texts.nextLine {
      let parts = texts.read()
      let isHeading =
        markdown.lines[index].kind == .heading
        || texts.nextLine.map { markdown.lines[$0].kind == .underline } ?? false
      for text in parts where text.kind != .html && !text.isDelimiter {
        var pass = TypographyPass(text, dialect, isHeading: isHeading, keepsLabels: hasDefinitions)
        pass.reduce(&edits)
      }
    }
    return edits
  }
}

/// The typography of a text.
private struct TypographyPass {
  private let text: InlineText
  private let dialect: Dialect
  /// The offset of the attributes at the end of a heading, whose ids keep their hyphens; else that of the end.
  private let end: Int
  /// Whether texts in brackets may be labels, which must stay equal to those of their definitions.
  private let keepsLabels: Bool
  private var quotes = Quotes()

  init(_ text: InlineText, _ dialect: Dialect, isHeading: Bool, keepsLabels: Bool) {
    self.text = text
    self.dialect = dialect
    let isNamed = isHeading && text.bytes[...].trimmed.last == UInt8(ascii: "}")
    end = (isNamed ? text.bytes.lastIndex(of: UInt8(ascii: "{")) : nil) ?? text.bytes.endIndex
    self.keepsLabels = keepsLabels
  }

  /// The maximum number of bytes between guillemets. It bounds the search for the closing one.
  private static let maximumQuote = 1024

  mutating func reduce(_ edits: inout Edits) {
    let text = text
    let bytes = text.bytes
    var scan = InlineScan(text)
    func replace(_ offset: Int, _ count: Int, with mark: String) {
      edits.replace(text.source(of: offset..<(offset + count)), with: mark)
    }
    while let offset = scan.next(), offset < end {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if dialect.contains(.quotes), let mark = quotes.mark(at: offset, in: bytes) {
          replace(offset, 1, with: mark)
        }
      case UInt8(ascii: "["):
        if let end = endOfLabel(at: offset) { scan.move(to: end) }
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "<"):
        let count = bytes[offset...].prefix { $0 == byte }.count
        // The last `<` of a run may begin a tag.
        scan.move(to: byte == UInt8(ascii: "<") ? max(offset + 1, offset + count - 1) : offset + count)
        if byte == UInt8(ascii: "<") {
          guard dialect.contains(.guillemets), count == 2,
            let close = bytes[(offset + 2)...].prefix(Self.maximumQuote).firstIndex(of: Array(">>".utf8))
          else { continue }
          scan.move(to: offset + count)
          replace(offset, count, with: "«")
          replace(close, 2, with: "»")
        } else if let mark = mark(for: byte, count: count) {
          replace(offset, count, with: mark)
        }
      default: break
      }
    }
  }

  /// The character for a run of hyphens or full stops; nil if it stays.
  private func mark(for byte: UInt8, count: Int) -> String? {
    if dialect.isDisjoint(with: .dashes) { return nil }
    let isShort = dialect.contains(.emDashes)
    if byte == UInt8(ascii: ".") {
      // kramdown and Goldmark replace any three, retext-smartypants the whole run.
      if count > 3, dialect.contains(.guillemets) {
        return String(repeating: "…", count: count / 3) + String(repeating: ".", count: count % 3)
      }
      return count == 3 || count > 3 && isShort ? "…" : nil
    }
    switch count {
    case 2: return isShort ? "—" : "–"
    case 3: return isShort ? nil : "—"
    default: return nil
    }
  }

  /// The offset behind a name in brackets: `[[name]]`, or the label of a definition.
  private func endOfLabel(at offset: Int) -> Int? {
    let bytes = text.bytes
    let isBracket: (UInt8) -> Bool = { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
    let isName = bytes[(offset + 1)...].first == UInt8(ascii: "[")
    guard isName || keepsLabels else { return nil }
    let start = offset + (isName ? 2 : 1)
    guard let close = bytes[start...].firstIndex(where: isBracket), bytes[close] == UInt8(ascii: "]") else {
      return nil
    }
    let behind = bytes[(close + 1)...].prefix(2)
    if isName { return behind.first == UInt8(ascii: "]") ? close + 2 : nil }
    // The text of a link is no label, unless its own label is empty: `[text][]`.
    switch behind.first {
    case UInt8(ascii: "("): return nil
    case UInt8(ascii: "["): return behind.last == UInt8(ascii: "]") ? close + 1 : nil
    default: return close + 1
    }
  }
}

extension InlineText {
  /// Whether it is a cell of the row below the header of a table.
  fileprivate var isDelimiter: Bool {
    kind == .tableCell
      && bytes.allSatisfy { $0.isSpaceOrTab || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
  }
}
