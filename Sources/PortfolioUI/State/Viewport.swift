package import TerminalText

/// The lines of a page and the part of them that is visible. Scrolling changes only ``top``.
package struct Viewport: Sendable {
  /// All lines of the page.
  package private(set) var lines: [Line]
  /// The first line that is visible.
  package private(set) var top = 0
  /// The number of rows in which lines are visible; at least 1.
  package private(set) var height: Int
  /// The last position that was restored, and the line that it led to. While that line is at the top, the position is
  /// still the exact one, so that rounding does not add up over many resizes.
  private var restored: (position: Position, top: Int)?

  init(lines: [Line] = [], height: Int = 1) {
    self.lines = lines
    self.height = max(1, height)
  }

  /// The first line of the last screenful.
  var maximumTop: Int { max(0, lines.count - height) }

  /// The position in percent: 0 at the top, 100 when the end is visible.
  var percentage: Int { maximumTop == 0 ? 100 : top * 100 / maximumTop }

  /// The visible rows that stand for the visible part of the page in a scroll bar; nil if the whole page is visible.
  var thumb: Range<Int>? {
    guard maximumTop > 0 else { return nil }
    let size = max(1, height * height / lines.count)
    let start = (height - size) * top / maximumTop
    return start..<(start + size)
  }

  /// Returns the line that is shown in a row: while a table is at the top, its header stays there.
  func lineShown(in row: Int) -> Int {
    guard top < lines.count, let header = lines[top].header, row < header.height,
      let first = lines.dropFirst(top + Int(header.height)).first?.header,
      first.distance == header.distance + header.height
    else { return top + row }
    return top - Int(header.distance) + row
  }

  /// The number of rows of half a screenful.
  var halfPage: Int { max(1, height / 2) }
  /// The number of rows of a screenful, less two rows of overlap.
  var page: Int { max(1, height - 2) }

  /// Changes the number of visible rows.
  mutating func resize(height: Int) {
    let position = position
    self.height = max(1, height)
    restore(position)
  }

  mutating func scroll(by rows: Int) { scroll(to: top + rows) }

  /// Makes a line the first visible one, or the nearest line that can be.
  mutating func scroll(to line: Int) { top = min(max(0, line), maximumTop) }

  /// Scrolls to a line and a few lines before it, unless the line is visible.
  mutating func reveal(_ line: Int) {
    if line < top || line >= top + height { scroll(to: line - height / 4) }
  }

  /// The reading position, independent of the width: the source line of the block at the top, and how much of the
  /// block is above the top.
  var position: Position {
    if let restored, restored.top == top { return restored.position }
    guard top < lines.count else { return Position() }
    let source = lines[top].sourceLine
    let (first, end) = (index(ofSource: source), index(behindSource: source))
    let offset = weight(of: first..<top)
    return Position(sourceLine: source, offset: offset, height: offset + weight(of: top..<end))
  }

  /// Scrolls to a position that may have been taken at another width.
  mutating func restore(_ position: Position) {
    let first = index(ofSource: position.sourceLine)
    let end = index(behindSource: position.sourceLine)
    var line = first
    if position.offset > 0, position.height > 0, first < end {
      let total = Double(weight(of: first..<end))
      var rest = Int((Double(position.offset) / Double(position.height) * total).rounded())
      while line + 1 < end, rest >= lines[line].weight {
        rest -= lines[line].weight
        line += 1
      }
    }
    scroll(to: line)
    restored = (position, top)
  }

  /// The size of a part of a block, which is nearly the same at another width.
  private func weight(of range: Range<Int>) -> Int { lines[range].reduce(0) { $0 + $1.weight } }

  /// Returns the first line of the block that begins on a source line or after it, without the blank line before.
  func line(ofSource source: Int) -> Int {
    var index = index(ofSource: source)
    while index + 1 < lines.count, lines[index].columns == 0 { index += 1 }
    return index < lines.count ? index : maximumTop
  }

  /// Returns the first line of the block that contains a source line; for front matter, the first line of the page.
  func firstLine(ofBlockAt source: Int) -> Int {
    let next = index(behindSource: source)
    guard next > 0, lines[next - 1].sourceLine > 0 else { return 0 }
    return line(ofSource: lines[next - 1].sourceLine)
  }

  /// Returns the first line that shows a source line or a later one. Source lines ascend within a page.
  private func index(ofSource source: Int) -> Int { countOfLines { $0 < source } }

  /// Returns the first line that shows a later source line. The list of addresses at the end has the last number of all,
  /// to which 1 cannot be added.
  private func index(behindSource source: Int) -> Int { countOfLines { $0 <= source } }

  /// Returns the number of lines whose source lines fulfil a condition. It holds for the first ones.
  private func countOfLines(where isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(lines[middle].sourceLine) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  package struct Position: Sendable, Equatable {
    /// The source line of the block at the top.
    package var sourceLine = 0
    /// The characters of the block above the top, of `height`.
    package var offset = 0
    package var height = 1

    package init(sourceLine: Int = 0, offset: Int = 0, height: Int = 1) {
      self.sourceLine = sourceLine
      self.offset = offset
      self.height = height
    }
  }
}

extension Line {
  /// The number of bytes that are not spaces; at least 1, so that rows of a picture and blank lines count.
  fileprivate var weight: Int {
    let space = UInt8(ascii: " ")
    return max(1, spans.reduce(0) { $0 + $1.text.string.utf8.count { $0 != space } })
  }
}
