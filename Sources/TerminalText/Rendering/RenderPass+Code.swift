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
      let tokens = highlighter?.tokens(in: bytes) ?? [Token(end: bytes.count, role: .codeBlock)]
      var token = 0
      var start = 0
      while start <= bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let next = end + 1
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        text.removeAll()
        while start < end {
          while tokens[token].end <= start { token += 1 }
          let stop = min(end, tokens[token].end)
          let piece = UnsafeBufferPointer(rebasing: bytes[start..<stop])
          text.append(piece, theme[tokens[token].role].over(style), as: .code)
          start = stop
        }
        let isWrapped = options.wrapsCode && !options.scrollsCode
        appendCodeRows(width: isWrapped ? width : .max, margin: margin, bar: bar, line: line)
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
  /// A row ends at the end of a word or a token where that leaves at least half of the row. The next one begins with the
  /// indentation of the line and a mark.
  /// - Parameters:
  ///   - margin: comes before each row; nil if there is no room for one.
  ///   - bar: what is shown in place of the margin, also before the mark; empty if the margin is.
  private mutating func appendCodeRows(width: Int, margin: Span?, bar: [Span], line: Int) {
    var cursor = 0
    var start = 0
    var hanging: Int?
    var room = width == .max ? width : width - (margin?.text.columns ?? 0)
    repeat {
      var (end, columns) = text.bytes.end(from: start, columns: room)
      if end < text.bytes.count, let boundary = codeBoundary(in: start..<end) {
        end = boundary
        columns = text.bytes.slice(start..<end, columns: nil).columns
      }
      let row = LineBreaker.Row(bytes: start..<end, columns: columns)
      var spans = text.spans(of: row, cursor: &cursor)
      if let margin, !spans.isEmpty {
        if let hanging {
          spans.insert(Span(Line.wrapMark, theme[.wrapMark]), at: 0)
          if hanging > 0 { spans.insert(Span(FilteredText(repeating: " ", count: hanging)), at: 0) }
        } else if bar.isEmpty {
          spans.insert(margin, at: 0)
        }
      }
      spans.insert(contentsOf: bar, at: 0)
      lines.append(Line(spans, sourceLine: line))
      if options.scrollsCode { lines[lines.count - 1].codeColumns = Int32(clamping: columns) }
      if end < text.bytes.count {
        lines[lines.count - 1].isWrapped = true
        if hanging == nil {
          let spaces = text.bytes.storage.prefix { $0 == UInt8(ascii: " ") }.count
          hanging = margin == nil || room < Self.minimumNestedWidth ? 0 : min(spaces, room / 2)
          room -= (hanging ?? 0) + (bar.isEmpty ? 0 : Line.wrapMark.columns)
        }
      }
      start = end
    } while start < text.bytes.count
  }

  /// Returns the last offset in the second half of a range of `text` that is behind a space, else the last at which no
  /// word is cut. The sign of a comment stays with its text, and a bracket or comma with the word before it.
  private func codeBoundary(in range: Range<Int>) -> Int? {
    func isWordByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        true
      default: false
      }
    }
    let bytes = text.bytes.storage
    var (strong, weak): (Int?, Int?)
    let middle = range.lowerBound + range.count / 2
    var index = range.upperBound
    while index > middle {
      let (last, next) = (bytes[index - 1], bytes[index])
      // Bytes from 0x80 may be combining marks, which stay with any character but a space.
      if last == UInt8(ascii: " "), next != last {
        let comment = startOfCommentSign(before: index)
        return comment > middle ? comment : index
      }
      let isBoundary = !isWordByte(last) && next < 0x80 || !isWordByte(next)
      if isBoundary, next != UInt8(ascii: " ") {
        weak = weak ?? index
        if !isWordByte(last) || !"([{,;:)]}".utf8.contains(next) { strong = strong ?? index }
      }
      index -= 1
    }
    return strong ?? weak
  }

  /// Returns the offset of the sign of a comment that ends, with spaces behind it, at an offset of `text`; 0 if there is
  /// none.
  private func startOfCommentSign(before end: Int) -> Int {
    let bytes = text.bytes.storage
    let space = UInt8(ascii: " ")
    var stop = end
    while stop > 0, bytes[stop - 1] == space { stop -= 1 }
    // A sign has two bytes at most.
    var start = stop
    while start > 0, stop - start < 3, bytes[start - 1] != space { start -= 1 }
    let sign = bytes[start..<stop]
    return ["#", "//", "--", "/*", ";;", "%"].contains { sign.elementsEqual($0.utf8) } ? start : 0
  }
}
