internal import Markdown

/// Writes formulas as Markdown or HTML: as Unicode text where that says all of it, else verbatim, as code.
struct FormulaText {
  /// The lengths of the runs of backticks in the text around the formula. A code span with one of them would pair with it.
  private let runs: Set<Int>
  private let text: InlineText

  init(in text: InlineText) {
    self.text = text
    runs = text.textOutsideCode.backtickRuns
  }

  /// A formula within a line.
  func inline(_ formula: Formula) -> [UInt8] {
    if let unicode = FormulaParser.text(of: formula.latex) {
      if text.kind == .html { return Array(MarkdownText.html(unicode).utf8) }
      return Array(Self.escaped(unicode, isAtStart: isAtLineStart(formula.range.lowerBound)).utf8)
    }
    let code = String(decoding: formula.latex[...].trimmed, as: UTF8.self)
      .split(omittingEmptySubsequences: true) { $0.isNewline }.joined(separator: " ")
    if text.kind == .html { return Array("<code>\(MarkdownText.html(code))</code>".utf8) }
    return Array(span(code, formula.range).utf8)
  }

  private func isAtLineStart(_ offset: Int) -> Bool {
    text.bytes[..<offset].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? 0x0A == 0x0A
  }

  private func span(_ code: String, _ range: Range<Int>) -> String {
    let bytes = text.bytes
    let tick = UInt8(ascii: "`")
    if range.lowerBound > 0 && bytes[range.lowerBound - 1] == tick
      || range.upperBound < bytes.count && bytes[range.upperBound] == tick
    {
      // A run of backticks would become longer.
      return Self.escaped(code, isAtStart: true)
    }
    let used = runs.union(Array(code.utf8).backtickRuns)
    var count = 1
    while used.contains(count) { count += 1 }
    let ticks = String(repeating: "`", count: count)
    let isPadded = code.hasPrefix("`") || code.hasSuffix("`")
    let content = isPadded ? " \(code) " : code
    return ticks + (text.kind == .tableCell ? content.replacing("|", with: "\\|") : content) + ticks
  }

  /// Text with the characters escaped that may be marks of Markdown or of a dialect.
  /// - Parameter isAtStart: whether the text begins a line, where more characters are marks.
  static func escaped(_ text: String, isAtStart: Bool) -> String {
    var result = ""
    var isAtStart = isAtStart
    for scalar in text.unicodeScalars {
      if "\\[]{}<>*_`~|#&$%:@^\"!".unicodeScalars.contains(scalar)
        || isAtStart && "+-=.)".unicodeScalars.contains(scalar)
      {
        result += "\\"
      }
      if isAtStart, !("0"..."9").contains(scalar) { isAtStart = false }
      result.unicodeScalars.append(scalar)
    }
    return result.replacing("==", with: "=\\=")
  }
}

extension InlineText {
  /// The text with a space in place of each piece of code.
  fileprivate var textOutsideCode: [UInt8] {
    var result: [UInt8] = []
    var start = 0
    for range in code {
      result += bytes[start..<range.lowerBound] + " ".utf8
      start = range.upperBound
    }
    return result + bytes[start...]
  }
}

extension [UInt8] {
  /// The lengths of the runs of backticks.
  fileprivate var backtickRuns: Set<Int> {
    var runs: Set<Int> = []
    var length = 0
    for byte in self {
      if byte == UInt8(ascii: "`") {
        length += 1
      } else if length > 0 {
        runs.insert(length)
        length = 0
      }
    }
    if length > 0 { runs.insert(length) }
    return runs
  }
}
