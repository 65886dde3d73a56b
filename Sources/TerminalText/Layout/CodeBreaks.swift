/// Chooses where a line of code that is wider than a row is continued in the next one.
///
/// A break costs more the deeper it is within brackets, the less it fits the syntax, and the emptier it leaves the row.
/// Code is not parsed: the same few rules do for all languages.
struct CodeBreaks {
  /// A line of code.
  let bytes: [UInt8]
  /// The comments and strings in it, in order. Their words are broken like prose.
  let texts: [(range: Range<Int>, isComment: Bool)]
  /// The columns of the rows after the first.
  var nextWidth: Int

  /// Costs in tenths of the cost of an empty row.
  private enum Cost {
    static let depth = 4
    static let row = 4
    static let comma = 0
    static let opening = 2
    static let operation = 2
    static let clause = 3
    static let relation = 5
    static let afterAssignment = 3
    static let memberOfResult = 3
    static let member = 12
    static let group = 9
    static let word = 8
    static let afterOperation = 5
    static let text = 8
    static let beforeAssignment = 7
    static let anywhere = 12
    /// More than any other: for a row that would be filled by less than a third.
    static let short = 100
  }

  /// Returns the end of a row that begins at an offset and holds no more than the bytes of `row`; nil to cut a word.
  func end(of row: Range<Int>) -> Int? {
    var start = row.lowerBound
    while start < row.upperBound, bytes[start] == Self.space { start += 1 }
    if start == row.upperBound { return nil }
    let text = firstText(after: start)
    if let comment = trailingComment(from: text), comment.lowerBound > start,
      comment.lowerBound <= row.upperBound
    {
      return comment.lowerBound
    }
    if let best = best(in: row, from: start + 1, text: text), best.cost < 10 * Cost.short { return best.end }
    // A long word in a text may be code.
    return best(in: row, from: start + 1, text: texts.count)?.end
  }

  /// Returns the break of the lowest cost from an offset on.
  /// - Parameter text: the index of the first text that ends behind the offset.
  private func best(in row: Range<Int>, from start: Int, text: Int) -> (end: Int, cost: Int)? {
    let width = row.count
    var text = text
    var depth = 0
    var best: (end: Int, cost: Int)?
    var index = start
    while index <= row.upperBound, index < bytes.count {
      while text < texts.count, texts[text].range.upperBound <= index { text += 1 }
      let isText = text < texts.count && texts[text].range.lowerBound < index
      if !isText {
        if Self.isOpening(bytes[index - 1]) { depth += 1 }
        if ")]}".utf8.contains(bytes[index - 1]) { depth -= 1 }
      }
      if let kind = isText ? costInText(at: index) : cost(at: index) {
        let rows = (bytes.count - index + nextWidth - 1) / max(1, nextWidth)
        let room = row.upperBound - index
        var cost = 10 * (kind + Cost.depth * depth + Cost.row * rows) + 100 * room / width
        if (index - row.lowerBound) * 3 < width { cost += 10 * Cost.short }
        if cost <= best?.cost ?? .max { best = (index, cost) }
      }
      index += 1
    }
    return best
  }

  /// The comment that ends the line, if all that follows a text is a comment.
  private func trailingComment(from text: Int) -> Range<Int>? {
    guard text < texts.count, let last = texts.last, last.isComment,
      bytes[last.range.upperBound...].allSatisfy({ $0 == Self.space })
    else { return nil }
    let start = last.range.lowerBound
    return start > 0 && bytes[start - 1] == Self.space ? last.range : nil
  }

  /// The index of the first text that ends behind an offset.
  private func firstText(after offset: Int) -> Int {
    var (low, high) = (0, texts.count)
    while low < high {
      let middle = (low + high) / 2
      if texts[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Kinds of breaks

  private func costInText(at index: Int) -> Int? {
    guard bytes[index - 1] == Self.space, bytes[index] != Self.space else { return nil }
    return isBehindCommentSign(index) ? nil : Cost.text
  }

  private func cost(at index: Int) -> Int? {
    let (last, next) = (bytes[index - 1], bytes[index])
    // Bytes from 0x80 may be combining marks, which stay with any character but a space.
    if next == Self.space { return nil }
    if last == Self.space { return costBetweenWords(at: index) }
    if next >= 0x80 || Self.isClosing(next) { return nil }
    if Self.isOpening(last) { return index > 1 && Self.isWord(bytes[index - 2]) ? Cost.opening : Cost.group }
    if last == UInt8(ascii: ",") || last == UInt8(ascii: ";") {
      return Self.isWord(next) ? Cost.comma + 1 : nil
    }
    if next == UInt8(ascii: ".") {
      guard Self.isWord(last) || Self.isClosing(last), index + 1 < bytes.count else { return nil }
      if !Self.isLetter(bytes[index + 1]) || Self.isDigit(last) { return nil }
      return Self.isWord(last) ? Cost.member : Cost.memberOfResult
    }
    // Behind an operator or a separator, with a word on each side.
    guard Self.isWord(next), !Self.isWord(last), index > 1, !"\"'`.@$#\\".utf8.contains(last) else {
      return nil
    }
    return Self.isWord(bytes[index - 2]) || Self.isClosing(bytes[index - 2]) ? Cost.anywhere : nil
  }

  private func costBetweenWords(at index: Int) -> Int? {
    var end = index - 1
    while end > 0, bytes[end - 1] == Self.space { end -= 1 }
    if end == 0 { return nil }
    if isBehindCommentSign(index) { return nil }
    let last = bytes[end - 1]
    if last == UInt8(ascii: ",") || last == UInt8(ascii: ";") { return Cost.comma }
    if Self.isOpening(last) { return Cost.opening }
    if Self.isClosing(bytes[index]) { return Cost.anywhere }
    var stop = index
    while stop < bytes.count, bytes[stop] != Self.space, stop - index < 4 { stop += 1 }
    if let (before, _) = Self.costs(ofOperator: bytes[index..<stop]) { return before }
    if Self.clauses.contains(where: { bytes[index..<stop].elementsEqual($0.utf8) }) { return Cost.clause }
    var start = end
    while start > 0, bytes[start - 1] != Self.space, end - start < 4 { start -= 1 }
    if let (_, after) = Self.costs(ofOperator: bytes[start..<end]) { return after }
    return Cost.word
  }

  /// The costs of breaks before and after an operator; nil if a word is none.
  private static func costs(ofOperator word: ArraySlice<UInt8>) -> (before: Int, after: Int)? {
    guard word.count <= 3, word.allSatisfy({ "+-*/<>=&|?:%!^~".utf8.contains($0) }) else { return nil }
    let isRelation = relations.contains { word.elementsEqual($0.utf8) }
    if isRelation { return (Cost.relation, Cost.afterOperation) }
    let isAssignment = word.contains(UInt8(ascii: "=")) || word.elementsEqual("<-".utf8)
    return isAssignment
      ? (Cost.beforeAssignment, Cost.afterAssignment) : (Cost.operation, Cost.afterOperation)
  }

  /// Short words with which a part of an expression begins.
  private static let clauses = ["if", "else", "for", "and", "or", "AND", "OR", "ON", "FROM"]

  private static let relations = ["==", "!=", "<", ">", "<=", ">=", "===", "!=="]

  /// Whether the sign of a comment ends before the spaces before an offset. It stays with its text.
  private func isBehindCommentSign(_ offset: Int) -> Bool {
    var end = offset
    while end > 0, bytes[end - 1] == Self.space { end -= 1 }
    // A sign has two bytes at most.
    var start = end
    while start > 0, end - start < 3, bytes[start - 1] != Self.space { start -= 1 }
    return ["#", "//", "--", "/*", ";;", "%"].contains { bytes[start..<end].elementsEqual($0.utf8) }
  }

  // MARK: Bytes

  private static let space = UInt8(ascii: " ")

  private static func isOpening(_ byte: UInt8) -> Bool { "([{".utf8.contains(byte) }
  /// Whether a byte stays with what is before it.
  private static func isClosing(_ byte: UInt8) -> Bool { ")]},;:".utf8.contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte == UInt8(ascii: "_") }
  private static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte >= 0x80 }
}
