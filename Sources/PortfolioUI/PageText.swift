import TerminalText

/// The lines of a page as one text to search: a line's margin is not of it, and its end is a space.
///
/// Made once for many keys: a page may be a megabyte, and each key that is typed searches it again.
struct PageText: Sendable {
  private var bytes: [UInt8] = []
  /// The same in lower case, as far as ASCII goes.
  private var folded: [UInt8] = []
  private var places: [Place] = []

  /// Where a line begins.
  private struct Place {
    /// Its first byte in the text, and in the line: the margin is left out.
    var start: Int
    var margin: Int
  }

  init(_ lines: [Line]) {
    let size = lines.reduce(0) { $0 + 1 + $1.spans.reduce(0) { $0 + $1.text.string.utf8.count } }
    bytes.reserveCapacity(size)
    places.reserveCapacity(lines.count)
    for line in lines {
      let start = bytes.count
      var margin = 0
      for span in line.spans {
        var string = span.text.string
        // A whole span in one step: a page has tens of thousands.
        string.withUTF8 { text in
          let spaces = bytes.count > start ? 0 : text.prefix { $0 == UInt8(ascii: " ") }.count
          margin += spaces
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[spaces...]))
        }
      }
      places.append(Place(start: start, margin: margin))
      bytes.append(UInt8(ascii: " "))
    }
    folded = bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }

  /// Where a query stands, case-smart: one in lower case stands for any case.
  func ranges(of query: String, limit: Int) -> [Range<Int>] {
    let words = Array(query.utf8)
    guard let first = words.first else { return [] }
    let text = query.lowercased() == query ? folded : bytes
    var found: [Range<Int>] = []
    text.withUnsafeBufferPointer { text in
      words.withUnsafeBufferPointer { words in
        var start = 0
        let last = text.count - words.count
        while start <= last {
          guard text[start] == first else {
            start &+= 1
            continue
          }
          var length = 1
          while length < words.count, text[start &+ length] == words[length] { length &+= 1 }
          guard length == words.count else {
            start &+= 1
            continue
          }
          found.append(start..<(start + length))
          if found.count == limit { return }
          start += length
        }
      }
    }
    return found
  }

  /// Cuts a range of the text into parts of lines.
  func parts(of range: Range<Int>) -> [PageSearch.Part] {
    var parts: [PageSearch.Part] = []
    var index = line(at: range.lowerBound)
    while index < places.count, places[index].start < range.upperBound {
      let place = places[index]
      let end = (index + 1 < places.count ? places[index + 1].start : bytes.count) - 1
      let (lower, upper) = (max(range.lowerBound, place.start), min(range.upperBound, end))
      if lower < upper {
        let offset = place.margin - place.start
        parts.append(PageSearch.Part(line: index, range: (lower + offset)..<(upper + offset)))
      }
      index += 1
    }
    return parts
  }

  /// The line that a byte of the text is of.
  private func line(at byte: Int) -> Int {
    var (low, high) = (0, places.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle].start <= byte { low = middle } else { high = middle }
    }
    return low
  }
}
