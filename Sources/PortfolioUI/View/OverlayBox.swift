import TerminalText

/// A list in a box over the middle of the screen.
struct OverlayBox {
  private let overlay: Overlay
  private let width: Int
  private let left: Int
  private let top: Int
  /// How many rows of the list are seen.
  let height: Int

  init(_ overlay: Overlay, size: Size) {
    self.overlay = overlay
    let wanted = overlay.kind == .results ? 100 : max(overlay.widest + 4, overlay.title.columns + 6, 24)
    width = min(size.columns, wanted)
    // The box keeps its place while results come and go.
    let rows = overlay.kind == .results ? size.rows : overlay.rows.count
    height = max(1, min(rows, size.rows - 4))
    left = (size.columns - width) / 2
    top = max(0, (size.rows - height - 2) / 2)
  }

  /// The row of the list that is seen at a place of the screen.
  func row(at mouse: Mouse) -> Int? {
    let offset = mouse.row - top - 1
    let row = overlay.top + offset
    let isInside = (0..<height).contains(offset) && (left..<left + width).contains(mouse.column)
    return isInside && row < overlay.rows.count ? row : nil
  }

  /// - Parameter isQueried: whether anything was typed that can be searched for.
  func draw(over frame: inout Frame, theme: Theme, isQueried: Bool) {
    let borders = Borders.drawn
    let edge = theme[.focusedBorder]
    let title = Span(" " + overlay.title + " ", theme[.focusedPaneTitle])
    let room = max(0, width - 3 - title.text.columns)
    var box = [
      Line([
        Span(borders.corners.topLeft + borders.horizontal, edge), title,
        Span(FilteredText(repeating: borders.horizontal, count: room) + borders.corners.topRight, edge),
      ])
    ]
    for offset in 0..<height {
      let row = overlay.top + offset
      var content = Line().fitted(to: width - 2)
      if row < overlay.rows.count {
        content = Line([Span(" ")] + overlay.rows[row].text.spans).fitted(to: width - 3)
        content.spans.append(Span(" "))
        if row == overlay.selection, overlay.kind != .help { content = content.styled(theme[.selection]) }
      } else if row == 0 {
        let sentence: FilteredText =
          isQueried
          ? " No page holds all the words" : " Type words, or a \"phrase\"; results come as you type"
        content = Line(sentence, theme[.meta]).fitted(to: width - 2)
      }
      box.append(Line([Span(borders.vertical, edge)] + content.spans + [Span(borders.vertical, edge)]))
    }
    let more = overlay.top + height < overlay.rows.count
    let hint: FilteredText = more ? " more below " : ""
    let rest = max(0, width - 2 - hint.columns)
    box.append(
      Line([
        Span(borders.corners.bottomLeft, edge), Span(hint, theme[.meta]),
        Span(FilteredText(repeating: borders.horizontal, count: rest) + borders.corners.bottomRight, edge),
      ]))
    for (offset, line) in box.enumerated() where top + offset < frame.lines.count {
      frame.lines[top + offset] = frame.lines[top + offset].covered(by: line.fitted(to: width), from: left)
    }
  }
}

extension Line {
  /// The line with another laid over it from a column on.
  fileprivate func covered(by other: Line, from column: Int) -> Line {
    var result = fittedStart(to: column)
    result.spans += other.spans
    result.spans += dropping(columns: column + other.columns).spans
    return result
  }

  /// The first columns; half of a wide character is a space.
  private func fittedStart(to width: Int) -> Line {
    truncated(to: width, mark: Span(.empty)).fitted(to: width)
  }

  private func dropping(columns count: Int) -> Line {
    var rest: [Span] = []
    var start = 0
    for span in spans {
      let end = start + span.text.columns
      if start >= count {
        rest.append(span)
      } else if end > count {
        var dropped = count - start
        var tail = span.text.dropping(columns: dropped)
        // Half of a wide character cannot stay: it becomes a space.
        while tail.columns > end - count {
          dropped += 1
          tail = span.text.dropping(columns: dropped)
        }
        let lost = end - count - tail.columns
        if lost > 0 { rest.append(Span(FilteredText(repeating: " ", count: lost), span.style)) }
        rest.append(Span(tail, span.style, target: span.target))
      }
      start = end
    }
    return Line(rest)
  }
}
