/// Reduces the blocks of Org mode that Logseq has in Markdown, too: `#+BEGIN_NOTE` … `#+END_NOTE`.
struct LogseqBlocks {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// For each name, the numbers of the lines that end its blocks, the last first. The end of a block of code may be within
  /// what the scanner takes for a fence.
  private var ends: [String: [Int]] = [:]

  /// The names of the blocks whose content is no Markdown.
  private static let verbatim: Set<String> = ["example", "src", "query", "export", "comment"]

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var blocks = LogseqBlocks(markdown: markdown)
    var index = 0
    while index < markdown.lines.count { index = blocks.reduceBlock(at: index) }
    return blocks.edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
    for (number, line) in markdown.lines.enumerated().reversed() {
      if let end = Self.mark("#+end_", in: markdown.text(of: line)),
        !line.isCode || Self.verbatim.contains(end.name)
      {
        ends[end.name, default: []].append(number)
      }
    }
  }

  /// Reduces the block that begins on a line. Returns the number of the line to continue with.
  private mutating func reduceBlock(at first: Int) -> Int {
    let line = markdown.lines[first]
    guard !line.isCode, let name = Self.mark("#+begin_", in: markdown.text(of: line))?.name else {
      return first + 1
    }
    while let end = ends[name]?.last, end <= first { ends[name]?.removeLast() }
    guard let last = ends[name]?.last else { return first + 1 }
    let text = line.textStart..<line.end
    let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
    let apart = line.kind == .continuation ? "\n\(prefix)" : ""
    switch name {
    case "comment":
      edits.replace(line.textStart..<endRange(of: last).upperBound, with: "<!-- -->")
      separateRest(of: last, prefix)
    case "example", "src", "query", "export":
      // The name of the language may follow.
      let words = markdown.text(of: line).split(separator: UInt8(ascii: " ")).dropFirst()
      let language = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      let fence = fence(around: (first + 1)..<last)
      edits.replace(text, with: "\(apart)\(fence)\(name == "query" ? "clojure" : language)")
      edits.replace(endRange(of: last), with: fence)
      separateRest(of: last, prefix)
    case "quote":
      quote(first..<last, behind: prefix)
      edits.replace(text, with: "\(apart)> ")
      edits.remove(endRange(of: last))
      separateRest(of: last, prefix)
    case "center", "verse":
      edits.remove(text)
      edits.remove(endRange(of: last))
    default:
      quote(first..<last, behind: prefix)
      edits.replace(text, with: "\(apart)> [!\(CalloutKind.kind(of: name) ?? name.uppercased())]")
      edits.remove(endRange(of: last))
      separateRest(of: last, prefix)
    }
    if !Self.verbatim.contains(name),
      markdown.lines[first..<last].dropFirst().contains(where: {
        Self.mark("#+begin_", in: markdown.text(of: $0)) != nil
      })
    {
      edits.isPartial = true
    }
    // A fence that the block leaves open is none.
    if markdown.lines[last].isCode {
      edits.isPartial = true
      return markdown.lines.count
    }
    return last + 1
  }

  /// The mark that ends a block, without the text behind it.
  private func endRange(of number: Int) -> Range<Int> {
    let line = markdown.lines[number]
    let start = markdown.text(of: line).firstIndex { !$0.isSpaceOrTab } ?? line.textStart
    return start..<(Self.mark("#+end_", in: markdown.text(of: line))?.end ?? line.end)
  }

  /// Keeps the text behind the mark that ends a block apart from the block.
  private mutating func separateRest(of number: Int, _ prefix: String) {
    let start = endRange(of: number).upperBound
    let rest = start..<markdown.lines[number].end
    guard let text = markdown.bytes[rest].firstIndex(where: { !$0.isSpaceOrTab }) else { return }
    edits.replace(start..<text, with: "\n\(prefix)")
  }

  /// A fence that no line ends.
  private func fence(around lines: Range<Int>) -> String {
    let runs = markdown.lines[lines].map { line in
      markdown.text(of: line).drop(while: \.isSpaceOrTab).prefix { $0 == UInt8(ascii: "`") }.count
    }
    return String(repeating: "`", count: max(6, (runs.max() ?? 0) + 1))
  }

  /// Inserts the mark of a quote into the lines between two, behind the marks of their containers. A line with fewer marks,
  /// such as a blank one, gets those that it does not have.
  private mutating func quote(_ lines: Range<Int>, behind prefix: String) {
    for line in markdown.lines[lines].dropFirst() {
      let marks = markdown.leadingMarks(of: line, upTo: prefix.utf8.count)
      edits.insert(String(prefix.dropFirst(marks.count)) + "> ", at: marks.endIndex)
    }
  }

  /// The name of a block, in lower case, in the mark with which a line begins, and the offset behind it; nil for other
  /// lines.
  private static func mark(_ mark: String, in text: ArraySlice<UInt8>) -> (name: String, end: Int)? {
    let text = text.drop(while: \.isSpaceOrTab)
    guard text.starts(with: mark.utf8, by: { $0.lowercased == $1 }) else { return nil }
    let name = text.dropFirst(mark.utf8.count).prefix { $0.isLetter }
    return name.isEmpty ? nil : (String(decoding: name.map(\.lowercased), as: UTF8.self), name.endIndex)
  }
}
