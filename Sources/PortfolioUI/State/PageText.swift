import TerminalText
import TextSearch

/// The lines of a page as one text to search: without the margins of lines, and with a space for the end of each
/// line, except where a line of code is continued.
///
/// Made once for many keys: a page may be a megabyte, and each key that is typed searches it again.
struct PageText: Sendable {
  private var text: SearchableText
  private var places: [Place] = []

  /// The range of a line in the text, and the length of the margin that was left out before it, in bytes.
  private struct Place {
    var range: Range<Int>
    var margin: Int
  }

  init(_ lines: [Line]) {
    var bytes: [UInt8] = []
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
        // Spans are appended whole: a page has tens of thousands.
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
    text = SearchableText(bytes)
  }

  /// The matches of a query as parts of lines.
  mutating func matches(of query: SearchQuery, mode: SearchQuery.Mode, limit: Int) -> [[PageSearch.Part]] {
    query.matches(in: &text, mode: mode, limit: limit).map { parts(of: $0) }
  }

  /// Cuts a range of the text into parts of lines.
  private func parts(of range: Range<Int>) -> [PageSearch.Part] {
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

  /// The line that holds a byte of the text.
  private func line(at byte: Int) -> Int {
    var (low, high) = (0, places.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle].range.lowerBound <= byte { low = middle } else { high = middle }
    }
    return low
  }
}
