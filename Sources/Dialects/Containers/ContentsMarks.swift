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
        edits.replace(line.textStart..<line.end, with: fileName(text.dropFirst(3).trimmed))
      }
    }
    return edits
  }

  /// The label and the path of a file in `@/folder/file.js#region{1,2 ts} [label]`, the path as code. `@` is the folder
  /// of the content.
  private static func fileName(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let path = text.starts(with: "@/".utf8) ? text.dropFirst(2) : text
    let name = path.prefix { !"{[`".utf8.contains($0) }.trimmed
    let shown = name.isEmpty ? text.filter { $0 != UInt8(ascii: "`") } : Array(name)
    let code = [UInt8(ascii: "`")] + shown + [UInt8(ascii: "`")]
    guard text.last == UInt8(ascii: "]"), let open = text.lastIndex(of: UInt8(ascii: "[")) else {
      return code
    }
    return Array(text[(open + 1)...].dropLast()) + ": ".utf8 + code
  }
}
