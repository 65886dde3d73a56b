/// An image.
package struct Image: Sendable, Equatable {
  /// The URL or path of the picture; empty for an embedded `![[picture.png]]`.
  package var source: String
  /// The alternative text; empty if the author gives none.
  package var alternative: [Inline]

  /// Creates an image.
  package init(source: String, alternative: [Inline]) {
    self.source = source
    self.alternative = alternative
  }
}
