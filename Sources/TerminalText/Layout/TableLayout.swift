internal import Markdown

/// Lays out a table in a given width. It is a grid in whose cells text is wrapped; a grid without padding if that is
/// too wide; or, if the longest words do not fit, a list of records with a line `header: cell` for each cell, unless a
/// grid in whose cells words are divided is no longer than that.
struct TableLayout {
  let alignments: [Table.Alignment]
  /// The text of the cells: the header row, then the others. A row may hold fewer cells than there are
  /// columns.
  let cells: [[InlineText]]
  let width: Int
  let theme: Theme
  /// The source line of the table.
  let line: Int

  /// The lines of the table, none of them wider than the width, except for addresses that stay whole.
  func lines(breaker: inout LineBreaker) -> [Line] {
    var minimum = Array(repeating: 1, count: alignments.count)
    var natural = minimum
    for row in cells {
      for (column, cell) in row.prefix(minimum.count).enumerated() {
        let extent = breaker.extent(of: cell.bytes.storage)
        minimum[column] = max(minimum[column], extent.minimum)
        natural[column] = max(natural[column], extent.natural)
      }
    }
    for numbers in [numberColumns(), []] {
      var (least, whole) = (minimum, natural)
      for number in numbers {
        least[number.column] = max(least[number.column], number.width)
        whole[number.column] = max(whole[number.column], number.width)
      }
      for padding in [1, 0] {
        let room = width - alignments.count * (1 + 2 * padding) - 1
        guard var columns = Self.share(room, minimum: least, natural: whole) else { continue }
        if columns != whole {
          var heights = CellHeights(cells, columnCount: columns.count, &breaker)
          columns = heights.lowered(columns, minimum: least, natural: whole)
        }
        return grid(columns, numbers, padding: padding, breaker: &breaker)
      }
      if numbers.isEmpty { break }
    }
    let records = records(breaker: &breaker)
    return narrowGrid(natural: natural, maximumLines: records.count, breaker: &breaker) ?? records
  }

  /// A grid in whose cells words are divided; nil if it has more lines, or if there would be words that are cut anywhere.
  private func narrowGrid(natural: [Int], maximumLines: Int, breaker: inout LineBreaker) -> [Line]? {
    let bytes = cells.reduce(0) { $1.reduce($0) { $0 + $1.bytes.count } }
    guard cells.count > 1, cells.count * natural.count <= CellHeights.maximumCells,
      bytes <= Self.maximumBytesOfNarrowGrid
    else { return nil }
    var minimum = natural.map { _ in 1 }
    for row in cells {
      for (column, cell) in row.prefix(minimum.count).enumerated() {
        guard let columns = breaker.columnsOfParts(of: cell, from: minimum[column], upTo: width) else {
          return nil
        }
        minimum[column] = columns
      }
    }
    for padding in [1, 0] {
      let room = width - natural.count * (1 + 2 * padding) - 1
      guard var columns = Self.share(room, minimum: minimum, natural: natural) else { continue }
      var heights = CellHeights(cells, columnCount: columns.count, &breaker)
      columns = heights.lowered(columns, minimum: minimum, natural: natural)
      let lines = grid(columns, [], padding: padding, hyphens: .wideWords, breaker: &breaker)
      if lines.count <= maximumLines { return lines }
    }
    return nil
  }

  /// The parts of words are tried at many widths.
  private static let maximumBytesOfNarrowGrid = 1 << 16

  /// The columns that hold numbers only.
  private func numberColumns() -> [NumberColumn] {
    alignments.indices.compactMap { column in
      NumberColumn(column, cells: cells.dropFirst().map { column < $0.count ? $0[column] : nil })
    }
  }

  /// Divides `room` columns among the columns of a table; nil if their longest words do not fit.
  ///
  /// No column gets less than its longest word (`minimum`) or more than its whole text (`natural`). A column
  /// whose text fits into an equal share gets all of it, and the others share the rest in proportion to what
  /// they lack.
  static func share(_ room: Int, minimum: [Int], natural: [Int]) -> [Int]? {
    if natural.reduce(0, +) <= room { return natural }
    if minimum.reduce(0, +) > room { return nil }
    let share = equalShare(of: room, minimum: minimum, natural: natural)
    var columns = zip(minimum, natural).map { $1 <= share ? $1 : $0 }
    var left = room - columns.reduce(0, +)
    // Rounding leaves a few columns. Give them to the last columns that need more.
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

  /// The largest equal share with which all columns fit into `room`. Columns that need less than the share take less.
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

  private func grid(
    _ columns: [Int], _ numbers: [NumberColumn], padding: Int, hyphens: LineBreaker.HyphenScope = .none,
    breaker: inout LineBreaker
  ) -> [Line] {
    var rows = cells.map { row in
      columns.indices.map { column in
        column < row.count
          ? Self.rows(of: row[column], width: columns[column], hyphens, goal: .fewRows, breaker: &breaker)
          : []
      }
    }
    var alignments = alignments
    for number in numbers {
      let column = number.column
      // Without an alignment of its own, a column of numbers is aligned like numbers.
      if alignments[column] == .left { alignments[column] = .right }
      for row in rows.indices.dropFirst() where rows[row][column].count == 1 {
        rows[row][column][0] = number.aligned(rows[row][column][0], row: row - 1)
      }
    }
    // A table of HTML may have no header.
    let first = rows.count > 1 && cells[0].allSatisfy(\.isEmpty) ? 1 : 0
    // If any row takes more than one line, rules separate all rows.
    let isRuled = rows.dropFirst().contains { $0.contains { $0.count > 1 } }
    let middle = rule(Self.corners.middle, columns, padding)
    var lines = [rule(Self.corners.top, columns, padding)]
    for (index, row) in rows.enumerated().dropFirst(first) {
      if index == 1 && first == 0 || index > 1 && isRuled {
        lines.append(middle)
      }
      for height in 0..<(row.map(\.count).max() ?? 1) {
        lines.append(gridLine(row, height: height, columns, alignments, padding: padding))
        if height == 0 { lines[lines.count - 1].notes = cells[index].flatMap { $0.notes.flatMap(\.notes) } }
      }
    }
    lines.append(rule(Self.corners.bottom, columns, padding))
    if first == 0, rows.count > 1 { setHeader(rows[0].map(\.count).max() ?? 1, of: &lines) }
    return lines
  }

  /// States for the lines below the header of a grid where the header is.
  /// - Parameter height: the number of its lines, which follow the border.
  private func setHeader(_ height: Int, of lines: inout [Line]) {
    guard (1...2).contains(height) else { return }
    for index in (height + 2)..<(lines.count - 1) {
      lines[index].header = Line.Header(distance: Int32(index - 1), height: Int32(height))
    }
  }

  /// A horizontal rule.
  /// - Parameter corners: its left end, its crossings and its right end.
  private func rule(_ corners: [FilteredText], _ columns: [Int], _ padding: Int) -> Line {
    var text = corners[0]
    for (index, width) in columns.enumerated() {
      if index > 0 { text = text + corners[1] }
      text = text + FilteredText(repeating: Self.dash, count: width + 2 * padding)
    }
    return Line(text + corners[2], theme[.tableBorder], sourceLine: line)
  }

  private static let border: FilteredText = "│"
  private static let dash: FilteredText = "─"
  private static let corners: (top: [FilteredText], middle: [FilteredText], bottom: [FilteredText]) = (
    ["┌", "┬", "┐"], ["├", "┼", "┤"], ["└", "┴", "┘"]
  )

  /// Line `height` of a row of cells, from 0.
  private func gridLine(
    _ row: [[[Span]]], height: Int, _ columns: [Int], _ alignments: [Table.Alignment], padding: Int
  ) -> Line {
    let border = Span(Self.border, theme[.tableBorder])
    var spans = [border]
    spans.reserveCapacity(1 + 4 * columns.count)
    for (index, width) in columns.enumerated() {
      let content = height < row[index].count ? row[index][height] : []
      let room = width - content.reduce(0) { $0 + $1.text.columns }
      let left =
        switch alignments[index] {
        case .left: 0
        case .center: room / 2
        case .right: room
        }
      let right = padding + room - left
      if padding + left > 0 { spans.append(Span(FilteredText(repeating: " ", count: padding + left))) }
      spans += content
      if right > 0 { spans.append(Span(FilteredText(repeating: " ", count: right))) }
      spans.append(border)
    }
    return Line(spans, sourceLine: line)
  }

  private static func rows(
    of cell: InlineText, width: Int, _ hyphens: LineBreaker.HyphenScope = .none, goal: LineBreaker.Goal,
    breaker: inout LineBreaker
  ) -> [[Span]] {
    var cursor = 0
    return breaker.rows(of: cell, width: width, hyphens: hyphens, goal: goal).map {
      cell.spans(of: $0, cursor: &cursor)
    }
  }

  // MARK: Records

  private func records(breaker: inout LineBreaker) -> [Line] {
    var lines: [Line] = []
    let isEmptyColumn = alignments.indices.map { column in
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

  /// The lines of one row as a record: `header: cell` for each cell, wrapped if need be. Empty cells are left
  /// out, but if all cells of a column are empty, its header stays, so that it is not lost.
  private func record(
    _ row: [InlineText], labels: [InlineText], _ isEmptyColumn: [Bool], breaker: inout LineBreaker
  ) -> [Line] {
    var lines: [Line] = []
    for (index, cell) in row.enumerated() {
      let isLabelled = index < labels.count && !labels[index].isEmpty
      let isOnlyLabel = cell.isEmpty && isLabelled && isEmptyColumn[index]
      if cell.isEmpty, !isOnlyLabel { continue }
      var pair = InlineText()
      if isLabelled {
        pair.append(labels[index])
        pair.append(isOnlyLabel ? ":" : ": ", theme[.tableHeader])
      }
      pair.append(cell)
      let first = lines.count
      lines += Self.rows(of: pair, width: width, goal: .evenRows, breaker: &breaker).map {
        Line($0, sourceLine: line)
      }
      if lines.count > first { lines[first].notes = pair.notes.flatMap(\.notes) }
    }
    return lines
  }
}
