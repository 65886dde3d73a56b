package import Markdown
package import PortfolioModel
package import TerminalText
import TextSearch

/// The UI without a screen, for screen readers, dumb terminals and printers: numbered lists, and output that is only
/// appended.
///
/// Show the lines of ``begin(at:)``, then those of ``answer(_:)`` for each line that the user types, until it returns
/// nil.
package struct LinearSession: Sendable {
  private let portfolio: Portfolio
  private let renderer: DocumentRenderer
  private let parse: @Sendable (Page) -> Document
  private let fileCommand: FileCommand?
  /// The targets of the numbers in the last list.
  private var choices: [LinkTarget] = []
  /// The search whose results are the last list.
  private var query: SearchQuery?
  private var page: Page?
  /// The ids of the pages that were shown before.
  private var history: [String] = []

  /// Creates a session.
  ///
  /// - Parameters:
  ///   - renderer: determines the width and the theme of all output.
  ///   - fileCommand: the command to which links to files lead; nil to show their addresses.
  ///   - parse: returns the document of a page; a document with an error message if the page cannot be parsed.
  package init(
    _ portfolio: Portfolio, _ renderer: DocumentRenderer, fileCommand: FileCommand? = nil,
    parse: @escaping @Sendable (Page) -> Document
  ) {
    self.fileCommand = fileCommand
    self.portfolio = portfolio
    self.renderer = renderer
    self.parse = parse
  }

  /// Returns the first output: the page of a place, or the welcome page and the list of pages.
  package mutating func begin(at place: Place?) -> [Line] {
    if let page = place.flatMap({ portfolio.page($0.page) }) { return show(page) + help }
    let welcome = portfolio.welcome.map { show($0) } ?? PageRenderer(portfolio, renderer).portfolioTitle
    return welcome + [Line()] + list() + help
  }

  /// Returns the output for a line that the user typed; nil if the line ends the session.
  ///
  /// The line is a command, a number of the last list, or the name or the title of a page.
  package mutating func answer(_ line: String) -> [Line]? {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return help }
    if let command = LinearCommand(named: first) {
      return command == .quit ? nil : run(command, words.dropFirst().joined(separator: " "))
    }
    // `/words` without a space.
    if first.hasPrefix("/") { return search(String(line.drop { $0 == " " }.dropFirst())) }
    if let number = Int(first) { return follow(number) }
    if case .page(let page) = portfolio.find(first) { return show(page) }
    let title = words.joined(separator: " ").lowercased()
    if let page = portfolio.pages.first(where: { $0.title.lowercased() == title }) { return show(page) }
    let help = LinearCommand.help.names[0]
    return paragraph("There is no number, page or command '\(first)'; \(help) lists the commands.")
  }

  private mutating func run(_ command: LinearCommand, _ argument: String) -> [Line] {
    switch command {
    case .list: return list()
    case .links: return links()
    case .search: return search(argument)
    case .help, .quit: return help
    case .back:
      guard let page = history.popLast().flatMap(portfolio.page) else {
        return paragraph("There is no page before this one.")
      }
      self.page = nil
      return show(page)
    case .next:
      guard let next = page.flatMap({ portfolio.neighbours(of: $0.id).next }) else {
        return paragraph("This is the last page of its section.")
      }
      return show(next)
    }
  }

  private var help: [Line] { [Line()] + paragraph(LinearCommand.summary) }

  private func paragraph(_ text: String) -> [Line] {
    renderer.lines(for: Document(blocks: [Block(.paragraph([.text(text)]))]))
  }

  // MARK: Pages

  /// Returns the lines of a page with the matches of a query emphasized.
  private mutating func show(_ page: Page, emphasizing query: SearchQuery? = nil) -> [Line] {
    if let shown = self.page { history.append(shown.id) }
    self.page = page
    var lines = lines(of: page)
    if let query {
      var text = PageText(lines)
      for part in text.matches(of: query, mode: .anyWord, limit: .max).joined() {
        lines[part.line] = lines[part.line].styled(part.range, renderer.theme[.match])
      }
    }
    return lines
  }

  private func lines(of page: Page) -> [Line] {
    PageRenderer(portfolio, renderer, fileCommand: fileCommand).lines(for: page, document: parse(page))
  }

  /// Follows the target of a number in the last list.
  private mutating func follow(_ number: Int) -> [Line] {
    guard number > 0, number <= choices.count else { return paragraph("There is no number \(number).") }
    switch choices[number - 1] {
    case .place(let place): return portfolio.page(place.page).map { show($0, emphasizing: query) } ?? []
    case .heading: return paragraph("This heading is on the page that is shown.")
    case .address(let address): return Line(address.text).wrapped(to: renderer.width)
    case .command(let text), .other(let text): return Line(text).wrapped(to: renderer.width)
    }
  }

  // MARK: Lists

  private mutating func list() -> [Line] {
    startList()
    return portfolio.sections.flatMap { section in
      Line(FilteredText(section.title), renderer.theme[.heading]).wrapped(to: renderer.width)
        + section.pages.flatMap { choice(.place(Place(page: $0.id)), Line(FilteredText($0.title))) }
    }
  }

  private mutating func links() -> [Line] {
    guard let page else { return paragraph("No page is open.") }
    let links = lines(of: page).links(labelColumns: Self.labelColumns)
    if links.isEmpty { return paragraph("This page has no links.") }
    startList()
    return links.flatMap { link in
      let label = link.label == link.target.text ? "" : link.label.truncated(to: Self.labelColumns) + ": "
      return choice(link.target, Line(label + link.target.text))
    }
  }

  private mutating func search(_ words: String) -> [Line] {
    guard let search = Search([words]) else {
      return paragraph("Type the words to search for after \(LinearCommand.search.names[0]).")
    }
    startList(of: search.query)
    var lines: [Line] = []
    for page in portfolio.listedPages.joined() {
      guard let match = search.matches(in: page).first else { continue }
      let text = Line(FilteredText(page.title) + ": " + FilteredText(match.text))
      lines += choice(
        .place(Place(page: page.id)), text.emphasizing(search.query, renderer.theme[.match]))
    }
    return lines.isEmpty ? paragraph("No page contains all the words.") : lines
  }

  /// Starts a list, whose numbers replace those of the last one.
  private mutating func startList(of query: SearchQuery? = nil) {
    choices = []
    self.query = query
  }

  /// The maximum width of a link's text in the list of links.
  private static let labelColumns = 40

  /// Adds a target to the list, and returns its numbered row.
  private mutating func choice(_ target: LinkTarget, _ text: Line) -> [Line] {
    choices.append(target)
    let number = FilteredText("\(choices.count). ")
    return Line([Span(number)] + text.spans).wrappedAtWords(to: renderer.width, indent: number.columns)
  }
}

extension Line {
  /// A longer line is divided anywhere.
  private static let mostRowsOfWords = 50

  /// The line in rows of at most `width` columns that end between words where they can.
  /// - Parameter indent: the columns before each row but the first.
  fileprivate func wrappedAtWords(to width: Int, indent: Int) -> [Line] {
    // Each row takes time for the whole rest, which a page can make as long as it wants.
    if columns > Self.mostRowsOfWords * width { return wrapped(to: width) }
    var rows: [Line] = []
    var rest = self
    let margin = width > 2 * indent ? indent : 0
    while rest.columns > width {
      var column = 0
      var end: Int?
      for word in rest.text.split(separator: " ", omittingEmptySubsequences: false) {
        if column > indent + 1, column - 1 <= width { end = column - 1 }
        column += FilteredText(String(word), as: .code).columns + 1
        if column - 1 > width + 1 { break }
      }
      guard let end else { return rows + rest.wrapped(to: width) }
      rows.append(rest.truncated(to: end, mark: Span(.empty)))
      rest = Line(
        [Span(FilteredText(repeating: " ", count: margin))] + rest.dropping(columns: end + 1).spans,
        sourceLine: sourceLine)
    }
    return rows + [rest]
  }
}
