/// The name of a page or file in a link of Obsidian and other notebooks: `[[name#heading|label]]`.
package struct WikiName: Sendable, Hashable {
  /// The name of a page or a file, perhaps with some of its folders; empty for a heading of the same page.
  package var name: String
  /// The anchor of the heading, as in `Heading.anchor`; nil if the link names no heading.
  package var anchor: String?
  /// The source text of the link, including the brackets. It is shown if no page has the name.
  package var literal: String

  /// Creates a name.
  package init(_ name: String, anchor: String? = nil, literal: String) {
    self.name = name
    self.anchor = anchor
    self.literal = literal
  }
}
