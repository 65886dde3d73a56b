/// A piece of running text.
package enum Inline: Sendable, Equatable {
  /// Words.
  case text(String)
  /// `code`
  case code(String)
  /// *emphasis*
  indirect case emphasis([Inline])
  /// **strong emphasis**
  indirect case strong([Inline])
  /// ~~struck out~~
  indirect case strikethrough([Inline])
  /// [a link](to somewhere)
  indirect case link(Link)
  /// ![what is seen](where it lies)
  indirect case image(Image)
  /// The number of a footnote, from 1.
  case footnoteReference(Int)
  /// The end of a source line, which is a space.
  case softBreak
  /// The end of a line that must stay one.
  case lineBreak
}

/// A picture, of which a terminal shows what its author says it shows.
package struct Image: Sendable, Equatable {
  /// Where it lies.
  package var source: String
  /// The alternative text.
  package var alternative: [Inline]

  /// An image.
  package init(source: String, alternative: [Inline]) {
    self.source = source
    self.alternative = alternative
  }
}
