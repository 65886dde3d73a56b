/// Reduces Obsidian's marks: highlights `==text==`, ids of blocks `^id`, and inline footnotes `^[text]`.
enum ObsidianMarks {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    PairedMarks.reduce("==", to: "mark", in: markdown, &edits)
    for line in markdown.lines where !line.isCode { removeBlockID(at: line, in: markdown, &edits) }
    reduceFootnotes(in: markdown, &edits)
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

  /// Makes footnotes of `^[text]`, in the order of the page.
  private static func reduceFootnotes(in markdown: ScannedMarkdown, _ edits: inout Edits) {
    let open = Array("^[".utf8)
    var notes: [ArraySlice<UInt8>] = []
    for paragraph in markdown.paragraphs {
      var index = paragraph.lowerBound
      while index < paragraph.upperBound,
        let start = markdown.bytes[index..<paragraph.upperBound].firstIndex(of: open)
      {
        index = start + 2
        guard !markdown.isCode(start), let end = markdown.bytes[index..<paragraph.upperBound].closingBracket
        else { continue }
        notes.append(markdown.bytes[index..<end])
        edits.replace(start..<(end + 1), with: "[^inline-note-\(notes.count)]")
        index = end + 1
      }
    }
    var definitions: [UInt8] = []
    for (number, note) in notes.enumerated() {
      let text = note.split(separator: UInt8(ascii: "\n")).joined(separator: [UInt8(ascii: " ")])
      definitions += "\n\n[^inline-note-\(number + 1)]: ".utf8
      definitions += text
    }
    if !definitions.isEmpty {
      edits.replace(markdown.bytes.count..<markdown.bytes.count, with: definitions + "\n".utf8)
    }
  }
}

extension ArraySlice<UInt8> {
  /// The offset of the bracket that closes one before this text.
  fileprivate var closingBracket: Int? {
    var depth = 1
    for index in indices.prefix(1024) {
      if self[index] == UInt8(ascii: "[") { depth += 1 }
      if self[index] == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}
