import Markdown
import PortfolioModel
import TerminalText

/// The lists over the screen: opening them, and handling keys and the mouse in them.
extension State {
  mutating func handleKeyInOverlay(_ key: Key) -> [Effect] {
    guard var overlay else { return [] }
    let height = OverlayBox(overlay, size: configuration.size).height
    if case .character(let digit) = key, overlay.kind == .links, ("0"..."9").contains(digit) {
      let number = min((count ?? 0) * 10 + Int(digit.value - 0x30), 99_999)
      count = number
      overlay.select(number - 1, height: height)
      self.overlay = overlay
      return []
    }
    count = nil
    let action = keys.action(for: key)
    switch action {
    case .next: overlay.select(overlay.selection + 1, height: height)
    case .previous: overlay.select(overlay.selection - 1, height: height)
    case .pageDown, .halfPageDown: overlay.select(overlay.selection + height, height: height)
    case .pageUp, .halfPageUp: overlay.select(overlay.selection - height, height: height)
    case .top: overlay.select(0, height: height)
    case .bottom: overlay.select(overlay.rows.count, height: height)
    case .choose, .enterReader: return chooseRow(overlay.selection)
    case .quit, .back, .leaveReader, .interrupt:
      self.overlay = nil
      return []
    case .help?, .outline?, .links?, .copy?:
      self.overlay = nil
      // The key of the open list closes it, and that of another list opens the other one.
      return action.map { overlay.kind.opener == $0 ? [] : perform($0, key) } ?? []
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    default: break
    }
    self.overlay = overlay
    return []
  }

  /// Selects a row of the overlay, and scrolls the overlay to it.
  mutating func selectInOverlay(_ row: Int) {
    guard let overlay else { return }
    self.overlay?.select(row, height: OverlayBox(overlay, size: configuration.size).height)
  }

  /// Handles the mouse in an overlay: a click selects a row, and a click on the selected row chooses it.
  mutating func handleMouseInOverlay(_ mouse: Mouse) -> [Effect] {
    guard let overlay else { return [] }
    switch mouse.kind {
    case .wheelDown: selectInOverlay(overlay.selection + 1)
    case .wheelUp: selectInOverlay(overlay.selection - 1)
    case .press:
      guard let row = OverlayBox(overlay, size: configuration.size).row(at: mouse) else { break }
      if row == overlay.selection { return chooseRow(row) }
      selectInOverlay(row)
    }
    return []
  }

  /// Closes the overlay, and goes to the destination of one of its rows.
  mutating func chooseRow(_ row: Int) -> [Effect] {
    guard let overlay else { return [] }
    self.overlay = nil
    prompt = nil
    guard overlay.rows.indices.contains(row) else { return [] }
    switch overlay.rows[row].destination {
    case .none: break
    case .source(let line):
      if let page = reader.page {
        navigate(Navigation(page: page, target: .source(line: line), focus: .reader, isRecorded: true))
      }
    case .target(let target): return follow(target)
    case .clipboard(let text, let name): return copy(text, name: name)
    case .match(let page, let sourceLine, let query):
      let target = Navigation.Target.match(query, sourceLine: sourceLine)
      navigate(Navigation(page: page, target: target, focus: .reader, isRecorded: true))
    }
    return []
  }

  /// Follows a link: opens a place, or shows and copies an address and opens it if that is allowed.
  mutating func follow(_ target: LinkTarget) -> [Effect] {
    switch target {
    case .place(let place):
      if !open(place) { message = "There is no page " + FilteredText(place.page) }
      return []
    case .heading(let anchor):
      if let page = reader.page { open(Place(page: page.id, anchor: anchor)) }
      return []
    case .address(let link):
      message = (configuration.opensLinks ? "Opened: " : "Sent to the terminal's clipboard: ") + link.text
      if !configuration.opensLinks, !configuration.hasClipboard { message = "The address: " + link.text }
      return [.copy(ClipboardText(link.text))] + (configuration.opensLinks ? [.open(link)] : [])
    case .command(let command):
      message =
        (configuration.hasClipboard ? "Sent to the terminal's clipboard: " : "The command: ") + command
      return [.copy(ClipboardText(command))]
    case .other(let text):
      message = "Leads to no page: " + text
      return []
    }
  }

  // MARK: Contents

  mutating func openOutline() {
    let headings = reader.outline.filter(\.isListed)
    guard !headings.isEmpty else {
      message = "This page has no headings"
      return
    }
    let level = headings.map(\.level).min() ?? 1
    let rows = headings.map { heading in
      let margin = FilteredText(repeating: " ", count: 2 * (heading.level - level))
      return Overlay.Row(
        text: Line(margin + FilteredText(heading.title)), destination: .source(heading.line))
    }
    overlay = Overlay(kind: .outline, title: "Contents", rows: rows)
    let current = headings.lastIndex { reader.line(of: $0) <= reader.viewport.top }
    selectInOverlay(current ?? 0)
  }

  /// Scrolls to the next heading, or to the previous one if `step` is negative.
  mutating func moveHeading(by step: Int) {
    let lines = reader.visibleHeadings.map { reader.line(of: $0) }
    let top = reader.viewport.top
    let target = step > 0 ? lines.first { $0 > top } : lines.last { $0 < top }
    if let target { reader.viewport.scroll(to: target) } else { message = "No further heading" }
  }

  // MARK: Links

  mutating func openLinks() {
    // The links in notes come last, like those in footnotes at the end of a page.
    let lines = reader.viewport.lines
    let targets = (lines + lines.compactMap(\.margin)).links(labelColumns: Self.labelColumns)
    guard !targets.isEmpty else {
      message = "This page has no links"
      return
    }
    let rows = targets.enumerated().map { index, link in
      var text = Line([
        Span(FilteredText("\(index + 1). "), theme[.key]), Span(link.label.truncated(to: Self.labelColumns)),
      ])
      if link.label != link.target.text { text.spans += [Span("  "), Span(link.target.text, theme[.meta])] }
      return Overlay.Row(text: text, destination: .target(link.target))
    }
    overlay = Overlay(kind: .links, title: "Links", rows: rows)
  }

  /// The maximum width of a link's text in the list of links.
  private static let labelColumns = 40
}
