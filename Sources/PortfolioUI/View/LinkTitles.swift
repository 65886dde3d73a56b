package import Markdown
package import PortfolioModel
package import TerminalText

/// Finds the titles of the pages and headings to which links without a text lead.
package struct LinkTitles: DocumentWalker {
  private let page: Page
  private let portfolio: Portfolio
  private var titles: [LinkTarget: String] = [:]
  /// The documents with headings to which links lead, by the ids of their pages.
  private var documents: [String: Document] = [:]

  /// The maximum number of documents that are read for their headings. Links to those of further pages show the titles
  /// of the pages.
  private static let maximumDocuments = 16
  /// The maximum number of titles, each of which is looked for in an outline.
  private static let maximumCount = 256

  package static func titles(
    in document: Document, on page: Page, of portfolio: Portfolio
  ) -> [LinkTarget: String] {
    var titles = LinkTitles(page: page, portfolio: portfolio, documents: [page.id: document])
    titles.visit(document)
    return titles.titles
  }

  private init(page: Page, portfolio: Portfolio, documents: [String: Document]) {
    self.page = page
    self.portfolio = portfolio
    self.documents = documents
  }

  package mutating func visit(_ inline: Inline) {
    if case .link(let link) = inline, link.label.isEmpty {
      add(LinkTarget(link.destination, on: page, of: portfolio))
    }
    descend(into: inline)
  }

  private mutating func add(_ target: LinkTarget) {
    if titles[target] != nil || titles.count >= Self.maximumCount { return }
    switch target {
    // The label of a figure is no heading.
    case .heading(let anchor): titles[target] = title(of: anchor, on: page) ?? anchor
    case .place(let place):
      guard let page = portfolio.page(place.page) else { return }
      titles[target] = place.anchor.flatMap { title(of: $0, on: page) } ?? page.title
    case .address, .command, .other: break
    }
  }

  /// The title of a heading, or of the first one below an anchor.
  private mutating func title(of anchor: String, on page: Page) -> String? {
    if documents[page.id] == nil, documents.count < Self.maximumDocuments {
      documents[page.id] = page.document
    }
    guard let document = documents[page.id], let line = document.line(of: anchor) else { return nil }
    return document.outline.first { $0.line >= line }?.title
  }
}
