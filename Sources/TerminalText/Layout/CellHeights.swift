/// The heights of the cells of a table, for the choice of the widths of its columns.
struct CellHeights {
  /// The columns of the words of each cell, by column and row.
  private var cells: [[[[(columns: Int, gap: Int)]]]] = []
  /// The heights of a column's cells at the widths that were asked for.
  private var known: [[Int: [Int]]]
  private let rowCount: Int
  private let isTooLarge: Bool

  /// Larger tables get widths without a search.
  static let maximumCells = 2000

  init(_ rows: [[InlineText]], columnCount: Int, _ breaker: inout LineBreaker) {
    rowCount = rows.count
    known = Array(repeating: [:], count: columnCount)
    isTooLarge = rows.count * columnCount > Self.maximumCells
    if isTooLarge { return }
    for column in 0..<columnCount {
      cells.append(
        rows.map { column < $0.count ? breaker.fragmentColumns(of: $0[column].bytes.storage) : [] })
    }
  }

  /// Moves columns from one column of the table to another as long as that makes the table lower.
  /// - Parameters:
  ///   - minimum: the columns of the longest words.
  ///   - natural: the columns of the whole text.
  mutating func lowered(_ columns: [Int], minimum: [Int], natural: [Int]) -> [Int] {
    if isTooLarge || columns.count < 2 { return columns }
    var best = columns
    var bestHeight = height(best)
    var improves = true
    var trials = Self.maximumTrials
    while improves {
      improves = false
      for step in Self.steps {
        for from in best.indices where best[from] - step >= minimum[from] {
          for to in best.indices where to != from && best[to] < natural[to] {
            trials -= 1
            if trials < 0 { return best }
            var trial = best
            trial[from] -= step
            trial[to] += step
            let height = height(trial)
            guard height < bestHeight, trial[from] >= minimum[from] else { continue }
            (best, bestHeight, improves) = (trial, height, true)
            if best[from] - step < minimum[from] { break }
          }
        }
      }
    }
    return best
  }

  private static let steps = [1, 2, 3, 4, 6, 8, 12]
  private static let maximumTrials = 4000

  /// The rows of text of the table.
  private mutating func height(_ columns: [Int]) -> Int {
    var heights = [Int](repeating: 1, count: rowCount)
    for (column, width) in columns.enumerated() {
      for (row, height) in self.heights(of: column, width: width).enumerated() where height > heights[row] {
        heights[row] = height
      }
    }
    // If a row below the header takes several lines, rules separate all rows.
    let rules = heights.dropFirst().contains { $0 > 1 } ? max(0, rowCount - 2) : 0
    return heights.reduce(rules, +)
  }

  private mutating func heights(of column: Int, width: Int) -> [Int] {
    if let heights = known[column][width] { return heights }
    let heights = cells[column].map { lines in lines.reduce(0) { $0 + Self.height(of: $1, width: width) } }
    known[column][width] = heights
    return heights
  }

  /// The rows of a line that is filled word by word.
  private static func height(of words: [(columns: Int, gap: Int)], width: Int) -> Int {
    var rows = 1
    var end = 0
    var gap = 0
    for word in words {
      if end > 0, end + gap + word.columns > width {
        rows += 1
        end = 0
        gap = 0
      }
      end += gap + word.columns
      // A word that is wider is divided.
      if end > width, width > 0 {
        let more = (end - 1) / width
        rows += more
        end -= more * width
      }
      gap = word.gap
    }
    return rows
  }
}
