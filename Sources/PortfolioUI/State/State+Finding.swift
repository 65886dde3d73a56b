import Markdown
import PortfolioModel
import TerminalText

/// Searching, the outline, and links: everything that opens a prompt or a list over the screen.
extension State {
  // MARK: Prompts

  /// Nil where the key means something else.
  mutating func pressInPrompt(_ key: Key) -> [Effect]? {
    guard let kind = prompt?.kind else { return nil }
    switch key {
    case .character(let scalar): type(String(Character(scalar)))
    case .backspace:
      if prompt?.text.isEmpty == true {
        closePrompt()
      } else {
        prompt?.text.unicodeScalars.removeLast()
        find()
      }
    case .control("u"):
      prompt?.text = ""
      find()
    case .escape, .control("c"): closePrompt()
    case .enter:
      if kind == .page, let query = search?.query, search?.matches.isEmpty == true {
        closePrompt()
        message = "No match for " + FilteredText(query, as: .code)
      }
      prompt = nil
      if kind == .everywhere { return pressInOverlay(.enter) }
    case .up, .down, .pageUp, .pageDown: if overlay != nil { return pressInOverlay(key) }
    default: break
    }
    return []
  }

  mutating func type(_ text: String) {
    if prompt?.append(text) == true { find() }
  }

  mutating func openPrompt(_ kind: Prompt.Kind) {
    prompt = Prompt(kind: kind, origin: viewport.position)
  }

  /// Gives up what is typed, and returns to where it began.
  private mutating func closePrompt() {
    if prompt?.kind == .page {
      search = nil
      returnToOrigin()
    }
    overlay = nil
    prompt = nil
  }

  private mutating func returnToOrigin() {
    if let prompt { viewport.restore(prompt.origin) }
  }

  private mutating func find() {
    guard let prompt else { return }
    switch prompt.kind {
    case .page:
      returnToOrigin()
      guard !prompt.text.isEmpty else { return search = nil }
      find(prompt.text, from: viewport.top)
      revealMatch()
    case .everywhere: overlay = results(for: prompt.text)
    }
  }

  /// More results than these are not listed: nobody reads them, and each key makes the list anew.
  private static let maximumResults = 200

  private func results(for text: String) -> Overlay {
    var overlay = Overlay(kind: .results, title: "Search every page", rows: [])
    guard let finder = Search([text]) else { return overlay }
    let pages = (portfolio.welcome.map { [$0] } ?? []) + portfolio.pages
    for page in pages where overlay.rows.count < Self.maximumResults {
      for match in finder.matches(in: page).prefix(3) {
        let line = Line([
          Span(FilteredText(page.title).truncated(to: 28), theme[.strong]), Span("  "),
          Span(FilteredText(match.text), theme[.meta]),
        ])
        overlay.rows.append(
          Overlay.Row(text: line, destination: .match(page: page.id, sourceLine: match.line, query: text)))
      }
    }
    return overlay
  }

  mutating func moveMatch(by step: Int) {
    guard let count = search?.matches.count, count > 0 else {
      message = search == nil ? "Nothing is searched for; / begins" : "No match"
      return
    }
    let current = search?.current ?? 0
    search?.current = ((current + step) % count + count) % count
    revealMatch()
  }

  private mutating func revealMatch() {
    guard let search, search.current < search.matches.count, let part = search.matches[search.current].first
    else {
      return
    }
    viewport.reveal(part.line)
  }

  // MARK: Lists over the screen

  mutating func pressInOverlay(_ key: Key) -> [Effect] {
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
    let action = KeyBinding.action(for: key)
    switch action {
    case .next: overlay.select(overlay.selection + 1, height: height)
    case .previous: overlay.select(overlay.selection - 1, height: height)
    case .pageDown, .halfPageDown: overlay.select(overlay.selection + height, height: height)
    case .pageUp, .halfPageUp: overlay.select(overlay.selection - height, height: height)
    case .top: overlay.select(0, height: height)
    case .bottom: overlay.select(overlay.rows.count, height: height)
    case .choose, .enterReader:
      self.overlay = nil
      guard overlay.selection < overlay.rows.count else { return [] }
      return go(to: overlay.rows[overlay.selection].destination)
    case .quit, .back, .leaveReader, .interrupt, .help, .outline, .links:
      self.overlay = nil
      return []
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    default: break
    }
    self.overlay = overlay
    return []
  }

  /// Chooses a row of the list over the screen, and scrolls the list to it.
  mutating func selectInOverlay(_ row: Int) {
    guard let overlay else { return }
    self.overlay?.select(row, height: OverlayBox(overlay, size: configuration.size).height)
  }

  /// A click chooses a row, a click on the chosen row follows it.
  mutating func pointInOverlay(_ mouse: Mouse) -> [Effect] {
    guard let overlay else { return [] }
    switch mouse.kind {
    case .wheelDown: selectInOverlay(overlay.selection + 1)
    case .wheelUp: selectInOverlay(overlay.selection - 1)
    case .press:
      let box = OverlayBox(overlay, size: configuration.size)
      guard let row = box.row(at: mouse) else { break }
      if row == overlay.selection {
        prompt = nil
        return pressInOverlay(.enter)
      }
      selectInOverlay(row)
    }
    return []
  }

  private mutating func go(to destination: Overlay.Destination) -> [Effect] {
    switch destination {
    case .nowhere: return []
    case .source(let line):
      remember()
      focus = .reader
      layOut()
      viewport.scroll(to: viewport.line(ofSource: line))
    case .target(let target): return follow(target)
    case .match(let id, let sourceLine, let query):
      guard open(place: id) else { return [] }
      focus = .reader
      layOut()
      viewport.scroll(to: viewport.lines.lastIndex { $0.sourceLine <= sourceLine && $0.sourceLine > 0 } ?? 0)
      let line = viewport.lines.firstIndex { $0.sourceLine >= sourceLine } ?? viewport.top
      find(query, from: max(0, min(line, viewport.top)))
      if search?.matches.isEmpty == false { moveMatch(by: 0) }
    }
    return []
  }

  /// Follows a link: a place is opened, an address shown, copied, and opened where that is allowed.
  mutating func follow(_ target: LinkTarget) -> [Effect] {
    switch target {
    case .place(let place):
      if place.string.hasPrefix("#") { remember() }
      if open(place: place.string) {
        focus = .reader
        layOut()
      } else {
        message = "There is no page " + place
      }
      return []
    case .address(let link):
      message = (configuration.opensLinks ? "Opened and copied: " : "Copied: ") + link.text
      return [.copy(link.text)] + (configuration.opensLinks ? [.open(link)] : [])
    case .other(let text):
      message = "Not followed: " + text
      return []
    }
  }

  mutating func openOutline() {
    let headings = outline
    guard !headings.isEmpty else {
      message = "This page has no headings"
      return
    }
    let level = headings.map(\.level).min() ?? 1
    let rows = headings.map { heading in
      let margin = FilteredText(repeating: " ", count: 2 * (heading.level - level))
      return Overlay.Row(
        text: Line(margin + FilteredText(heading.title)),
        destination: .source(heading.line))
    }
    overlay = Overlay(kind: .outline, title: "Contents", rows: rows)
    let current = headings.lastIndex { viewport.line(ofSource: $0.line) <= viewport.top }
    selectInOverlay(current ?? 0)
  }

  mutating func moveHeading(by step: Int) {
    let lines = outline.map { viewport.line(ofSource: $0.line) }
    let target = step > 0 ? lines.first { $0 > viewport.top } : lines.last { $0 < viewport.top }
    if let target { viewport.scroll(to: target) } else { message = "No further heading" }
  }

  mutating func openLinks() {
    let targets = links
    guard !targets.isEmpty else {
      message = "This page has no links"
      return
    }
    let rows = targets.enumerated().map { index, link in
      var text = Line([
        Span(FilteredText("\(index + 1). "), theme[.key]), Span(link.label.truncated(to: 40)),
      ])
      if link.label != link.target.text { text.spans += [Span("  "), Span(link.target.text, theme[.meta])] }
      return Overlay.Row(text: text, destination: .target(link.target))
    }
    overlay = Overlay(kind: .links, title: "Links", rows: rows)
  }

  /// The links of the page, each target once, with the words that lead to it first.
  private var links: [(target: LinkTarget, label: FilteredText)] {
    var links: [(target: LinkTarget, label: FilteredText)] = []
    var numbers: [LinkTarget: Int] = [:]
    /// The link whose words may go on: in the next span, or at the start of the next line.
    var current: Int?
    for line in viewport.lines {
      var isStart = true
      for span in line.spans {
        guard let target = span.target else {
          if !isStart || !span.text.isBlank { current = nil }
          continue
        }
        if let known = current, links[known].target == target {
          let gap: FilteredText = isStart ? " " : .empty
          if links[known].label.columns < 40 { links[known].label = links[known].label + gap + span.text }
        } else if numbers[target] != nil {
          current = nil
        } else {
          current = links.count
          numbers[target] = links.count
          links.append((target, span.text))
        }
        isStart = false
      }
      if isStart { current = nil }
    }
    return links
  }

  /// The keys and what they do, set for the width of the screen.
  mutating func openHelp() {
    let gap = configuration.size.isNarrow ? 1 : 3
    let keys = KeyBinding.all.map {
      FilteredText($0.keys.count > 4 ? "1 … 9" : $0.keys.joined(separator: " "))
    }
    let indent = gap + keys.reduce(0) { max($0, $1.columns) }
    let renderer = DocumentRenderer(width: max(12, configuration.size.columns - 4 - indent), theme: .plain)
    let rows = zip(keys, KeyBinding.all).flatMap { keys, binding in
      let lines = renderer.lines(for: Document(blocks: [Block(.paragraph([.text(binding.help)]))]))
      return lines.enumerated().map { index, line in
        let head = index == 0 ? keys : .empty
        let padding = FilteredText(repeating: " ", count: indent - head.columns)
        return Overlay.Row(
          text: Line([Span(head, theme[.key]), Span(padding)] + line.spans), destination: .nowhere)
      }
    }
    overlay = Overlay(kind: .help, title: "Keys", rows: rows)
  }
}

extension FilteredText {
  fileprivate var isBlank: Bool { string.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
}
