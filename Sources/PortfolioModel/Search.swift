/// A search for literal words, all of them; a word in lower case matches any case.
package struct Search: Sendable {
  /// A line that matches.
  package struct Match: Sendable {
    /// The page's id.
    package var page: String
    /// The file's line, from 1.
    package var line: Int
    /// The source's line. Not filtered.
    package var text: String
  }

  private let words: [Word]

  /// Nil where there is nothing to look for.
  package init?(_ words: [String]) {
    let parts = words.flatMap { $0.split(separator: " ") }.filter { !$0.isEmpty }
    if parts.isEmpty { return nil }
    self.words = parts.map { Word(String($0)) }
  }

  /// The lines of a page that hold most of the words, if the page holds all of them.
  ///
  /// The title and the summary belong to the page; they are lines of their own.
  package func matches(in page: Page) -> [Match] {
    let head = [page.title, page.fields.summary ?? "", page.fields.tags.joined(separator: " ")]
    let isMissing = words.contains { word in
      !word.occurs(in: page.body) && !head.contains { word.occurs(in: $0) }
    }
    if isMissing { return [] }
    var best = 0
    var matches: [Match] = []
    func offer(_ text: @autoclosure () -> String, line: Int, hits: Int) {
      if hits == 0 || hits < best { return }
      if hits > best { matches.removeAll() }
      best = hits
      // A title that is a heading of the text was offered already: its line as it stands is enough.
      if matches.first?.line == line { matches.removeFirst() }
      matches.append(Match(page: page.id, line: line, text: text()))
    }
    offer(page.title, line: page.titleLine, hits: words.count { $0.occurs(in: page.title) })
    var line = page.bodyLine
    var rest = page.body
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let text = rest[rest.startIndex..<end]
      offer(
        String(decoding: text, as: UTF8.self).trimmed, line: line, hits: words.count { $0.occurs(in: text) })
      rest = rest[min(end + 1, rest.endIndex)...]
      line += 1
    }
    if matches.isEmpty {
      offer(head[1], line: page.summaryLine, hits: words.count { $0.occurs(in: head[1]) })
    }
    if matches.isEmpty { offer(head[2], line: page.tagsLine, hits: words.count { $0.occurs(in: head[2]) }) }
    return matches
  }
}

/// A literal to find in bytes.
private struct Word: Sendable {
  let bytes: [UInt8]
  /// Whether `A` matches `a`: where the word has no capital.
  let foldsCase: Bool
  private let isASCII: Bool

  init(_ text: String) {
    foldsCase = text.lowercased() == text
    bytes = Array(text.utf8)
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  }

  func occurs(in text: String) -> Bool {
    occurs(in: Array(text.utf8)[...])
  }

  func occurs(in text: ArraySlice<UInt8>) -> Bool {
    if foldsCase, !isASCII {
      let folded = String(decoding: text, as: UTF8.self).lowercased()
      return Self.find(bytes, in: Array(folded.utf8)[...], foldsCase: false)
    }
    return Self.find(bytes, in: text, foldsCase: foldsCase)
  }

  private static func find(_ wanted: [UInt8], in text: ArraySlice<UInt8>, foldsCase: Bool) -> Bool {
    text.withUnsafeBufferPointer { text in
      wanted.withUnsafeBufferPointer { wanted in
        guard text.count >= wanted.count else { return false }
        let first = wanted[0]
        // A letter's other case; what is no letter has none.
        let isLetter = (0x61...0x7A).contains(first)
        let other = foldsCase && isLetter ? first ^ 0x20 : first
        for start in 0...(text.count - wanted.count) where text[start] == first || text[start] == other {
          var length = 1
          while length < wanted.count {
            let byte = text[start + length]
            let folded = foldsCase && (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if folded != wanted[length] { break }
            length += 1
          }
          if length == wanted.count { return true }
        }
        return false
      }
    }
  }
}
