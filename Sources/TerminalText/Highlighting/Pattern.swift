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
    /// Prefixes that may come before `open` and belong to the token, such as the `f` of `f"..."`.
    var prefixes: [Mark] = [""]
    /// The effect of the token on the island of code around it.
    var island = Island.unchanged

    /// For `.word`: the bytes that the word may hold besides letters, digits and `_`.
    var inner: Mark = ""
    /// For `.word`: whether a digit may follow `open`.
    var allowsLeadingDigit = false

    /// For `.enclosed`: the bytes that end the token.
    var close: Mark = ""
    /// For `.enclosed`: the byte that escapes the next one, so that `\"` does not end a string.
    var escape: Mark = ""
    /// For `.enclosed`: a byte that may be repeated before `open`, such as Swift's and Rust's `#`. The same number is
    /// then required after `close` and after `escape`.
    var padding: Mark = ""
    /// For `.enclosed`: the mark that opens code inside the token. It is a bracket, alone or after one other byte: `{`,
    /// `\(`. If it is a bracket alone, a doubled bracket is plain text.
    var interpolation: Mark = ""
    /// For `.enclosed`: whether the token continues in the next line; otherwise the end of the line ends it.
    var spansLines = false
    /// For `.enclosed`: whether `open` inside the token requires a `close` of its own.
    var nests = false
    /// For `.enclosed`: whether a doubled `close` is part of the token instead of its end.
    var doublesClose = false
    /// For `.enclosed`: whether the token must hold exactly one scalar or escape, so that Rust's `'a'` is a character
    /// and its lifetime `'a` is not.
    var isCharacter = false

    /// The closing bracket for the bracket at the end of `interpolation`.
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
    /// Not directly after a byte of a word, so that the apostrophe in `don't` does not open a string, nor the `#` in
    /// `a#b` a comment.
    case wordStart
    /// At the start of a line or after blanks only.
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

  /// The effect of a pattern on the island of code around it; see ``Language/isProse``.
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
