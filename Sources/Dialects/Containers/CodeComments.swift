/// Removes the comments in code that tell a program how to show lines: Shiki's `// [!code ++]` and Docusaurus's
/// `// highlight-next-line`.
struct CodeComments {
  private let markdown: ScannedMarkdown
  private var edits = Edits()

  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    var comments = CodeComments(markdown: markdown)
    for line in markdown.lines where line.kind == .fencedCode {
      if dialect.contains(.shikiComments) { comments.reduceShiki(line) }
      if dialect.contains(.highlightComments) { comments.reduceHighlight(line) }
    }
    return comments.edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
  }

  /// What begins a comment, the longer before those that they end with, and what ends it.
  private static let styles: [(open: [UInt8], close: [UInt8])] = [
    ("{/*", "*/}"), ("<!--", "-->"), ("/*", "*/"), ("//", ""), ("--", ""), ("%%", ""), (";;", ""), ("#", ""),
    (";", ""), ("%", ""), ("'", ""), ("\"", ""), ("REM", ""), ("*", ""),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  // MARK: Shiki

  private static let shikiWords: Set<String> = [
    "++", "--", "highlight", "hl", "focus", "warning", "error", "info", "word",
  ]

  private mutating func reduceShiki(_ line: ScannedMarkdown.Line) {
    let text = markdown.text(of: line)
    // `[!!code ++]` is how the mark itself is shown.
    if let escaped = text.firstIndex(of: Array("[!!code ".utf8)) {
      return edits.remove((escaped + 1)..<(escaped + 2))
    }
    guard let start = text.firstIndex(of: Array("[!code ".utf8)) else { return }
    var end = start
    while let next = Self.endOfShikiMark(text[end...].drop(while: \.isSpaceOrTab)) { end = next }
    guard end > start, let comment = comment(around: start..<end, in: text) else { return }
    remove(comment, line)
  }

  /// The end of a mark at the beginning of a text: `[!code highlight:3]`; nil if there is none.
  private static func endOfShikiMark(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.starts(with: "[!code ".utf8), let close = text.firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    let word = text[..<close].dropFirst(7).trimmed.prefix { $0 != UInt8(ascii: ":") }
    return shikiWords.contains(String(decoding: word, as: UTF8.self)) ? close + 1 : nil
  }

  /// The comment that contains only some marks, with the spaces before it. If it has other text, the marks; nil if there
  /// is no comment.
  private func comment(around marks: Range<Int>, in text: ArraySlice<UInt8>) -> Range<Int>? {
    let before = text[..<marks.lowerBound].withoutTrailingSpaces
    guard let style = Self.styles.first(where: { before.suffix($0.open.count).elementsEqual($0.open) }) else {
      return nil
    }
    let behind = text[marks.upperBound...].drop(while: \.isSpaceOrTab)
    guard behind.starts(with: style.close), !style.close.isEmpty || behind.isEmpty else { return marks }
    return before.dropLast(style.open.count).withoutTrailingSpaces
      .endIndex..<(behind.startIndex + style.close.count)
  }

  /// Removes a part of a line, with the line if nothing else is on it.
  private mutating func remove(_ range: Range<Int>, _ line: ScannedMarkdown.Line) {
    let isAlone =
      markdown.bytes[line.textStart..<range.lowerBound].allSatisfy(\.isSpaceOrTab)
      && markdown.bytes[range.upperBound..<line.end].allSatisfy(\.isSpaceOrTab)
    if isAlone { edits.removeLine(line, in: markdown) } else { edits.remove(range) }
  }

  // MARK: Docusaurus

  private static let highlightWords = ["highlight-next-line", "highlight-start", "highlight-end"].map {
    Array($0.utf8)
  }

  private mutating func reduceHighlight(_ line: ScannedMarkdown.Line) {
    let text = markdown.text(of: line).trimmed
    let isComment = Self.styles.contains { style in
      guard text.starts(with: style.open), text.suffix(style.close.count).elementsEqual(style.close),
        text.count > style.open.count + style.close.count
      else { return false }
      let content = text.dropFirst(style.open.count).dropLast(style.close.count).trimmed
      return Self.highlightWords.contains { content.elementsEqual($0) }
    }
    if isComment { edits.removeLine(line, in: markdown) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var withoutTrailingSpaces: ArraySlice<UInt8> {
    self[..<(lastIndex { !$0.isSpaceOrTab }.map { $0 + 1 } ?? startIndex)]
  }
}
