import PortfolioModel
import TerminalText
import TextSearch

extension State {
  /// Returns the screen for this state.
  ///
  /// Every part is laid out to fit. In debug builds, assertions check this before lines are padded or cut, so that
  /// tests find a part that is too large.
  package func view() -> Frame {
    let size = configuration.size
    let notice: FilteredText = size.columns < 18 ? "Too small" : "Terminal too small"
    var frame = Frame(lines: [Line(notice)])
    if !size.isTooSmall {
      let status = StatusLine(self)
      frame = Frame(lines: body(layout))
      assert(frame.lines.count < size.rows, "the body has \(frame.lines.count) of \(size.rows) rows")
      frame.lines += Array(repeating: Line(), count: max(0, size.rows - 1 - frame.lines.count))
      frame.lines.append(status.line)
      if overlay == nil { frame.textArea = layout.textArea(top: reader.viewport.top) }
      frame.cursor = status.cursorColumn.map { Frame.Cursor(row: size.rows - 1, column: $0) }
      if let overlay {
        let hasQuery = prompt.map { SearchQuery($0.text) != nil } ?? false
        OverlayBox(overlay, size: size).draw(over: &frame, theme: theme, hasQuery: hasQuery)
      }
    }
    for line in frame.lines {
      assert(line.columns <= size.columns || size.isTooSmall, "\(line.columns) columns: \(line.text)")
    }
    // Usually this only fills lines with spaces. It cuts the message on a screen that is too small for it, and in
    // release builds any line that is too wide, so that it does not disturb the rest of the screen.
    frame.lines = frame.lines.prefix(size.rows).map { line in
      line.fitted(to: size.columns).limited(to: configuration.repertoire)
    }
    frame.lines += Array(repeating: Line().fitted(to: size.columns), count: size.rows - frame.lines.count)
    if theme.paintsBackground { paintBackground(of: &frame) }
    return frame
  }

  /// Gives the cells that have no colours of their own those of the theme's text.
  private func paintBackground(of frame: inout Frame) {
    let base = theme[.text]
    for row in frame.lines.indices {
      for span in frame.lines[row].spans.indices {
        frame.lines[row].spans[span].style = frame.lines[row].spans[span].style.over(base)
      }
    }
  }

  /// Returns the rows above the status row.
  private func body(_ layout: Layout) -> [Line] {
    if layout.isSplit { return [titleLine] + splitView(layout) }
    if !layout.showsReader { return narrowListView(layout) }
    if layout.size.isNarrow { return narrowReaderView(layout) }
    return [titleLine] + zoomedView(layout)
  }

  private var titleLine: Line {
    var spans = [Span(" "), Span(FilteredText(portfolio.title), theme[.title])]
    if let headline = portfolio.headline.map({ FilteredText($0) }),
      spans[1].text.columns + headline.columns + 6 < configuration.size.columns
    {
      spans += [Span("  "), Span(headline, theme[.meta])]
    }
    return Line(spans).truncated(to: configuration.size.columns)
  }

  // MARK: Split

  /// A row of the list or the reader without the border between them.
  private struct SplitRow {
    var line: Line
    /// Whether a horizontal border meets the border between list and reader.
    var isRule = false
    /// The style of the border beside the row.
    var edge: Style
  }

  /// Returns the list and the reader side by side with one border between them.
  private func splitView(_ layout: Layout) -> [Line] {
    let borders = Borders.drawn
    let list = listView(layout, width: layout.listWidth - 1)
    let reader = readerView(layout, width: layout.size.columns - layout.listWidth)
    return zip(list, reader).enumerated().map { row, sides in
      let (left, right) = sides
      let joint: FilteredText =
        row == 0
        ? borders.joints.top
        : row == list.count - 1
          ? borders.joints.bottom : left.isRule ? borders.joints.right : borders.vertical
      var line = left.line
      line.spans.reserveCapacity(line.spans.count + 1 + right.line.spans.count)
      line.spans.append(Span(joint, isReading ? right.edge : left.edge))
      line.spans += right.line.spans
      return line
    }
  }

  /// Returns the panes one below the other, with shared borders.
  private func listView(_ layout: Layout, width: Int) -> [SplitRow] {
    let borders = Borders.drawn
    var rows: [SplitRow] = []
    for pane in layout.panes {
      let index = pane.section
      let isFocused = focus == .list && index == list.section
      let edge = theme[isFocused ? .focusedBorder : .border]
      let title =
        FilteredText("\(index + 1) ", as: .code) + FilteredText(list.titles[index])
      let corner = pane.titleRow == 1 ? borders.corners.topLeft : borders.joints.left
      let rule = rule(
        corner, "", width: width, edge,
        title: Line(title, theme[isFocused ? .focusedPaneTitle : .paneTitle]))
      rows.append(SplitRow(line: rule, isRule: true, edge: edge))
      let sectionRows = list.rows(of: index)
      let form = list.notes[index].form(width: width - 1)
      for row in pane.top..<(pane.top + pane.height) {
        var line = Line([Span(borders.vertical, edge)])
        if row < sectionRows.count {
          line.spans += rowLine(sectionRows[row], section: index, row: row, form, width: width - 1).spans
        }
        rows.append(SplitRow(line: line.fitted(to: width), edge: edge))
      }
    }
    let isLastFocused = focus == .list && list.section == layout.panes.last?.section
    let edge = theme[isLastFocused ? .focusedBorder : .border]
    let bottom = rule(borders.corners.bottomLeft, "", width: width, edge)
    rows.append(SplitRow(line: bottom, isRule: true, edge: edge))
    return rows
  }

  /// Returns a row of a list: a page's title, its role if there is room, and its note at the right; or a group with the
  /// number of its pages.
  private func rowLine(
    _ row: SectionRows.Row, section: Int, row number: Int, _ form: RowNotes.Form, width: Int
  ) -> Line {
    let isChosen = list.section == section && list.selectedRows[section] == number
    var title: FilteredText
    let note: FilteredText
    var role = FilteredText.empty
    switch row {
    case .page(let page, let depth):
      title = FilteredText(listTitle(of: page))
      if depth > 0 { title = margin(depth) + title }
      note = RowNotes.note(of: page, form, width: width)
      role = page.roleBehindTitle
    case .group(let group, let depth, let isOpen):
      title = margin(depth) + (isOpen ? "- " : "+ ") + FilteredText(group.title)
      note = FilteredText("\(group.pageCount)", as: .code)
    }
    let noteWidth = note.isEmpty ? 0 : note.columns + 1
    let mark: FilteredText = isChosen ? " " + Borders.drawn.marker : "   "
    let room = width - mark.columns - noteWidth - 1
    var text = Line(title)
    if !role.isEmpty, title.columns + role.columns <= room { text.spans.append(Span(role, theme[.meta])) }
    let isInverted = isChosen && focus == .list
    var line = Line([Span(mark, isInverted ? .plain : theme[.listMarker])])
    line.spans += text.fitted(to: room).spans
    if noteWidth > 0 {
      line.spans.append(Span(" "))
      line.spans.append(Span(note, theme[.meta]))
    }
    line.spans.append(Span(" "))
    guard isChosen else { return line }
    return focus == .list ? line.selected(theme[.selection]) : line.styled(theme[.unfocusedSelection])
  }

  /// The indentation of a row within groups. It stops growing at a depth of 4, to leave room for the title.
  private func margin(_ depth: Int) -> FilteredText { FilteredText(repeating: " ", count: 2 * min(depth, 4)) }

  /// Returns the title of a page in lists and borders. The welcome page is called "Welcome" here, because the first row
  /// shows its title already. If it is the only page, its title is shown.
  private func listTitle(of page: Page) -> String {
    if page !== portfolio.welcome { return page.title }
    return portfolio.sections.isEmpty ? portfolio.title : "Welcome"
  }

  // MARK: Reader

  /// Returns the reader without its left border.
  private func readerView(_ layout: Layout, width: Int) -> [SplitRow] {
    let borders = Borders.drawn
    let edge = theme[isReading ? .focusedBorder : .border]
    let percent = FilteredText(" \(reader.viewport.percentage)% ", as: .code)
    let room = max(0, width - percent.columns - 6)
    let title = Line(readerTitle, theme[isReading ? .focusedPaneTitle : .paneTitle]).truncated(to: room)
    let top = rule(
      "", borders.corners.topRight, width: width, edge, title: title,
      end: Span(percent, theme[.meta]))
    var rows = [SplitRow(line: top, isRule: true, edge: edge)]
    let thumb = reader.viewport.thumb
    let margin = Span(FilteredText(repeating: " ", count: layout.margin))
    for row in 0..<layout.readerHeight {
      var line = Line([margin])
      line.spans += textLine(row, layout).spans
      if let note = noteLine(row) {
        line = line.fitted(to: layout.margin + layout.measure + Layout.notesGap)
        line.spans += note.spans
      }
      line = line.padded(to: width - 1)
      line.spans.append(Span(thumb?.contains(row) == true ? borders.thumb : borders.vertical, edge))
      rows.append(SplitRow(line: line, edge: edge))
    }
    let bottom = rule("", borders.corners.bottomRight, width: width, edge)
    return rows + [SplitRow(line: bottom, isRule: true, edge: edge)]
  }

  /// Returns the reader over the whole width.
  private func zoomedView(_ layout: Layout) -> [Line] {
    let borders = Borders.drawn
    let rows = readerView(layout, width: layout.size.columns - 1)
    return rows.enumerated().map { index, row in
      let border =
        index == 0
        ? borders.corners.topLeft : index == rows.count - 1 ? borders.corners.bottomLeft : borders.vertical
      return Line([Span(border, row.edge)] + row.line.spans)
    }
  }

  /// The title of the page and the heading that the top line is under, once they have scrolled away; else empty.
  private var readerTitle: FilteredText {
    guard let page = reader.page, reader.viewport.top >= reader.titleHeight else { return .empty }
    let title = FilteredText(listTitle(of: page))
    guard let heading = reader.headingAboveTop?.title, heading != page.title, !heading.isEmpty else {
      return title
    }
    // The title of the portfolio, and of its welcome page, is in the first row.
    if page.id == portfolio.welcome?.id, !configuration.size.isNarrow { return FilteredText(heading) }
    return title + " › " + FilteredText(heading)
  }

  /// Returns the line in a row of the reader with its pictures, with the matches of the search emphasized, and code
  /// scrolled sideways; an empty line after the end of the page.
  private func textLine(_ row: Int, _ layout: Layout) -> Line {
    let index = reader.viewport.lineShown(in: row)
    guard index < reader.viewport.lines.count else { return Line() }
    var line = reader.viewport.lines[index]
    if let row = line.picture {
      line.spans.removeLast()
      line.spans += pictures.spans(of: row, theme: theme)
      return line
    }
    line = emphasizingMatches(in: line, index, isNote: false)
    line = line.scrollingCode(by: reader.codeOffset, width: layout.measure, theme[.wrapMark])
    return isJustified ? line.justified : line
  }

  /// Returns the row of a note beside a row of the reader; nil if there is none.
  private func noteLine(_ row: Int) -> Line? {
    let index = reader.viewport.top + row
    guard index < reader.viewport.lines.count, let note = reader.viewport.lines[index].margin else {
      return nil
    }
    return emphasizingMatches(in: note, index, isNote: true)
  }

  /// Returns a line of the page, or the row of a note beside it, with the matches of the search emphasized.
  private func emphasizingMatches(in line: Line, _ index: Int, isNote: Bool) -> Line {
    guard let search = reader.search else { return line }
    return search.parts(on: index).reduce(line) { line, part in
      guard part.isNote == isNote else { return line }
      return line.styled(part.range, theme[part.match == search.current ? .currentMatch : .match])
    }
  }

  // MARK: Narrow

  private func narrowListView(_ layout: Layout) -> [Line] {
    var lines = [tabs]
    let rows = list.rows(of: list.section)
    let top = layout.narrowTop(self)
    let form = list.notes[list.section].form(width: layout.size.columns)
    for row in top..<min(rows.count, top + max(1, layout.size.rows - 2)) {
      lines.append(
        rowLine(rows[row], section: list.section, row: row, form, width: layout.size.columns))
    }
    return lines
  }

  /// The titles of the sections. If not all of them fit, those before the selected one are left out.
  private var tabs: Line {
    let width = configuration.size.columns
    var spans = list.titles.enumerated().map { index, title in
      Span(" " + FilteredText(title) + " ", theme[index == list.section ? .selection : .paneTitle])
    }
    var first = 0
    while first < list.section, spans[first...list.section].reduce(0, { $0 + $1.text.columns }) > width {
      first += 1
    }
    spans.removeFirst(first)
    return Line(spans).truncated(to: width)
  }

  private func narrowReaderView(_ layout: Layout) -> [Line] {
    let percent = FilteredText(" \(reader.viewport.percentage)% ", as: .code)
    let width = layout.size.columns
    let section = list.titles.indices.contains(list.section) ? list.titles[list.section] : ""
    let title = readerTitle.isEmpty ? FilteredText(section) : readerTitle
    let style = theme[readerTitle.isEmpty ? .paneTitle : .focusedPaneTitle]
    var head = Line([Span(" " + title, style)]).fitted(to: width - percent.columns)
    head.spans.append(Span(percent, theme[.meta]))
    var lines = [head]
    for row in 0..<layout.readerHeight {
      lines.append(Line([Span(" ")] + textLine(row, layout).spans))
    }
    return lines
  }

  // MARK: Frames

  /// Returns a horizontal border with a title at its left and a text at its right end. An end may be empty.
  private func rule(
    _ left: FilteredText, _ right: FilteredText, width: Int, _ style: Style, title: Line? = nil,
    end: Span? = nil
  ) -> Line {
    let line = Borders.drawn.horizontal
    var spans = [Span(left, style)]
    if let title, let style = title.spans.first?.style, title.columns > 0 {
      spans.append(Span(" ", style))
      spans += title.truncated(to: max(0, width - 5)).spans
      spans.append(Span(" ", style))
    }
    let used = spans.reduce(right.columns) { $0 + $1.text.columns } + (end.map { $0.text.columns + 1 } ?? 0)
    spans.append(Span(FilteredText(repeating: line, count: max(0, width - used)), style))
    if let end { spans += [end, Span(line, style)] }
    return Line(spans + [Span(right, style)])
  }
}
