package import Markdown
package import PortfolioModel
package import TerminalText

/// Finds the titles of the pages and headings to which links without a text lead.
package struct LinkTitles: DocumentWalker {
  private let page: Page
  private let portfolio: Portfolio
  private var titles: [LinkTarget: String] = [:]
  /// The headings of the pages to which links lead, by the ids of the pages.
  private var headings: [String: HeadingTitles] = [:]

  /// The maximum number of pages that are read for their headings. Links to those of further pages show the titles of the
  /// pages.
  private static let maximumPages = 16

  package static func titles(
    in document: Document, on page: Page, of portfolio: Portfolio
  ) -> [LinkTarget: String] {
    var titles = LinkTitles(page: page, portfolio: portfolio)
    titles.headings[page.id] = HeadingTitles(document)
    titles.visit(document)
    return titles.titles
  }

  private init(page: Page, portfolio: Portfolio) {
    self.page = page
    self.portfolio = portfolio
  }

  package mutating func visit(_ inline: Inline) {
    if case .link(let link) = inline, link.label.isEmpty {
      add(LinkTarget(link.destination, on: page, of: portfolio))
    }
    descend(into: inline)
  }

  private mutating func add(_ target: LinkTarget) {
    if titles[target] != nil { return }
    switch target {
    // The label of a figure is no heading.
    case .heading(let anchor): titles[target] = title(of: anchor, on: page) ?? anchor
    case .place(let place):
      guard let page = portfolio.page(place.page) else { return }
      titles[target] = place.anchor.flatMap { title(of: $0, on: page) } ?? page.title
    case .address, .command, .other: break
    }
  }

  private mutating func title(of anchor: String, on page: Page) -> String? {
    if headings[page.id] == nil, headings.count < Self.maximumPages {
      headings[page.id] = HeadingTitles(page.document)
    }
    return headings[page.id]?.title(of: anchor)
  }
}

/// The titles of the headings of a page, by the anchors that mean them.
private struct HeadingTitles {
  private var titles: [String: String] = [:]
  private var foldedTitles: [String: String] = [:]

  init(_ document: Document) {
    let outline = document.outline
    for heading in outline where titles[heading.anchor] == nil { titles[heading.anchor] = heading.title }
    // Another anchor means the first heading below it. Both lists are in the order of their lines.
    var next = outline[...]
    for anchor in document.anchors {
      next = next.drop { $0.line < anchor.line }
      if titles[anchor.name] == nil { titles[anchor.name] = next.first?.title }
    }
    for heading in outline {
      for name in [heading.anchor, heading.title].map(Heading.folded) where foldedTitles[name] == nil {
        foldedTitles[name] = heading.title
      }
    }
  }

  func title(of anchor: String) -> String? {
    if let title = titles[anchor] { return title }
    let folded = Heading.folded(anchor)
    return folded.isEmpty ? nil : foldedTitles[folded]
  }
}
