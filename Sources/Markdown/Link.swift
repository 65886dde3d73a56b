/// A link: its destination as the author wrote it, and its label.
package struct Link: Sendable, Equatable {
  /// Where the link leads.
  package var destination: Destination
  /// The text of the link; empty for `[](url)`.
  package var label: [Inline]

  /// Creates a link.
  package init(destination: Destination, label: [Inline]) {
    self.destination = destination
    self.label = label
  }

  /// What a link's author wrote between the parentheses or the double brackets.
  ///
  /// Only a portfolio knows which page a destination means: see `Portfolio.resolve(_:from:)`.
  package enum Destination: Sendable, Hashable {
    /// A URL, a path or a `#heading`, with entities and backslash escapes decoded.
    case url(String)
    /// The name in a `[[name]]`. Indirect, because names are rare and larger than a URL.
    indirect case name(WikiName)
  }
}

/// A page or file by name, as Obsidian and other notebooks write it: `[[name#heading|label]]`.
package struct WikiName: Sendable, Hashable {
  /// The name of a page or a file, perhaps with some of its folders; empty for a heading of the same page.
  package var name: String
  /// The anchor of the heading; nil where the link names none.
  package var anchor: String?
  /// The link's source text, brackets included: shown as text where no page has the name.
  package var literal: String

  /// Creates a name.
  package init(_ name: String, anchor: String? = nil, literal: String) {
    self.name = name
    self.anchor = anchor
    self.literal = literal
  }
}
