/// One scan of a ``SyntaxHighlighter`` over a code block: words and numbers here, patterns in
/// `SyntaxScan+Patterns.swift`.
struct SyntaxScan {
  /// A string around the code that is being scanned, such as Swift's `"\(`.
  struct Interpolation {
    /// The index of the string's rule.
    var rule: Int
    /// The number of padding bytes before the string's opening bytes.
    var padding: Int
    /// The number of the code's brackets that are still open; at zero the string continues.
    var brackets: Int
  }

  /// The maximum depth of strings in code in strings. Deeper code is coloured as part of the string.
  static let maximumInterpolations = 16
  /// The maximum number of `#` before a raw string. Without a limit, a long row of `#` would take quadratic time.
  static let maximumPadding = 8

  let code: UnsafeBufferPointer<UInt8>
  let syntax: SyntaxHighlighter

  /// The offset of the next byte to scan.
  var index = 0
  /// The strings around the code at `index`, the innermost last.
  var interpolations: [Interpolation] = []
  /// The offset of the first byte of the current line.
  private(set) var lineStart = 0
  /// The offset of the first byte of the current line that is not a blank.
  private(set) var textStart = 0
  var isInIsland = false
  private var output: [Token] = []
  /// The offset and the role of the word that the keyword before it introduces.
  private var introduced = (start: -1, role: Role.codeBlock)

  init(code: UnsafeBufferPointer<UInt8>, syntax: SyntaxHighlighter) {
    self.code = code
    self.syntax = syntax
  }

  /// Scans all of the code and returns its tokens; see ``SyntaxHighlighter/tokens(in:)``.
  mutating func tokens() -> [Token] {
    beginLine()
    while index < code.count {
      let kind = syntax.kinds[Int(code[index])]
      if kind.isEmpty {
        index += 1
      } else if kind.contains(.lineFeed) {
        index += 1
        beginLine()
      } else if kind.contains(.opener), scanPattern() {
        continue
      } else if syntax.language.isProse, !isInIsland {
        index += 1
      } else if kind.contains(.wordStart) {
        scanWord()
      } else if kind.contains(.digit) {
        scanNumber()
      } else if !kind.contains(.bracket) || interpolations.isEmpty || !scanBracket() {
        index += 1
      }
    }
    if let last = output.last, last.end == code.count { return output }
    if code.count > 0 { output.append(Token(end: code.count, role: .codeBlock)) }
    return output
  }

  private mutating func beginLine() {
    lineStart = index
    textStart = offsetAfterBlanks(from: index)
    if syntax.language.islandsEndWithLine { isInIsland = false }
    // A string that may not span lines ends here, and with it all code and strings inside it.
    if let broken = interpolations.firstIndex(where: { !syntax.rules[$0.rule].pattern.spansLines }) {
      interpolations.removeSubrange(broken...)
    }
  }

  /// Appends a token, and before it one of plain text if there is a gap. A token directly after one of the
  /// same role extends that one. Plain text itself is not appended.
  mutating func append(_ role: Role, from start: Int, to end: Int) {
    guard role != .codeBlock, start < end else { return }
    let covered = output.last?.end ?? 0
    if covered < start {
      output.append(Token(end: start, role: .codeBlock))
    } else if output.last?.role == role {
      output.removeLast()
    }
    output.append(Token(end: end, role: role))
  }

  // MARK: Words

  private mutating func scanWord() {
    let start = index
    var hash = WordTable.seed
    while index < code.count, syntax.kinds[Int(code[index])].contains(.wordInner) {
      hash = syntax.words.extending(hash, with: code[index])
      index += 1
    }
    append(role(ofWordFrom: start, hash: hash), from: start, to: index)
  }

  /// The role of the word between `start` and `index`; records the word that it introduces.
  private mutating func role(ofWordFrom start: Int, hash: UInt64) -> Role {
    if isKey(endingAt: index) { return .attribute }
    if !isMember(start), let entry = syntax.words[hash],
      entry.role != .keyword || !syntax.language.keywordsBeginLines || start == textStart
    {
      if entry.introduced != .codeBlock { introduced = (offsetAfterBlanks(from: index), entry.introduced) }
      return entry.role
    }
    if start == introduced.start { return introduced.role }
    let isCalled = syntax.language.marksCalls && isCall(endingAt: index)
    let isCapital = code[start] &- UInt8(ascii: "A") < 26
    let isType =
      switch syntax.language.capitals {
      case .plain: false
      case .types: isCapital
      case .typesUnlessCalled: isCapital && !isCalled
      }
    if isType { return .type }
    return isCalled ? .function : syntax.language.wordRole
  }

  /// Whether a word comes directly after a single dot. Then it is a name even if it is spelled like a keyword. After
  /// two dots it is the end of a range.
  private func isMember(_ start: Int) -> Bool {
    let dot = UInt8(ascii: ".")
    return start > 0 && code[start - 1] == dot && !(start > 1 && code[start - 2] == dot)
  }

  private func isCall(endingAt end: Int) -> Bool {
    if end < code.count, code[end] == UInt8(ascii: "(") { return true }
    guard end + 1 < code.count, code[end] == syntax.language.macroMark.first else { return false }
    return Language.Mark("([{").contains(code[end + 1])
  }

  /// Whether a key's mark follows the word or string that ends at `end`.
  func isKey(endingAt end: Int) -> Bool {
    guard let mark = syntax.language.keyMark.first else { return false }
    let end = syntax.language.keySpacing == .tight ? end : offsetAfterBlanks(from: end)
    guard end < code.count, code[end] == mark else { return false }
    guard end + 1 < code.count else { return true }
    let next = code[end + 1]
    if syntax.language.keySpacing == .followed { return next <= UInt8(ascii: " ") }
    // `==` and `=>` are operators and not marks of a key.
    return next != UInt8(ascii: "=") && next != UInt8(ascii: ">")
  }

  private func offsetAfterBlanks(from start: Int) -> Int {
    var end = start
    while end < code.count, code[end] == UInt8(ascii: " ") || code[end] == UInt8(ascii: "\t") { end += 1 }
    return end
  }

  // MARK: Numbers

  /// Scans a number with its prefix (`0x`), fraction, exponent and suffix (`u32`).
  private mutating func scanNumber() {
    let start = index
    let isHexadecimal = Language.Mark("0x").matches(code, at: start)
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

  func isDigit(at index: Int) -> Bool {
    index < code.count && syntax.kinds[Int(code[index])].contains(.digit)
  }

  func isAlphanumeric(at index: Int) -> Bool {
    index < code.count && !syntax.kinds[Int(code[index])].isDisjoint(with: [.letter, .digit])
  }
}
