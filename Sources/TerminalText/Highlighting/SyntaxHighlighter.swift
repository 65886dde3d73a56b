/// A part of a code block in one role. It begins at the end of the previous token.
struct Token: Equatable, Sendable {
  /// The byte offset after its last byte.
  var end: Int
  var role: Role
}

/// Divides a code block into tokens with roles, following one row of the table of languages.
///
/// The highlighter scans the code once. The kind of a byte determines whether a pattern, a word or a number may begin
/// there. The time is linear in the length of any code, because the scanner looks beyond the end of a token by a
/// bounded number of bytes, or over blanks only.
struct SyntaxHighlighter: Sendable {
  let language: Language
  /// The kind of each byte in this language.
  let kinds: [ByteKind]
  /// All rules: those with the same first byte are adjacent, in the order in which they are tried.
  let rules: [Rule]
  /// The index of the first rule of each byte; meaningless for a byte that is not an `.opener`.
  let firstRules: [UInt16]
  let words: WordTable

  /// Creates the highlighter for the language of a code fence (the first word of the fence, in lower case);
  /// nil if the table has no such name.
  init?(language name: String) {
    guard let language = Language.named(name) else { return nil }
    self.language = language
    words = WordTable(language)

    var rules: [Rule] = []
    for pattern in language.patterns {
      for prefix in pattern.prefixes {
        var heads = [prefix.first ?? pattern.open.first]
        if prefix.count == 0, pattern.padding.count > 0 { heads.append(pattern.padding.first) }
        for case let head? in heads {
          rules.append(Rule(head: head, prefix: prefix, order: rules.count, pattern: pattern))
        }
      }
    }
    rules.sort { ($0.head, -$0.length, $0.order) < ($1.head, -$1.length, $1.order) }
    self.rules = rules

    var kinds = (UInt8.min...UInt8.max).map { ByteKind($0) }
    for byte in language.extraWordBytes.utf8 { kinds[Int(byte)].formUnion([.wordStart, .wordInner]) }
    for byte in language.extraInnerBytes.utf8 { kinds[Int(byte)].insert(.wordInner) }
    var firstRules = [UInt16](repeating: 0, count: kinds.count)
    for (index, rule) in rules.enumerated().reversed() {
      kinds[Int(rule.head)].insert(.opener)
      firstRules[Int(rule.head)] = UInt16(truncatingIfNeeded: index)
    }
    self.kinds = kinds
    self.firstRules = firstRules
  }

  /// Returns the tokens of `code`, which must be valid UTF-8.
  ///
  /// The tokens have no gaps between them and cover all of the code. Neighbours differ in role, and no token ends
  /// inside a scalar. Plain text has the role `.codeBlock`.
  func tokens(in code: UnsafeBufferPointer<UInt8>) -> [Token] {
    var scan = SyntaxScan(code: code, syntax: self)
    return scan.tokens()
  }
}

extension SyntaxHighlighter {
  /// A pattern after one of its prefixes.
  struct Rule: Sendable {
    /// The byte that the token begins with.
    var head: UInt8
    var prefix: Language.Mark
    /// The position of the rule in the language's row.
    var order: Int
    var pattern: Language.Pattern

    /// The number of opening bytes without padding.
    var length: Int { prefix.count + pattern.open.count }
  }

  /// The kinds of tokens that a byte may begin or belong to.
  struct ByteKind: OptionSet, Sendable {
    let rawValue: UInt8

    static let letter = Self(rawValue: 1)
    static let digit = Self(rawValue: 2)
    static let wordStart = Self(rawValue: 4)
    static let wordInner = Self(rawValue: 8)
    /// The head of at least one rule.
    static let opener = Self(rawValue: 16)
    static let bracket = Self(rawValue: 32)
    static let lineFeed = Self(rawValue: 64)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The kind of a byte in every language. All bytes of scalars that are not ASCII count as letters.
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
}
