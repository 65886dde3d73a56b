/// Reduces the blocks of Org mode that Logseq has in Markdown, too: `#+BEGIN_NOTE` … `#+END_NOTE`.
struct LogseqBlocks {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// For each name, the numbers of the lines that end its blocks, the last first.
  private var ends: [String: [Int]] = [:]

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var blocks = LogseqBlocks(markdown: markdown)
    var index = 0
    while index < markdown.lines.count { index = blocks.reduceBlock(at: index) }
    return blocks.edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
    for (number, line) in markdown.lines.enumerated().reversed() {
      if !line.isCode, let name = Self.name(markdown.text(of: line), behind: "#+end_") {
        ends[name, default: []].append(number)
      }
    }
  }

  /// Reduces the block that begins on a line. Returns the number of the line to continue with.
  private mutating func reduceBlock(at first: Int) -> Int {
    let line = markdown.lines[first]
    guard !line.isCode, let name = Self.name(markdown.text(of: line), behind: "#+begin_") else {
      return first + 1
    }
    while let end = ends[name]?.last, end <= first { ends[name]?.removeLast() }
    guard let last = ends[name]?.last else { return first + 1 }
    let text = line.textStart..<line.end
    let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
    let apart = line.kind == .continuation ? "\n\(prefix)" : ""
    switch name {
    case "comment":
      edits.replace(line.textStart..<markdown.lines[last].end, with: "<!-- -->")
    case "example", "src", "query", "export":
      // The name of the language may follow.
      let words = markdown.text(of: line).split(separator: UInt8(ascii: " ")).dropFirst()
      let language = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      edits.replace(text, with: "\(apart)``````\(name == "query" ? "clojure" : language)")
      edits.replace(textRange(of: last), with: "``````")
    case "quote":
      quote(first..<last, behind: prefix)
      edits.replace(text, with: "\(apart)> ")
      edits.remove(textRange(of: last))
    case "center", "verse":
      edits.remove(text)
      edits.remove(textRange(of: last))
    default:
      quote(first..<last, behind: prefix)
      edits.replace(text, with: "\(apart)> [!\(CalloutKind.kind(of: name) ?? name.uppercased())]")
      edits.remove(textRange(of: last))
    }
    return last + 1
  }

  private func textRange(of number: Int) -> Range<Int> {
    markdown.lines[number].textStart..<markdown.lines[number].end
  }

  /// Inserts the mark of a quote into the lines between two, behind the marks of their containers. A line with fewer marks,
  /// such as a blank one, gets those that it does not have.
  private mutating func quote(_ lines: Range<Int>, behind prefix: String) {
    for line in markdown.lines[lines].dropFirst() {
      let marks = markdown.leadingMarks(of: line, upTo: prefix.utf8.count)
      edits.insert(String(prefix.dropFirst(marks.count)) + "> ", at: marks.endIndex)
    }
  }

  /// The name, in lower case, behind the mark with which a line begins; nil for other lines.
  private static func name(_ text: ArraySlice<UInt8>, behind mark: String) -> String? {
    guard text.starts(with: mark.utf8, by: { $0.lowercased == $1 }) else { return nil }
    let name = text.dropFirst(mark.utf8.count).prefix { $0.isLetter }
    return name.isEmpty ? nil : String(decoding: name.map(\.lowercased), as: UTF8.self)
  }
}
