/// The pairs of marks around formulas.
struct FormulaMarks {
  let open: [UInt8]
  let close: [UInt8]
  /// Whether the formula must look like mathematics, since the marks are also those of escaped brackets.
  var isAmbiguous = false
  /// Whether a backslash of the formula is written as two, since the program reads the page as Markdown first.
  var isEscaped = false
  /// Whether the formula may be a paragraph of its own.
  var isDisplay = false

  /// The marks of a page, the longest first.
  static func all(_ dialect: Dialect) -> [FormulaMarks] {
    var marks: [FormulaMarks] = []
    if dialect.contains(.dollarMathematics) {
      marks.append(FormulaMarks(open: Array("$$".utf8), close: Array("$$".utf8), isDisplay: true))
    }
    if dialect.contains(.escapedBracketMathematics) {
      marks.append(FormulaMarks(open: Array("\\\\(".utf8), close: Array("\\\\)".utf8), isEscaped: true))
      marks.append(
        FormulaMarks(open: Array("\\\\[".utf8), close: Array("\\\\]".utf8), isEscaped: true, isDisplay: true))
    }
    if dialect.contains(.bracketMathematics) {
      marks.append(FormulaMarks(open: Array("\\(".utf8), close: Array("\\)".utf8), isAmbiguous: true))
      marks.append(
        FormulaMarks(open: Array("\\[".utf8), close: Array("\\]".utf8), isAmbiguous: true, isDisplay: true))
    }
    return marks
  }

  /// The formula in LaTeX for the text between the marks; nil if that is no formula.
  func latex(_ content: ArraySlice<UInt8>, in kind: InlineText.Kind) -> [UInt8]? {
    var latex = Array(content)
    if kind == .tableCell {
      latex = latex.replacingPairs { $0 == UInt8(ascii: "\\") && $1 == UInt8(ascii: "|") }
    }
    if isEscaped {
      // `\\{` is already the command that is meant, if the writer knew only that the marks need two backslashes.
      latex = latex.replacingPairs { $0 == UInt8(ascii: "\\") && "\\_*".utf8.contains($1) }
    }
    if latex.allSatisfy({ $0 <= 0x20 }) { return nil }
    if isAmbiguous, !latex.looksLikeMathematics, isDisplay || !latex.isLetter { return nil }
    return latex
  }
}

extension [UInt8] {
  /// The bytes without the first one of each pair that satisfies a condition.
  fileprivate func replacingPairs(_ isPair: (UInt8, UInt8) -> Bool) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < count {
      if index + 1 < count, isPair(self[index], self[index + 1]) { index += 1 }
      result.append(self[index])
      index += 1
    }
    return result
  }

  fileprivate var isLetter: Bool {
    let text = self[...].trimmed
    return text.count == 1 && text.first?.isLetter == true
  }

  /// Whether text between escaped brackets is a formula and not a remark: it has an operator or a command.
  fileprivate var looksLikeMathematics: Bool {
    let text = self[...].trimmed
    var previous: UInt8 = 0
    for byte in text {
      if "^=<>+".utf8.contains(byte) || byte == UInt8(ascii: "_") && previous != UInt8(ascii: "\\")
        || byte.isLetter && previous == UInt8(ascii: "\\")
      {
        return true
      }
      previous = byte
    }
    return false
  }
}
