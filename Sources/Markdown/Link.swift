/// A link.
package struct Link: Sendable, Equatable {
  /// The destination as the author wrote it.
  package var destination: Destination
  /// The text of the link; empty for `[](url)`.
  package var label: [Inline]

  /// Creates a link.
  package init(destination: Destination, label: [Inline]) {
    self.destination = destination
    self.label = label
  }

  /// The unresolved destination of a link. `Portfolio.resolve(_:from:)` finds the page.
  package enum Destination: Sendable, Hashable {
    /// A URL, a path or a `#heading`, with entities and backslash escapes decoded.
    case url(String)
    /// The name in a `[[name]]`. Indirect, because names are rare and larger than a URL.
    indirect case name(WikiName)
  }
}
