internal import PortfolioModel
import TerminalText

extension State {
  /// Changes the state by an event; what must be done outside comes back as effects.
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
      let action = KeyBinding.action(for: key)
      return action == .quit || action == .interrupt ? [.quit] : []
    }
    if prompt != nil, let effects = pressInPrompt(key) { return effects }
    if overlay != nil { return pressInOverlay(key) }
    if case .character(let scalar) = key, ("0"..."9").contains(scalar), focus == .reader || isZoomed,
      count != nil || scalar != "0"
    {
      count = min((count ?? 0) * 10 + Int(scalar.value - 0x30), 99_999)
      return []
    }
    defer { count = nil }
    guard let action = KeyBinding.action(for: key) else { return [] }
    return perform(action, key)
  }

  private mutating func perform(_ action: Action, _ key: Key) -> [Effect] {
    let isReading = focus == .reader || isZoomed
    let times = count ?? 1
    switch action {
    case .next: isReading ? viewport.scroll(by: times) : move(by: times)
    case .previous: isReading ? viewport.scroll(by: -times) : move(by: -times)
    case .halfPageDown: viewport.scroll(by: times * max(1, viewport.height / 2))
    case .halfPageUp: viewport.scroll(by: -times * max(1, viewport.height / 2))
    case .pageDown: viewport.scroll(by: times * max(1, viewport.height - 2))
    case .pageUp: viewport.scroll(by: -times * max(1, viewport.height - 2))
    case .top: isReading ? viewport.scroll(to: (count ?? 1) - 1) : move(by: -1_000_000)
    case .bottom:
      if isReading {
        viewport.scroll(to: count.map { $0 - 1 } ?? viewport.maximumTop)
      } else {
        move(by: 1_000_000)
      }
    case .nextPane: enterPane(section + 1)
    case .previousPane: enterPane(section - 1)
    case .pane: if case .character(let digit) = key { enterPane(Int(digit.value) - 0x31, wraps: false) }
    case .enterReader, .choose: enterReader()
    case .leaveReader: leaveReader()
    case .back: if search != nil { search = nil } else { leaveReader() }
    case .search: openPrompt(.page)
    case .nextMatch: moveMatch(by: times)
    case .previousMatch: moveMatch(by: -times)
    case .searchAll: openPrompt(.everywhere)
    case .outline: openOutline()
    case .nextHeading: moveHeading(by: 1)
    case .previousHeading: moveHeading(by: -1)
    case .links: openLinks()
    case .historyBack: travel(from: \.back, to: \.forward)
    case .historyForward: travel(from: \.forward, to: \.back)
    case .copyPlace: return copyPlace()
    case .zoom:
      isZoomed.toggle()
      layOut()
    case .theme: cycleTheme()
    case .mouse:
      capturesMouse.toggle()
      message =
        capturesMouse
        ? "The wheel and clicks are the portfolio's" : "The mouse is the terminal's: select text"
      return [.captureMouse(capturesMouse)]
    case .help: openHelp()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .interrupt, .quit: return [.quit]
    }
    return []
  }

  // MARK: Panes

  private mutating func move(by rows: Int) {
    let pages = pages(of: section)
    guard !pages.isEmpty else { return }
    self.rows[section] = min(max(0, self.rows[section] + rows), pages.count - 1)
    showSelection()
  }

  private mutating func enterPane(_ index: Int, wraps: Bool = true) {
    let count = portfolio.sections.count
    guard count > 0, wraps || (0..<count).contains(index) else { return }
    section = (index + count) % count
    focus = .list
    if isZoomed { isZoomed = false }
    showSelection()
    layOut()
  }

  private mutating func enterReader() {
    guard focus == .list, page != nil else { return }
    focus = .reader
    layOut()
  }

  private mutating func leaveReader() {
    if isZoomed { isZoomed = false }
    focus = .list
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

  /// The command that opens the place that is shown.
  var address: FilteredText {
    guard let page, page.id != portfolio.welcome?.id else { return FilteredText(configuration.command) }
    let heading = viewport.top > 0 ? outline.last { viewport.line(ofSource: $0.line) <= viewport.top } : nil
    return FilteredText(configuration.command + " " + page.id + (heading.map { "#" + $0.anchor } ?? ""))
  }

  private mutating func reload(_ portfolio: Portfolio) {
    let shown = page?.id
    configuration.portfolio = portfolio
    refitRows()
    overlay = nil
    forgetLines()
    guard let shown, let fresh = portfolio.page(shown) else { return showSelection() }
    select(fresh)
    // A page that broke while it was written stays as it was read last; the message says what is wrong.
    if portfolio.problems.contains(where: { $0.path == fresh.path }) { return layOut() }
    page = fresh
    document = configuration.parse(fresh)
    layOut()
  }

  // MARK: Mouse

  private mutating func point(_ mouse: Mouse) -> [Effect] {
    if configuration.size.isTooSmall { return [] }
    if overlay != nil { return pointInOverlay(mouse) }
    let layout = layout
    let place = layout.place(row: mouse.row, column: mouse.column, in: self)
    let isOverList = mouse.column < layout.listWidth
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      let step = mouse.kind == .wheelDown ? 1 : -1
      if isOverList {
        if case .page(let section, _) = place { self.section = section }
        move(by: step)
      } else {
        viewport.scroll(by: 3 * step)
      }
    case .press:
      switch place {
      case .page(let section, let row):
        self.section = section
        rows[section] = row
        focus = .list
        showSelection()
        layOut()
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
    for span in viewport.lines[line].spans {
      if column >= start, column < start + span.text.columns { return span.target }
      start += span.text.columns
    }
    return nil
  }
}
