internal import Dialects
internal import Markdown
package import TextSearch

/// A search through the sources of pages, for `grep` and for the search in all pages: it finds the pages that contain
/// every term of a query.
package struct Search: Sendable {
  package let query: SearchQuery

  /// A line that matches.
  package struct Match: Sendable {
    /// The page's id.
    package var page: String
    /// The line of the file, from 1; for text of an included file, the line of the mark that includes it.
    package var line: Int
    /// The line of the source, or of the included file, without surrounding spaces. Not filtered.
    package var text: String
  }

  /// Creates a search from the words of a command line or the text of a prompt. Returns nil if they contain nothing to
  /// search for.
  package init?(_ words: [String]) {
    guard let query = SearchQuery(words.joined(separator: " ")) else { return nil }
    self.query = query
  }

  /// Returns the lines of a page that contain the largest number of terms. Empty unless the page contains all terms.
  ///
  /// The title, the summary and the tags are part of the page, each as a line. The last two are returned only if no
  /// other line matches. The text of included files is searched in the place of the marks; the marks themselves are
  /// searched only if nothing else matches.
  package func matches(in page: Page) -> [Match] {
    var numbers = LineMap(first: page.bodyLine)
    // What a site puts at the end of every page is not part of its text.
    let inclusions = page.inclusions.filter { !$0.range.isEmpty }
    if !inclusions.isEmpty {
      let text = Dialect.including(inclusions, in: page.body, &numbers)
      let matches = matches(in: page, text, numbers)
      if !matches.isEmpty { return matches }
    }
    return matches(in: page, Array(page.body), LineMap(first: page.bodyLine))
  }

  /// - Parameters:
  ///   - text: what follows the front matter.
  ///   - numbers: the numbers of its lines in the file.
  private func matches(in page: Page, _ text: [UInt8], _ numbers: LineMap) -> [Match] {
    var body = SearchableText(text)
    var (title, summary) = (page.title.searchable, (page.fields.summary ?? "").searchable)
    var tags = page.fields.tags.joined(separator: " ").searchable
    let isMissing = query.terms.contains { term in
      !body.contains(term) && !title.contains(term) && !summary.contains(term) && !tags.contains(term)
    }
    if isMissing { return [] }
    var best = BestLines(page: page.id)
    best.offerTitle(page.title, line: page.titleLine, hits: query.terms.count { title.contains($0) })
    for line in lines(of: &body) {
      best.offer(body.source.line(from: line.start), line: numbers[line.index + 1], hits: line.hits)
    }
    if best.matches.isEmpty {
      best.offer(
        page.fields.summary ?? "", line: page.summaryLine, hits: query.terms.count { summary.contains($0) })
    }
    if best.matches.isEmpty {
      best.offer(
        page.fields.tags.joined(separator: " "), line: page.tagsLine,
        hits: query.terms.count { tags.contains($0) })
    }
    return best.matches
  }

  /// A line of a text.
  private struct Line {
    /// The number of the line, from 0.
    var index: Int
    /// The offset of the line's first byte.
    var start: Int
    /// The number of different terms that begin on the line.
    var hits: Int
  }

  /// Returns the lines of a text on which a term begins, in order.
  private func lines(of text: inout SearchableText) -> [Line] {
    var lines: [Int: Line] = [:]
    for term in query.terms {
      var (index, offset, last) = (0, 0, -1)
      for range in text.ranges(of: term) {
        index += text.source.lineFeeds(in: offset..<range.lowerBound)
        offset = range.lowerBound
        if index == last { continue }
        last = index
        let start = text.source[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        lines[index, default: Line(index: index, start: start, hits: 0)].hits += 1
      }
    }
    return lines.values.sorted { $0.index < $1.index }
  }
}

/// Collects the lines with the largest number of hits, in the order in which they are offered.
private struct BestLines {
  let page: String
  private(set) var matches: [Search.Match] = []
  private var best = 1
  /// The line of the title, as long as it is the only match.
  private var titleLine: Int?

  init(page: String) {
    self.page = page
  }

  mutating func offerTitle(_ title: String, line: Int, hits: Int) {
    offer(title, line: line, hits: hits)
    titleLine = matches.isEmpty ? nil : line
  }

  mutating func offer(_ text: @autoclosure () -> String, line: Int, hits: Int) {
    if hits < best { return }
    if hits > best { matches.removeAll() }
    best = hits
    // A title that comes from a heading has the heading's line; the line as it is written replaces it.
    if titleLine == line { matches.removeAll() }
    titleLine = nil
    matches.append(Search.Match(page: page, line: line, text: text().trimmed))
  }
}

extension String {
  fileprivate var searchable: SearchableText { SearchableText(Array(utf8)) }
}

extension [UInt8] {
  fileprivate func lineFeeds(in range: Range<Int>) -> Int {
    withUnsafeBufferPointer { bytes in
      var count = 0
      for index in range { count &+= bytes[index] == UInt8(ascii: "\n") ? 1 : 0 }
      return count
    }
  }

  /// The line that begins at an offset.
  fileprivate func line(from start: Int) -> String {
    String(decoding: self[start...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
