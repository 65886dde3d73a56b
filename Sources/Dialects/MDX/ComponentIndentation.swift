/// Removes the indentation of what blocks of HTML with components contain. When the tags have been removed, it would be
/// code.
enum ComponentIndentation {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    let tagLines = tagLines(in: markdown)
    var edits = Edits()
    if tagLines.isEmpty { return edits }
    let lines = markdown.lines
    var index = 0
    while index < lines.count {
      let first = index
      index += 1
      guard lines[first].kind == .html else { continue }
      while index < lines.count, lines[index].kind == .htmlContinuation { index += 1 }
      if (first..<index).contains(where: tagLines.contains) {
        dedent(first..<index, tagLines, in: markdown, &edits)
      }
    }
    return edits
  }

  /// The lines on which there are only tags of components.
  private static func tagLines(in markdown: ScannedMarkdown) -> Set<Int> {
    let bytes = markdown.bytes
    var result: Set<Int> = []
    var index = 0
    while let start = index < bytes.count ? bytes[index...].firstIndex(of: UInt8(ascii: "<")) : nil {
      index = start + 1
      guard !markdown.isCode(start), let tag = JSXTag(bytes[start...]), tag.isComponent else { continue }
      index = tag.range.upperBound
      guard TagPlace(tag.range, in: markdown).isAlone else { continue }
      result.formUnion(markdown.lineIndex(at: start)...markdown.lineIndex(at: tag.range.upperBound - 1))
    }
    return result
  }

  /// Removes the indentation of the lines with tags, and that which the lines between them have in common.
  private static func dedent(
    _ block: Range<Int>, _ tagLines: Set<Int>, in markdown: ScannedMarkdown, _ edits: inout Edits
  ) {
    let lines = markdown.lines
    var index = block.lowerBound
    while index < block.upperBound {
      let start = index
      index += 1
      while !tagLines.contains(start), index < block.upperBound, !tagLines.contains(index) { index += 1 }
      let texts = lines[start..<index].filter { $0.textStart < $0.end && !markdown.isCode($0.textStart) }
      let columns = texts.map(\.indentation).min() ?? 0
      for line in texts { removeIndentation(columns, of: line, in: markdown, &edits) }
    }
  }

  private static func removeIndentation(
    _ columns: Int, of line: ScannedMarkdown.Line, in markdown: ScannedMarkdown, _ edits: inout Edits
  ) {
    var removed = 0
    var start = line.textStart
    while start > line.start, removed < columns, markdown.bytes[start - 1].isSpaceOrTab {
      start -= 1
      removed += markdown.bytes[start] == UInt8(ascii: "\t") ? 4 : 1
    }
    if start < line.textStart { edits.remove(start..<line.textStart) }
  }
}
