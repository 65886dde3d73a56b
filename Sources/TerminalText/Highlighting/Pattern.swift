extension Language {
  /// A token that is recognized by its opening bytes: a comment, a string, an annotation, a whole line.
  ///
  /// The rows of the table make patterns with the static functions below.
  struct Pattern: Sendable {
    /// The bytes that begin the token, after a prefix and padding.
    var open: Mark
    /// The role of the token.
    var role: Role
    /// Where the token may begin.
    var place = Place.anywhere
    /// How far the token reaches.
    var extent = Extent.mark
    /// Each may stand before `open` and belongs to the token: the `f` of `f"..."`.
    var prefixes: [Mark] = [""]
    /// What the token does to the island of code around it.
    var island = Island.unchanged

    /// For `.word`: the bytes that the word may hold besides letters, digits and `_`.
    var inner: Mark = ""
    /// For `.word`: whether a digit may follow `open`.
    var allowsLeadingDigit = false

    /// For `.enclosed`: the bytes that end the token.
    var close: Mark = ""
    /// For `.enclosed`: the byte that takes the meaning from the one after it, so that `\"` ends no string.
    var escape: Mark = ""
    /// For `.enclosed`: a byte that may be repeated before `open`. As many are then required after `close`
    /// and after `escape`: Swift's and Rust's `#`.
    var padding: Mark = ""
    /// For `.enclosed`: opens code inside the token. A bracket, alone or after one other byte: `{`, `\(`. A
    /// bracket alone is plain text where it is doubled.
    var interpolation: Mark = ""
    /// For `.enclosed`: whether the token continues in the next line; otherwise the end of the line ends it.
    var spansLines = false
    /// For `.enclosed`: whether `open` inside the token requires a `close` of its own.
    var nests = false
    /// For `.enclosed`: whether a doubled `close` is part of the token instead of its end.
    var doublesClose = false
    /// For `.enclosed`: whether the token must hold exactly one scalar or escape. Rust's `'a'` is a
    /// character, its `'a` is not.
    var isCharacter = false

    /// The closing bracket to the one that `interpolation` ends with.
    var interpolationEnd: UInt8? {
      switch interpolation.last {
      case UInt8(ascii: "("): UInt8(ascii: ")")
      case UInt8(ascii: "{"): UInt8(ascii: "}")
      default: nil
      }
    }
  }

  /// Where a pattern may begin.
  enum Place: Sendable {
    case anywhere
    /// Not directly after a byte of a word: in `don't` the apostrophe opens no string, in `a#b` `#` no
    /// comment.
    case wordStart
    /// After nothing but blanks in its line.
    case lineStart
    /// At the first byte of a line.
    case firstColumn
    /// In an island of code; see ``Language/isProse``.
    case island
  }

  /// How far a pattern reaches.
  enum Extent: Sendable {
    /// The opening bytes alone.
    case mark
    /// The opening bytes and the word directly after them.
    case word
    /// To the end of the line.
    case line
    /// To the closing bytes.
    case enclosed
  }

  /// What a pattern does to the island of code around it; see ``Language/isProse``.
  enum Island: Sendable {
    case unchanged, opens, closes
  }
}

extension Language.Pattern {
  typealias Mark = Language.Mark
  typealias Place = Language.Place

  /// The opening bytes alone.
  static func mark(
    _ open: Mark, _ role: Role, at place: Place = .anywhere, island: Language.Island = .unchanged
  ) -> Self {
    Self(open: open, role: role, place: place, island: island)
  }

  /// The opening bytes and the word directly after them: `@main`, `$name`.
  static func word(
    _ open: Mark, _ role: Role, at place: Place = .anywhere, inner: Mark = "",
    allowsLeadingDigit: Bool = false, island: Language.Island = .unchanged
  ) -> Self {
    Self(
      open: open, role: role, place: place, extent: .word, island: island, inner: inner,
      allowsLeadingDigit: allowsLeadingDigit)
  }

  /// From the opening bytes to the end of the line.
  static func line(_ open: Mark, _ role: Role = .comment, at place: Place = .anywhere) -> Self {
    Self(open: open, role: role, place: place, extent: .line)
  }

  /// From the opening to the closing bytes.
  static func block(
    _ open: Mark, _ close: Mark, _ role: Role = .comment, at place: Place = .anywhere,
    spansLines: Bool = true, nests: Bool = false
  ) -> Self {
    Self(
      open: open, role: role, place: place, extent: .enclosed, close: close, spansLines: spansLines,
      nests: nests)
  }

  /// A string; it closes with the bytes that open it unless `close` is given.
  static func string(
    _ open: Mark, close: Mark? = nil, at place: Place = .anywhere, prefixes: [Mark] = [""],
    escape: Mark = "", padding: Mark = "", interpolation: Mark = "", spansLines: Bool = false,
    doublesClose: Bool = false
  ) -> Self {
    Self(
      open: open, role: .string, place: place, extent: .enclosed, prefixes: prefixes, close: close ?? open,
      escape: escape, padding: padding, interpolation: interpolation, spansLines: spansLines,
      doublesClose: doublesClose)
  }

  /// A character literal: `'a'`, `'\n'`.
  static func character(prefixes: [Mark] = [""]) -> Self {
    Self(
      open: "'", role: .string, extent: .enclosed, prefixes: prefixes, close: "'", escape: #"\"#,
      isCharacter: true)
  }
}
