internal import Markdown

/// A table within a width: cells wrap, then the padding goes, then each row becomes a record.
struct TableLayout {
  private let table: Table
  private let width: Int
  private let theme: Theme
  private let line: Int
  /// The header first, then the rows, each cell flattened.
  private var cells: [[InlineText]] = []

  init(table: Table, width: Int, theme: Theme, line: Int) {
    self.table = table
    self.width = width
    self.theme = theme
    self.line = line
  }

  /// Takes the cells as runs of text.
  mutating func flatten(_ flatten: ([Inline], Style) -> InlineText) {
    cells = [table.header.map { flatten($0, theme[.tableHeader]) }]
    cells += table.rows.map { $0.map { flatten($0, theme[.text]) } }
  }

  /// The rows as lines that fit the width.
  func lines(breaker: inout LineBreaker) -> [Line] {
    var minimum = Array(repeating: 1, count: table.alignments.count)
    var natural = minimum
    for row in cells {
      for (column, cell) in row.prefix(minimum.count).enumerated() {
        let extent = breaker.extent(of: cell.bytes.storage)
        minimum[column] = max(minimum[column], extent.minimum)
        natural[column] = max(natural[column], extent.natural)
      }
    }
    for padding in [1, 0] {
      let borders = table.alignments.count * (1 + 2 * padding) + 1
      if let columns = Self.share(width - borders, minimum: minimum, natural: natural) {
        return grid(columns, padding: padding, breaker: &breaker)
      }
    }
    return records(breaker: &breaker)
  }

  /// Divides the room: nobody gets less than its longest word, and whoever is content with an equal share
  /// gets all it wants; what is over goes to whoever lacks most. Nil where the words do not fit.
  static func share(_ room: Int, minimum: [Int], natural: [Int]) -> [Int]? {
    if natural.reduce(0, +) <= room { return natural }
    if minimum.reduce(0, +) > room { return nil }
    let share = equalShare(of: room, minimum: minimum, natural: natural)
    var columns = zip(minimum, natural).map { $1 <= share ? $1 : $0 }
    var left = room - columns.reduce(0, +)
    // Wide columns get the rest in proportion to what they lack, the last columns what rounding left.
    let wants = zip(natural, columns).map { $0 - $1 }
    let total = wants.reduce(0, +)
    if total > 0 {
      let spare = left
      for index in columns.indices {
        let gain = spare * wants[index] / total
        columns[index] += gain
        left -= gain
      }
      for index in columns.indices.reversed() where left > 0 && columns[index] < natural[index] {
        columns[index] += 1
        left -= 1
      }
    }
    return columns
  }

  /// The width at which columns fill the room if those that want less get what they want.
  private static func equalShare(of room: Int, minimum: [Int], natural: [Int]) -> Int {
    var (fits, exceeds) = (0, room + 1)
    while exceeds - fits > 1 {
      let share = (fits + exceeds) / 2
      let sum = zip(minimum, natural).reduce(0) { $0 + max($1.0, min($1.1, share)) }
      if sum <= room { fits = share } else { exceeds = share }
    }
    return fits
  }

  // MARK: Grid

  private func grid(_ columns: [Int], padding: Int, breaker: inout LineBreaker) -> [Line] {
    let rows = cells.map { row in
      columns.indices.map { column in
        column < row.count ? Self.rows(of: row[column], width: columns[column], breaker: &breaker) : []
      }
    }
    // A row of more than one line wants rules around it, or nobody sees where it ends.
    let isRuled = rows.dropFirst().contains { $0.contains { $0.count > 1 } }
    var lines = [rule("┌", "┬", "┐", columns, padding)]
    for (index, row) in rows.enumerated() {
      if index == 1 || index > 1 && isRuled { lines.append(rule("├", "┼", "┤", columns, padding)) }
      for height in 0..<(row.map(\.count).max() ?? 1) {
        lines.append(gridLine(row, height: height, columns, padding: padding))
      }
    }
    lines.append(rule("└", "┴", "┘", columns, padding))
    return lines
  }

  private func rule(
    _ left: FilteredText, _ middle: FilteredText, _ right: FilteredText, _ columns: [Int], _ padding: Int
  ) -> Line {
    var text = left
    for (index, width) in columns.enumerated() {
      if index > 0 { text = text + middle }
      text = text + FilteredText(repeating: "─", count: width + 2 * padding)
    }
    return Line(text + right, theme[.tableBorder], sourceLine: line)
  }

  private func gridLine(_ row: [[[Span]]], height: Int, _ columns: [Int], padding: Int) -> Line {
    let border = Span("│", theme[.tableBorder])
    var spans = [border]
    for (index, width) in columns.enumerated() {
      let content = height < row[index].count ? row[index][height] : []
      let room = width - content.reduce(0) { $0 + $1.text.columns }
      let left =
        switch table.alignments[index] {
        case .left: 0
        case .center: room / 2
        case .right: room
        }
      spans += [Span(FilteredText(repeating: " ", count: padding + left))].filter { !$0.text.isEmpty }
      spans += content
      let right = padding + room - left
      spans += [Span(FilteredText(repeating: " ", count: right))].filter { !$0.text.isEmpty }
      spans.append(border)
    }
    return Line(spans, sourceLine: line)
  }

  private static func rows(of cell: InlineText, width: Int, breaker: inout LineBreaker) -> [[Span]] {
    var cursor = 0
    return breaker.rows(of: cell.bytes.storage, width: width).map { cell.spans(of: $0, cursor: &cursor) }
  }

  // MARK: Records

  private func records(breaker: inout LineBreaker) -> [Line] {
    var lines: [Line] = []
    let isEmptyColumn = table.alignments.indices.map { column in
      cells.dropFirst().allSatisfy { column >= $0.count || $0[column].isEmpty }
    }
    if cells.count == 1 { lines += record(cells[0], labels: [], isEmptyColumn, breaker: &breaker) }
    for row in cells.dropFirst() {
      if !lines.isEmpty {
        lines.append(
          Line(FilteredText(repeating: "─", count: min(8, width)), theme[.tableBorder], sourceLine: line))
      }
      lines += record(row, labels: cells[0], isEmptyColumn, breaker: &breaker)
    }
    return lines
  }

  /// `header: cell`, a line each or as many as it takes; an empty cell says nothing, unless its column
  /// holds nothing else.
  private func record(
    _ row: [InlineText], labels: [InlineText], _ isEmptyColumn: [Bool], breaker: inout LineBreaker
  ) -> [Line] {
    var lines: [Line] = []
    for (index, cell) in row.enumerated() {
      let isLabelled = index < labels.count && !labels[index].isEmpty
      let isLabelAlone = cell.isEmpty && isLabelled && isEmptyColumn[index]
      if cell.isEmpty, !isLabelAlone { continue }
      var pair = InlineText()
      if isLabelled {
        pair.append(labels[index])
        pair.append(isLabelAlone ? ":" : ": ", theme[.tableHeader])
      }
      pair.append(cell)
      lines += Self.rows(of: pair, width: width, breaker: &breaker).map { Line($0, sourceLine: line) }
    }
    return lines
  }
}
