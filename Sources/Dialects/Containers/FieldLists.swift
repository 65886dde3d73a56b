/// Reduces field lists of MyST, lines `:name: value`, to lines of a paragraph with the names in bold.
enum FieldLists {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var isInList = false
    for (index, line) in markdown.lines.enumerated() {
      switch line.kind {
      case .paragraph: isInList = true
      case .continuation: break
      default: isInList = false
      }
      guard isInList, !markdown.isCode(line.textStart) else { continue }
      let text = markdown.text(of: line)
      guard let name = name(in: text) else {
        // A value may continue in the next line, which is indented.
        isInList = line.kind == .continuation && line.indentation > 0
        continue
      }
      edits.replace(
        text.startIndex..<(name.endIndex + 1), with: "**\(String(decoding: name, as: UTF8.self))**:")
      let next = index + 1 < markdown.lines.count ? markdown.lines[index + 1] : nil
      if line.kind == .continuation {
        edits.insert("\\", at: markdown.lines[index - 1].end)
      }
      if let next, next.kind == .continuation, next.indentation == 0,
        self.name(in: markdown.text(of: next)) == nil
      {
        // Other text is a paragraph of its own.
        edits.insert(
          "\n" + String(decoding: markdown.continuationPrefix(of: next), as: UTF8.self), at: line.end)
      }
    }
    return edits
  }

  /// The name of a field; nil if a line is none.
  private static func name(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard text.first == UInt8(ascii: ":") else { return nil }
    let name = text.dropFirst().prefix { $0 != UInt8(ascii: ":") }
    guard let first = name.first, let last = name.last, first > 0x20, last > 0x20,
      !name.contains(where: { "`*<[\\$".utf8.contains($0) }), name.endIndex < text.endIndex
    else { return nil }
    return text.dropFirst(name.count + 2).first.map { $0.isSpaceOrTab } ?? true ? name : nil
  }
}
