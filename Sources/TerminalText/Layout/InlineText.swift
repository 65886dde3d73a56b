/// A paragraph's inlines flattened: filtered bytes, and runs of one look over them.
struct InlineText {
  /// A stretch that looks alike: from the end of the run before it to `end`, in bytes.
  struct Run {
    var end: Int
    var style: Style
    /// An index into `targets`; -1 where it leads nowhere.
    var target: Int
  }

  private(set) var bytes = FilteredBytes()
  private(set) var runs: [Run] = []
  private(set) var targets: [LinkTarget] = []

  var isEmpty: Bool { bytes.count == 0 }

  mutating func removeAll() {
    bytes.removeAll()
    runs.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
  }

  mutating func append(
    _ text: some StringProtocol, _ style: Style, target: Int = -1, as context: TextFilter.Context = .prose
  ) {
    bytes.append(text, as: context)
    extendRun(style, target)
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ style: Style, as context: TextFilter.Context) {
    bytes.append(text, as: context)
    extendRun(style, -1)
  }

  /// Takes another's text and looks.
  mutating func append(_ other: InlineText) {
    let (start, firstTarget) = (bytes.count, targets.count)
    bytes.append(other.bytes)
    targets += other.targets
    for run in other.runs {
      let target = run.target < 0 ? -1 : run.target + firstTarget
      runs.append(Run(end: run.end + start, style: run.style, target: target))
    }
  }

  /// A line break that must stay.
  mutating func appendLineBreak() {
    bytes.appendLineBreak()
    // The break may have taken a space with it, and belongs to no look of its own.
    while let last = runs.last, last.end > bytes.count - 1 {
      let start = runs.count > 1 ? runs[runs.count - 2].end : 0
      if start >= bytes.count - 1 { runs.removeLast() } else { runs[runs.count - 1].end = bytes.count - 1 }
    }
    extendRun(runs.last?.style ?? .plain, runs.last?.target ?? -1)
  }

  /// Registers where the text to come leads.
  mutating func addTarget(_ target: LinkTarget) -> Int {
    targets.append(target)
    return targets.count - 1
  }

  private mutating func extendRun(_ style: Style, _ target: Int) {
    let end = bytes.count
    guard let last = runs.last else {
      if end > 0 { runs.append(Run(end: end, style: style, target: target)) }
      return
    }
    if last.end == end { return }
    if last.target == target, last.style == style {
      runs[runs.count - 1].end = end
    } else {
      runs.append(Run(end: end, style: style, target: target))
    }
  }

  /// The spans of one row. Rows are asked for from first to last with the same `cursor`, 0 at first.
  func spans(of row: LineBreaker.Row, cursor: inout Int) -> [Span] {
    while cursor < runs.count, runs[cursor].end <= row.bytes.lowerBound { cursor += 1 }
    guard cursor < runs.count, !row.bytes.isEmpty else { return [] }
    if runs[cursor].end >= row.bytes.upperBound {
      return [span(row.bytes, runs[cursor], columns: row.columns)]
    }
    var spans: [Span] = []
    var start = row.bytes.lowerBound
    while start < row.bytes.upperBound {
      let end = min(runs[cursor].end, row.bytes.upperBound)
      spans.append(span(start..<end, runs[cursor], columns: nil))
      if runs[cursor].end <= row.bytes.upperBound, cursor + 1 < runs.count { cursor += 1 }
      start = end
    }
    return spans
  }

  private func span(_ range: Range<Int>, _ run: Run, columns: Int?) -> Span {
    Span(bytes.slice(range, columns: columns), run.style, target: run.target < 0 ? nil : targets[run.target])
  }
}
