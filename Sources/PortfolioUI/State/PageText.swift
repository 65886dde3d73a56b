import TerminalText

/// The lines of a page as one text to search: a line's margin is not of it, and its end is a space, but where
/// a line of code goes on.
///
/// Made once for many keys: a page may be a megabyte, and each key that is typed searches it again.
struct PageText: Sendable {
  private var bytes: [UInt8] = []
  /// The same in lower case, as far as ASCII goes.
  private var folded: [UInt8] = []
  private var places: [Place] = []

  /// Where a line stands in the text, and how much of the line is left out before it: the margin.
  private struct Place {
    var range: Range<Int>
    var margin: Int
  }

  init(_ lines: [Line]) {
    let size = lines.reduce(0) { $0 + 1 + $1.spans.reduce(0) { $0 + $1.text.string.utf8.count } }
    bytes.reserveCapacity(size)
    places.reserveCapacity(lines.count)
    var isRest = false
    for line in lines {
      let start = bytes.count
      var margin = 0
      var spans = line.spans[...]
      if isRest, let mark = spans.firstIndex(where: { $0.text == Line.wrapMark }) {
        margin = spans[...mark].reduce(0) { $0 + $1.text.string.utf8.count }
        spans = spans[(mark + 1)...]
      }
      for span in spans {
        var string = span.text.string
        // A whole span in one step: a page has tens of thousands.
        string.withUTF8 { text in
          let isInMargin = bytes.count == start && !isRest
          let spaces = isInMargin ? text.prefix { $0 == UInt8(ascii: " ") }.count : 0
          margin += spaces
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[spaces...]))
        }
      }
      places.append(Place(range: start..<bytes.count, margin: margin))
      if !line.isWrapped { bytes.append(UInt8(ascii: " ")) }
      isRest = line.isWrapped
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
    while index < places.count, places[index].range.lowerBound < range.upperBound {
      let place = places[index]
      let part = place.range.clamped(to: range)
      if !part.isEmpty {
        let offset = place.margin - place.range.lowerBound
        parts.append(
          PageSearch.Part(line: index, range: (part.lowerBound + offset)..<(part.upperBound + offset)))
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
      if places[middle].range.lowerBound <= byte { low = middle } else { high = middle }
    }
    return low
  }
}
