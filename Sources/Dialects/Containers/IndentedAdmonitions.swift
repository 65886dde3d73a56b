/// Reduces Python-Markdown's admonitions, `!!! note "Title"`, its details, `??? tip "Title"`, and Material for MkDocs'
/// tabs, `=== "Title"`. Their content is indented by four columns.
///
/// Content in a container of its own is not scanned as such, so each round reduces the outermost ones.
enum IndentedAdmonitions {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var index = 0
    while index < markdown.lines.count {
      let line = markdown.lines[index]
      index += 1
      guard line.kind == .paragraph || line.kind == .continuation, !markdown.isCode(line.textStart),
        let opening = Opening(markdown.text(of: line))
      else { continue }
      index = reduce(opening, at: index - 1, in: markdown, &edits)
    }
    edits.isPartial = !edits.isEmpty
    return edits
  }

  /// Reduces an admonition and returns the first line behind its content.
  private static func reduce(
    _ opening: Opening, at first: Int, in markdown: ScannedMarkdown, _ edits: inout Edits
  ) -> Int {
    let line = markdown.lines[first]
    let prefixBytes = markdown.continuationPrefix(of: line)
    let prefix = String(decoding: prefixBytes, as: UTF8.self)
    let margin = prefixBytes.count
    var last = first
    var next = first + 1
    while next < markdown.lines.count {
      let line = markdown.lines[next]
      let marks = markdown.leadingMarks(of: line, upTo: margin)
      let rest = markdown.bytes[marks.endIndex..<line.end]
      if !rest.allSatisfy(\.isSpaceOrTab) {
        guard marks.count == margin, let indentation = indentation(of: rest) else { break }
        let mark = opening.isQuote ? "> " : ""
        edits.replace(rest.startIndex..<(rest.startIndex + indentation), with: mark)
        // A blank line of the content belongs to the quote.
        if opening.isQuote {
          for blank in markdown.lines[(last + 1)..<next] {
            edits.replace(blank.start..<blank.end, with: "\(prefix)>")
          }
        }
        last = next
      } else if prefixBytes.dropFirst(marks.count).contains(UInt8(ascii: ">")) {
        break
      }
      next += 1
    }
    let isJoined = line.kind == .continuation
    edits.replace(
      line.textStart..<line.end, with: (isJoined ? "\n\(prefix)" : "") + opening.markdown(prefix: prefix))
    // What follows is not part of the quote.
    if last + 1 < markdown.lines.count, markdown.lines[last + 1].kind != .blank {
      edits.insert("\n\(prefix)", at: markdown.lines[last].end)
    }
    return last + 1
  }

  /// The length in bytes of an indentation by four columns; nil if the text is indented less.
  private static func indentation(of text: ArraySlice<UInt8>) -> Int? {
    var columns = 0
    for (count, byte) in text.enumerated() {
      if columns >= 4 { return count }
      if byte == UInt8(ascii: "\t") {
        columns += 4 - columns % 4
      } else if byte == UInt8(ascii: " ") {
        columns += 1
      } else {
        return nil
      }
    }
    return nil
  }

  /// The first line of an admonition or a tab.
  private struct Opening {
    private let mark: String
    private let type: String
    /// The title in quotes; nil if there is none.
    private let title: String?

    var isQuote: Bool { mark != "===" }

    init?(_ text: ArraySlice<UInt8>) {
      let marks = text.prefix { "!?+=".utf8.contains($0) }
      mark = String(decoding: marks, as: UTF8.self)
      guard ["!!!", "???", "???+", "===", "===!", "===+"].contains(mark),
        text[marks.endIndex...].first?.isSpaceOrTab == true
      else { return nil }
      let rest = text[marks.endIndex...].trimmed
      let words = rest.prefix { $0 != UInt8(ascii: "\"") }
      let quoted = rest[words.endIndex...]
      if let open = quoted.first, let close = quoted.lastIndex(of: open), close > quoted.startIndex {
        guard quoted[(close + 1)...].allSatisfy({ $0 <= 0x20 }) else { return nil }
        title = String(decoding: quoted[(quoted.startIndex + 1)..<close], as: UTF8.self)
      } else {
        title = nil
      }
      let names = words.split { $0 <= 0x20 }
      guard names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) } }) else {
        return nil
      }
      type = names.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      if mark.first == "=" ? title == nil || !type.isEmpty : type.isEmpty { return nil }
    }

    func markdown(prefix: String) -> String {
      guard isQuote else { return "**\(title ?? "")**\n\(prefix)" }
      if title == "" { return "> " }
      let fold = mark.hasPrefix("???") ? (mark == "???" ? "-" : "+") : ""
      guard let title else { return "> [!\(type.uppercased())]\(fold)" }
      return "> [!\(CalloutKind.kind(of: type) ?? "NOTE")]\(fold) \(title)"
    }
  }
}
