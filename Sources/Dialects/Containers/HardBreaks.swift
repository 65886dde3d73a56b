/// Makes a hard line break of each line break in a paragraph, as Obsidian, Logseq and Hexo do.
enum HardBreaks {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    for (line, next) in zip(markdown.lines, markdown.lines.dropFirst())
    where next.kind == .continuation && (line.kind == .paragraph || line.kind == .continuation) {
      let text = markdown.text(of: line)
      guard let last = text.last, last != UInt8(ascii: "\\"), !text.suffix(2).elementsEqual("  ".utf8),
        // The mark of a callout is a line of its own.
        !text.starts(with: "[!".utf8), !markdown.isCode(line.end),
        !text.suffix(6).contains("<br"), !markdown.text(of: next).prefix(3).contains("<br")
      else { continue }
      edits.insert("  ", at: line.end)
    }
    return edits
  }
}
