package import TerminalText

/// A page as it is laid out, and which part of it is seen. Scrolling changes `top` alone.
package struct Viewport: Sendable {
  /// All lines of the page.
  package private(set) var lines: [Line]
  /// The first line that is seen.
  package private(set) var top = 0
  /// How many rows there are to see it in.
  package private(set) var height: Int

  init(lines: [Line] = [], height: Int = 1) {
    self.lines = lines
    self.height = max(1, height)
  }

  /// The line with which the last screen begins.
  var maximumTop: Int { max(0, lines.count - height) }

  /// How much has been seen, in percent.
  var percentage: Int { maximumTop == 0 ? 100 : top * 100 / maximumTop }

  /// Rows of half a page, and of a page less two lines of overlap.
  var halfPage: Int { max(1, height / 2) }
  var page: Int { max(1, height - 2) }

  /// Changes the number of rows in view.
  mutating func resize(height: Int) {
    self.height = max(1, height)
    scroll(to: top)
  }

  mutating func scroll(by rows: Int) {
    scroll(to: top.addingReportingOverflow(rows).partialValue)
  }

  mutating func scroll(to line: Int) {
    top = min(max(0, line), maximumTop)
  }

  /// Scrolls as little as it takes to show a line, with a few lines before it where it must move.
  mutating func reveal(_ line: Int) {
    if line < top || line >= top + height { scroll(to: line - height / 4) }
  }

  /// The place that is read: the source line of the block at the top, and how far into the block.
  var position: Position {
    guard top < lines.count else { return Position() }
    let source = lines[top].sourceLine
    let (first, end) = (index(ofSource: source), index(ofSource: source + 1))
    return Position(sourceLine: source, offset: top - first, height: end - first)
  }

  /// Shows a place again, after the lines were laid out anew at another width.
  mutating func restore(_ position: Position) {
    let first = index(ofSource: position.sourceLine)
    let count = index(ofSource: position.sourceLine + 1) - first
    scroll(to: first + (position.height > 0 ? position.offset * count / position.height : 0))
  }

  /// The first line of a block that begins on a source line, or behind it; not the blank one before it.
  func line(ofSource source: Int) -> Int {
    var index = index(ofSource: source)
    while index + 1 < lines.count, lines[index].columns == 0 { index += 1 }
    return index < lines.count ? index : maximumTop
  }

  /// The first line of the block that a line of the source is in; the first of the page for front matter.
  func firstLine(ofBlockAt source: Int) -> Int {
    let next = index(ofSource: source + 1)
    guard next > 0, lines[next - 1].sourceLine > 0 else { return 0 }
    return line(ofSource: lines[next - 1].sourceLine)
  }

  /// The first line that shows a source line or a later one; they never fall within a page.
  private func index(ofSource source: Int) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].sourceLine < source { low = middle + 1 } else { high = middle }
    }
    return low
  }

  struct Position: Sendable, Equatable {
    var sourceLine = 0
    var offset = 0
    var height = 1
  }
}
