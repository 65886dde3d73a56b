import TerminalText

/// The box of an overlay in the middle of the screen: its place, and how it is drawn.
struct OverlayBox {
  private let overlay: Overlay
  private let width: Int
  private let left: Int
  private let top: Int
  /// The number of rows of the list that are visible at once.
  let height: Int

  /// The maximum width of the results of a search, in columns.
  private static let resultsWidth = 100

  init(_ overlay: Overlay, size: Size) {
    self.overlay = overlay
    let isResults = overlay.kind == .results
    // The box keeps its size while the number of results changes.
    let wanted = isResults ? Self.resultsWidth : max(overlay.widest + 4, overlay.title.columns + 6, 24)
    width = min(size.columns, wanted)
    height = max(1, min(isResults ? size.rows : overlay.rows.count, size.rows - 4))
    left = (size.columns - width) / 2
    top = max(0, (size.rows - height - 2) / 2)
  }

  /// Returns the row of the list that is visible at a cell.
  func row(at mouse: Mouse) -> Int? {
    let offset = mouse.row - top - 1
    let row = overlay.top + offset
    let isInside = (0..<height).contains(offset) && (left..<left + width).contains(mouse.column)
    return isInside && row < overlay.rows.count ? row : nil
  }

  /// Draws the box over a frame.
  ///
  /// - Parameter hasQuery: whether the prompt contains anything to search for. If there are no results, this selects
  ///   the message.
  func draw(over frame: inout Frame, theme: Theme, hasQuery: Bool) {
    let edge = theme[.focusedBorder]
    let bar = Span(Borders.drawn.vertical, edge)
    var box = [topBorder(theme)]
    for offset in 0..<height {
      let content = rowLine(overlay.top + offset, theme, hasQuery: hasQuery)
      box.append(Line([bar] + content.spans + [bar]))
    }
    box.append(bottomBorder(theme))
    for (offset, line) in box.enumerated() where top + offset < frame.lines.count {
      frame.lines[top + offset] = frame.lines[top + offset].covered(by: line.padded(to: width), from: left)
    }
  }

  private func rowLine(_ row: Int, _ theme: Theme, hasQuery: Bool) -> Line {
    if overlay.rows.indices.contains(row) {
      // A space on either side.
      let text = overlay.rows[row].line(width: width - 4).fitted(to: width - 4)
      let line = Line([Span(" ")] + text.spans + [Span(" ")])
      return row == overlay.selection && overlay.kind != .help ? line.selected(theme[.selection]) : line
    }
    let hint: FilteredText =
      row > 0
      ? ""
      : hasQuery
        ? " No page contains all the words" : " Type words, or a \"phrase\"; results come as you type"
    return Line(hint, theme[.meta]).fitted(to: width - 2)
  }

  private func topBorder(_ theme: Theme) -> Line {
    let borders = Borders.drawn
    let style = theme[.focusedPaneTitle]
    let title = Line(overlay.title, style).truncated(to: width - 5)
    let rule = FilteredText(repeating: borders.horizontal, count: width - 5 - title.columns)
    let start = Span(borders.corners.topLeft + borders.horizontal, theme[.focusedBorder])
    let end = Span(rule + borders.corners.topRight, theme[.focusedBorder])
    return Line([start, Span(" ", style)] + title.spans + [Span(" ", style), end])
  }

  private func bottomBorder(_ theme: Theme) -> Line {
    let borders = Borders.drawn
    let hint: FilteredText = overlay.top + height < overlay.rows.count ? " more below " : ""
    let rule = FilteredText(repeating: borders.horizontal, count: width - 2 - hint.columns)
    return Line([
      Span(borders.corners.bottomLeft, theme[.focusedBorder]), Span(hint, theme[.meta]),
      Span(rule + borders.corners.bottomRight, theme[.focusedBorder]),
    ])
  }
}
