import TerminalText
import TextSearch

/// The lines of a page and their notes as one text that can be searched.
///
/// The text leaves out the margins of lines, and the hyphens that were added at their ends. It has a space for each line
/// end, except where a line of code or a word continues on the next row. The notes follow the lines. A page may be a
/// megabyte long and is searched again for each key that is typed, so keep the value for as long as the lines stay the
/// same.
struct PageText: Sendable {
  private var text: SearchableText
  private var lines: [LineExtent] = []

  /// Where a line or the row of a note is in the text.
  private struct LineExtent {
    /// The index of the line.
    var line: Int
    var isNote: Bool
    /// In bytes of the text.
    var range: Range<Int>
    /// The length of the margin that was left out before the line, in bytes.
    var margin: Int
  }

  /// - Parameter pageLines: lines with the notes to which they refer, or with rows of notes in their margins.
  init(_ pageLines: [Line]) {
    var builder = Builder()
    builder.bytes.reserveCapacity(
      pageLines.reduce(0) { $0 + 1 + $1.spans.reduce(0) { $0 + $1.text.string.utf8.count } })
    builder.lines.reserveCapacity(pageLines.count)
    for (index, line) in pageLines.enumerated() { builder.append(line, index, isNote: false) }
    for (index, line) in pageLines.enumerated() {
      if let row = line.margin { builder.append(row, index, isNote: true) }
      for note in line.notes {
        for row in note.rows { builder.append(row, index, isNote: true) }
      }
    }
    lines = builder.lines
    text = SearchableText(builder.bytes)
  }

  private struct Builder {
    var bytes: [UInt8] = []
    var lines: [LineExtent] = []
    private var continuesLine = false
    private var continuesWord = false

    mutating func append(_ line: Line, _ index: Int, isNote: Bool) {
      let start = bytes.count
      var margin = 0
      var spans = line.spans[...]
      if continuesLine, let mark = spans.firstIndex(where: { $0.text == Line.wrapMark }) {
        margin = spans[...mark].reduce(0) { $0 + $1.text.string.utf8.count }
        spans = spans[(mark + 1)...]
      } else if continuesWord {
        // The bars of quotes.
        let prefix = spans.prefix {
          $0.text.string.unicodeScalars.allSatisfy(PageText.marginScalars.contains)
        }
        margin = prefix.reduce(0) { $0 + $1.text.string.utf8.count }
        spans = spans.dropFirst(prefix.count)
      } else if let first = spans.first, first.text == Line.codeBar {
        margin = first.text.string.utf8.count
        spans = spans.dropFirst()
      }
      for span in spans {
        var string = span.text.string
        // Append whole spans: a page has tens of thousands.
        string.withUTF8 { text in
          let isInMargin = bytes.count == start && !continuesLine
          let spaces = isInMargin ? text.prefix { $0 == UInt8(ascii: " ") }.count : 0
          margin += spaces
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[spaces...]))
        }
      }
      if line.wordBreak == .hyphen { bytes.removeLast() }
      lines.append(LineExtent(line: index, isNote: isNote, range: start..<bytes.count, margin: margin))
      continuesWord = line.wordBreak != nil
      continuesLine = line.isWrapped
      if !continuesLine, !continuesWord { bytes.append(UInt8(ascii: " ")) }
    }
  }

  private static let marginScalars: Set<Unicode.Scalar> = [" ", "│", "┃"]

  /// Returns the matches of a query in order, each as the parts of lines that it covers.
  mutating func matches(of query: SearchQuery, mode: SearchQuery.Mode, limit: Int) -> [[PageSearch.Part]] {
    query.matches(in: &text, mode: mode, limit: limit).map { parts(of: $0) }
  }

  /// Splits a range of the text into parts of lines.
  private func parts(of range: Range<Int>) -> [PageSearch.Part] {
    var parts: [PageSearch.Part] = []
    var index = line(at: range.lowerBound)
    while index < lines.count, lines[index].range.lowerBound < range.upperBound {
      let line = lines[index]
      let part = line.range.clamped(to: range)
      if !part.isEmpty {
        let offset = line.margin - line.range.lowerBound
        parts.append(
          PageSearch.Part(
            line: line.line, isNote: line.isNote,
            range: (part.lowerBound + offset)..<(part.upperBound + offset)))
      }
      index += 1
    }
    return parts
  }

  /// Returns the index of the line that contains a byte of the text.
  private func line(at byte: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].range.lowerBound <= byte { low = middle } else { high = middle }
    }
    return low
  }
}
