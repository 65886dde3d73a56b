/// How far the items of the lists around a line are indented, so that code by its margin is told from their
/// text: four columns more than an item's text is code (CommonMark, 4.4 and 5.2).
struct ListMargins {
  /// The columns at which the text of each item begins, the outermost first.
  private var columns: [Int] = []

  /// Whether a line behind a blank one is code by its margin.
  func makesCode(of line: ArraySlice<UInt8>) -> Bool {
    let indent = line.indent
    return indent >= (columns.last { $0 <= indent } ?? 0) + 4
  }

  /// Takes a line of text that is no code: it may begin an item, or end some.
  /// - Parameter isParted: whether a blank line stands before it; else it may go on with an item's paragraph
  ///   however little it is indented.
  mutating func take(_ line: ArraySlice<UInt8>, isParted: Bool) {
    let indent = line.indent
    let marker = line.markerColumns
    if marker > 0 || isParted { columns.removeAll { $0 > indent } }
    if marker > 0 { columns.append(indent + marker) }
  }
}

extension ArraySlice<UInt8> {
  /// The columns of the spaces and tabs that it begins with.
  fileprivate var indent: Int {
    var columns = 0
    for byte in self {
      if byte == UInt8(ascii: " ") {
        columns += 1
      } else if byte == UInt8(ascii: "\t") {
        columns += 4 - columns % 4
      } else {
        break
      }
    }
    return columns
  }

  /// The columns of a bullet or a number of a list and of the spaces behind it; 0 where none stands first.
  fileprivate var markerColumns: Int {
    let text = drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let digits = text.prefix { (0x30...0x39).contains($0) }
    let rest = text.dropFirst(digits.count)
    guard digits.count < 10, let mark = rest.first,
      (digits.isEmpty ? "-+*" : ".)").utf8.contains(mark)
    else { return 0 }
    let gap = rest.dropFirst().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    // `* * *` is a rule.
    let isRule = digits.isEmpty && rest.allSatisfy { $0 == mark || $0 == UInt8(ascii: " ") }
    guard !gap.isEmpty, !isRule || rest.filter({ $0 == mark }).count < 3 else { return 0 }
    let columns = gap.first == UInt8(ascii: "\t") ? 1 : gap.count
    return digits.count + 1 + (columns > 4 ? 1 : columns)
  }
}
