/// Reads the texts of a page in their order.
struct InlineTexts {
  private let markdown: ScannedMarkdown
  private var line = 0
  private var code: ArraySlice<Range<Int>>

  init(_ markdown: ScannedMarkdown) {
    self.markdown = markdown
    code = markdown.code[...]
  }

  /// The number of the next line; nil at the end.
  var nextLine: Int? { line < markdown.lines.count ? line : nil }

  mutating func skip(to line: Int) { self.line = line }

  /// Reads the next line, with the lines that continue its paragraph or block. A row of a table has a text for each cell;
  /// code has none.
  /// - Parameter isEnd: whether a line does not belong to the paragraph of the lines before it.
  mutating func read(until isEnd: (Int) -> Bool = { _ in false }) -> [InlineText] {
    let lines = markdown.lines
    let first = lines[line]
    let start = line
    line += 1
    let kind: InlineText.Kind
    switch first.kind {
    case .blank, .rule, .underline, .openingFence, .fencedCode, .closingFence, .indentedCode: return []
    case .heading: kind = .text
    case .tableRow:
      return markdown.bytes.tableCells(in: first.textStart..<first.end).map { cell in
        InlineText([cell], of: markdown.bytes, &code, kind: .tableCell)
      }
    case .paragraph, .continuation:
      kind = .text
      while line < lines.count, lines[line].kind == .continuation, !isEnd(line) { line += 1 }
    case .html, .htmlContinuation:
      kind = .html
      while line < lines.count, lines[line].kind == .htmlContinuation { line += 1 }
    }
    let ranges = lines[start..<line].map { $0.textStart..<$0.end }
    return [InlineText(ranges, of: markdown.bytes, &code, kind: kind)]
  }
}

extension InlineTexts {
  /// Collects the changes that a function makes to each text of a page, except raw HTML.
  static func edits(in markdown: ScannedMarkdown, _ reduce: (InlineText, inout Edits) -> Void) -> Edits {
    var edits = Edits()
    var texts = InlineTexts(markdown)
    while texts.nextLine != nil {
      for text in texts.read() where text.kind != .html { reduce(text, &edits) }
    }
    return edits
  }
}
