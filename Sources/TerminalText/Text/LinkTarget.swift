package import Markdown

/// The resolved destination of a link.
package enum LinkTarget: Sendable, Hashable {
  /// An address that may be passed to a browser or a mail program.
  case address(Hyperlink)
  /// Another page of the portfolio.
  case place(Place)
  /// A heading of the same document, by its anchor.
  case heading(String)
  /// A file of the content that a reader may take: the command line that writes it.
  case command(FilteredText)
  /// Anything else (`javascript:`, a file that is not a page): shown, never followed. Empty for a link of which only the
  /// label is shown.
  case other(FilteredText)

  /// Classifies a destination by its form alone. A path is `other`, because finding its page needs a portfolio.
  package init(destination: String) {
    if let address = Hyperlink(destination) {
      self = .address(address)
    } else if destination.utf8.first == UInt8(ascii: "#") {
      self = .heading(String(destination.dropFirst()))
    } else {
      self = .other(FilteredText(destination))
    }
  }

  /// The target as text to show.
  package var text: FilteredText {
    switch self {
    case .address(let link): link.text
    case .place(let place): FilteredText(place.description)
    case .heading(let anchor): FilteredText("#" + anchor)
    case .command(let text), .other(let text): text
    }
  }
}
