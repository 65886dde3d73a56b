/// The rows of a formula on lines of its own, such as those of the environment `align`.
enum FormulaRows {
  /// The environments whose rows are formulas that are only aligned.
  private static let environments: Set<String> = [
    "align", "align*", "aligned", "gather", "gather*", "gathered", "split", "equation", "equation*",
    "multline", "multline*",
  ]

  /// Returns the text of each row of a formula; nil if a part of one has none.
  static func texts(of latex: [UInt8]) -> [String]? {
    let latex = body(of: latex[...].trimmed)
    var texts: [String] = []
    for row in rows(of: latex) where !row.allSatisfy({ $0 <= 0x20 }) {
      guard let text = FormulaParser.text(of: row) else { return nil }
      texts.append(text)
    }
    return texts.isEmpty ? nil : texts
  }

  /// The formula within its environment.
  static func body(of latex: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let begin = "\\begin{".utf8
    guard latex.starts(with: begin) else { return latex }
    let name = latex.dropFirst(begin.count).prefix { $0 != UInt8(ascii: "}") }
    let end = Array("\\end{".utf8) + name + "}".utf8
    guard environments.contains(String(decoding: name, as: UTF8.self)),
      latex.endIndex - name.endIndex > end.count, latex.suffix(end.count).elementsEqual(end)
    else { return latex }
    return latex[(name.endIndex + 1)..<(latex.endIndex - end.count)]
  }

  /// A row without the marks of the columns that are not within groups or environments.
  static func withoutColumns(_ latex: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var depth = 0
    var index = latex.startIndex
    while index < latex.endIndex {
      let byte = latex[index]
      if latex[index...].starts(with: "\\begin{".utf8) || byte == UInt8(ascii: "{") { depth += 1 }
      if latex[index...].starts(with: "\\end{".utf8) || byte == UInt8(ascii: "}") { depth -= 1 }
      let length = byte == UInt8(ascii: "\\") ? min(2, latex.endIndex - index) : 1
      if byte == UInt8(ascii: "&"), depth == 0 {
        text.append(UInt8(ascii: " "))
      } else {
        text += latex[index..<index + length]
      }
      index += length
    }
    return text
  }

  /// Splits a formula at the commands that end a row. The first mark of a column aligns rows and has no text; the others
  /// separate columns.
  private static func rows(of latex: ArraySlice<UInt8>) -> [[UInt8]] {
    var rows: [[UInt8]] = [[]]
    var depth = 0
    var columns = 0
    var index = latex.startIndex
    while index < latex.endIndex {
      let byte = latex[index]
      let next = index + 1 < latex.endIndex ? latex[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\\") where next == byte && depth == 0:
        rows.append([])
        columns = 0
        index = endOfRowEnd(at: index + 2, in: latex)
      case UInt8(ascii: "\\"):
        rows[rows.count - 1] += latex[index..<min(index + 2, latex.endIndex)]
        index += 2
      case UInt8(ascii: "&") where depth == 0:
        rows[rows.count - 1] += Array((columns == 0 ? " " : "\\quad ").utf8)
        columns += 1
        index += 1
      default:
        if byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "}") { depth -= 1 }
        rows[rows.count - 1].append(byte)
        index += 1
      }
    }
    return rows
  }

  /// The index behind what belongs to the end of a row: `\\*` and the space below, `\\[4pt]`.
  static func endOfRowEnd(at start: Int, in latex: ArraySlice<UInt8>) -> Int {
    var end = start
    if end < latex.endIndex, latex[end] == UInt8(ascii: "*") { end += 1 }
    guard end < latex.endIndex, latex[end] == UInt8(ascii: "[") else { return end }
    let length = latex[(end + 1)...].prefix { $0.isLetter || $0.isDigit || "-. ".utf8.contains($0) }
    return latex[length.endIndex...].first == UInt8(ascii: "]") ? length.endIndex + 1 : end
  }
}
