extension SyntaxScan {
  /// Scans the first pattern that matches at `index`. Returns false, without moving, if none does.
  mutating func scanPattern() -> Bool {
    let head = code[index]
    var candidate = Int(syntax.firstRules[Int(head)])
    while candidate < syntax.rules.count, syntax.rules[candidate].head == head {
      if scan(candidate) { return true }
      candidate += 1
    }
    return false
  }

  /// Scans a token of one rule. Returns false, without moving, if none begins at `index`.
  private mutating func scan(_ number: Int) -> Bool {
    guard let (opened, padding) = opening(of: number) else { return false }
    let start = index
    let pattern = syntax.rules[number].pattern
    guard isAllowed(pattern.place) else { return false }
    switch pattern.extent {
    case .mark:
      index = opened
    case .word:
      guard isAlphanumeric(at: opened), pattern.allowsLeadingDigit || !isDigit(at: opened) else {
        return false
      }
      index = opened
      while isAlphanumeric(at: index) || (index < code.count && pattern.inner.contains(code[index])) {
        index += 1
      }
    case .line:
      index = opened
      while index < code.count, code[index] != UInt8(ascii: "\n") { index += 1 }
    case .enclosed:
      guard !pattern.isCharacter || holdsOneCharacter(from: opened, before: pattern.close) else {
        return false
      }
      index = opened
      scanEnclosed(Interpolation(rule: number, padding: padding, brackets: 0), from: start)
      return true
    }
    append(pattern.role, from: start, to: index)
    if pattern.island != .unchanged { isInIsland = pattern.island == .opens }
    return true
  }

  /// The offset after a rule's opening bytes and the number of padding bytes among them; nil if the code at
  /// `index` does not begin with them.
  private func opening(of number: Int) -> (end: Int, padding: Int)? {
    guard syntax.rules[number].prefix.matches(code, at: index) else { return nil }
    var end = index + syntax.rules[number].prefix.count
    var padding = 0
    if let byte = syntax.rules[number].pattern.padding.first {
      // The rule did not match at the start of this run of padding, so it does not match within it.
      if code[index] == byte, index > 0, code[index - 1] == byte { return nil }
      while padding < Self.maximumPadding, end < code.count, code[end] == byte {
        padding += 1
        end += 1
      }
    }
    guard syntax.rules[number].pattern.open.matches(code, at: end) else { return nil }
    return (end + syntax.rules[number].pattern.open.count, padding)
  }

  private func isAllowed(_ place: Language.Place) -> Bool {
    switch place {
    case .anywhere: true
    case .wordStart: index == 0 || !syntax.kinds[Int(code[index - 1])].contains(.wordInner)
    case .lineStart: index == textStart
    case .firstColumn: index == lineStart
    case .island: isInIsland
    }
  }

  /// Whether an escape begins at `start`, or there is a single scalar between `start` and `close`.
  private func holdsOneCharacter(from start: Int, before close: Language.Mark) -> Bool {
    guard start < code.count, code[start] != UInt8(ascii: "\n") else { return false }
    if code[start] == UInt8(ascii: "\\") { return true }
    var end = start + 1
    while end < code.count, end < start + 4, code[end] & 0xC0 == 0x80 { end += 1 }
    return close.matches(code, at: end) && code[start] != close.first
  }

  // MARK: Strings and comments

  /// Scans a string or a comment from inside it to its end, or to the code that its interpolation opens.
  /// - Parameter start: the offset at which the token begins.
  private mutating func scanEnclosed(_ string: Interpolation, from start: Int) {
    let pattern = syntax.rules[string.rule].pattern
    let (escape, closing, newline) = (pattern.escape.first, pattern.close.first, UInt8(ascii: "\n"))
    let (lead, bracket) = (pattern.interpolation.first, pattern.interpolation.last)
    var depth = 1
    while index < code.count {
      let byte = code[index]
      if byte == newline, !pattern.spansLines { break }
      if byte == lead, interpolations.count < Self.maximumInterpolations {
        let isBracketAlone = pattern.interpolation.count == 1
        let opening = isBracketAlone ? index : offsetAfterPadding(string.padding, of: pattern)
        if isBracketAlone, index + 1 < code.count, code[index + 1] == byte {
          index += 2
          continue
        }
        if opening < code.count, code[opening] == bracket {
          index = opening + 1
          append(pattern.role, from: start, to: index)
          interpolations.append(Interpolation(rule: string.rule, padding: string.padding, brackets: 1))
          return
        }
      }
      if byte == escape {
        let escaped = offsetAfterPadding(string.padding, of: pattern)
        // The byte escapes nothing if its padding is missing or a line feed follows.
        index = escaped < code.count && code[escaped] != newline ? escaped + 1 : index + 1
      } else if byte == closing, let end = closingEnd(of: pattern, padding: string.padding) {
        if pattern.doublesClose, pattern.close.matches(code, at: end) {
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
      } else if pattern.nests, pattern.open.matches(code, at: index) {
        index += pattern.open.count
        depth += 1
      } else {
        index += 1
      }
    }
    append(pattern.role, from: start, to: index)
  }

  /// The offset after the byte at `index` and the padding that must follow it; the end of the code if the
  /// padding does not follow.
  private func offsetAfterPadding(_ padding: Int, of pattern: Language.Pattern) -> Int {
    let end = index + 1 + padding
    guard end < code.count else { return code.count }
    for position in index + 1..<end where code[position] != pattern.padding.first { return code.count }
    return end
  }

  /// The offset after the closing bytes and their padding at `index`; nil if they are not there.
  private func closingEnd(of pattern: Language.Pattern, padding: Int) -> Int? {
    let end = index + pattern.close.count
    guard pattern.close.matches(code, at: index), padding <= code.count - end else { return nil }
    for position in end..<end + padding where code[position] != pattern.padding.first { return nil }
    return end + padding
  }

  /// Counts a bracket of the code inside a string. If it closes the code, scans the rest of the string and
  /// returns true; otherwise returns false without moving.
  mutating func scanBracket() -> Bool {
    guard let last = interpolations.indices.last else { return false }
    let pattern = syntax.rules[interpolations[last].rule].pattern
    if code[index] == pattern.interpolation.last {
      interpolations[last].brackets += 1
    } else if code[index] == pattern.interpolationEnd {
      interpolations[last].brackets -= 1
    }
    guard interpolations[last].brackets == 0 else { return false }
    index += 1
    scanEnclosed(interpolations.removeLast(), from: index - 1)
    return true
  }
}
