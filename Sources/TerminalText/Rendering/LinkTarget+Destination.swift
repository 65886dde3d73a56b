package import Markdown

extension LinkTarget {
  /// Resolves a destination without a portfolio: a URL by its scheme alone, and a `[[name]]` to no page.
  package init(_ destination: Link.Destination) {
    switch destination {
    case .url(let url): self.init(destination: url)
    case .name(let name): self = .other(FilteredText(name.literal))
    }
  }
}
