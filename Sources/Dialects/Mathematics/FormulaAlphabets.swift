/// The alphabets of mathematics in Unicode (Mathematical Alphanumeric Symbols, and Letterlike Symbols for the letters that
/// were there before).
struct FormulaAlphabet {
  /// The code points of A, a and 0; nil where the alphabet has none.
  private var capitals: UInt32?
  private var smalls: UInt32?
  private var digits: UInt32?
  /// The code points of Α and α.
  private var greek: (capitals: UInt32, smalls: UInt32)?
  /// Letters with another code point.
  private var exceptions: [Unicode.Scalar: Unicode.Scalar] = [:]

  /// The alphabet that a command selects; nil if it is none.
  static func alphabet(_ command: String) -> FormulaAlphabet? { table[command] }

  private static let bold = FormulaAlphabet(
    capitals: 0x1D400, smalls: 0x1D41A, digits: 0x1D7CE, greek: (0x1D6A8, 0x1D6C2))
  private static let calligraphic = FormulaAlphabet(
    capitals: 0x1D49C, smalls: 0x1D4B6,
    exceptions: [
      "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
      "o": "ℴ",
    ])

  private static let table: [String: FormulaAlphabet] = [
    "mathbf": bold, "boldsymbol": bold, "bm": bold, "pmb": bold, "mathcal": calligraphic,
    "mathscr": calligraphic,
    "mathfrak": FormulaAlphabet(
      capitals: 0x1D504, smalls: 0x1D51E, exceptions: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]),
    "mathbb": FormulaAlphabet(
      capitals: 0x1D538, smalls: 0x1D552, digits: 0x1D7D8,
      exceptions: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]),
    "mathrm": FormulaAlphabet(), "mathit": FormulaAlphabet(), "mathnormal": FormulaAlphabet(),
    "mathsf": FormulaAlphabet(), "mathtt": FormulaAlphabet(),
  ]

  /// Returns a text in this alphabet; nil if it has a letter that the alphabet does not have.
  func text(_ text: String) -> String? {
    guard capitals != nil else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let own = self.scalar(scalar) else { return nil }
      result.append(own)
    }
    return String(result)
  }

  private func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if let exception = exceptions[scalar] { return exception }
    let base: (UInt32?, Unicode.Scalar)
    switch scalar {
    case "A"..."Z": base = (capitals, "A")
    case "a"..."z": base = (smalls, "a")
    case "0"..."9": base = (digits, "0")
    case "Α"..."Ω": base = (greek?.capitals, "Α")
    case "α"..."ω": base = (greek?.smalls, "α")
    default: return scalar.properties.isAlphabetic ? nil : scalar
    }
    return base.0.flatMap { Unicode.Scalar($0 + scalar.value - base.1.value) }
  }
}
