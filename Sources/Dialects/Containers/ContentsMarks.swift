/// Removes the marks in whose place other programs put a table of contents, `[[toc]]` and `[TOC]`, and names the files of
/// code that VitePress includes, `<<< @/file`.
enum ContentsMarks {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    for line in markdown.lines where !line.isCode {
      let text = markdown.text(of: line).trimmed
      if ["[[toc]]", "[toc]"].contains(where: { text.elementsEqual($0.utf8, by: { $0.lowercased == $1 }) }) {
        edits.removeLine(line, in: markdown)
      } else if text.starts(with: "<<< ".utf8) || text.starts(with: "<<<@".utf8) {
        let name = String(decoding: text.dropFirst(3).trimmed, as: UTF8.self)
        edits.replace(line.textStart..<line.end, with: MarkdownText.escaped("[\(name)]"))
      }
    }
    return edits
  }
}
