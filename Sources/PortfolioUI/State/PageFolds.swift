import TerminalText

/// The lines of a page and the parts of them that can be hidden: details, callouts and long blocks of code.
///
/// A fold is known by its number in the order of the page, which does not depend on the width.
struct PageFolds: Sendable {
  /// All lines of the page.
  let lines: [Line]
  /// The first lines of the folds.
  private let starts: [Int]
  /// The hidden ranges of ``lines``, disjoint and in order.
  private(set) var hidden: [Range<Int>] = []
  /// The folds that are closed, also those within others.
  private(set) var closed: Set<Int> = []

  init(_ lines: [Line] = []) {
    self.lines = lines
    starts = lines.indices.filter { lines[$0].fold != nil }
  }

  /// The folds that are closed until a reader opens them.
  var initiallyClosed: Set<Int> {
    Set(starts.indices.filter { lines[starts[$0]].fold?.isInitiallyClosed == true })
  }

  var isEmpty: Bool { starts.isEmpty }

  // MARK: Visible lines

  /// Closes some folds and opens all others, and returns the lines that are visible then.
  /// - Parameter width: the maximum columns of a line.
  mutating func close(_ folds: Set<Int>, width: Int) -> [Line] {
    closed = folds
    hidden = []
    if closed.isEmpty { return lines }
    var visible: [Line] = []
    var next = 0
    for (number, start) in starts.enumerated() where start >= next && closed.contains(number) {
      guard let fold = lines[start].fold else { continue }
      let body = body(of: start, fold)
      visible += lines[next..<body.lowerBound]
      next = body.upperBound
      switch fold.kind {
      case .details:
        let first = visible.count - (body.lowerBound - start)
        visible[first] = visible[first].withClosedMark
        hidden.append(body)
      case .code:
        // The first hidden line gives way to the number of lines, in the same margin.
        visible.append(lines[body.lowerBound].counting(codeLines(in: body)).truncated(to: width))
        hidden.append((body.lowerBound + 1)..<body.upperBound)
      }
    }
    return visible + lines[next...]
  }

  /// Returns the number among the visible lines of one of ``lines``; that of the next visible line if it is hidden.
  func visibleIndex(of line: Int) -> Int {
    var index = line
    for range in hidden where range.lowerBound <= line {
      index -= min(line, range.upperBound) - range.lowerBound
    }
    return index
  }

  /// Returns the number among ``lines`` of a visible line.
  func index(ofVisible line: Int) -> Int {
    var index = line
    for range in hidden where range.lowerBound <= index { index += range.count }
    return index
  }

  /// Whether the block that begins on a source line is hidden.
  func hides(source: Int) -> Bool {
    if hidden.isEmpty { return false }
    let line = self.line(ofSource: source)
    return hidden.contains { $0.contains(line) }
  }

  // MARK: Folds

  /// Returns those of some folds that contain one of ``lines`` and can hide it.
  func folds(around line: Int, among numbers: Set<Int>) -> [Int] {
    numbers.filter { number in
      guard starts.indices.contains(number), let fold = lines[starts[number]].fold else { return false }
      return body(of: starts[number], fold).contains(line)
    }
  }

  /// The closed folds that hide the block that begins on a source line.
  func closedFolds(hidingSource source: Int) -> [Int] { folds(around: line(ofSource: source), among: closed) }

  /// Returns the number of the fold that a reader means: the innermost that contains the line at the top, else the first
  /// that begins below it; and its first line among the visible ones.
  /// - Parameter visible: the visible lines on the screen.
  func fold(in visible: Range<Int>) -> (number: Int, line: Int)? {
    if visible.isEmpty { return nil }
    let top = index(ofVisible: visible.lowerBound)
    let last = index(ofVisible: visible.upperBound - 1)
    var below: Int?
    var around: Int?
    for (number, start) in starts.enumerated() where !hidden.contains(where: { $0.contains(start) }) {
      guard let fold = lines[start].fold else { continue }
      if start <= top, top < body(of: start, fold).upperBound { around = number }
      if below == nil, start > top, start <= last { below = number }
    }
    return (around ?? below).map { ($0, visibleIndex(of: starts[$0])) }
  }

  /// The number of the fold of which a visible line is the title, or stands for hidden code.
  func fold(titledBy visible: Int) -> Int? {
    let line = index(ofVisible: visible)
    return starts.indices.first { number in
      let start = starts[number]
      guard let fold = lines[start].fold else { return false }
      let body = body(of: start, fold)
      switch fold.kind {
      case .details: return start..<body.lowerBound ~= line
      case .code: return closed.contains(number) && line == body.lowerBound
      }
    }
  }

  /// The number of lines of code in a range, which may take more rows.
  private func codeLines(in range: Range<Int>) -> Int { range.count { !lines[$0 - 1].isWrapped } }

  private func body(of start: Int, _ fold: Line.Fold) -> Range<Int> {
    let first = start + Int(fold.headLines)
    return first..<(first + Int(fold.bodyLines))
  }

  /// The first line with text that shows a source line or a later one.
  private func line(ofSource source: Int) -> Int { Viewport(lines: lines).line(ofSource: source) }
}

extension Line {
  /// The title of details with the mark for hidden content.
  fileprivate var withClosedMark: Line {
    var line = self
    let mark = Line.openMark
    if let index = line.spans.firstIndex(where: { $0.text.string.hasPrefix(mark.string) }) {
      line.spans[index].text = Line.closedMark + line.spans[index].text.dropping(columns: mark.columns)
    }
    return line
  }

  /// A number of hidden lines, behind the margin of this line of code.
  fileprivate func counting(_ count: Int) -> Line {
    let margin = spans.prefix { $0.text.string.allSatisfy { " │┃".contains($0) } }
    let style = spans.dropFirst(margin.count).first?.style ?? .plain
    return Line(margin + [Span("⋯ " + FilteredText("\(count) lines"), style)], sourceLine: sourceLine)
  }
}
