internal import Markdown

/// Finds a page's first heading and first paragraph without parsing all of it.
enum FirstParagraph {
  /// How much of a page is looked at, in bytes: little first, as the time is that of the parser.
  private static let reaches = [512, 4096]

  /// The first heading's words, and how many lines precede it.
  static func heading(in body: ArraySlice<UInt8>) -> (title: String, line: Int)? {
    guard body.contains(UInt8(ascii: "#")) || body.contains(UInt8(ascii: "=")) else { return nil }
    for reach in reaches {
      for block in Document(markdown: body.beginning(reach)).blocks {
        if case .heading(_, let inlines, _) = block.kind {
          let title = inlines.plainText
          return title.isEmpty ? nil : (title, block.line - 1)
        }
      }
      if body.count <= reach { break }
    }
    return nil
  }

  /// The words of the first paragraph, without template marks, cut at a word after some 200 bytes.
  static func text(of body: ArraySlice<UInt8>) -> String {
    for block in Document(markdown: Shortcodes.degraded(body.beginning(reaches[1]))).blocks {
      guard case .paragraph(let inlines) = block.kind else { continue }
      let text = inlines.plainText.trimmed
      if text.isEmpty { continue }
      if text.utf8.count <= 200 { return text }
      let cut = text.prefix(180)
      return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + " …"
    }
    return ""
  }
}

extension ArraySlice<UInt8> {
  /// As many whole lines as fit into so many bytes, at least the beginning of one.
  fileprivate func beginning(_ limit: Int) -> ArraySlice<UInt8> {
    guard count > limit else { return self }
    let part = prefix(limit)
    return part.lastIndex(of: UInt8(ascii: "\n")).map { part[..<$0] } ?? part
  }
}
