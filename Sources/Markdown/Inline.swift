/// A part of a paragraph, a heading or a table cell.
package enum Inline: Sendable, Equatable {
  /// Text, with entities and backslash escapes decoded.
  case text(String)
  /// `code`
  case code(String)
  /// *emphasis*
  indirect case emphasis([Inline])
  /// **strong emphasis**
  indirect case strong([Inline])
  /// ~~strikethrough~~
  indirect case strikethrough([Inline])
  /// [label](destination)
  indirect case link(Link)
  /// ![alternative text](source)
  indirect case image(Image)
  /// A reference to the footnote of this number, from 1.
  case footnoteReference(Int)
  /// The end of a source line, rendered as a space.
  case softBreak
  /// A hard line break.
  case lineBreak
}
