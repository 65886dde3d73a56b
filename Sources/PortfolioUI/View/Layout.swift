/// Where everything stands on a screen, in cells; computed anew whenever it is asked for.
struct Layout: Sendable {
  /// A pane of the list: the row of its title, and the rows below it.
  struct Pane: Sendable {
    var section: Int
    var titleRow: Int
    var height: Int
    /// The first of its pages that is seen.
    var top: Int
  }

  let size: Size
  /// Whether list and reader stand beside each other.
  let isSplit: Bool
  /// Whether the reader is seen.
  let showsReader: Bool
  /// Columns of the list with its borders; 0 where it is not seen.
  let listWidth: Int
  /// Columns of the text, at most 76.
  let measure: Int
  /// Columns before the text within the reader.
  let margin: Int
  /// Rows of the text.
  let readerHeight: Int
  let panes: [Pane]

  /// A line longer than this tires the eye.
  static let maximumMeasure = 76

  init(_ state: State) {
    size = state.configuration.size
    isSplit = !size.isNarrow && !state.isZoomed
    showsReader = isSplit || state.isZoomed || state.focus == .reader
    listWidth =
      isSplit ? min(max(size.columns / 3, 28), 36) : size.isNarrow && !showsReader ? size.columns : 0
    let isFramed = !size.isNarrow
    let room = size.columns - (isSplit ? listWidth : 0) - (isFramed ? 2 : 0)
    let wanted = room - (isFramed ? 4 : 2)
    measure = max(1, min(Self.maximumMeasure, wanted))
    margin = isFramed ? max(2, (room - measure) / 2) : 1
    readerHeight = max(1, size.rows - (isFramed ? 4 : 2))
    panes = isSplit ? Self.panes(state, rows: size.rows - 2) : []
  }

  /// Shares the rows among the panes: a title each, half of the rest to the focused one, and so on. Where there
  /// is no room for all titles, there are only panes around the focused one.
  private static func panes(_ state: State, rows: Int) -> [Pane] {
    let counts = state.list.rows.indices.map { state.list.pages(of: $0).count }
    // The last row is the frame's, and a few are for pages.
    let most = max(1, rows - 1 - min(3, rows / 2))
    let first = max(0, min(state.list.section - most / 2, counts.count - most))
    let shown = Array(counts.indices.dropFirst(first).prefix(most))
    guard let last = shown.last else { return [] }
    var room = max(0, rows - 1 - shown.count)
    var heights = counts.map { _ in 0 }
    // Half of them to the focused pane if it needs so many, then one each as far as it goes.
    let order = [state.list.section] + shown.filter { $0 != state.list.section }
    for (place, index) in order.enumerated() where room > 0 {
      heights[index] = min(place == 0 ? max(1, room / 2) : 1, counts[index])
      room -= heights[index]
    }
    for index in order where room > 0 {
      let more = min(room, counts[index] - heights[index])
      heights[index] += more
      room -= more
    }
    heights[last] += room
    var panes: [Pane] = []
    var row = 1
    for index in shown {
      let seen = min(heights[index], counts[index])
      let top = min(max(0, state.list.rows[index] - seen / 2), max(0, counts[index] - seen))
      panes.append(Pane(section: index, titleRow: row, height: heights[index], top: top))
      row += 1 + heights[index]
    }
    return panes
  }

  /// What lies at a cell.
  enum Target: Equatable {
    case page(section: Int, row: Int)
    case pane(Int)
    case text(line: Int)
    case nothing
  }

  func target(row: Int, column: Int, in state: State) -> Target {
    if column < listWidth {
      if !isSplit {
        let index = row - 1 + narrowTop(state)
        return row >= 1 && row < size.rows - 1 && index < state.list.pages(of: state.list.section).count
          ? .page(section: state.list.section, row: index) : .nothing
      }
      for pane in panes {
        if row == pane.titleRow { return .pane(pane.section) }
        let offset = row - pane.titleRow - 1
        if offset >= 0, offset < pane.height {
          let page = pane.top + offset
          return page < state.list.pages(of: pane.section).count
            ? .page(section: pane.section, row: page) : .pane(pane.section)
        }
      }
      return .nothing
    }
    guard showsReader else { return .nothing }
    let line = state.reader.viewport.top + row - (size.isNarrow ? 1 : 2)
    return line >= state.reader.viewport.top && line < state.reader.viewport.lines.count
      ? .text(line: line) : .nothing
  }

  /// The first page seen in the list of a narrow screen.
  func narrowTop(_ state: State) -> Int {
    let height = max(1, size.rows - 2)
    let count = state.list.pages(of: state.list.section).count
    let row = state.list.rows[state.list.section]
    return min(max(0, row - height / 2), max(0, count - height))
  }
}
