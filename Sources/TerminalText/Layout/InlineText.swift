/// The text of a paragraph, a heading or a table cell: filtered bytes, and runs of styles and links over
/// them.
///
/// The renderer appends inlines from first to last, breaks the bytes into rows (``LineBreaker``), and turns
/// each row into spans. One value is reused from paragraph to paragraph, so its buffers grow only once.
struct InlineText {
  /// A part of the text in one style. It begins at the end of the previous run.
  struct Run {
    /// The byte offset after the run.
    var end: Int
    var style: Style
    /// The index in `targets` of the link that the run is part of; -1 if it is part of none.
    var target: Int
  }

  private(set) var bytes = FilteredBytes()
  private(set) var runs: [Run] = []
  private(set) var targets: [LinkTarget] = []
  /// The ranges of code and addresses, in order. No hyphen is added to them.
  private(set) var codeRanges: [Range<Int>] = []

  /// The notes to which the text refers, in order, with the byte offset of each reference.
  private(set) var notes: [(offset: Int, notes: [Line.Note])] = []

  var isEmpty: Bool { bytes.count == 0 }

  /// Empties the text and keeps its capacity.
  mutating func removeAll() {
    bytes.removeAll()
    runs.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
    codeRanges.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
  }

  /// Filters a text and appends it in a style.
  /// - Parameter target: an index that ``addTarget(_:)`` returned, or -1.
  mutating func append(
    _ text: some StringProtocol, _ style: Style, target: Int = -1, as context: TextFilter.Context = .prose
  ) {
    let start = bytes.count
    bytes.append(text, as: context)
    extendRun(style, target)
    if case .code = context { codeRanges.append(start..<bytes.count) }
  }

  /// Filters valid UTF-8 and appends it in a style.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ style: Style, as context: TextFilter.Context) {
    bytes.append(text, as: context)
    extendRun(style, -1)
  }

  /// Appends another text with its runs.
  mutating func append(_ other: InlineText) {
    let (start, firstTarget) = (bytes.count, targets.count)
    bytes.append(other.bytes)
    targets += other.targets
    codeRanges += other.codeRanges.map { $0.lowerBound + start..<$0.upperBound + start }
    notes += other.notes.map { ($0.offset + start, $0.notes) }
    for run in other.runs {
      let target = run.target < 0 ? -1 : run.target + firstTarget
      runs.append(Run(end: run.end + start, style: run.style, target: target))
    }
  }

  /// Appends a hard line break, which belongs to the run before it.
  mutating func appendLineBreak() {
    bytes.appendLineBreak()
    // The break may have replaced a space. Shorten the runs that contained that space.
    while let last = runs.last, last.end > bytes.count - 1 {
      let start = runs.count > 1 ? runs[runs.count - 2].end : 0
      if start >= bytes.count - 1 { runs.removeLast() } else { runs[runs.count - 1].end = bytes.count - 1 }
    }
    extendRun(runs.last?.style ?? .plain, runs.last?.target ?? -1)
  }

  /// Adds the target of a link and returns its index.
  mutating func addTarget(_ target: LinkTarget) -> Int {
    targets.append(target)
    return targets.count - 1
  }

  /// Adds notes to which the text that is appended next refers.
  mutating func addNotes(_ notes: [Line.Note]) {
    if !notes.isEmpty { self.notes.append((bytes.count, notes)) }
  }

  /// Extends the last run to the end of the bytes, or appends a run if style or target differ.
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

  /// The spans of one row.
  /// - Parameter cursor: the index of the run at which the search for the row's first run begins. Pass 0 for the first
  ///   row; it is updated for the next. Rows must be passed in order.
  func spans(of row: LineBreaker.Row, cursor: inout Int) -> [Span] {
    while cursor < runs.count, runs[cursor].end <= row.bytes.lowerBound { cursor += 1 }
    guard cursor < runs.count, !row.bytes.isEmpty else { return [] }
    if row.end == .hyphen {
      var text = row
      text.end = .word
      text.columns -= 1
      var spans = spans(of: text, cursor: &cursor)
      if let last = spans.indices.last { spans[last].text = spans[last].text + Line.hyphen }
      return spans
    }
    if runs[cursor].end >= row.bytes.upperBound {
      return [span(row.bytes, runs[cursor], columns: row.columns)]
    }
    var last = cursor
    while last + 1 < runs.count, runs[last].end < row.bytes.upperBound { last += 1 }
    var spans: [Span] = []
    spans.reserveCapacity(last - cursor + 1)
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
