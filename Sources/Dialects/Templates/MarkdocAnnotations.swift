/// Reduces the annotations and the variables of Markdoc, which look like tags: `{% #id .class width="25%" %}` sets
/// attributes of the block that it is in, and `{% $frontmatter.title %}` shows a value (markdoc.dev/docs/syntax).
enum MarkdocAnnotations {
  /// The maximum number of bytes of an annotation.
  private static let maximumLength = 512

  static func edits(in markdown: ScannedMarkdown, values: KnownValues) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    var index = 0
    while let open = bytes[index...].firstIndex(of: Array("{%".utf8)) {
      index = open + 2
      let rest = bytes[index...].prefix(maximumLength)
      guard !markdown.isCode(open), let close = rest.firstIndex(of: Array("%}".utf8)) else { continue }
      let content = rest[..<close].trimmed
      let line = markdown.line(at: open)
      if content.first == UInt8(ascii: "$") {
        var name = String(decoding: content.dropFirst(), as: UTF8.self)
        if name.hasPrefix("markdoc.") { name.removeFirst(8) }
        let isHTML = line.kind == .html || line.kind == .htmlContinuation
        let text = values.variables[name] ?? "[\(name)]"
        edits.replace(
          open..<(close + 2), with: isHTML ? MarkdownText.html(text) : MarkdownText.escaped(text))
      } else if isAnnotation(content) {
        // The parser reads the id of a heading in this form.
        let id = content.first == UInt8(ascii: "#") ? content.prefix { $0 > 0x20 } : []
        let isHeading = line.kind == .heading && !id.isEmpty
        let start =
          open > line.textStart && bytes[open - 1] == UInt8(ascii: " ") && !isHeading ? open - 1 : open
        edits.replace(
          start..<(close + 2), with: isHeading ? "{\(String(decoding: id, as: UTF8.self))}" : "")
      } else {
        continue
      }
      index = close + 2
    }
    return edits
  }

  /// Whether the text between the marks is a list of attributes and not a tag: it begins with an id, a class, or a name
  /// and its value.
  private static func isAnnotation(_ content: ArraySlice<UInt8>) -> Bool {
    guard let first = content.first else { return false }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: ".") { return true }
    let name = content.prefix { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) }
    return !name.isEmpty && content[name.endIndex...].first == UInt8(ascii: "=")
  }
}
