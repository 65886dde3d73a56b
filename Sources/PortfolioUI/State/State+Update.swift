import PortfolioModel
import TerminalText

extension State {
  /// Changes the state for an event. Returns the effects that the owner of the terminal must carry out, in order.
  package mutating func update(_ event: Event) -> [Effect] { update(CollectionOfOne(event)) }

  /// Changes the state for events that arrived together. Pictures are asked for after the last one.
  package mutating func update(_ events: some Sequence<Event>) -> [Effect] {
    var effects: [Effect] = []
    for event in events { effects += change(by: event) }
    return effects + requestPictures()
  }

  /// Returns the effects of the first screen.
  package mutating func begin() -> [Effect] { requestPictures() }

  /// Asks for the pictures that are in sight and not decoded, if they are others than before.
  private mutating func requestPictures() -> [Effect] {
    guard let visible = visiblePictures, let missing = pictures.request(visible),
      let settings = configuration.pictures
    else { return [] }
    let cell = settings.placesPixels ? settings.cell : .halfBlocks
    return pictures.removeForgotten().map { .delete($0) } + [.decode(missing, cell)]
  }

  /// Takes a picture that was decoded: as half blocks, or to be transmitted.
  private mutating func take(_ decoding: Picture.Decoding, at placement: Picture.Placement) -> [Effect] {
    guard let settings = configuration.pictures else { return [] }
    if settings.placesPixels, case .pixels(let grid) = decoding {
      return pictures.beginTransmission(of: placement).map { [.transmit($0, placement, grid)] } ?? []
    }
    pictures.insert(decoding, at: placement, depth: settings.depth)
    return []
  }

  /// Shows pictures as pixels if the terminal has answered that it can place them.
  private mutating func take(_ reply: TerminalReply) {
    guard configuration.pictures?.asksTerminal == true, let cell = replies.add(reply) else { return }
    configuration.pictures?.cell = cell
    configuration.pictures?.placesPixels = true
    pictures = PictureCache()
    layOut()
  }

  private mutating func change(by event: Event) -> [Effect] {
    switch event {
    case .key(let key): return handleKey(key)
    case .mouse(let mouse): return handleMouse(mouse)
    case .paste(let text): if prompt != nil { insertIntoPrompt(text) }
    case .resize(let size): resize(size)
    case .reload(let portfolio, let message):
      reload(portfolio)
      self.message = message.map { FilteredText($0) }
    case .message(let message): self.message = FilteredText(message)
    case .picture(let placement, let decoding): return take(decoding, at: placement)
    case .transmitted(let placement): pictures.endTransmission(of: placement)
    case .picturesLost: pictures = PictureCache()
    case .reply(let reply): take(reply)
    }
    return []
  }

  private mutating func resize(_ size: Size) {
    let isOtherWidth = size.columns != configuration.size.columns
    configuration.size = size
    layOut()
    guard let overlay else { return }
    // The help is wrapped for the width.
    if overlay.kind == .help, isOtherWidth { openHelp() }
    selectInOverlay(overlay.selection)
  }

  /// Replaces the content. The page that is shown stays, with its position and its search.
  private mutating func reload(_ portfolio: Portfolio) {
    let old = configuration.portfolio
    configuration.portfolio = portfolio
    pictures.removeAll()
    list.reload(portfolio)
    if let shown = reader.page, let fresh = portfolio.page(shown.id) {
      list.select(fresh)
      // While a page is edited, its front matter may be faulty for a moment. Then keep the last version without a
      // fault; the message names the fault. A page that was faulty from the start is replaced.
      let hasFault = portfolio.problems.contains { $0.path == fresh.path }
      let hadFault = old.page(shown.id) === shown && old.problems.contains { $0.path == shown.path }
      if hasFault, !hadFault {
        reader.show(shown, document: reader.document)
      } else {
        reader.show(fresh, document: configuration.parse(fresh))
      }
      layOut()
    } else {
      reader = Reader()
      if prompt?.kind == .page { prompt = nil }
      showSelection()
    }
    // Rows of the other overlays lead to places in the old content.
    if overlay?.kind != .help { overlay = nil }
    if prompt?.kind == .allPages { search() }
  }

  // MARK: Keys

  private mutating func handleKey(_ key: Key) -> [Effect] {
    message = nil
    if configuration.size.isTooSmall {
      let action = keys.action(for: key)
      return action == .quit || action == .interrupt ? [.quit] : []
    }
    if prompt != nil, let effects = handleKeyInPrompt(key) { return effects }
    if overlay != nil { return handleKeyInOverlay(key) }
    if case .character(let scalar) = key, ("0"..."9").contains(scalar), isReading,
      count != nil || scalar != "0"
    {
      count = min((count ?? 0) * 10 + Int(scalar.value - 0x30), 99_999)
      return []
    }
    defer { count = nil }
    guard let action = keys.action(for: key) else {
      message = notice(of: key)
      return []
    }
    return perform(action, key)
  }

  /// The message for a key without an action; nil for one that types nothing, such as F5.
  private func notice(of key: Key) -> FilteredText? {
    switch key {
    case .character, .control: break
    default: return nil
    }
    let help = keys.label(of: .help)
    let notice = FilteredText(key.notation, as: .code) + " is not a key"
    return help.isEmpty ? notice : notice + "; " + help + " lists the keys"
  }

  mutating func perform(_ action: Action, _ key: Key) -> [Effect] {
    let times = count ?? 1
    switch action {
    case .next: isReading ? reader.viewport.scroll(by: times) : moveSelection(by: times)
    case .previous: isReading ? reader.viewport.scroll(by: -times) : moveSelection(by: -times)
    case .halfPageDown: reader.viewport.scroll(by: times * reader.viewport.halfPage)
    case .halfPageUp: reader.viewport.scroll(by: -times * reader.viewport.halfPage)
    // Space types a character, unlike PgDn, and opens or closes a group.
    case .pageDown:
      if !key.isCharacter || !toggleGroup() { reader.viewport.scroll(by: times * reader.viewport.page) }
    case .pageUp: reader.viewport.scroll(by: -times * reader.viewport.page)
    case .top: isReading ? reader.viewport.scroll(to: (count ?? 1) - 1) : selectRow(0)
    case .bottom:
      if isReading {
        reader.viewport.scroll(to: count.map { $0 - 1 } ?? reader.viewport.maximumTop)
      } else {
        selectRow(.max)
      }
    case .nextPane: enterPane((list.section + 1) % list.selectedRows.count)
    case .previousPane: enterPane((list.section + list.selectedRows.count - 1) % list.selectedRows.count)
    case .pane: if let index = keys.index(of: key, for: .pane) { enterPane(index) }
    case .enterReader, .choose: if !toggleGroup() { enterReader() }
    case .leaveReader: leaveReader()
    case .back: if reader.search != nil { reader.clearSearch(keepsMatch: true) } else { leaveReader() }
    case .search: openPrompt(.page)
    case .nextMatch: moveMatch(by: times)
    case .previousMatch: moveMatch(by: -times)
    case .searchAll: openPrompt(.allPages)
    case .outline: openOutline()
    case .nextHeading: moveHeading(by: 1)
    case .previousHeading: moveHeading(by: -1)
    case .links: openLinks()
    case .historyBack: travel(.back)
    case .historyForward: travel(.forward)
    case .fold: if !reader.toggleFold() { message = "There is nothing to fold on the screen" }
    case .codeRight: scrollCode(by: times)
    case .codeLeft: scrollCode(by: -times)
    case .copy: openCopies()
    case .copyPlace: return copyPlace()
    case .zoom:
      isZoomed.toggle()
      layOut()
    case .justify:
      isJustified.toggle()
      message = isJustified ? "Justified text" : "Ragged right edge"
    case .theme: cycleTheme()
    case .mouse: return toggleMouse()
    case .help: openHelp()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .interrupt, .quit: return [.quit]
    }
    return []
  }

  private mutating func cycleTheme() {
    let themes = configuration.themes
    guard themes.count > 1 else {
      message = "There is only one theme, because the terminal has no colours"
      return
    }
    let index = themes.firstIndex(of: theme) ?? 0
    configuration.theme = themes[(index + 1) % themes.count]
    layOut()
    message = "Theme: " + FilteredText(theme.name)
  }

  private mutating func toggleMouse() -> [Effect] {
    capturesMouse.toggle()
    message =
      capturesMouse
      ? "Mouse on: it scrolls, selects rows and follows links" : "Mouse off: select text with the terminal"
    return [.captureMouse(capturesMouse)]
  }

  private mutating func copyPlace() -> [Effect] {
    message = (configuration.hasClipboard ? "Sent to the terminal's clipboard: " : "The command: ") + address
    return [.copy(ClipboardText(address))]
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

  /// Opens or closes the group that is selected in the list. Returns false if there is none.
  private mutating func toggleGroup() -> Bool {
    guard !isReading, list.toggleGroup() else { return false }
    layOut()
    return true
  }

  /// Moves the focus to the list and to one of its panes, if it exists.
  mutating func enterPane(_ section: Int) {
    guard list.selectedRows.indices.contains(section) else { return }
    list.focus(on: section)
    leaveReader()
    showSelection()
  }

  mutating func enterReader() {
    guard focus == .list, reader.page != nil else { return }
    setFocus(.reader)
    layOut()
  }

  private mutating func leaveReader() {
    isZoomed = false
    setFocus(.list)
    layOut()
  }
}
