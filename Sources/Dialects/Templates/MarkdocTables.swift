/// Makes tables of the lists between Markdoc's tags `{% table %}` and `{% /table %}`: an item is a cell, and a rule divides
/// rows (markdoc.dev/docs/tags). A table with cells of several blocks stays lists.
enum MarkdocTables {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var index = 0
    while index < markdown.lines.count {
      let first = index
      index += 1
      let line = markdown.lines[first]
      guard !line.isCode, isTag(line, "table", in: markdown) else { continue }
      guard let last = markdown.lines[index...].firstIndex(where: { isTag($0, "/table", in: markdown) })
      else { break }
      index = last + 1
      guard let rows = rows(of: markdown.lines[(first + 1)..<last], depth: line.depth, in: markdown) else {
        continue
      }
      let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
      let apart = line.kind == .continuation ? "\n\(prefix)" : ""
      let width = rows.map(\.count).max() ?? 0
      var table = rows.map {
        "| \(($0 + Array(repeating: "", count: width - $0.count)).joined(separator: " | ")) |"
      }
      table.insert("|" + String(repeating: " --- |", count: width), at: 1)
      edits.replace(
        line.textStart..<markdown.lines[last].end,
        with: apart + table.joined(separator: "\n\(prefix)") + "\n\(prefix)")
    }
    return edits
  }

  /// Whether a line is a tag with a name and nothing else.
  private static func isTag(
    _ line: ScannedMarkdown.Line, _ name: String, in markdown: ScannedMarkdown
  ) -> Bool {
    let text = markdown.text(of: line).trimmed
    guard text.starts(with: "{%".utf8), text.suffix(2).elementsEqual("%}".utf8), text.count > 4 else {
      return false
    }
    let words = text.dropFirst(2).dropLast(2).split(separator: UInt8(ascii: " "))
    return words.first?.elementsEqual(name.utf8) == true
  }

  /// The cells of each row; nil if some are not a single paragraph.
  private static func rows(
    of lines: ArraySlice<ScannedMarkdown.Line>, depth: Int, in markdown: ScannedMarkdown
  ) -> [[String]]? {
    var rows: [[String]] = [[]]
    for line in lines {
      let text = String(decoding: markdown.text(of: line).trimmed, as: UTF8.self)
        .replacing("\\|", with: "|").replacing("|", with: "\\|")
      switch line.kind {
      case .blank: break
      case .rule where line.depth == depth: rows.append([])
      case .paragraph where line.depth == depth + 1 && line.opensContainer && !text.hasPrefix("{%"):
        rows[rows.count - 1].append(text)
      case .continuation where line.depth == depth + 1 && !text.hasPrefix("{%"):
        guard let last = rows.last?.indices.last else { return nil }
        rows[rows.count - 1][last] += " " + text
      case .paragraph, .continuation, .heading, .underline, .rule, .openingFence, .fencedCode, .closingFence,
        .indentedCode, .html, .htmlContinuation, .tableRow:
        return nil
      }
    }
    // A table without a header begins with a rule.
    let isFilled = rows.dropFirst().allSatisfy { !$0.isEmpty } && rows.count > 1
    return isFilled ? rows : nil
  }
}
