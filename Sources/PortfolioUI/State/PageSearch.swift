import TerminalText
import TextSearch

/// The matches of a query in the lines of a page. A match may continue on the next line.
struct PageSearch: Sendable {
  let query: SearchQuery
  let mode: SearchQuery.Mode
  /// The matches in the order of their first lines, each as the parts of lines that it covers.
  let matches: [[Part]]
  /// The parts of all matches in the order of their lines.
  private let parts: [Part]
  /// The index of the current match; 0 if there is none.
  var current = 0

  /// A part of a line, or of the row of a note beside it.
  struct Part: Sendable {
    var line: Int
    var isNote: Bool
    /// A range of the text of the line or the note, in bytes.
    var range: Range<Int>
    /// The index of the match.
    var match = 0
  }

  init(_ query: SearchQuery, mode: SearchQuery.Mode, in text: inout PageText) {
    self.query = query
    self.mode = mode
    // Notes follow the lines in the text, but stand beside them.
    var matches = text.matches(of: query, mode: mode, limit: Self.maximumMatches)
    matches.sort { ($0.first?.line ?? 0) < ($1.first?.line ?? 0) }
    for index in matches.indices {
      for part in matches[index].indices { matches[index][part].match = index }
    }
    self.matches = matches
    parts = matches.joined().sorted { $0.line < $1.line }
  }

  /// The maximum number of matches. It bounds the memory that a search takes.
  private static let maximumMatches = 10_000

  /// Returns the index of the first match at or below a line, or 0 if there is none.
  func firstMatch(from line: Int) -> Int {
    let index = matches.countOfFirst { ($0.first?.line ?? 0) < line }
    return index < matches.count ? index : 0
  }

  /// Returns the parts of matches on a line and in the row of a note beside it.
  func parts(on line: Int) -> ArraySlice<Part> {
    parts[parts.countOfFirst { $0.line < line }..<parts.countOfFirst { $0.line <= line }]
  }
}

extension Array {
  /// Returns the number of elements that fulfil a condition, which holds for the first ones.
  fileprivate func countOfFirst(where isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
