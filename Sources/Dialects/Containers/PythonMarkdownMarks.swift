/// Reduces smaller marks of Python-Markdown's extensions: keys `++ctrl+c++`, insertions `^^text^^`, highlights
/// `==text==`, and snippets `--8<-- "file"`.
enum PythonMarkdownMarks {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    for line in markdown.lines where !line.isCode {
      let text = markdown.text(of: line).trimmed
      if text.starts(with: "--8<--".utf8) {
        let name = text.dropFirst(6).trimmed.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        let label = MarkdownText.escaped("[\(String(decoding: name, as: UTF8.self))]")
        edits.replace(line.textStart..<line.end, with: name.isEmpty ? "" : label)
      }
    }
    for range in markdown.textRanges { reduceKeys(in: range, markdown.bytes, &edits) }
    PairedMarks.reduce("^^", to: "ins", in: markdown, isSmart: true, &edits)
    PairedMarks.reduce("==", to: "mark", in: markdown, isSmart: true, &edits)
    return edits
  }

  /// The maximum length of the names of keys in bytes.
  private static let maximumKeysLength = 256

  private static func reduceKeys(in range: Range<Int>, _ bytes: [UInt8], _ edits: inout Edits) {
    let mark = Array("++".utf8)
    var index = range.lowerBound
    while let open = bytes[index..<range.upperBound].firstIndex(of: mark) {
      index = open + 2
      let keys = bytes[index..<range.upperBound].prefix(maximumKeysLength).prefix {
        $0.isLetter || $0.isDigit || "+-_\"".utf8.contains($0)
      }
      guard keys.count > 2, keys.suffix(2).elementsEqual(mark), keys.first != UInt8(ascii: "+") else {
        continue
      }
      let names = keys.dropLast(2).split(separator: UInt8(ascii: "+")).map { name in
        let text = String(decoding: name.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        return text.prefix(1).uppercased() + text.dropFirst()
      }
      edits.replace(open..<keys.endIndex, with: "<kbd>\(names.joined(separator: "+"))</kbd>")
      index = keys.endIndex
    }
  }
}

/// Reduces marks at both ends of a text to an element of HTML.
enum PairedMarks {
  /// - Parameters:
  ///   - mark: two equal characters.
  ///   - element: the name of the element.
  ///   - isSmart: whether marks between letters are text, as PyMdown Extensions have it.
  static func reduce(
    _ mark: String, to element: String, in markdown: ScannedMarkdown, isSmart: Bool = false,
    _ edits: inout Edits
  ) {
    let mark = Array(mark.utf8)
    let bytes = markdown.bytes
    for scope in markdown.paragraphs {
      var opening: Int?
      var index = scope.lowerBound
      while index < scope.upperBound, let found = bytes[index..<scope.upperBound].firstIndex(of: mark) {
        index = found + mark.count
        let before = found > scope.lowerBound ? bytes[found - 1] : UInt8(ascii: " ")
        let after = index < scope.upperBound ? bytes[index] : UInt8(ascii: " ")
        // Runs of other lengths, such as `===`, are not marks.
        if markdown.isCode(found) || before == mark[0] || after == mark[0] || before == UInt8(ascii: "\\") {
          continue
        }
        if isSmart, before.isLetter || before.isDigit, after.isLetter || after.isDigit { continue }
        if let start = opening, before > 0x20 {
          edits.replace(start..<(start + mark.count), with: "<\(element)>")
          edits.replace(found..<index, with: "</\(element)>")
          opening = nil
        } else if after > 0x20 {
          opening = found
        }
      }
    }
  }
}

extension ScannedMarkdown {
  /// The ranges of the paragraphs, headings and rows of tables, in which marks at both ends of a text are paired.
  var paragraphs: [Range<Int>] {
    var paragraphs: [Range<Int>] = []
    for line in lines {
      switch line.kind {
      case .paragraph, .heading, .tableRow: paragraphs.append(line.textStart..<line.end)
      case .continuation:
        if let last = paragraphs.popLast() { paragraphs.append(last.lowerBound..<line.end) }
      case .blank, .underline, .rule, .openingFence, .fencedCode, .closingFence, .indentedCode, .html,
        .htmlContinuation:
        break
      }
    }
    return paragraphs
  }
}
