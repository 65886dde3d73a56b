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

  init(_ query: String, in lines: [Line]) {
    self.query = query
    let words = Array(query.utf8)
    let folds = query.lowercased() == query
    guard !words.isEmpty else {
      matches = []
      return
    }
    // The lines as one text: a line's margin is not of it, and its end is a space.
    var text: [UInt8] = []
    var places: [(start: Int, line: Int, offset: Int)] = []
    for (index, line) in lines.enumerated() {
      let bytes = Array(line.text.utf8)
      let margin = bytes.prefix { $0 == UInt8(ascii: " ") }.count
      places.append((text.count, index, margin))
      text += bytes.dropFirst(margin).map { folds && (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      text.append(UInt8(ascii: " "))
    }
    var found: [[Part]] = []
    var start = 0
    var place = 0
    while start + words.count <= text.count, found.count < 10_000 {
      if text[start] == words[0], text[start..<(start + words.count)].elementsEqual(words) {
        while place + 1 < places.count, places[place + 1].start <= start { place += 1 }
        found.append(Self.parts(start..<(start + words.count), places, from: place, total: text.count))
        start += words.count
      } else {
        start += 1
      }
    }
    matches = found
  }

  /// Cuts a range of the joined text into parts of lines.
  private static func parts(
    _ range: Range<Int>, _ places: [(start: Int, line: Int, offset: Int)], from first: Int, total: Int
  ) -> [Part] {
    var parts: [Part] = []
    var index = first
    while index < places.count, places[index].start < range.upperBound {
      let start = places[index].start
      let end = (index + 1 < places.count ? places[index + 1].start : total) - 1
      let (lower, upper) = (max(range.lowerBound, start), min(range.upperBound, end))
      if lower < upper {
        let offset = places[index].offset - start
        parts.append(Part(line: places[index].line, range: (lower + offset)..<(upper + offset)))
      }
      index += 1
    }
    return parts
  }

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
