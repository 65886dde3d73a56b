/// A stretch of code in one role; it begins where the one before it ends.
struct Token: Equatable, Sendable {
  /// The byte offset behind it.
  var end: Int
  var role: Role
}

/// Gives the parts of a code block their roles, after one row of the table of languages.
///
/// One pass: a byte's kind says whether a pattern, a word or a number may begin there. Linear in the
/// code's length whatever it holds: what a pattern looks at ahead of its end is bounded, or blanks only.
struct SyntaxHighlighter: Sendable {
  private let language: Language
  private let kinds: [Language.ByteKind]
  /// All patterns, those with the same first byte together, in the order in which they are tried.
  private let rules: [Language.Rule]
  /// For a byte that opens patterns the index of the first of them.
  private let firstRules: [UInt16]
  private let words: Language.WordTable

  /// `language` is a fence's first word in lower case; nil when no row has that name.
  init?(language name: String) {
    guard let language = Language.named(name) else { return nil }
    self.language = language
    words = Language.WordTable(language)

    var rules: [Language.Rule] = []
    for pattern in language.patterns {
      for prefix in pattern.prefixes {
        var heads = [prefix.first ?? pattern.open.first]
        if prefix.count == 0, pattern.padding.count > 0 { heads.append(pattern.padding.first) }
        for case let head? in heads {
          rules.append(Language.Rule(head: head, prefix: prefix, order: rules.count, pattern: pattern))
        }
      }
    }
    rules.sort { ($0.head, -$0.length, $0.order) < ($1.head, -$1.length, $1.order) }
    self.rules = rules

    var kinds = (UInt8.min...UInt8.max).map { Language.ByteKind($0) }
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

  /// The tokens of `code`, without gap: the last one ends at its end, neighbours differ in role, and none
  /// ends inside a scalar. What is not known has the role `.codeBlock`.
  func tokens(in code: UnsafeBufferPointer<UInt8>) -> [Token] {
    var scan = Scan(code: code, syntax: self)
    return scan.tokens()
  }
}

extension SyntaxHighlighter {
  /// One run over a code block.
  fileprivate struct Scan {
    /// A string that waits for the end of the code inside it.
    struct Frame {
      var rule: Int
      var padding: Int
      /// How many of its brackets are open.
      var brackets: Int
    }

    /// Strings in the code in strings: beyond these it is not looked at as code.
    static let maximumFrames = 16
    /// `#` before a raw string's quote: beyond these it is not one, so that a long row stays linear.
    static let maximumPadding = 8

    private let code: UnsafeBufferPointer<UInt8>
    private let syntax: SyntaxHighlighter

    private var index = 0
    private var output: [Token] = []
    private var frames: [Frame] = []
    private var lineStart = 0
    /// Behind the line's blanks.
    private var textStart = 0
    private var isInIsland = false
    /// Where the word stands that the one before it introduced.
    private var introduced = (start: -1, role: Role.codeBlock)

    init(code: UnsafeBufferPointer<UInt8>, syntax: SyntaxHighlighter) {
      self.code = code
      self.syntax = syntax
    }
  }
}

extension SyntaxHighlighter.Scan {
  mutating func tokens() -> [Token] {
    beginLine()
    while index < code.count {
      let kind = syntax.kinds[Int(code[index])]
      if kind.isEmpty {
        index += 1
      } else if kind.contains(.lineFeed) {
        index += 1
        beginLine()
      } else if kind.contains(.opener), passPattern() {
        continue
      } else if syntax.language.isProse, !isInIsland {
        index += 1
      } else if kind.contains(.wordStart) {
        passWord()
      } else if kind.contains(.digit) {
        passNumber()
      } else if !kind.contains(.bracket) || frames.isEmpty || !passBracket() {
        index += 1
      }
    }
    if let last = output.last, last.end == code.count { return output }
    if code.count > 0 { output.append(Token(end: code.count, role: .codeBlock)) }
    return output
  }

  private mutating func beginLine() {
    lineStart = index
    textStart = skippingBlanks(from: index)
    if syntax.language.islandsEndWithLine { isInIsland = false }
    // A string that ends with its line takes the code inside with it.
    if let broken = frames.firstIndex(where: { !syntax.rules[$0.rule].pattern.spansLines }) {
      frames.removeSubrange(broken...)
    }
  }

  /// Ends a token of which the code up to `start` is no part.
  private mutating func append(_ role: Role, from start: Int, to end: Int) {
    guard role != .codeBlock, start < end else { return }
    let covered = output.last?.end ?? 0
    if covered < start {
      output.append(Token(end: start, role: .codeBlock))
    } else if output.last?.role == role {
      output.removeLast()
    }
    output.append(Token(end: end, role: role))
  }
}

// Words and numbers.
extension SyntaxHighlighter.Scan {
  private mutating func passWord() {
    let start = index
    var hash = Language.WordTable.seed
    while index < code.count, syntax.kinds[Int(code[index])].contains(.wordInner) {
      hash = syntax.words.hashed(code[index], onto: hash)
      index += 1
    }
    append(role(ofWordFrom: start, hash: hash), from: start, to: index)
  }

  /// The role of the word between `start` and `index`.
  private mutating func role(ofWordFrom start: Int, hash: UInt64) -> Role {
    if isKey(endingAt: index) { return .attribute }
    if !isMember(start), let entry = syntax.words[hash],
      entry.role != .keyword || !syntax.language.keywordsBeginLines || start == textStart
    {
      if entry.introduced != .codeBlock { introduced = (skippingBlanks(from: index), entry.introduced) }
      return entry.role
    }
    if start == introduced.start { return introduced.role }
    let isCalled = syntax.language.marksCalls && isCall(endingAt: index)
    let isCapital = code[start] &- UInt8(ascii: "A") < 26
    switch syntax.language.capitals {
    case .types where isCapital, .typesUnlessCalled where isCapital && !isCalled: return .type
    default: return isCalled ? .function : syntax.language.wordRole
    }
  }

  /// A word behind a dot is a name, even if it is spelled like a keyword; behind two it ends a range.
  private func isMember(_ start: Int) -> Bool {
    let dot = UInt8(ascii: ".")
    return start > 0 && code[start - 1] == dot && !(start > 1 && code[start - 2] == dot)
  }

  private func isCall(endingAt end: Int) -> Bool {
    if end < code.count, code[end] == UInt8(ascii: "(") { return true }
    guard end + 1 < code.count, code[end] == syntax.language.macroMark.first else { return false }
    return Language.Mark("([{").contains(code[end + 1])
  }

  private func isKey(endingAt end: Int) -> Bool {
    guard let mark = syntax.language.keyMark.first else { return false }
    let end = syntax.language.keySpacing == .tight ? end : skippingBlanks(from: end)
    guard end < code.count, code[end] == mark else { return false }
    guard end + 1 < code.count else { return true }
    let next = code[end + 1]
    if syntax.language.keySpacing == .followed { return next <= UInt8(ascii: " ") }
    // `==` compares, `=>` maps.
    return next != UInt8(ascii: "=") && next != UInt8(ascii: ">")
  }

  /// Digits, and whatever else may stand in a number: a prefix, an exponent, a suffix.
  private mutating func passNumber() {
    let start = index
    let isHexadecimal = Language.Mark("0x").stands(in: code, at: start)
    let exponents: Language.Mark = isHexadecimal ? "pP" : "eE"
    let signs: Language.Mark = "+-"
    index += 1
    while index < code.count {
      let byte = code[index]
      if byte < 0x80, isAlphanumeric(at: index) {
        index += 1
        guard exponents.contains(byte), isDigit(at: index + 1) else { continue }
        if signs.contains(code[index]) { index += 1 }
      } else if byte == UInt8(ascii: "."), isDigit(at: index + 1) {
        index += 1
      } else if byte == syntax.language.digitSeparator.first, isAlphanumeric(at: index + 1) {
        index += 1
      } else {
        break
      }
    }
    append(.number, from: start, to: index)
  }

  private func isDigit(at index: Int) -> Bool {
    index < code.count && syntax.kinds[Int(code[index])].contains(.digit)
  }

  private func isAlphanumeric(at index: Int) -> Bool {
    index < code.count && !syntax.kinds[Int(code[index])].isDisjoint(with: [.letter, .digit])
  }

  private func skippingBlanks(from start: Int) -> Int {
    var end = start
    while end < code.count, code[end] == UInt8(ascii: " ") || code[end] == UInt8(ascii: "\t") { end += 1 }
    return end
  }
}

// Patterns.
extension SyntaxHighlighter.Scan {
  /// Passes the first pattern that fits here, if one does.
  private mutating func passPattern() -> Bool {
    let head = code[index]
    var candidate = Int(syntax.firstRules[Int(head)])
    while candidate < syntax.rules.count, syntax.rules[candidate].head == head {
      if pass(candidate) { return true }
      candidate += 1
    }
    return false
  }

  private mutating func pass(_ number: Int) -> Bool {
    guard let (opened, padding) = opening(of: number) else { return false }
    let start = index
    let pattern = syntax.rules[number].pattern
    guard mayBegin(pattern.place) else { return false }
    switch pattern.extent {
    case .mark:
      index = opened
    case .word:
      guard isAlphanumeric(at: opened), pattern.takesDigits || !isDigit(at: opened) else { return false }
      index = opened
      while isAlphanumeric(at: index) || (index < code.count && pattern.inner.contains(code[index])) {
        index += 1
      }
    case .line:
      index = opened
      while index < code.count, code[index] != UInt8(ascii: "\n") { index += 1 }
    case .enclosed:
      guard !pattern.isCharacter || holdsCharacter(from: opened, to: pattern.close) else { return false }
      index = opened
      passEnclosed(Frame(rule: number, padding: padding, brackets: 0), from: start)
      return true
    }
    append(pattern.role, from: start, to: index)
    if pattern.island != .unchanged { isInIsland = pattern.island == .opens }
    return true
  }

  /// Where the opening bytes of a rule end if they stand here, and how much padding is among them.
  private func opening(of number: Int) -> (end: Int, padding: Int)? {
    guard syntax.rules[number].prefix.stands(in: code, at: index) else { return nil }
    var end = index + syntax.rules[number].prefix.count
    var padding = 0
    if let byte = syntax.rules[number].pattern.padding.first {
      // Within a row of padding the question has been answered at its start.
      if code[index] == byte, index > 0, code[index - 1] == byte { return nil }
      while padding < Self.maximumPadding, end < code.count, code[end] == byte {
        padding += 1
        end += 1
      }
    }
    guard syntax.rules[number].pattern.open.stands(in: code, at: end) else { return nil }
    return (end + syntax.rules[number].pattern.open.count, padding)
  }

  private func mayBegin(_ place: Language.Place) -> Bool {
    switch place {
    case .anywhere: true
    case .wordStart: index == 0 || !syntax.kinds[Int(code[index - 1])].contains(.wordInner)
    case .lineStart: index == textStart
    case .firstColumn: index == lineStart
    case .island: isInIsland
    }
  }

  /// Whether an escape begins at `start`, or a single scalar stands there before `close`.
  private func holdsCharacter(from start: Int, to close: Language.Mark) -> Bool {
    guard start < code.count, code[start] != UInt8(ascii: "\n") else { return false }
    if code[start] == UInt8(ascii: "\\") { return true }
    var end = start + 1
    while end < code.count, end < start + 4, code[end] & 0xC0 == 0x80 { end += 1 }
    return close.stands(in: code, at: end) && code[start] != close.first
  }

  /// Passes the rest of a string or a comment, or what there is of it before the code inside it.
  private mutating func passEnclosed(_ frame: Frame, from start: Int) {
    let pattern = syntax.rules[frame.rule].pattern
    let (escape, closing, newline) = (pattern.escape.first, pattern.close.first, UInt8(ascii: "\n"))
    let (lead, bracket) = (pattern.interpolation.first, pattern.interpolation.last)
    var depth = 1
    while index < code.count {
      let byte = code[index]
      if byte == newline, !pattern.spansLines { break }
      if byte == lead, frames.count < Self.maximumFrames {
        let opening = pattern.interpolation.count == 1 ? index : behindPadding(frame.padding, of: pattern)
        if opening == index, index + 1 < code.count, code[index + 1] == byte {
          index += 2
          continue
        }
        if opening < code.count, code[opening] == bracket {
          index = opening + 1
          append(pattern.role, from: start, to: index)
          frames.append(Frame(rule: frame.rule, padding: frame.padding, brackets: 1))
          return
        }
      }
      if byte == escape {
        let escaped = behindPadding(frame.padding, of: pattern)
        // Without its padding the character is one like others; a line's end cannot be escaped away.
        index = escaped < code.count && code[escaped] != newline ? escaped + 1 : index + 1
      } else if byte == closing, let end = closingEnd(of: pattern, padding: frame.padding) {
        if pattern.doublesClose, pattern.close.stands(in: code, at: end) {
          index = end + pattern.close.count
          continue
        }
        index = end
        depth -= 1
        if depth == 0 {
          let isKey = pattern.role == .string && isKey(endingAt: end)
          append(isKey ? .attribute : pattern.role, from: start, to: end)
          return
        }
      } else if pattern.nests, pattern.open.stands(in: code, at: index) {
        index += pattern.open.count
        depth += 1
      } else {
        index += 1
      }
    }
    append(pattern.role, from: start, to: index)
  }

  /// Behind the byte at `index` and the padding that has to follow it, or the code's end if it does not.
  private func behindPadding(_ padding: Int, of pattern: Language.Pattern) -> Int {
    let end = index + 1 + padding
    guard end < code.count else { return code.count }
    for position in index + 1..<end where code[position] != pattern.padding.first { return code.count }
    return end
  }

  private func closingEnd(of pattern: Language.Pattern, padding: Int) -> Int? {
    let end = index + pattern.close.count
    guard pattern.close.stands(in: code, at: index), padding <= code.count - end else { return nil }
    for position in end..<end + padding where code[position] != pattern.padding.first { return nil }
    return end + padding
  }

  /// Counts the brackets of the code inside a string; the last one takes the string up again.
  private mutating func passBracket() -> Bool {
    guard let last = frames.indices.last else { return false }
    let pattern = syntax.rules[frames[last].rule].pattern
    if code[index] == pattern.interpolation.last {
      frames[last].brackets += 1
    } else if code[index] == pattern.interpolationEnd {
      frames[last].brackets -= 1
    }
    guard frames[last].brackets == 0 else { return false }
    index += 1
    passEnclosed(frames.removeLast(), from: index - 1)
    return true
  }
}
