/// Words that should stay in one row with a neighbour: a number and its unit, `Fig. 3`, `4 × 5`.
enum LineTies {
  /// Whether a number should stay with the word before it: `Fig.`, `p.`.
  static func isLabel(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    labels.contains { $0.count == word.count && word.elementsEqual($0) }
  }

  /// Whether a word should stay with the number before it. Punctuation may follow the unit.
  static func isUnit(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var word = word
    while let last = word.last, punctuation.contains(last) { word.removeLast() }
    return units.contains { $0.count == word.count && word.elementsEqual($0) }
  }

  /// The longest unit and the punctuation behind it, in bytes: a fast test, since most words are no units.
  static let maximumUnitBytes = 10

  /// A sign that is written as a word.
  enum Sign {
    /// An operator if it is between two numbers.
    case operation
    /// A sign that is nothing but an operator.
    case operatorSign
    case relation
    case closing
    case opening
  }

  /// The sign that a word is; nil if it is none.
  static func sign(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Sign? {
    signs.first { $0.word.count == word.count && word.elementsEqual($0.word) }?.sign
  }

  static let maximumSignBytes = 3

  private static let signs: [(word: [UInt8], sign: Sign)] =
    words("+ - * · / ^ x").map { ($0, .operation) } + words("− × ÷ ±").map { ($0, .operatorSign) }
    + words("= < > ≈ ≠ ≤ ≥ → ==").map { ($0, .relation) }
    + words(") ] } ! ? : ; . , … » ” %").map { ($0, .closing) } + words("( [ { « „ “").map { ($0, .opening) }

  private static let punctuation = Array(".,;:!?)]".utf8)

  private static let labels = words(
    """
    Fig. Figs. Figure Figures fig. figure Table Tables Tab. table p. pp. page pages Section Sections section Sec. §
    Chapter Chapters chapter Ch. Eq. Eqs. Equation Listing listing Step step Part part Vol. vol. No. no. Nr. Nos. line
    lines Line version Version v. RFC Appendix Abb. Abbildung Tabelle Seite S. Kapitel
    """)

  private static let units = words(
    """
    ns µs μs us ms s sec min h hr hrs d % ‰ B kB KB MB GB TB PB KiB MiB GiB TiB bit bits kbit Mbit Gbit byte bytes
    kB/s KB/s MB/s GB/s Mbit/s Gbit/s req/s rps qps Hz kHz MHz GHz THz °C °F K m cm mm µm nm km km/h g mg kg t l ml W
    kW MW kWh V mV A mA px pt em rem dpi ppi fps x × € $ £ EUR USD GBP CHF million billion thousand Mio. Mrd. percent
    """)

  private static func words(_ text: String) -> [[UInt8]] {
    text.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) }
  }
}
