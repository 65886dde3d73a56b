/// Reduces footnotes within the text, of Obsidian and Pandoc, to those of GitHub's Markdown.
enum InlineFootnotes {
  /// Makes footnotes of `^[text]`, in the order of the page.
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
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
    return edits
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
