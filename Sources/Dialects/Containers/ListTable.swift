/// A table whose rows are the items of a list, and whose cells are those of the lists in them: the directive `list-table`
/// of MyST (docutils.sourceforge.io, "List Table").
struct ListTable {
  private var rows: [[String]] = []

  /// Nil if the lines are not such a list, or if a cell contains other blocks than a paragraph.
  init?(_ lines: [ArraySlice<UInt8>]) {
    var column = 0
    var isBehindBlank = false
    for line in lines {
      let text = line.trimmed
      let margin = line.prefix(while: \.isSpaceOrTab).count
      if text.isEmpty {
        isBehindBlank = true
        continue
      }
      if margin == 0, let cell = Self.item(text), let first = Self.item(cell) {
        column = text.count - (Self.afterMark(text)?.count ?? 0)
        rows.append([Self.text(first)])
      } else if margin == column, column > 0, let cell = Self.item(text) {
        rows[rows.count - 1].append(Self.text(cell))
      } else if margin > column, column > 0, !isBehindBlank, Self.item(text) == nil, !Self.beginsCode(text) {
        let last = rows[rows.count - 1].count - 1
        let isBroken = rows[rows.count - 1][last].hasSuffix("\\")
        if isBroken { rows[rows.count - 1][last].removeLast() }
        // A definition begins with a colon.
        let isDefinition = text.starts(with: ": ".utf8)
        let separator = isBroken || isDefinition ? "<br>" : " "
        rows[rows.count - 1][last] += separator + Self.text(isDefinition ? text.dropFirst(2) : text)
      } else {
        return nil
      }
      if rows.last?.last.map({ Self.beginsCode(Array($0.utf8)[...]) }) ?? false { return nil }
      isBehindBlank = false
    }
    if rows.isEmpty || rows.contains(where: { $0.count > Self.maximumColumns }) { return nil }
  }

  private static let maximumColumns = 64

  /// The lines of the table in GitHub's Markdown. Without a header, the first row of that is empty.
  func lines(hasHeader: Bool) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    func line(_ cells: [String]) -> String {
      let missing = Array(repeating: "", count: columns - cells.count)
      return "| " + (cells + missing).joined(separator: " | ") + " |"
    }
    let rule = line(Array(repeating: "---", count: columns))
    if hasHeader { return [line(rows[0]), rule] + rows.dropFirst().map(line) }
    return [line([]), rule] + rows.map(line)
  }

  /// The text behind the mark of an item of a list; nil if a line does not begin with one.
  private static func item(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? { afterMark(text)?.trimmed }

  private static func afterMark(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let mark = text.first, "*-+".utf8.contains(mark) else { return nil }
    let rest = text.dropFirst()
    if rest.isEmpty { return rest }
    return rest.first?.isSpaceOrTab == true ? rest.drop(while: \.isSpaceOrTab) : nil
  }

  private static func beginsCode(_ text: ArraySlice<UInt8>) -> Bool {
    text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) || text.starts(with: ":::".utf8)
  }

  /// The text of a cell, with its bars escaped.
  private static func text(_ text: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    for byte in text {
      if byte == UInt8(ascii: "|"), result.last != UInt8(ascii: "\\") { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
