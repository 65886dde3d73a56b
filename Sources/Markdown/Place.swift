/// A page, and a heading in it where one is named: what a link within a portfolio leads to.
///
/// A place is made once, where a link or a word is read; from then on it is passed as a value. It is defined here
/// because both the renderer's link targets and the portfolio's link resolution speak of places.
package struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The page's id: `section/slug`.
  package var page: String
  /// The heading's anchor, without `#`.
  package var anchor: String?

  package init(page: String, anchor: String? = nil) {
    self.page = page
    self.anchor = anchor
  }

  /// As a person types it: `section/slug#anchor`.
  package var description: String { page + (anchor.map { "#" + $0 } ?? "") }

  /// Splits `path#anchor`; the anchor is nil when it is empty or missing.
  package static func split(_ text: some StringProtocol) -> (path: String, anchor: String?) {
    guard let mark = text.firstIndex(of: "#") else { return (String(text), nil) }
    let anchor = String(text[mark...].dropFirst())
    return (String(text[..<mark]), anchor.isEmpty ? nil : anchor)
  }
}
