import TerminalText
import TextSearch

/// The matches of a query in the lines of a page. A match may continue on the next line.
struct PageSearch: Sendable {
  let query: SearchQuery
  let mode: SearchQuery.Mode
  /// The matches in the order of the page, each as the parts of lines that it covers.
  let matches: [[Part]]
  /// The index of the current match; 0 if there is none.
  var current = 0

  /// A part of a line.
  struct Part: Sendable {
    var line: Int
    /// A range of the line's text, in bytes.
    var range: Range<Int>
  }

  init(_ query: SearchQuery, mode: SearchQuery.Mode, in text: inout PageText) {
    self.query = query
    self.mode = mode
    matches = text.matches(of: query, mode: mode, limit: Self.maximumMatches)
  }

  /// The maximum number of matches. It bounds the memory that a search takes.
  private static let maximumMatches = 10_000

  /// Returns the index of the first match at or below a line, or 0 if there is none.
  func firstMatch(from line: Int) -> Int {
    let index = countOfMatches { ($0.first?.line ?? 0) < line }
    return index < matches.count ? index : 0
  }

  /// Returns the indices of the matches that have a part on a line.
  func matches(on line: Int) -> Range<Int> {
    let first = countOfMatches { ($0.last?.line ?? 0) < line }
    return first..<max(first, countOfMatches { ($0.first?.line ?? 0) <= line })
  }

  /// Returns the number of matches that fulfil a condition. The condition holds for a prefix of them.
  private func countOfMatches(where isBefore: ([Part]) -> Bool) -> Int {
    var (low, high) = (0, matches.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(matches[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
