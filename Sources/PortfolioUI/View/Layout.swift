/// The positions of everything on the screen, in cells counted from 0. It is computed from the state when it is
/// needed, both by ``State/view()`` and by the handling of the mouse.
struct Layout: Sendable {
  /// A section in the list: a row with its title, and `height` rows below it.
  struct Pane: Sendable {
    var section: Int
    var titleRow: Int
    var height: Int
    /// The first of its rows that is visible.
    var top: Int
  }

  let size: Size
  /// Whether the list and the reader are side by side.
  let isSplit: Bool
  /// Whether the reader is visible.
  let showsReader: Bool
  /// The width of the list with its borders, in columns; 0 if it is not visible. The reader shares its right border.
  let listWidth: Int
  /// The maximum width of a line of text, in columns.
  let measure: Int
  /// The width of the column for notes at the right of the text; nil if there is no room for one.
  let notesWidth: Int?
  /// The number of columns between the reader's border and the text.
  let margin: Int
  /// The column of the text.
  var textColumn: Int { (isSplit ? listWidth : size.isNarrow ? 0 : 1) + margin }
  /// The number of rows of text.
  let readerHeight: Int
  /// The maximum height of a picture: two thirds of the text's.
  var pictureRows: Int { max(1, readerHeight * 2 / 3) }
  /// The panes of the list from top to bottom; empty unless ``isSplit``.
  let panes: [Pane]

  /// The maximum ``measure``: longer lines are hard to read.
  static let maximumMeasure = 76
  /// The width from which a reader has a column for notes, without its borders.
  private static let leastWidthWithNotes = 110
  /// The maximum width of the column for notes, and the space between it and the text.
  private static let maximumNotesWidth = 32
  static let notesGap = 3
  /// The row of the first line of text.
  private var firstTextRow: Int { size.isNarrow ? 1 : 2 }

  /// The rows and columns of the text beside a list, without borders; nil without a list.
  func textArea(top: Int) -> Frame.TextArea? {
    guard isSplit else { return nil }
    return Frame.TextArea(
      rows: firstTextRow..<firstTextRow + readerHeight, columns: listWidth..<size.columns - 1, top: top)
  }

  init(_ state: State) {
    size = state.configuration.size
    isSplit = !size.isNarrow && !state.isZoomed
    showsReader = isSplit || state.isZoomed || state.focus == .reader
    listWidth =
      isSplit
      ? Self.listWidth(columns: size.columns, wanted: state.list.wantedWidth + 2)
      : size.isNarrow && !showsReader ? size.columns : 0
    let isFramed = !size.isNarrow
    let room = size.columns - (isSplit ? listWidth + 1 : isFramed ? 2 : 0)
    let wanted = room - (isFramed ? 4 : 2)
    measure = max(1, min(Self.maximumMeasure, wanted))
    let notesRoom = wanted - measure - Self.notesGap
    notesWidth =
      isFramed && room >= Self.leastWidthWithNotes ? min(notesRoom, Self.maximumNotesWidth) : nil
    // Notes take the free columns at the right of the text, and move the text to the left if these are too few.
    let notes = state.reader.hasNotes ? notesWidth.map { $0 + Self.notesGap } ?? 0 : 0
    margin = isFramed ? max(2, min((room - measure) / 2, room - measure - notes - 2)) : 1
    readerHeight = max(1, size.rows - (isFramed ? 4 : 2))
    panes = isSplit ? Self.panes(state, rows: size.rows - 2) : []
  }

  /// The width of a list beside a reader: a third of the screen; on a wide screen as much as the titles need, of the
  /// columns that the reader would leave empty.
  private static func listWidth(columns: Int, wanted: Int) -> Int {
    let third = min(max(columns / 3, 28), 36)
    let hasNotes = columns - third - 1 >= leastWidthWithNotes
    let reader = hasNotes ? leastWidthWithNotes : maximumMeasure + 4
    return max(third, min(wanted, maximumListWidth, columns - 1 - reader))
  }

  private static let maximumListWidth = 60

  /// Distributes rows among the panes: each gets a title, the focused one up to half of the remaining rows, and each
  /// other one a row; then each gets as many of the rest as it needs. If there is no room for all titles, only the
  /// panes around the focused one are visible.
  private static func panes(_ state: State, rows: Int) -> [Pane] {
    let counts = state.list.selectedRows.indices.map { state.list.rows(of: $0).count }
    // One row is for the bottom border, and at least a few are for pages.
    let most = max(1, rows - 1 - min(3, rows / 2))
    let first = max(0, min(state.list.section - most / 2, counts.count - most))
    let shown = Array(counts.indices.dropFirst(first).prefix(most))
    guard let last = shown.last else { return [] }
    var room = max(0, rows - 1 - shown.count)
    var heights = counts.map { _ in 0 }
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
      let top = min(max(0, state.list.selectedRows[index] - seen / 2), max(0, counts[index] - seen))
      panes.append(Pane(section: index, titleRow: row, height: heights[index], top: top))
      row += 1 + heights[index]
    }
    return panes
  }

  // MARK: The mouse

  /// The part of the screen to which a cell belongs.
  enum Target: Equatable {
    /// A row of the list.
    case page(section: Int, row: Int)
    /// The title of a pane, or its empty rows.
    case pane(Int)
    /// A line of the page.
    case text(line: Int)
    /// The reader without a line: its border and margin, and the rows below the text.
    case reader
    case nothing
  }

  /// Returns the part of the screen to which a cell belongs.
  func target(row: Int, column: Int, in state: State) -> Target {
    // The last row is the status row.
    guard row < size.rows - 1 else { return .nothing }
    if column < listWidth { return isSplit ? splitTarget(row: row, state) : narrowTarget(row: row, state) }
    guard showsReader else { return .nothing }
    let offset = row - firstTextRow
    let line = state.reader.viewport.lineShown(in: offset)
    return (0..<readerHeight).contains(offset) && line < state.reader.viewport.lines.count
      ? .text(line: line) : .reader
  }

  private func splitTarget(row: Int, _ state: State) -> Target {
    guard let pane = panes.last(where: { $0.titleRow <= row }), row <= pane.titleRow + pane.height else {
      return .nothing
    }
    let page = pane.top + row - pane.titleRow - 1
    return row > pane.titleRow && page < state.list.rows(of: pane.section).count
      ? .page(section: pane.section, row: page) : .pane(pane.section)
  }

  private func narrowTarget(row: Int, _ state: State) -> Target {
    let page = narrowTop(state) + row - 1
    return row >= 1 && page < state.list.rows(of: state.list.section).count
      ? .page(section: state.list.section, row: page) : .nothing
  }

  /// Returns the first row that is visible in the list of a narrow screen.
  func narrowTop(_ state: State) -> Int {
    let height = max(1, size.rows - 2)
    let count = state.list.rows(of: state.list.section).count
    let row = state.list.selectedRows[state.list.section]
    return min(max(0, row - height / 2), max(0, count - height))
  }
}
