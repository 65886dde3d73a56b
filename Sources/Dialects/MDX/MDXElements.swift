/// Converts the Markdown on the lines of JSX elements to HTML: in `<summary>**a**</summary>`, MDX parses inline Markdown,
/// while CommonMark keeps a block of HTML as it is.
enum MDXElements {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var texts = InlineTexts(markdown)
    while let first = texts.nextLine {
      let line = markdown.lines[first]
      for text in texts.read()
      where text.kind == .html && text.bytes.contains(where: { "`*_[\\".utf8.contains($0) }) {
        let end = texts.nextLine ?? markdown.lines.count
        let html = InlineHTML.html(of: text.bytes, keeping: text.code, isJSX: true)
        if html == text.bytes { continue }
        let lines = html.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.count == end - first {
          for (line, html) in zip(markdown.lines[first..<end], lines) {
            edits.replace(line.textStart..<line.end, with: html)
          }
          continue
        }
        // A code span with a line break becomes one line.
        let prefix = [UInt8(ascii: "\n")] + markdown.continuationPrefix(of: line)
        edits.replace(
          line.textStart..<markdown.lines[end - 1].end,
          with: lines.map { Array($0) }.joined(separator: prefix))
      }
    }
    return edits
  }
}
