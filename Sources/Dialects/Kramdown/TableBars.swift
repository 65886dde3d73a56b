/// Escapes the bars within code spans of tables: kramdown and Python-Markdown read code before cells, and to GitHub a bar
/// divides cells even within code.
enum TableBars {
  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    var edits = Edits()
    var index = 0
    while index < markdown.lines.count {
      let first = index
      index += 1
      guard isText(markdown.lines[first]) else { continue }
      while index < markdown.lines.count, isText(markdown.lines[index]), !beginsText(markdown.lines[index]) {
        index += 1
      }
      let lines = markdown.lines[first..<index]
      let divider = lines.firstIndex { markdown.text(of: $0).isDelimiterRow }
      if let divider, divider > first {
        for line in lines[(divider - 1)...] { escape(line, in: markdown.bytes, &edits) }
      } else if dialect.contains(.kramdown), markdown.text(of: lines[first]).first == UInt8(ascii: "|") {
        // A table of kramdown may have no header.
        for line in lines { escape(line, in: markdown.bytes, &edits) }
      }
    }
    return edits
  }

  private static func isText(_ line: ScannedMarkdown.Line) -> Bool {
    switch line.kind {
    case .paragraph, .continuation, .tableRow: true
    case .blank, .heading, .underline, .rule, .openingFence, .fencedCode, .closingFence, .indentedCode, .html,
      .htmlContinuation:
      false
    }
  }

  private static func beginsText(_ line: ScannedMarkdown.Line) -> Bool {
    line.kind == .paragraph || line.opensContainer
  }

  /// The maximum number of bytes of a code span. It bounds the search for the end of one that is not closed.
  private static let maximumLength = 1024

  private static func escape(_ line: ScannedMarkdown.Line, in bytes: [UInt8], _ edits: inout Edits) {
    let tick = UInt8(ascii: "`")
    var index = line.textStart
    while index < line.end {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      let length = bytes[index..<line.end].prefix { $0 == tick }.count
      guard length > 0 else {
        index += 1
        continue
      }
      index += length
      guard let end = closing(length, in: bytes[index..<line.end].prefix(maximumLength)) else { continue }
      for bar in index..<end where bytes[bar] == UInt8(ascii: "|") && bytes[bar - 1] != UInt8(ascii: "\\") {
        edits.insert("\\", at: bar)
      }
      index = end + length
    }
  }

  /// The offset of the first run of a number of backticks.
  private static func closing(_ length: Int, in text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    while let start = rest.firstIndex(of: UInt8(ascii: "`")) {
      let run = rest[start...].prefix { $0 == UInt8(ascii: "`") }
      if run.count == length { return start }
      rest = rest[run.endIndex...]
    }
    return nil
  }
}
