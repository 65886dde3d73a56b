internal import Markdown

extension RenderPass {
  /// The length from which a screen can hide a block of code, and the number of its lines that stay visible.
  private static let minimumLinesOfFoldedCode = 25
  private static let headLinesOfCode = 8

  mutating func appendCode(_ code: String, language: String, width: Int, line: Int) {
    let preferredIndent = options.wrapsCode || width < 40 ? 2 : 4
    // No scalar is wider than two columns.
    let indent = width >= preferredIndent + 2 ? preferredIndent : 0
    let first = lines.count
    var code = code
    if code.utf8.last == UInt8(ascii: "\n") { code.removeLast() }
    if code.isEmpty { return }
    let style = theme[.codeBlock]
    let margin = indent == 0 ? nil : Span(FilteredText(repeating: " ", count: indent))
    let hasBar = options.hasCodeBar && indent == 2 && !theme.needsMarks(.heading)
    let bar = hasBar ? [Span(Line.codeBar, theme[.codeBar]), Span(" ")] : []
    var head = 0
    var sourceLines = 0
    code.withUTF8 { bytes in
      let highlighter = highlightsCode ? SyntaxHighlighter(language: language) : nil
      let drawing = highlighter == nil && options.scrollsDrawings ? CodeDrawing(bytes).isDrawn : []
      let tokens = highlighter?.tokens(in: bytes) ?? [Token(end: bytes.count, role: .codeBlock)]
      var token = 0
      var start = 0
      while start <= bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let next = end + 1
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        text.removeAll()
        var texts: [(range: Range<Int>, isComment: Bool)] = []
        while start < end {
          while tokens[token].end <= start { token += 1 }
          let stop = min(end, tokens[token].end)
          let piece = UnsafeBufferPointer(rebasing: bytes[start..<stop])
          let (offset, role) = (text.bytes.count, tokens[token].role)
          text.append(piece, theme[role].over(style), as: .code)
          if highlighter == nil || role == .string || role == .comment {
            texts.append((offset..<text.bytes.count, role == .comment))
          }
          start = stop
        }
        let isWhole = options.scrollsCode || sourceLines < drawing.count && drawing[sourceLines]
        let rowWidth = options.wrapsCode && !isWhole ? width : .max
        let firstRow = lines.count
        appendCodeRows(width: rowWidth, texts, margin: margin, bar: bar, line: line)
        if isWhole { lines[firstRow].codeColumns = Int32(clamping: lines[firstRow].columns - indent) }
        start = next
        sourceLines += 1
        if sourceLines == Self.headLinesOfCode { head = lines.count - first }
      }
    }
    if sourceLines >= Self.minimumLinesOfFoldedCode {
      setFold(.code, at: first, head: head, isInitiallyClosed: false)
    }
  }

  /// Appends a line of code (`text`) in rows of at most `width` columns. No byte of code is lost or added.
  ///
  /// The rows after the first begin with the indentation of the line and a mark.
  /// - Parameters:
  ///   - texts: the comments and strings, as in ``CodeBreaks``.
  ///   - margin: comes before each row; nil if there is no room for one.
  ///   - bar: what is shown in place of the margin, also before the mark; empty if the margin is.
  private mutating func appendCodeRows(
    width: Int, _ texts: [(range: Range<Int>, isComment: Bool)], margin: Span?, bar: [Span], line: Int
  ) {
    var breaks: CodeBreaks?
    var cursor = 0
    var start = 0
    var hanging: Int?
    var nextRoom = 0
    var room = width == .max ? width : width - (margin?.text.columns ?? 0)
    repeat {
      var (end, columns) = text.bytes.end(from: start, columns: room)
      if end < text.bytes.count {
        if hanging == nil {
          let spaces = text.bytes.storage.prefix { $0 == UInt8(ascii: " ") }.count
          hanging = margin == nil || room < Self.minimumNestedWidth ? 0 : min(spaces, room / 2)
          nextRoom = room - (hanging ?? 0) - (bar.isEmpty ? 0 : Line.wrapMark.columns)
          breaks = CodeBreaks(bytes: text.bytes.storage, texts: texts, nextWidth: nextRoom)
        }
        if let boundary = breaks?.end(of: start..<end) {
          end = boundary
          columns = text.bytes.slice(start..<end, columns: nil).columns
        }
      }
      let row = LineBreaker.Row(bytes: start..<end, columns: columns)
      var spans = text.spans(of: row, cursor: &cursor)
      if let margin, !spans.isEmpty {
        if let hanging, start > 0 {
          spans.insert(Span(Line.wrapMark, theme[.wrapMark]), at: 0)
          if hanging > 0 { spans.insert(Span(FilteredText(repeating: " ", count: hanging)), at: 0) }
        } else if bar.isEmpty {
          spans.insert(margin, at: 0)
        }
      }
      spans.insert(contentsOf: bar, at: 0)
      lines.append(Line(spans, sourceLine: line))
      if end < text.bytes.count {
        lines[lines.count - 1].isWrapped = true
        room = nextRoom
      }
      start = end
    } while start < text.bytes.count
  }
}
