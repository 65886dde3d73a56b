/// Where a template tag, or a pair of tags with its content, stands on its lines.
struct TagPlace {
  private let markdown: ScannedMarkdown
  private let range: Range<Int>
  /// The marks of containers and the indentation with which a further line begins.
  let prefix: [UInt8]
  let isCode: Bool
  let isHTML: Bool
  /// Whether only marks of containers and white space are before and after it.
  private let isFirst: Bool
  private let isLast: Bool

  var isAlone: Bool { isFirst && isLast }

  /// The lines that it touches, with the line break of the last.
  var wholeLines: Range<Int> { markdown.wholeLines(range) }

  init(_ range: Range<Int>, in markdown: ScannedMarkdown) {
    let first = markdown.line(at: range.lowerBound)
    let last = markdown.line(at: range.upperBound)
    let bytes = markdown.bytes
    self.markdown = markdown
    self.range = range
    prefix = markdown.continuationPrefix(of: first)
    isCode = first.isCode || markdown.isCode(range.lowerBound)
    isHTML = first.kind == .html || first.kind == .htmlContinuation
    isFirst =
      first.textStart >= range.lowerBound
      || bytes[first.textStart..<range.lowerBound].allSatisfy { $0 <= 0x20 }
    isLast = bytes[min(range.upperBound, last.end)..<last.end].allSatisfy { $0 <= 0x20 }
  }

  /// A block in place of the tags, set apart from the text before and behind it.
  func block(_ content: [UInt8]) -> [UInt8] {
    let blank = [UInt8(ascii: "\n")] + prefix + [UInt8(ascii: "\n")] + prefix
    return (isFirst ? [] : blank) + content + (isLast ? [UInt8(ascii: "\n")] + prefix : blank)
  }

  /// The lines of content without the marks of the containers around the tags, and without blank lines at both ends.
  func lines(of content: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for index in lines.indices.dropFirst() {
      let marks = lines[index].prefix(prefix.count).prefix { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
      lines[index] = lines[index].dropFirst(marks.count)
    }
    while let first = lines.first, first.allSatisfy({ $0 <= 0x20 }) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy({ $0 <= 0x20 }) { lines.removeLast() }
    return lines
  }

  /// A code block in place of the tags.
  func code(_ lines: [ArraySlice<UInt8>], language: String) -> [UInt8] {
    if isHTML {
      let code = lines.map { MarkdownText.html(String(decoding: $0, as: UTF8.self)) }.joined(separator: "\n")
      return Array("<pre><code class=\"language-\(MarkdownText.html(language))\">\(code)</code></pre>".utf8)
    }
    return block(MarkdownText.codeBlock(lines, language: language, prefix: prefix))
  }

  /// A quote of some content in place of the tags.
  func quote(_ content: [UInt8]) -> [UInt8] {
    let lines = lines(of: content).map { [UInt8(ascii: ">"), UInt8(ascii: " ")] + $0 }
    let quote = Array(lines.joined(separator: [UInt8(ascii: "\n")] + prefix))
    return block(quote)
  }
}

extension ScannedMarkdown {
  /// The line at an offset: that of the byte, or the last one.
  func line(at offset: Int) -> Line { lines[lineIndex(at: offset)] }

  func lineIndex(at offset: Int) -> Int {
    var (low, high) = (0, lines.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// What is removed in order to remove the lines that a range touches: the lines with the line break of the last one.
  ///
  /// If items or footnotes begin on the first line, their marks stay, and what follows in them moves behind the marks. An
  /// item that begins with two blank lines would be empty.
  /// - Parameter marksEnd: the end of the marks that stay; nil for all.
  func wholeLines(_ range: Range<Int>, behind marksEnd: Int? = nil) -> Range<Int> {
    let first = line(at: range.lowerBound)
    let lastIndex = lineIndex(at: range.upperBound)
    let last = lines[lastIndex]
    let start = marksEnd ?? first.textStart
    if bytes[first.start..<start].allSatisfy({ $0 <= 0x20 || $0 == UInt8(ascii: ">") }) {
      let hasReturn = last.end < bytes.count && bytes[last.end] == UInt8(ascii: "\r")
      return first.start..<min(last.end + (hasReturn ? 2 : 1), bytes.count)
    }
    guard let next = lines[(lastIndex + 1)...].first(where: { $0.kind != .blank }) else {
      return start..<last.end
    }
    let margin = continuation(of: first.start..<start).count
    let marks = leadingMarks(of: next, upTo: margin)
    return start..<(marks.count == margin ? marks.endIndex : last.end)
  }

  /// The spaces and the marks of quotes with which a line begins, up to a number of bytes.
  func leadingMarks(of line: Line, upTo margin: Int) -> ArraySlice<UInt8> {
    bytes[line.start..<line.end].prefix(margin).prefix { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
  }

  /// Whether a byte is in code.
  func isCode(_ offset: Int) -> Bool {
    var (low, high) = (0, code.count)
    while low < high {
      let middle = (low + high) / 2
      if code[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < code.count && code[low].lowerBound <= offset
  }
}

extension ScannedMarkdown {
  /// Calls a function with each tag of a syntax in order, and with the place of the tag.
  func forEachTag(_ syntax: TemplateSyntax, _ body: (TemplateTag, TagPlace) -> Void) {
    var parser = TemplateTagParser(bytes, syntax)
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      guard let tag = parser.tag(at: open) else { continue }
      index = tag.range.upperBound
      body(tag, TagPlace(tag.range, in: self))
    }
  }
}
