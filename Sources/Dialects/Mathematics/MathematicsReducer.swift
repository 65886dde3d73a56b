/// Reduces mathematics in LaTeX to text and code.
struct MathematicsReducer {
  private let markdown: ScannedMarkdown
  private let dialect: Dialect
  private var edits = Edits()
  private var ranges: [Range<Int>] = []

  /// Returns the changes that reduce the formulas of a page.
  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    var reducer = MathematicsReducer(markdown, dialect)
    reducer.reduce()
    return reducer.edits
  }

  /// The ranges of the formulas of a page, in order.
  static func ranges(in markdown: ScannedMarkdown, _ dialect: Dialect) -> [Range<Int>] {
    guard markdown.bytes.contains(UInt8(ascii: "$")) else { return [] }
    var reducer = MathematicsReducer(markdown, dialect)
    reducer.reduce()
    return reducer.ranges
  }

  private init(_ markdown: ScannedMarkdown, _ dialect: Dialect) {
    self.markdown = markdown
    self.dialect = dialect
  }

  private mutating func reduce() {
    var texts = InlineTexts(markdown)
    while let index = texts.nextLine {
      if let formula = DisplayFormula(at: index, in: markdown, dialect) {
        formula.replace(in: markdown, &edits)
        let lines = markdown.lines[formula.lines.lowerBound...formula.lines.upperBound]
        if let first = lines.first, let last = lines.last { ranges.append(first.start..<last.end) }
        texts.skip(to: formula.lines.upperBound + 1)
        continue
      }
      let dialect = dialect
      let markdown = markdown
      // A formula on lines of its own divides the paragraph.
      for text in texts.read(until: { DisplayFormula(at: $0, in: markdown, dialect) != nil }) {
        reduce(text)
      }
    }
  }

  private mutating func reduce(_ text: InlineText) {
    guard text.bytes.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\\") }) else { return }
    let formulas = FormulaFinder.formulas(in: text, dialect)
    guard !formulas.isEmpty else { return }
    let writer = FormulaText(in: text)
    for formula in formulas {
      let range = text.source(of: formula.range)
      ranges.append(range)
      edits.replace(range, with: writer.inline(formula))
    }
  }
}
