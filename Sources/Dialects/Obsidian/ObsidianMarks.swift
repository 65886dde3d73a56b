/// Reduces Obsidian's marks: highlights `==text==`, and ids of blocks `^id`.
enum ObsidianMarks {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    PairedMarks.reduce("==", to: "mark", in: markdown, &edits)
    for line in markdown.lines where !line.isCode { removeBlockID(at: line, in: markdown, &edits) }
    return edits
  }

  /// Removes ` ^id` from the end of a block, or a line with nothing else.
  private static func removeBlockID(
    at line: ScannedMarkdown.Line, in markdown: ScannedMarkdown, _ edits: inout Edits
  ) {
    let text = markdown.text(of: line)
    guard let mark = text.lastIndex(of: UInt8(ascii: "^")), !markdown.isCode(mark),
      mark == text.startIndex || text[mark - 1] == UInt8(ascii: " ")
    else { return }
    let id = text[(mark + 1)...].trimmed
    guard !id.isEmpty, id.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }) else { return }
    if mark == text.startIndex {
      edits.remove(line.textStart..<line.end)
    } else {
      edits.remove((mark - 1)..<line.end)
    }
  }
}
