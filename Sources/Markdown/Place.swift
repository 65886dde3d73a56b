/// A page of a portfolio, and optionally one of its headings: the target of a link.
///
/// The parsers of links and of command lines create places. The type is in this target because both the link targets
/// of the renderer and the link resolution of the portfolio use it.
package struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The page's id: `section/slug`.
  package var page: String
  /// The heading's anchor, without `#`.
  package var anchor: String?

  package init(page: String, anchor: String? = nil) {
    self.page = page
    self.anchor = anchor
  }

  /// The place as users type it: `section/slug#anchor`.
  package var description: String { page + (anchor.map { "#" + $0 } ?? "") }

  /// Splits `path#anchor` at the first `#`. The anchor is nil if it is empty or missing.
  package static func split(_ text: some StringProtocol) -> (path: String, anchor: String?) {
    guard let mark = text.firstIndex(of: "#") else { return (String(text), nil) }
    let anchor = String(text[mark...].dropFirst())
    return (String(text[..<mark]), anchor.isEmpty ? nil : anchor)
  }
}
