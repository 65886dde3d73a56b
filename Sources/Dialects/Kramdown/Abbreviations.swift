/// Reduces definitions of abbreviations, `*[HTML]: Hyper Text`, to HTML (`abbr`) at the first use of each.
enum Abbreviations {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    var titles: [String: String] = [:]
    var definitions: [ScannedMarkdown.Line] = []
    for line in markdown.lines where line.kind == .paragraph || line.kind == .continuation {
      let text = markdown.text(of: line)
      guard text.starts(with: "*[".utf8), let close = text.firstIndex(of: Array("]:".utf8)) else { continue }
      let name = String(decoding: text[(text.startIndex + 2)..<close], as: UTF8.self)
      let title = String(decoding: text[(close + 2)...].trimmed, as: UTF8.self)
      guard !name.isEmpty, titles.count < 1000 else { continue }
      titles[name] = title
      definitions.append(line)
    }
    if definitions.isEmpty { return edits }
    var first = 0
    for (index, line) in definitions.enumerated() {
      let isFollowed = index + 1 < definitions.count && definitions[index + 1].start <= line.end + 2
      if isFollowed { continue }
      edits.remove(markdown.wholeLines(definitions[first].start..<line.end))
      first = index + 1
    }
    var following = definitions[...]
    for range in markdown.textRanges where !titles.isEmpty {
      for word in words(in: range, markdown.bytes) {
        following = following.drop { $0.end < word.upperBound }
        let name = String(decoding: markdown.bytes[word], as: UTF8.self)
        guard let title = titles[name],
          following.first.map({ $0.start > word.lowerBound }) ?? true
        else { continue }
        titles[name] = nil
        edits.replace(word, with: "<abbr title=\"\(MarkdownText.html(title))\">\(name)</abbr>")
      }
    }
    return edits
  }

  /// The words of a text that may be abbreviations: runs of letters, digits and marks within words.
  private static func words(in range: Range<Int>, _ bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for index in range {
      let byte = bytes[index]
      let isWord = byte.isLetter || byte.isDigit || byte >= 0x80 || "-.&".utf8.contains(byte)
      if isWord, start == nil { start = index }
      if !isWord, let first = start {
        words.append(trimmed(first..<index, bytes))
        start = nil
      }
    }
    if let first = start { words.append(trimmed(first..<range.upperBound, bytes)) }
    return words
  }

  /// A word without the full stop at its end.
  private static func trimmed(_ word: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var end = word.upperBound
    while end > word.lowerBound, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return word.lowerBound..<end
  }
}
