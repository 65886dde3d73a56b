/// Where a link leads, resolved from the destination in the source.
package enum LinkTarget: Sendable, Hashable {
  /// An address that a browser or a mail program may be handed.
  case address(Hyperlink)
  /// A place of the portfolio: `section/slug`, `section/slug#heading` or `#heading`.
  case place(FilteredText)
  /// Anything else (`javascript:`, a file that is no page): shown, never followed.
  case other(FilteredText)

  /// Resolves a destination without a portfolio: an address by its scheme, a `#heading` as a place, all else
  /// as `other`.
  package init(destination: String) {
    if let address = Hyperlink(destination) {
      self = .address(address)
    } else if destination.utf8.first == UInt8(ascii: "#") {
      self = .place(FilteredText(destination))
    } else {
      self = .other(FilteredText(destination))
    }
  }

  /// The destination as a reader sees it.
  package var text: FilteredText {
    switch self {
    case .address(let link): link.text
    case .place(let text), .other(let text): text
    }
  }
}
