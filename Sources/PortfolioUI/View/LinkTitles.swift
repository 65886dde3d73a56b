import Markdown
import PortfolioModel
import TerminalText

/// The texts of links without labels: the titles of the pages and of the headings to which they lead, as in MyST.
struct LinkTitles: Sendable {
  private let portfolio: Portfolio
  private let headings: [Heading]
  private let anchors: [String: Int]

  init(_ document: Document, _ portfolio: Portfolio) {
    self.portfolio = portfolio
    var finder = EmptyLinkFinder()
    finder.visit(document)
    headings = finder.hasEmptyLinks ? document.outline : []
    anchors =
      finder.hasEmptyLinks
      ? Dictionary(document.anchors.map { ($0.name, $0.line) }, uniquingKeysWith: { first, _ in first }) : [:]
  }

  /// Nil if the address is shown.
  func title(of target: LinkTarget) -> String? {
    switch target {
    // The headings of other pages are not read.
    case .place(let place): return portfolio.page(place.page)?.title
    case .heading(let anchor):
      if let heading = headings.heading(at: anchor) { return heading.title }
      // An anchor above a heading is its label.
      guard let line = anchors[anchor] else { return anchor }
      return headings.first { $0.line >= line && $0.line - line <= Self.maximumDistance }?.title ?? anchor
    case .other(let text): return text.string.first == "#" ? String(text.string.dropFirst()) : nil
    case .address, .command: return nil
    }
  }

  /// The maximum number of lines from an anchor to the heading that it labels.
  private static let maximumDistance = 2
}

/// Finds out whether a document has links to its own headings without labels.
private struct EmptyLinkFinder: DocumentWalker {
  private(set) var hasEmptyLinks = false

  mutating func visit(_ inline: Inline) {
    if case .link(let link) = inline, link.label.isEmpty, case .url(let url) = link.destination,
      url.utf8.first == UInt8(ascii: "#")
    {
      hasEmptyLinks = true
    }
    descend(into: inline)
  }
}
