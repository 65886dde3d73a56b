/// What the tokenizer knows about one language: a row of the table in `Languages.swift`.
///
/// A row says what looks like what, not what is legal: enough to colour an excerpt, which may begin or
/// end anywhere. Lists of words are strings with blanks between, so that a row costs nothing until used.
struct Language: Sendable {
  var keywords = ""
  /// Keywords behind which the next word is a function's name, a type's name.
  var functionIntroducers = ""
  var typeIntroducers = ""
  var types = ""
  var constants = ""
  /// Built-in commands, where a call has no parenthesis to tell it by.
  var functions = ""

  /// Comments, strings, annotations and lines; of two that open at the same place the longer one wins,
  /// then the earlier one.
  var patterns: [Pattern] = []

  /// What stands in a word besides letters, digits, `_` and all that is not ASCII.
  var extraWordBytes = ""
  /// The same, but a word does not begin with it.
  var extraInnerBytes = ""
  /// What may stand between the digits of a number besides `_`.
  var digitSeparator: Mark = ""

  var ignoresCase = false
  /// Only the first word of a line is a keyword, as in a Dockerfile.
  var keywordsBeginLines = false
  var capitals = Capitals.plain
  /// Whether a word before `(` is a function.
  var marksCalls = true
  /// What may stand between a function's name and its bracket: Rust's `!`.
  var macroMark: Mark = ""
  /// What follows a key, and how closely; a string there is a key too.
  var keyMark: Mark = ""
  var keySpacing = KeySpacing.loose
  /// The role of a word of which nothing else is known.
  var wordRole = Role.codeBlock

  /// Outside its patterns all is plain text, except in islands of code: HTML's tags, a console's commands.
  var isProse = false
  var islandsEndWithLine = false

  /// What a word that begins with a capital letter is.
  enum Capitals: Sendable {
    case plain, types
    /// For languages whose functions have capitals as well.
    case typesUnlessCalled
  }

  /// The blanks around a key's mark.
  enum KeySpacing: Sendable {
    /// None in front: `NAME=value`.
    case tight
    /// Any in front: `name = value`, `"name": value`.
    case loose
    /// Any in front and at least one behind, or the line's end: `name: value`, but not `http://`.
    case followed
  }
}

extension Language {
  /// Up to eight bytes that are compared in place; what is beyond is cut off.
  struct Mark: Sendable, ExpressibleByStringLiteral {
    private var bytes: UInt64 = 0
    private(set) var count = 0

    init(stringLiteral literal: String) {
      for byte in literal.utf8.prefix(8) {
        bytes |= UInt64(byte) << UInt64(count * 8)
        count += 1
      }
    }

    var first: UInt8? { count > 0 ? self[0] : nil }
    var last: UInt8? { count > 0 ? self[count - 1] : nil }

    private subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bytes >> UInt64(index * 8)) }

    func contains(_ byte: UInt8) -> Bool {
      for index in 0..<count where self[index] == byte { return true }
      return false
    }

    /// Whether the bytes stand in `code` at `start`. The empty mark stands everywhere.
    func stands(in code: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
      guard count <= code.count - start else { return false }
      for index in 0..<count where code[start + index] != self[index] { return false }
      return true
    }
  }

  /// Something that is known by its first bytes.
  struct Pattern: Sendable {
    var open: Mark
    var role: Role
    var place = Place.anywhere
    var extent = Extent.mark
    /// Each may stand in front of `open` and belongs to it: the `f` of `f"..."`.
    var prefixes: [Mark] = [""]
    var island = Island.unchanged

    /// For `.word`: what the word may hold besides letters, digits and `_`; whether a digit may begin it.
    var inner: Mark = ""
    var takesDigits = false

    /// For `.enclosed`: the end and what does not end it.
    var close: Mark = ""
    var escape: Mark = ""
    /// Any number of these in front of `open` has to be repeated behind `close`, and behind an escape
    /// character: Swift's and Rust's `#`.
    var padding: Mark = ""
    /// Opens code inside: a bracket, with one byte in front or alone. A bracket alone is plain if doubled.
    var interpolation: Mark = ""
    /// Goes on behind the end of its line; otherwise it ends there, closed or not.
    var spansLines = false
    var nests = false
    /// A doubled `close` stands for itself.
    var doublesClose = false
    /// Holds one scalar or one escape, otherwise it is something else: Rust's `'a'` and `'a`.
    var isCharacter = false

    /// What closes the bracket that `interpolation` ends with.
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
    /// Not behind what may stand in a word: an apostrophe opens no string, `$#` no comment.
    case wordStart
    /// Behind nothing but blanks.
    case lineStart
    case firstColumn
    /// In an island of code; see `Language.isProse`.
    case island
  }

  /// How far a pattern reaches.
  enum Extent: Sendable {
    case mark, word, line, enclosed
  }

  /// What a pattern does to the island of code that it stands in.
  enum Island: Sendable {
    case unchanged, opens, closes
  }
}

/// How the rows spell their patterns.
extension Language.Pattern {
  typealias Mark = Language.Mark
  typealias Place = Language.Place

  static func mark(
    _ open: Mark, _ role: Role, at place: Place = .anywhere, island: Language.Island = .unchanged
  ) -> Self {
    Self(open: open, role: role, place: place, island: island)
  }

  static func word(
    _ open: Mark, _ role: Role, at place: Place = .anywhere, inner: Mark = "", digits: Bool = false,
    island: Language.Island = .unchanged
  ) -> Self {
    Self(
      open: open, role: role, place: place, extent: .word, island: island, inner: inner, takesDigits: digits)
  }

  static func line(_ open: Mark, _ role: Role = .comment, at place: Place = .anywhere) -> Self {
    Self(open: open, role: role, place: place, extent: .line)
  }

  static func block(
    _ open: Mark, _ close: Mark, _ role: Role = .comment, at place: Place = .anywhere,
    spansLines: Bool = true, nests: Bool = false
  ) -> Self {
    Self(
      open: open, role: role, place: place, extent: .enclosed, close: close, spansLines: spansLines,
      nests: nests)
  }

  /// A string that opens and closes with the same bytes unless `close` is given.
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

  /// `'a'`, `'\n'`.
  static func character(prefixes: [Mark] = [""]) -> Self {
    Self(
      open: "'", role: .string, extent: .enclosed, prefixes: prefixes, close: "'", escape: #"\"#,
      isCharacter: true)
  }
}

/// What the tokenizer makes of a row.
extension Language {
  /// What may begin with a byte, or stand in it.
  struct ByteKind: OptionSet, Sendable {
    let rawValue: UInt8

    static let letter = Self(rawValue: 1)
    static let digit = Self(rawValue: 2)
    static let wordStart = Self(rawValue: 4)
    static let wordInner = Self(rawValue: 8)
    static let opener = Self(rawValue: 16)
    static let bracket = Self(rawValue: 32)
    static let lineFeed = Self(rawValue: 64)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The kind of a byte in any language; all of a scalar that is not ASCII counts as letters.
    init(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): self = [.digit, .wordInner]
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"), 0x80...0xFF:
        self = [.letter, .wordStart, .wordInner]
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"): self = .bracket
      case UInt8(ascii: "\n"): self = .lineFeed
      default: self = []
      }
    }
  }

  /// The words of a language by their hashes.
  ///
  /// The bytes themselves are not compared: should another word have the same 64 bits, it is coloured
  /// wrongly, and nothing else happens.
  struct WordTable: Sendable {
    struct Entry: Sendable {
      var hash: UInt64 = 0
      var role = Role.codeBlock
      /// What the next word is; `.codeBlock` if this one does not tell.
      var introduced = Role.codeBlock
    }

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    /// Ors the bit that tells lower case from upper case into each byte.
    let caseMask: UInt8
    /// Open addressing, at most a quarter full; the count is a power of two.
    private var entries: [Entry]

    init(_ language: Language) {
      let lists: [(words: String, role: Role, introduced: Role)] = [
        (language.keywords, .keyword, .codeBlock), (language.functionIntroducers, .keyword, .function),
        (language.typeIntroducers, .keyword, .type), (language.types, .type, .codeBlock),
        (language.constants, .constant, .codeBlock), (language.functions, .function, .codeBlock),
      ]
      let bytes = lists.reduce(0) { $0 + $1.words.utf8.count }
      var capacity = 16
      // A word and its blank take two bytes at least.
      while capacity < bytes * 2 { capacity *= 2 }
      entries = [Entry](repeating: Entry(), count: capacity)
      caseMask = language.ignoresCase ? 0x20 : 0
      for list in lists {
        for word in list.words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
          let hash = word.reduce(Self.seed) { hashed($1, onto: $0) }
          entries[slot(of: hash)] = Entry(hash: hash, role: list.role, introduced: list.introduced)
        }
      }
    }

    /// One step of FNV-1a.
    func hashed(_ byte: UInt8, onto hash: UInt64) -> UInt64 {
      (hash ^ UInt64(byte | caseMask)) &* 0x100_0000_01B3
    }

    subscript(hash: UInt64) -> Entry? {
      let entry = entries[slot(of: hash)]
      return entry.hash == hash && hash != 0 ? entry : nil
    }

    /// Where the hash is, or the free place where it would be.
    private func slot(of hash: UInt64) -> Int {
      var slot = Int(truncatingIfNeeded: hash >> 32) & (entries.count - 1)
      while entries[slot].hash != hash, entries[slot].hash != 0 { slot = (slot + 1) & (entries.count - 1) }
      return slot
    }
  }

  /// A pattern behind one of its prefixes.
  struct Rule: Sendable {
    var head: UInt8
    var prefix: Language.Mark
    var order: Int
    var pattern: Language.Pattern

    var length: Int { prefix.count + pattern.open.count }
  }
}
