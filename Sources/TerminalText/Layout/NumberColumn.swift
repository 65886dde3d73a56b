/// A column of a table that holds numbers only. They are aligned at their decimal points.
struct NumberColumn {
  let column: Int
  /// The columns of each cell before its decimal point, or before its unit if it has none; nil for an empty cell.
  private let before: [Int?]
  private let after: [Int]
  private let mostBefore: Int
  private let mostAfter: Int

  /// The columns of the widest number if all are aligned.
  var width: Int { mostBefore + mostAfter }

  /// - Parameter cells: those below the header. Nil unless at least two of them hold numbers, and the others nothing or a
  ///   dash.
  init?(_ column: Int, cells: [InlineText?]) {
    var before: [Int?] = []
    var after: [Int] = []
    var count = 0
    for cell in cells {
      guard let cell, !cell.isEmpty else {
        before.append(nil)
        after.append(0)
        continue
      }
      let text = cell.bytes.storage
      // Most columns hold words, and their first cell tells.
      if text[0].isASCIILetter, !(text.count == 3 && text[1] == UInt8(ascii: "/")) { return nil }
      if Self.placeholders.contains(where: { text.elementsEqual($0.utf8) }) {
        before.append(cell.bytes.text.columns)
        after.append(0)
        continue
      }
      guard let end = Self.endOfIntegerPart(of: text) else { return nil }
      before.append(cell.bytes.slice(0..<end).columns)
      after.append(cell.bytes.slice(end..<text.count).columns)
      count += 1
    }
    if count < 2 { return nil }
    self.column = column
    self.before = before
    self.after = after
    mostBefore = before.reduce(0) { max($0, $1 ?? 0) }
    mostAfter = after.reduce(0, max)
  }

  /// The content of a cell at its place below and above the other numbers.
  func aligned(_ content: [Span], row: Int) -> [Span] {
    guard let before = before[row] else { return content }
    let left = FilteredText(repeating: " ", count: mostBefore - before)
    let right = FilteredText(repeating: " ", count: mostAfter - after[row])
    return ([Span(left)] + content + [Span(right)]).filter { !$0.text.isEmpty }
  }

  // MARK: Numbers

  private static let placeholders = ["-", "–", "—", "n/a", "N/A", "?"]
  private static let signs = Array("+-−±~≈<>≤≥$€£ ".unicodeScalars)
  /// The longest unit in scalars.
  private static let maximumUnit = 12

  /// The offset after the integer part of a number, with its sign and its currency; nil if the text is not one number
  /// and, perhaps, a unit.
  static func endOfIntegerPart(of text: [UInt8]) -> Int? {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    var rest = scalars[...]
    rest = rest.drop { signs.contains($0) }
    guard let first = rest.first, isDigit(first) else { return nil }
    rest = rest.drop(while: isDigit)
    // Groups of three digits.
    while let separator = rest.first, ",'\u{2009}\u{202F}\u{A0}".unicodeScalars.contains(separator),
      case let group = rest.dropFirst().prefix(while: isDigit), group.count == 3
    {
      rest = rest[group.endIndex...]
    }
    let end = scalars.utf8Offset(of: rest.startIndex)
    if let point = rest.first, point == "." || point == ",", rest.dropFirst().first.map(isDigit) == true {
      rest = rest.dropFirst().drop(while: isDigit)
    }
    // A space may come before the unit.
    if let space = rest.first, space == " " || space == "\u{A0}" || space == "\u{202F}" {
      rest = rest.dropFirst()
    }
    let isUnit =
      rest.count <= maximumUnit
      && rest.allSatisfy {
        $0.properties.isAlphabetic || "%‰°/×€$£".unicodeScalars.contains($0) || $0 == "\u{B5}"
      }
    return isUnit && rest.first != "/" ? end : nil
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

extension String.UnicodeScalarView {
  fileprivate func utf8Offset(of index: Index) -> Int {
    self[..<index].reduce(0) { $0 + UTF8.width($1) }
  }
}
