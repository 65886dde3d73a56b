package import Markdown
package import PortfolioModel
package import TerminalText

/// Lays out a page: its title, the line about it, and its text.
package struct PageRenderer: Sendable {
  private let portfolio: Portfolio
  private var renderer: DocumentRenderer

  /// A page renderer with the looks and the width of a document renderer.
  package init(_ portfolio: Portfolio, _ renderer: DocumentRenderer) {
    self.portfolio = portfolio
    self.renderer = renderer
  }

  /// All lines of a page.
  package func lines(for page: Page, document: Document) -> [Line] {
    var lines: [Line] = []
    render(page, document: document) { lines.append($0) }
    return lines
  }

  /// Hands on the lines of a page, block by block.
  package func render(_ page: Page, document: Document, to emit: (Line) -> Void) {
    for line in head(of: page) { emit(line) }
    var document = document
    // A title that came from the text's own first heading is not said twice.
    if case .heading(1, let inlines, _)? = document.blocks.first?.kind, inlines.plainText == page.title {
      document.blocks.removeFirst()
    }
    if document.blocks.isEmpty { return }
    emit(Line())
    var renderer = renderer
    let portfolio = portfolio
    renderer.resolve = { LinkTarget($0, on: page, of: portfolio) }
    renderer.render(document, to: emit)
  }

  /// What a portfolio without a welcome page is called, as a page's title is set.
  package var portfolioTitle: [Line] {
    title(portfolio.title) + paragraph([.text(portfolio.headline ?? "")], .emphasis)
  }

  private func title(_ text: String) -> [Line] {
    let lines = paragraph([.text(text)], .title)
    let columns = lines.map(\.columns).max() ?? 0
    return lines + [Line(FilteredText(repeating: "═", count: columns), renderer.theme[.rule])]
  }

  private func head(of page: Page) -> [Line] {
    let isWelcome = page.id == portfolio.welcome?.id
    var lines = title(isWelcome ? portfolio.title : page.title)
    if isWelcome {
      if portfolio.person.name != nil, let title = portfolio.person.title {
        lines += paragraph([.text(title)], .strong)
      }
      if let headline = portfolio.headline { lines += paragraph([.text(headline)], .emphasis) }
      let contacts = [portfolio.person.location, portfolio.person.email, portfolio.person.url].compactMap {
        $0
      }
      lines += paragraph([.text(contacts.joined(separator: " · "))], .meta)
    } else {
      lines += paragraph([.text(page.meta.joined(separator: " · "))], .meta)
    }
    return lines
  }

  private func paragraph(_ inlines: [Inline], _ role: Role) -> [Line] {
    if inlines.plainText.isEmpty { return [] }
    let lines = renderer.lines(for: Document(blocks: [Block(.paragraph(inlines))]))
    return lines.map { line in
      Line(line.spans.map { Span($0.text, renderer.theme[role].over($0.style)) }, sourceLine: 0)
    }
  }
}

extension Page {
  /// What a reader wants to know before the text: who, where, when, how long, about what.
  package var meta: [String] {
    var parts: [String] = []
    if let role = fields.resume.role { parts.append(role) }
    if let organization = fields.resume.organization, organization != title { parts.append(organization) }
    if let location = fields.resume.location { parts.append(location) }
    parts.append(fields.resume.period.spelled)
    if let date = fields.date { parts.append(date.spelled) }
    if let updated = fields.updated, updated != fields.date { parts.append("updated \(updated.spelled)") }
    if readingMinutes > 1 { parts.append("\(readingMinutes) min") }
    if !fields.tags.isEmpty { parts.append(fields.tags.joined(separator: ", ")) }
    if let url = fields.url { parts.append(url) }
    return parts.filter { !$0.isEmpty }
  }
}

extension LinkTarget {
  /// What a destination on a page means within its portfolio.
  package init(_ destination: Link.Destination, on page: Page, of portfolio: Portfolio) {
    switch portfolio.resolve(destination, from: page) {
    case .outside: self.init(destination)
    case .place(let place):
      if place.page == page.id, let anchor = place.anchor {
        self = .heading(anchor)
      } else {
        self = .place(place)
      }
    case .file, .missing:
      switch destination {
      case .url(let url): self = .other(FilteredText(url))
      case .name(let name): self = .other(FilteredText(name.literal))
      }
    }
  }
}
