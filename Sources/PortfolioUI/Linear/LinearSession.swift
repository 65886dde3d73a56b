package import Markdown
package import PortfolioModel
package import TerminalText

/// The portfolio without a screen: numbered lists and text that is only appended, for a screen reader, a dumb
/// terminal or a printer. One typed line goes in, lines come out.
package struct LinearSession: Sendable {
  private let portfolio: Portfolio
  private let renderer: DocumentRenderer
  private let parse: @Sendable (Page) -> Document
  /// What the numbers of the last list mean.
  private var choices: [LinkTarget] = []
  private var page: Page?
  /// The ids of the pages before this one.
  private var history: [String] = []

  /// - Parameters:
  ///   - renderer: the width and the look of all text.
  ///   - parse: returns the document of a page.
  package init(
    _ portfolio: Portfolio, _ renderer: DocumentRenderer, parse: @escaping @Sendable (Page) -> Document
  ) {
    self.portfolio = portfolio
    self.renderer = renderer
    self.parse = parse
  }

  /// The first output: the page of a place, or the welcome page and the list.
  package mutating func begin(at place: Place?) -> [Line] {
    if let page = place.flatMap({ portfolio.page($0.page) }) { return show(page) + help }
    let welcome = portfolio.welcome.map { show($0) } ?? PageRenderer(portfolio, renderer).portfolioTitle
    return welcome + [Line()] + list() + help
  }

  /// The answer to a typed line; nil when it ends the session.
  package mutating func answer(_ line: String) -> [Line]? {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return help }
    let rest = words.dropFirst()
    if let command = LinearCommand(first) {
      return command == .quit ? nil : run(command, rest.joined(separator: " "))
    }
    // `/words` without a space.
    if first.hasPrefix("/") { return search(line.drop { $0 == " " }.dropFirst()) }
    if let number = Int(first) { return follow(number) }
    if case .page(let page) = portfolio.find(first) { return show(page) }
    let title = words.joined(separator: " ").lowercased()
    if let page = portfolio.pages.first(where: { $0.title.lowercased() == title }) { return show(page) }
    let commands = LinearCommand.help.words[0]
    return say("There is no number, page or command '\(first)'; \(commands) lists the commands.")
  }

  private mutating func run(_ command: LinearCommand, _ argument: String) -> [Line] {
    switch command {
    case .list: return list()
    case .links: return links()
    case .search: return search(argument[...])
    case .help, .quit: return help
    case .back:
      guard let page = history.popLast().flatMap(portfolio.page) else {
        return say("There is no page before.")
      }
      self.page = nil
      return show(page)
    case .next:
      guard let next = page.flatMap({ portfolio.neighbours(of: $0.id).next }) else {
        return say("This is the last page of its section.")
      }
      return show(next)
    }
  }

  /// Follows a row of the last list.
  private mutating func follow(_ number: Int) -> [Line] {
    guard number > 0, number <= choices.count else { return say("There is no number \(number).") }
    switch choices[number - 1] {
    case .place(let place): return portfolio.page(place.page).map { show($0) } ?? []
    case .heading: return say("It is on this page.")
    case .address(let address): return Line(address.text).wrapped(to: renderer.width)
    case .other(let text): return Line(text).wrapped(to: renderer.width)
    }
  }

  private var help: [Line] { [Line()] + say(LinearCommand.summary) }

  /// A sentence, wrapped.
  private func say(_ text: String) -> [Line] {
    renderer.lines(for: Document(blocks: [Block(.paragraph([.text(text)]))]))
  }

  private mutating func show(_ page: Page) -> [Line] {
    if let shown = self.page { history.append(shown.id) }
    self.page = page
    return PageRenderer(portfolio, renderer).lines(for: page, document: parse(page))
  }

  private mutating func list() -> [Line] {
    choices = []
    var lines: [Line] = []
    for section in portfolio.sections {
      lines += Line(FilteredText(section.title), renderer.theme[.heading]).wrapped(to: renderer.width)
      for page in section.pages { lines += choice(.place(Place(page: page.id)), FilteredText(page.title)) }
    }
    return lines
  }

  /// A numbered row that leads to a target.
  private mutating func choice(_ target: LinkTarget, _ text: FilteredText) -> [Line] {
    choices.append(target)
    return Line(FilteredText("\(choices.count). ") + text).wrapped(to: renderer.width)
  }

  private mutating func links() -> [Line] {
    guard let page else { return say("No page is open.") }
    var targets: [LinkTarget] = []
    for line in PageRenderer(portfolio, renderer).lines(for: page, document: parse(page)) {
      for target in line.spans.compactMap(\.target) where !targets.contains(target) { targets.append(target) }
    }
    if targets.isEmpty { return say("This page has no links.") }
    choices = []
    return targets.flatMap { choice($0, $0.text) }
  }

  private mutating func search(_ words: Substring) -> [Line] {
    guard let search = Search([String(words)]) else {
      return say("Type the words to search for behind \(LinearCommand.search.words[0]).")
    }
    choices = []
    var lines: [Line] = []
    for page in portfolio.listedPages.joined() {
      guard let match = search.matches(in: page).first else { continue }
      let text = FilteredText(page.title) + ": " + FilteredText(match.text)
      lines += choice(.place(Place(page: page.id)), text)
    }
    return lines.isEmpty ? say("No page holds all the words.") : lines
  }
}
