import PortfolioModel
import TerminalText

extension State {
  /// Changes the state by an event; returns what the owner of the terminal must do.
  package mutating func update(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .mouse(let mouse): return point(mouse)
    case .paste(let text):
      if prompt != nil { type(text) }
      return []
    case .resize(let size):
      let isAsWide = size.columns == configuration.size.columns
      configuration.size = size
      layOut()
      if let overlay {
        if overlay.kind == .help, !isAsWide { openHelp() }
        selectInOverlay(overlay.selection)
      }
      return []
    case .reload(let portfolio, let message):
      reload(portfolio)
      self.message = message.map { FilteredText($0) }
      return []
    case .message(let message):
      self.message = FilteredText(message)
      return []
    }
  }

  // MARK: Keys

  private mutating func press(_ key: Key) -> [Effect] {
    message = nil
    if configuration.size.isTooSmall {
      let action = keys.action(for: key)
      return action == .quit || action == .interrupt ? [.quit] : []
    }
    if prompt != nil, let effects = pressInPrompt(key) { return effects }
    if overlay != nil { return pressInOverlay(key) }
    if case .character(let scalar) = key, ("0"..."9").contains(scalar), isReading,
      count != nil || scalar != "0"
    {
      count = min((count ?? 0) * 10 + Int(scalar.value - 0x30), 99_999)
      return []
    }
    defer { count = nil }
    guard let action = keys.action(for: key) else { return [] }
    return perform(action, key)
  }

  private mutating func perform(_ action: Action, _ key: Key) -> [Effect] {
    let times = count ?? 1
    switch action {
    case .next: isReading ? reader.viewport.scroll(by: times) : moveSelection(by: times)
    case .previous: isReading ? reader.viewport.scroll(by: -times) : moveSelection(by: -times)
    case .halfPageDown: reader.viewport.scroll(by: times * reader.viewport.halfPage)
    case .halfPageUp: reader.viewport.scroll(by: -times * reader.viewport.halfPage)
    case .pageDown: reader.viewport.scroll(by: times * reader.viewport.page)
    case .pageUp: reader.viewport.scroll(by: -times * reader.viewport.page)
    case .top: isReading ? reader.viewport.scroll(to: (count ?? 1) - 1) : selectRow(0)
    case .bottom:
      if isReading {
        reader.viewport.scroll(to: count.map { $0 - 1 } ?? reader.viewport.maximumTop)
      } else {
        selectRow(.max)
      }
    case .nextPane: enterPane(list.section + 1)
    case .previousPane: enterPane(list.section - 1)
    case .pane: if case .character(let digit) = key { enterPane(Int(digit.value) - 0x31, wraps: false) }
    case .enterReader, .choose: enterReader()
    case .leaveReader: leaveReader()
    case .back: if reader.search != nil { reader.clearSearch() } else { leaveReader() }
    case .search: openPrompt(.page)
    case .nextMatch: moveMatch(by: times)
    case .previousMatch: moveMatch(by: -times)
    case .searchAll: openPrompt(.everywhere)
    case .outline: openOutline()
    case .nextHeading: moveHeading(by: 1)
    case .previousHeading: moveHeading(by: -1)
    case .links: openLinks()
    case .historyBack: travel(.back)
    case .historyForward: travel(.forward)
    case .copyPlace: return copyPlace()
    case .zoom:
      isZoomed.toggle()
      layOut()
    case .theme: cycleTheme()
    case .mouse:
      capturesMouse.toggle()
      message =
        capturesMouse
        ? "The mouse scrolls and selects rows" : "The mouse is left to the terminal: select text with it"
      return [.captureMouse(capturesMouse)]
    case .help: openHelp()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .interrupt, .quit: return [.quit]
    }
    return []
  }

  // MARK: Panes

  private mutating func moveSelection(by rows: Int) {
    list.move(by: rows)
    showSelection()
  }

  private mutating func selectRow(_ row: Int) {
    list.select(row: row, of: list.section)
    showSelection()
  }

  private mutating func enterPane(_ index: Int, wraps: Bool = true) {
    let count = list.rows.count
    guard wraps || (0..<count).contains(index) else { return }
    list.focus(on: (index + count) % count)
    leaveReader()
    showSelection()
  }

  private mutating func enterReader() {
    guard focus == .list, reader.page != nil else { return }
    setFocus(.reader)
    layOut()
  }

  private mutating func leaveReader() {
    isZoomed = false
    setFocus(.list)
    layOut()
  }

  private mutating func cycleTheme() {
    let themes = configuration.themes
    guard themes.count > 1 else {
      message = "There is one theme where there are no colours"
      return
    }
    let index = themes.firstIndex(of: theme) ?? 0
    configuration.theme = themes[(index + 1) % themes.count]
    layOut()
    message = "Theme: " + FilteredText(theme.name)
  }

  private mutating func copyPlace() -> [Effect] {
    message = "Copied: " + address
    return [.copy(address)]
  }

  private mutating func reload(_ portfolio: Portfolio) {
    configuration.portfolio = portfolio
    list.reload(portfolio)
    overlay = nil
    guard let shown = reader.page, let fresh = portfolio.page(shown.id) else { return showSelection() }
    list.select(fresh)
    // A page that has a fault now stays as it was read last; the message says what is wrong.
    if !portfolio.problems.contains(where: { $0.path == fresh.path }) {
      reader.show(fresh, document: configuration.parse(fresh))
    } else {
      reader.show(shown, document: reader.document)
    }
    layOut()
  }

  // MARK: Mouse

  private mutating func point(_ mouse: Mouse) -> [Effect] {
    if configuration.size.isTooSmall { return [] }
    if overlay != nil { return pointInOverlay(mouse) }
    let layout = layout
    let place = layout.target(row: mouse.row, column: mouse.column, in: self)
    let isOverList = mouse.column < layout.listWidth
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      let step = mouse.kind == .wheelDown ? 1 : -1
      if isOverList {
        var section = list.section
        if case .page(let index, _) = place { section = index }
        list.move(by: step, within: section)
        showSelection()
      } else {
        reader.viewport.scroll(by: 3 * step)
      }
    case .press:
      switch place {
      case .page(let section, let row):
        list.select(row: row, of: section)
        setFocus(.list)
        layOut()
        showSelection()
      case .pane(let section): enterPane(section, wraps: false)
      case .text(let line):
        enterReader()
        if let target = target(line: line, column: mouse.column, layout) { return follow(target) }
      case .nothing:
        if !isOverList, layout.showsReader, mouse.row < layout.size.rows - 1 { enterReader() }
      }
    }
    return []
  }

  /// The link at a cell of the text.
  private func target(line: Int, column: Int, _ layout: Layout) -> LinkTarget? {
    var start = (layout.isSplit ? layout.listWidth : 0) + (layout.size.isNarrow ? 0 : 1) + layout.margin
    for span in reader.viewport.lines[line].spans {
      if column >= start, column < start + span.text.columns { return span.target }
      start += span.text.columns
    }
    return nil
  }
}
