/// Finds the formulas in a paragraph, a heading, a cell of a table or a block of HTML.
struct FormulaFinder {
  private let text: InlineText
  private let bytes: [UInt8]
  private let marks: [FormulaMarks]
  private let hasDollars: Bool
  /// Whether spaces may be beside single dollars, as scripts allow that find the formulas in the browser.
  private let allowsSpaces: Bool
  private var scan: InlineScan
  /// The opening marks that no closing one follows, so that it is not searched again.
  private var unclosed: Set<[UInt8]> = []

  /// Returns the formulas in their order.
  static func formulas(in text: InlineText, _ dialect: Dialect) -> [Formula] {
    var finder = FormulaFinder(text, dialect)
    var formulas: [Formula] = []
    while let offset = finder.scan.next() {
      guard let formula = finder.formula(at: offset) else { continue }
      formulas.append(formula)
      finder.scan.move(to: formula.range.upperBound)
    }
    return formulas
  }

  private init(_ text: InlineText, _ dialect: Dialect) {
    self.text = text
    bytes = text.bytes
    marks = FormulaMarks.all(dialect)
    hasDollars = dialect.contains(.dollarMathematics)
    allowsSpaces = dialect.contains(.bracketMathematics)
    scan = InlineScan(text)
  }

  private mutating func formula(at offset: Int) -> Formula? {
    let byte = bytes[offset]
    guard byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\") else { return nil }
    for marks in marks where bytes[offset...].starts(with: marks.open) {
      if let formula = formula(at: offset, marks) { return formula }
    }
    return byte == UInt8(ascii: "$") && hasDollars ? dollarFormula(at: offset) : nil
  }

  /// The formula between marks of two or three characters.
  private mutating func formula(at offset: Int, _ marks: FormulaMarks) -> Formula? {
    if unclosed.contains(marks.open) { return nil }
    let start = offset + marks.open.count
    let limit = scan.code(notBefore: start)?.lowerBound ?? bytes.count
    var index = start
    while index < limit {
      if bytes[index...].starts(with: marks.close) {
        guard index + marks.close.count <= limit, let latex = marks.latex(bytes[start..<index], in: text.kind)
        else {
          return nil
        }
        return Formula(range: offset..<(index + marks.close.count), latex: latex)
      }
      if bytes[index...].starts(with: marks.open) { return nil }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    if limit == bytes.count { unclosed.insert(marks.open) }
    return nil
  }

  /// The formula between single dollars.
  private mutating func dollarFormula(at offset: Int) -> Formula? {
    if unclosed.contains([bytes[offset]]) || bytes.endsWithWord(before: offset) { return nil }
    let start = offset + 1
    guard start < bytes.count else { return nil }
    let code = scan.code(notBefore: start)
    if let code, code.lowerBound == start, bytes[start] == UInt8(ascii: "`") { return quotedFormula(code) }
    let isSpaced = allowsSpaces && bytes[start] == UInt8(ascii: " ")
    guard bytes[start] > 0x20 || isSpaced, bytes[start] != UInt8(ascii: "$") else { return nil }
    let limit = code?.lowerBound ?? bytes.count
    var index = start
    while index < limit, bytes[index] != UInt8(ascii: "$") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < limit else {
      if limit == bytes.count { unclosed.insert([bytes[offset]]) }
      return nil
    }
    // What looks like a closing dollar is money or a variable if a digit, a letter or a second name follows.
    if isSpaced {
      guard bytes[index - 1] == UInt8(ascii: " "), bytes[start..<index].isPlainlyMathematics else {
        return nil
      }
    }
    guard isSpaced || bytes[index - 1] > 0x20 || bytes[(index - 2)...].starts(with: "\\ ".utf8),
      !bytes.beginsWithWord(at: index + 1)
    else { return nil }
    let first = bytes[start]
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "("), index + 1 < bytes.count,
      bytes[index + 1] == first
    {
      return nil
    }
    let marks = FormulaMarks(open: [], close: [])
    guard let latex = marks.latex(bytes[start..<index], in: text.kind) else { return nil }
    return Formula(range: offset..<(index + 1), latex: latex)
  }

  /// GitHub's formula in a code span between dollars.
  private func quotedFormula(_ code: Range<Int>) -> Formula? {
    guard code.upperBound < bytes.count, bytes[code.upperBound] == UInt8(ascii: "$"),
      !bytes.beginsWithWord(at: code.upperBound + 1)
    else { return nil }
    let ticks = bytes[code].prefix { $0 == UInt8(ascii: "`") }.count
    guard code.count > 2 * ticks else { return nil }
    let content = bytes[(code.lowerBound + ticks)..<(code.upperBound - ticks)]
    let marks = FormulaMarks(open: [], close: [])
    guard let latex = marks.latex(content, in: text.kind) else { return nil }
    return Formula(range: (code.lowerBound - 1)..<(code.upperBound + 1), latex: latex)
  }
}

extension ArraySlice<UInt8> {
  /// Whether text is a formula and not prose: it has a command or an exponent, or only single letters.
  fileprivate var isPlainlyMathematics: Bool {
    var hasLetter = false
    var hasWord = false
    var previous = UInt8(ascii: " ")
    for byte in self {
      if byte == UInt8(ascii: "^") || byte.isLetter && previous == UInt8(ascii: "\\") { return true }
      hasLetter = hasLetter || byte.isLetter
      hasWord = hasWord || byte.isLetter && previous.isLetter || byte >= 0x80
      previous = byte
    }
    return hasLetter && !hasWord
  }
}

extension [UInt8] {
  /// Whether a letter or a digit is before an offset. Scripts that are written without spaces have no words in this sense.
  func endsWithWord(before offset: Int) -> Bool {
    guard offset > 0 else { return false }
    var start = offset - 1
    while start > 0, self[start] & 0xC0 == 0x80, start > offset - 4 { start -= 1 }
    return beginsWithWord(at: start)
  }

  /// Whether a letter or a digit is at an offset.
  func beginsWithWord(at offset: Int) -> Bool {
    guard offset < count else { return false }
    if self[offset] < 0x80 { return self[offset].isLetter || self[offset].isDigit }
    let scalar = String(decoding: self[offset..<Swift.min(offset + 4, count)], as: UTF8.self).unicodeScalars
      .first
    // From the radicals of Chinese on, scripts are written without spaces.
    return scalar.map { $0.value < 0x2E80 && $0.properties.isAlphabetic } ?? false
  }
}
