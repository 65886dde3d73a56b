import TerminalText
import TextSearch

/// The matches of a query in the lines of a page, over the ends of lines.
struct PageSearch: Sendable {
  let query: SearchQuery
  let mode: SearchQuery.Mode
  /// Each match as the parts of lines that it covers, in the order of the page.
  let matches: [[Part]]
  /// The index of the current match.
  var current = 0

  struct Part: Sendable {
    var line: Int
    /// Bytes of the line's text.
    var range: Range<Int>
  }

  init(_ query: SearchQuery, mode: SearchQuery.Mode, in text: inout PageText) {
    self.query = query
    self.mode = mode
    matches = text.matches(of: query, mode: mode, limit: Self.maximumMatches)
  }

  /// Further matches are not looked for: each costs memory, and no reader steps through so many.
  private static let maximumMatches = 10_000

  /// The first match at or below a line, else the first of all.
  func firstMatch(from line: Int) -> Int {
    let index = index { ($0.first?.line ?? 0) < line }
    return index < matches.count ? index : 0
  }

  /// The matches of which a part is on a line.
  func matches(on line: Int) -> Range<Int> {
    let first = index { ($0.last?.line ?? 0) < line }
    return first..<max(first, index { ($0.first?.line ?? 0) <= line })
  }

  /// The number of matches at the start that fulfil a condition: they are sorted.
  private func index(after isBefore: ([Part]) -> Bool) -> Int {
    var (low, high) = (0, matches.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(matches[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
