package import Markdown
package import PortfolioModel
package import TerminalText

/// The portfolio without a screen: lists with numbers and text that is only ever appended, for a screen
/// reader, a dumb terminal, or a printer. One typed line goes in, lines come out.
package struct LinearSession: Sendable {
  private let portfolio: Portfolio
  private let renderer: DocumentRenderer
  private let parse: @Sendable (Page) -> Document
  /// What the numbers of the last list mean.
  private var choices: [Choice] = []
  private var page: Page?
  private var back: [String] = []

  private enum Choice: Sendable {
    case page(String)
    case target(LinkTarget)
  }

  /// A session that sets its text with a renderer.
  package init(
    _ portfolio: Portfolio, _ renderer: DocumentRenderer, parse: @escaping @Sendable (Page) -> Document
  ) {
    self.portfolio = portfolio
    self.renderer = renderer
    self.parse = parse
  }

  /// What is said first: the welcome page, or the one that was named, and the list.
  package mutating func begin(at place: String?) -> [Line] {
    if let place,
      case .page(let page) = portfolio.find(place.split(separator: "#").first.map(String.init) ?? "")
    {
      return show(page) + help
    }
    let welcome = portfolio.welcome.map { show($0) } ?? PageRenderer(portfolio, renderer).portfolioTitle
    return welcome + [Line()] + list() + help
  }

  /// The answer to a typed line; nil where it ends the session.
  package mutating func answer(_ line: String) -> [Line]? {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return help }
    switch first {
    case "q", "quit", "exit": return nil
    case "l", "list", "ls": return list()
    case "f", "links": return links()
    case "b", "back":
      guard let id = back.popLast(), let page = portfolio.page(id) else {
        return say("Nothing to go back to.")
      }
      self.page = nil
      return show(page)
    case "n", "next":
      guard let next = page.flatMap({ portfolio.neighbours(of: $0.id).next }) else {
        return say("This is the last.")
      }
      return show(next)
    case "?", "h", "help": return help
    case "s", "/", "search": return search(Array(words.dropFirst()))
    default: break
    }
    if first.hasPrefix("/"), first.count > 1 {
      return search([String(first.dropFirst())] + words.dropFirst())
    }
    if let number = Int(first) {
      guard number > 0, number <= choices.count else { return say("There is no such number.") }
      switch choices[number - 1] {
      case .page(let id): return portfolio.page(id).map { show($0) } ?? []
      case .target(.place(let place)):
        let name = place.string.split(separator: "#").first.map(String.init) ?? ""
        return portfolio.page(name).map { show($0) } ?? say("It is on this page.")
      case .target(let target): return Line(target.text).wrapped(to: renderer.width)
      }
    }
    if case .page(let page) = portfolio.find(first) { return show(page) }
    let title = words.joined(separator: " ").lowercased()
    if let page = portfolio.pages.first(where: { $0.title.lowercased() == title }) { return show(page) }
    return say("That is no number, page or command; ? tells which there are.")
  }

  private var help: [Line] {
    let text = "Type a number or a page's name; l list, f links, b back, n next page, s WORDS search, q quit."
    return [Line()] + say(text)
  }

  /// Words of the program's own, broken like any text.
  private func say(_ text: String) -> [Line] {
    renderer.lines(for: Document(blocks: [Block(.paragraph([.text(text)]))]))
  }

  private mutating func show(_ page: Page) -> [Line] {
    if let shown = self.page { back.append(shown.id) }
    self.page = page
    return PageRenderer(portfolio, renderer).lines(for: page, document: parse(page))
  }

  private mutating func list() -> [Line] {
    choices = []
    var lines: [Line] = []
    for section in portfolio.sections {
      lines += Line(FilteredText(section.title), renderer.theme[.heading]).wrapped(to: renderer.width)
      for page in section.pages {
        choices.append(.page(page.id))
        lines += Line(FilteredText("\(choices.count). \(page.title)")).wrapped(to: renderer.width)
      }
    }
    return lines
  }

  private mutating func links() -> [Line] {
    guard let page else { return say("No page is open.") }
    var targets: [LinkTarget] = []
    for line in PageRenderer(portfolio, renderer).lines(for: page, document: parse(page)) {
      for target in line.spans.compactMap(\.target) where !targets.contains(target) { targets.append(target) }
    }
    if targets.isEmpty { return say("This page has no links.") }
    choices = targets.map { .target($0) }
    return targets.enumerated().flatMap {
      Line(FilteredText("\($0 + 1). ") + $1.text).wrapped(to: renderer.width)
    }
  }

  private mutating func search(_ words: [String]) -> [Line] {
    guard let search = Search(words) else { return say("Search for what?") }
    choices = []
    var lines: [Line] = []
    for page in (portfolio.welcome.map { [$0] } ?? []) + portfolio.pages {
      guard let match = search.matches(in: page).first else { continue }
      choices.append(.page(page.id))
      let text = FilteredText("\(choices.count). \(page.title): ") + FilteredText(match.text)
      lines += Line(text).wrapped(to: renderer.width)
    }
    return lines.isEmpty ? say("Nothing is found.") : lines
  }
}
