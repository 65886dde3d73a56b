import PortfolioModel
import TerminalText

/// Handling the mouse.
extension State {
  /// The number of lines that a turn of the wheel scrolls.
  private static let wheelStep = 3

  mutating func handleMouse(_ mouse: Mouse) -> [Effect] {
    if configuration.size.isTooSmall { return [] }
    if overlay != nil { return handleMouseInOverlay(mouse) }
    let layout = layout
    let target = layout.target(row: mouse.row, column: mouse.column, in: self)
    switch mouse.kind {
    case .wheelUp: turnWheel(by: -1, over: target, isOverList: mouse.column < layout.listWidth)
    case .wheelDown: turnWheel(by: 1, over: target, isOverList: mouse.column < layout.listWidth)
    case .press: return click(target, column: mouse.column, layout)
    }
    return []
  }

  private mutating func turnWheel(by step: Int, over target: Layout.Target, isOverList: Bool) {
    guard isOverList else { return reader.viewport.scroll(by: Self.wheelStep * step) }
    var section = list.section
    if case .page(let other, _) = target { section = other }
    list.move(by: step, within: section)
    showSelection()
  }

  private mutating func click(_ target: Layout.Target, column: Int, _ layout: Layout) -> [Effect] {
    switch target {
    case .page(let section, let row):
      list.select(row: row, of: section)
      setFocus(.list)
      _ = list.toggleGroup()
      layOut()
      showSelection()
    case .pane(let section): enterPane(section)
    case .reader: enterReader()
    case .text(let line):
      enterReader()
      if let link = linkTarget(line: line, column: column, layout) { return follow(link) }
      _ = reader.toggleFold(titledBy: line)
    case .nothing: break
    }
    return []
  }

  /// Returns the target of the link at a cell of the text.
  private func linkTarget(line: Int, column: Int, _ layout: Layout) -> LinkTarget? {
    let shown = reader.viewport.lines[line]
    let spans = (isJustified ? shown.justified : shown).spans
    if let target = Self.linkTarget(in: spans, at: column - layout.textColumn) { return target }
    let note = shown.margin?.spans ?? []
    return Self.linkTarget(in: note, at: column - layout.textColumn - layout.measure - Layout.notesGap)
  }

  private static func linkTarget(in spans: [Span], at column: Int) -> LinkTarget? {
    var start = 0
    for span in spans {
      if column >= start, column < start + span.text.columns { return span.target }
      start += span.text.columns
    }
    return nil
  }
}
