/// Reduces references to objects of code, `[text][module.name]` and `[module.name][]`, to their text. MkDocs' plug-in
/// autorefs links them to pages that mkdocstrings makes of source code.
struct ObjectReferences {
  private let markdown: ScannedMarkdown
  /// The labels that the page defines, in lower case.
  private let labels: Set<String>

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    let references = ObjectReferences(markdown: markdown)
    return InlineTexts.edits(in: markdown) { text, edits in references.reduce(text, &edits) }
  }

  /// Shows the names of objects in the places where mkdocstrings puts their documentation, `::: package.module`, without
  /// its options, which are indented YAML.
  static func documentationEdits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var index = 0
    while index < markdown.lines.count {
      let line = markdown.lines[index]
      index += 1
      let text = markdown.text(of: line)
      let name = text.dropFirst(4).trimmed
      guard !line.isCode, text.starts(with: "::: ".utf8), !name.isEmpty,
        name.allSatisfy({ $0.isLetter || $0.isDigit || "._/:-".utf8.contains($0) })
      else { continue }
      edits.replace(line.textStart..<line.end, with: "`\(String(decoding: name, as: UTF8.self))`")
      while index < markdown.lines.count, markdown.lines[index].indentation - line.indentation >= 2,
        markdown.lines[index].kind != .blank, markdown.lines[index].depth == line.depth
      {
        edits.removeLine(markdown.lines[index], in: markdown)
        index += 1
      }
    }
    return edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
    var labels: Set<String> = []
    for line in markdown.lines where line.kind == .paragraph || line.kind == .continuation {
      let text = markdown.text(of: line)
      guard text.first == UInt8(ascii: "["), let end = text.firstIndex(of: UInt8(ascii: "]")),
        text[end...].starts(with: "]:".utf8)
      else { continue }
      labels.insert(Self.name(text[(text.startIndex + 1)..<end]))
    }
    self.labels = labels
  }

  private static func name(_ label: ArraySlice<UInt8>) -> String {
    String(decoding: label.filter { $0 != UInt8(ascii: "`") }, as: UTF8.self).lowercased()
  }

  /// The maximum number of bytes of a name.
  private static let maximumName = 256

  private func reduce(_ text: InlineText, _ edits: inout Edits) {
    let bytes = text.bytes
    var scan = InlineScan(text)
    // The offsets of the brackets that are open.
    var open: [Int] = []
    while let offset = scan.next() {
      if bytes[offset] == UInt8(ascii: "[") {
        open.append(offset)
      } else if bytes[offset] == UInt8(ascii: "]"), let start = open.popLast() {
        guard bytes[(offset + 1)...].first == UInt8(ascii: "["),
          start == 0 || bytes[start - 1] != UInt8(ascii: "!"),
          let end = bytes[(offset + 2)...].prefix(Self.maximumName).firstIndex(of: UInt8(ascii: "]"))
        else { continue }
        let label = bytes[(offset + 2)..<end]
        guard isObject(label.isEmpty ? bytes[(start + 1)..<offset] : label) else { continue }
        edits.remove(text.source(of: start..<(start + 1)))
        edits.remove(text.source(of: offset..<(end + 1)))
        scan.move(to: end + 1)
      }
    }
  }

  /// Whether a label is a name that the page does not define.
  private func isObject(_ label: ArraySlice<UInt8>) -> Bool {
    let isName = label.allSatisfy {
      $0.isLetter || $0.isDigit || $0 >= 0x80 || "`_.:/-".utf8.contains($0)
    }
    return isName && !label.isEmpty && label.count <= Self.maximumName && !labels.contains(Self.name(label))
  }
}
