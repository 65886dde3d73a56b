/// Markdown whose blocks and code are located, without a tree.
///
/// Every dialect uses it to find where its syntax counts: code never changes, in whatever container it is. The
/// structure follows CommonMark 0.29 with GitHub's tables and footnotes, as the parser reads it.
package struct ScannedMarkdown {
  /// The text (UTF-8, without front matter).
  package let bytes: [UInt8]
  package let lines: [Line]
  /// The code in the text, in order: the lines of fenced and indented blocks, spans with their backticks, the content of HTML's `pre`, `code`, `script` and `style`, and HTML comments.
  package let code: [Range<Int>]

  /// Scans Markdown in linear time.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var scanner = BlockScanner(bytes)
    scanner.scan()
    lines = scanner.lines
    code = CodeScanner.code(in: bytes, lines)
  }

  /// A line of the text.
  package struct Line: Equatable, Sendable {
    /// The offset of the first byte.
    package let start: Int
    /// The offset of the first byte after the marks of containers and the spaces before the text. In fenced and
    /// indented code, the marks of containers only.
    package let textStart: Int
    /// The offset after the last byte, without the line break and without the carriage return before it.
    package let end: Int
    package internal(set) var kind: Kind
    /// The number of quotes, list items and footnotes around the line.
    package let depth: Int
    /// The columns of the text behind the margin of its containers: 4 for indented code.
    package let indentation: Int
    /// Whether the line begins a container.
    package let opensContainer: Bool
  }

  /// What a line is part of.
  package enum Kind: Equatable, Sendable {
    case blank
    /// The first line of a paragraph, or a further one.
    case paragraph, continuation
    /// `# Heading`, and the line below a paragraph that makes it a heading.
    case heading, underline
    /// A thematic break.
    case rule
    /// A row of a table: the header, the delimiter row or another one.
    case tableRow
    /// The opening fence of a code block, a line within it, and its closing fence.
    case openingFence, fencedCode, closingFence
    case indentedCode
    /// The first line of a block of HTML, or a further one.
    case html, htmlContinuation
  }
}

extension ScannedMarkdown.Line {
  /// Whether the line is part of a code block.
  package var isCode: Bool {
    switch kind {
    case .openingFence, .fencedCode, .closingFence, .indentedCode: true
    case .blank, .paragraph, .continuation, .heading, .underline, .rule, .tableRow, .html, .htmlContinuation:
      false
    }
  }
}

extension ScannedMarkdown {
  /// The text of a line after the marks of its containers and the spaces before it.
  package func text(of line: Line) -> ArraySlice<UInt8> { bytes[line.textStart..<line.end] }

  /// The marks that a further line in the same containers as `line` begins with: the marks of quotes stay, and those
  /// of list items become spaces. The mark of a footnote becomes four spaces, whatever its length.
  package func continuationPrefix(of line: Line) -> [UInt8] { continuation(of: line.start..<line.textStart) }

  /// The marks that a further line begins with, for the marks in a range.
  func continuation(of range: Range<Int>) -> [UInt8] {
    var marks = bytes[range]
    var prefix: [UInt8] = []
    while let byte = marks.first {
      if byte == UInt8(ascii: "["), let end = marks.firstIndex(of: Array("]:".utf8)) {
        marks = marks[(end + 2)...].drop(while: \.isSpaceOrTab)
        prefix += "    ".utf8
        continue
      }
      prefix.append(byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\t") ? byte : UInt8(ascii: " "))
      marks = marks.dropFirst()
    }
    return prefix
  }

  /// The parts of the text that are not code, in order.
  package var textRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for range in code {
      if range.lowerBound > start { ranges.append(start..<range.lowerBound) }
      start = range.upperBound
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    return ranges
  }
}
