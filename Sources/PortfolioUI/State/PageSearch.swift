import TerminalText

/// A search in the lines of a page: literal, over the ends of lines, and case-smart.
struct PageSearch: Sendable {
  /// What is looked for.
  let query: String
  /// Each match as the parts of lines that it covers.
  let matches: [[Part]]
  /// Which match is looked at.
  var current = 0

  struct Part: Sendable {
    var line: Int
    /// Bytes of the line's text.
    var range: Range<Int>
  }

  init(_ query: String, in text: PageText) {
    self.query = query
    matches = text.ranges(of: query, limit: Self.maximumMatches).map { text.parts(of: $0) }
  }

  /// More are not looked for: nobody steps through so many.
  private static let maximumMatches = 10_000

  /// The first match at or below a line.
  func firstMatch(from line: Int) -> Int {
    let index = index { ($0.first?.line ?? 0) < line }
    return index < matches.count ? index : 0
  }

  /// The matches of which a part is on a line.
  func matches(on line: Int) -> Range<Int> {
    let first = index { ($0.last?.line ?? 0) < line }
    return first..<max(first, index { ($0.first?.line ?? 0) <= line })
  }

  /// How many matches at the start are so: they stand in the order of the page.
  private func index(after isBefore: ([Part]) -> Bool) -> Int {
    var (low, high) = (0, matches.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(matches[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
