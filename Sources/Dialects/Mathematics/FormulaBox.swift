/// A part of a formula as rows of text below each other: a matrix, the cases of a function, or text of one row.
struct FormulaBox {
  /// The rows, all of the same width.
  private(set) var rows: [String]
  /// The row that is level with text beside the box.
  private var level: Int

  private init(_ rows: [String], level: Int? = nil) {
    let width = rows.reduce(0) { max($0, $1.count) }
    self.rows = rows.map { $0.padded(to: width) }
    self.level = level ?? (rows.count - 1) / 2
  }

  private var width: Int { rows.first?.count ?? 0 }

  /// The rows of a formula with matrices or cases; nil if it has none, or if a part of it has no text.
  static func rows(of latex: [UInt8]) -> [String]? {
    guard latex.count <= maximumLength, latex[...].firstIndex(ofText: "\\begin{") != nil else { return nil }
    var rows: [String] = []
    for part in split(FormulaRows.body(of: latex[...].trimmed), at: .row) {
      if part.allSatisfy({ $0 <= 0x20 }) { continue }
      guard let box = box(of: FormulaRows.withoutColumns(part)) else { return nil }
      if !rows.isEmpty { rows.append("") }
      rows += box.rows
    }
    return rows.isEmpty ? nil : rows.map(\.withoutTrailingSpaces)
  }

  private static let maximumLength = 4096
  private static let maximumRows = 40

  // MARK: Parts

  /// The environments, texts and delimiters of a row, beside each other.
  private static func box(of latex: [UInt8]) -> FormulaBox? {
    var boxes: [FormulaBox] = []
    var rest = latex[...]
    while let begin = rest.firstIndex(ofText: "\\begin{") {
      var text = rest[..<begin]
      let left = delimiter("\\left", atEndOf: &text)
      guard append(text, to: &boxes), let environment = Environment(rest[begin...]) else { return nil }
      rest = rest[environment.end...]
      let right = delimiter("\\right", atStartOf: &rest)
      guard (left == nil) == (right == nil), let box = environment.box(left: left, right: right) else {
        return nil
      }
      boxes.append(box)
    }
    guard append(rest, to: &boxes) else { return nil }
    return joined(boxes)
  }

  private static func append(_ latex: ArraySlice<UInt8>, to boxes: inout [FormulaBox]) -> Bool {
    if latex.allSatisfy({ $0 <= 0x20 }) { return true }
    guard let text = FormulaParser.text(of: latex) else { return false }
    boxes.append(FormulaBox([text]))
    return true
  }

  /// Boxes beside each other, with their levels in one row.
  private static func joined(_ boxes: [FormulaBox]) -> FormulaBox? {
    let above = boxes.reduce(0) { max($0, $1.level) }
    let below = boxes.reduce(0) { max($0, $1.rows.count - 1 - $1.level) }
    var rows = Array(repeating: "", count: above + below + 1)
    for (number, box) in boxes.enumerated() {
      // Nothing is between a formula and the punctuation after it.
      let isPunctuation = box.rows.count == 1 && ",.;".contains(box.rows[0].first ?? " ")
      let gap = number == 0 || isPunctuation ? "" : " "
      for row in rows.indices {
        let index = row - above + box.level
        let text = box.rows.indices.contains(index) ? box.rows[index] : ""
        rows[row] += gap + text.padded(to: box.width)
      }
    }
    return boxes.isEmpty ? nil : FormulaBox(rows, level: above)
  }

  /// The delimiter after a command at the end of a text, which loses both.
  private static func delimiter(_ command: String, atEndOf text: inout ArraySlice<UInt8>) -> Delimiter? {
    let trimmed = text.trimmed
    for (latex, delimiter) in Delimiter.all {
      let mark = Array((command + latex).utf8)
      guard trimmed.count >= mark.count, trimmed.suffix(mark.count).elementsEqual(mark) else { continue }
      text = trimmed.dropLast(mark.count)
      return delimiter
    }
    return nil
  }

  private static func delimiter(_ command: String, atStartOf text: inout ArraySlice<UInt8>) -> Delimiter? {
    let trimmed = text.trimmed
    for (latex, delimiter) in Delimiter.all where trimmed.starts(with: (command + latex).utf8) {
      text = trimmed.dropFirst((command + latex).utf8.count)
      return delimiter
    }
    return nil
  }

  // MARK: Rows and cells

  private enum Separator { case row, column }

  /// Splits LaTeX outside of groups and environments within it.
  private static func split(_ latex: ArraySlice<UInt8>, at separator: Separator) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var (start, index, depth) = (latex.startIndex, latex.startIndex, 0)
    while index < latex.endIndex {
      let byte = latex[index]
      let next = index + 1 < latex.endIndex ? latex[index + 1] : 0
      var length = 1
      if byte == UInt8(ascii: "\\") {
        length = 2
        if latex[index...].starts(with: "\\begin{".utf8) { depth += 1 }
        if latex[index...].starts(with: "\\end{".utf8) { depth -= 1 }
        if separator == .row, next == byte, depth == 0 {
          parts.append(latex[start..<index])
          index = FormulaRows.endOfRowEnd(at: index + 2, in: latex)
          start = index
          continue
        }
      } else if byte == UInt8(ascii: "&"), separator == .column, depth == 0 {
        parts.append(latex[start..<index])
        start = index + 1
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
      }
      index = min(index + length, latex.endIndex)
    }
    return parts + [latex[min(start, latex.endIndex)...]]
  }

  /// An environment whose rows have columns.
  private struct Environment {
    let kind: Kind
    /// The index behind it.
    let end: Int
    private let content: ArraySlice<UInt8>

    /// - Parameter latex: begins with `\begin{`.
    init?(_ latex: ArraySlice<UInt8>) {
      let name = latex.dropFirst(7).prefix { $0 != UInt8(ascii: "}") }
      guard let kind = Kind.named(String(decoding: name, as: UTF8.self)), name.endIndex < latex.endIndex
      else {
        return nil
      }
      var rest = latex[(name.endIndex + 1)...]
      if kind.hasColumnList {
        rest = rest.drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "{"), let close = rest.firstIndex(of: UInt8(ascii: "}")) else {
          return nil
        }
        guard rest[(rest.startIndex + 1)..<close].allSatisfy({ "lcr ".utf8.contains($0) }) else { return nil }
        rest = rest[(close + 1)...]
      }
      // No environment of this kind is within another.
      let mark = "\\end{" + String(decoding: name, as: UTF8.self) + "}"
      guard let close = rest.firstIndex(ofText: mark) else { return nil }
      self.kind = kind
      content = rest[..<close]
      end = close + mark.utf8.count
    }

    /// - Parameters:
    ///   - left: the delimiter that is before the environment, as `\left(` is; nil for that of its kind.
    ///   - right: the one after it.
    func box(left: Delimiter?, right: Delimiter?) -> FormulaBox? {
      var cells: [[String]] = []
      for row in FormulaBox.split(content, at: .row) where !row.allSatisfy({ $0 <= 0x20 }) {
        var texts: [String] = []
        for cell in FormulaBox.split(row, at: .column) {
          if cell.allSatisfy({ $0 <= 0x20 }) {
            texts.append("")
          } else if let text = FormulaParser.text(of: cell) {
            texts.append(text)
          } else {
            return nil
          }
        }
        cells.append(texts)
      }
      guard (1...FormulaBox.maximumRows).contains(cells.count) else { return nil }
      let count = cells.reduce(0) { max($0, $1.count) }
      let widths = (0..<count).map { column in
        cells.reduce(0) { max($0, column < $1.count ? $1[column].count : 0) }
      }
      let (left, right) = (left ?? kind.left, right ?? kind.right)
      var rows: [String] = []
      for (index, row) in cells.enumerated() {
        let texts = widths.indices.map { column in
          kind.aligned(column < row.count ? row[column] : "", column: column, width: widths[column])
        }
        let (start, end) = (left.part(of: cells.count, at: index), right.part(of: cells.count, at: index))
        let text = texts.joined(separator: kind.gap)
        rows.append((start.isEmpty ? "" : start + " ") + text + (end.isEmpty ? "" : " " + end))
      }
      return FormulaBox(rows)
    }
  }

  private struct Kind {
    var left = Delimiter.none
    var right = Delimiter.none
    /// What is between columns.
    var gap = "  "
    var alignment = Alignment.center
    var hasColumnList = false

    enum Alignment { case left, center, relations }

    static func named(_ name: String) -> Kind? {
      switch name {
      case "matrix", "smallmatrix": Kind()
      case "pmatrix": Kind(left: .parenthesis(true), right: .parenthesis(false))
      case "bmatrix": Kind(left: .bracket(true), right: .bracket(false))
      case "Bmatrix": Kind(left: .brace(true), right: .brace(false))
      case "vmatrix": Kind(left: .bar("│"), right: .bar("│"))
      case "Vmatrix": Kind(left: .bar("║"), right: .bar("║"))
      case "cases", "dcases": Kind(left: .brace(true), alignment: .left)
      case "rcases": Kind(right: .brace(false), alignment: .left)
      case "array": Kind(hasColumnList: true)
      case "aligned", "split": Kind(gap: " ", alignment: .relations)
      case "gathered": Kind()
      default: nil
      }
    }

    func aligned(_ text: String, column: Int, width: Int) -> String {
      let room = width - text.count
      let before =
        switch alignment {
        case .left: 0
        case .center: room / 2
        case .relations: column.isMultiple(of: 2) ? room : 0
        }
      return String(repeating: " ", count: before) + text.padded(to: width - before)
    }
  }

  /// What is at a side of the rows of an environment.
  private enum Delimiter {
    case none
    /// At the left if true, else at the right.
    case parenthesis(Bool), bracket(Bool), brace(Bool)
    case bar(String)

    /// The delimiters in LaTeX, after `\left` and `\right`.
    static let all: [(latex: String, delimiter: Delimiter)] = [
      ("(", .parenthesis(true)), (")", .parenthesis(false)), ("[", .bracket(true)), ("]", .bracket(false)),
      ("\\{", .brace(true)), ("\\}", .brace(false)), ("\\|", .bar("║")), ("|", .bar("│")), (".", .none),
    ]

    /// The sign in one of several rows.
    func part(of count: Int, at index: Int) -> String {
      let signs: (whole: String, top: String, middle: String, bottom: String) =
        switch self {
        case .none: ("", "", "", "")
        case .parenthesis(true): ("(", "⎛", "⎜", "⎝")
        case .parenthesis(false): (")", "⎞", "⎟", "⎠")
        case .bracket(true): ("[", "⎡", "⎢", "⎣")
        case .bracket(false): ("]", "⎤", "⎥", "⎦")
        case .brace(true): ("{", "⎧", "⎪", "⎩")
        case .brace(false): ("}", "⎫", "⎪", "⎭")
        case .bar(let bar): (bar, bar, bar, bar)
        }
      if count == 1 { return signs.whole }
      if index == 0 { return signs.top }
      if index == count - 1 { return signs.bottom }
      if case .brace(let isLeft) = self, index == (count - 1) / 2 { return isLeft ? "⎨" : "⎬" }
      return signs.middle
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate var withoutTrailingSpaces: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}

extension ArraySlice<UInt8> {
  /// The index of the first occurrence of a text.
  fileprivate func firstIndex(ofText text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard count >= bytes.count else { return nil }
    return (startIndex...(endIndex - bytes.count)).first { self[$0...].starts(with: bytes) }
  }
}
