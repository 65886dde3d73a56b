/// A run of text in one style.
package struct Span: Sendable, Equatable {
  package var text: FilteredText
  package var style: Style
  /// The link that the text is part of, if any.
  package var target: LinkTarget?

  /// The mark at the end of a line that was cut: `…`. It is a constant because it is a default argument for every line
  /// of a frame.
  package static let cut = Span("…")

  package init(_ text: FilteredText, _ style: Style = .plain, target: LinkTarget? = nil) {
    self.text = text
    self.style = style
    self.target = target
  }
}
