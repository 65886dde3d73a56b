import Markdown
import TerminalText

/// The text of rendered lines in reading order: table cells one after the other, without spaces and without
/// the characters that containers and tables are drawn with, so that broken words are whole again.
struct Reading {
  private(set) var text: [Unicode.Scalar] = []

  init(_ lines: [Line], of document: Document) {
    let headers = document.tableHeaders
    let isContinued = [false] + lines.map(\.isWrapped)
    var rest = zip(lines, isContinued).map { $1 ? $0.withoutWrapMark : $0.withoutAddedHyphen }[...]
    while let line = rest.popFirst() {
      guard let corner = line.firstIndex(of: "┌"), Self.isRule(line[corner...]) else {
        append(line)
        continue
      }
      let indent = line.distance(from: line.startIndex, to: corner)
      var groups: [[String]] = [[]]
      while let row = rest.popFirst().map({ String($0.dropFirst(indent)) }), row.first != "└" {
        if row.first == "├" { groups.append([]) } else { groups[groups.count - 1].append(row) }
      }
      if groups.count == 1, let row = groups[0].first, headers.firstRows.contains(Self.bare(row)) {
        for row in groups[0] { append(columnwise: [row]) }
        continue
      }
      append(columnwise: groups[0])
      // Without rules between the rows each row is one line, except that a single row may be several.
      let isRuled =
        groups.count > 2
        || (headers.ofOneRow + headers.firstRows).contains { text.ends(with: $0.unicodeScalars) }
      for group in groups.dropFirst() {
        if isRuled { append(columnwise: group) } else { for row in group { append(columnwise: [row]) } }
      }
    }
  }

  /// The first word that does not follow the words before it; nil if all words are here in order.
  func firstMissing(of words: Words) -> String? {
    var position = 0
    var tableStart = 0
    var headerEnd = 0
    for item in words.items {
      switch item {
      case .tableStart: tableStart = position
      case .tableRowsStart:
        headerEnd = position
        position = tableStart
      case .tableEnd: position = max(position, headerEnd)
      case .word(let word):
        guard let end = end(of: Array(word.unicodeScalars), from: position) else { return word }
        position = end
      }
    }
    return nil
  }

  /// A text without spaces and without the characters that tables, quotes and lists are drawn with.
  static func bare(_ text: some StringProtocol) -> String {
    var bare = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isDrawn(scalar) { bare.append(scalar) }
    return String(bare)
  }

  private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "•", "◦", "▪", "▾", "☐", "☑": true
    default: (0x2500...0x257F).contains(scalar.value)
    }
  }

  private static func isRule(_ text: Substring) -> Bool {
    text.last == "┐" && text.allSatisfy { "┌─┬┐".contains($0) }
  }

  private func end(of word: [Unicode.Scalar], from position: Int) -> Int? {
    var start = position
    while start + word.count <= text.count {
      if text[start] == word[0], text[start..<(start + word.count)].elementsEqual(word) {
        return start + word.count
      }
      start += 1
    }
    return nil
  }

  private mutating func append(_ line: some StringProtocol) {
    text.append(contentsOf: Array(Self.bare(line).unicodeScalars))
  }

  private mutating func append(columnwise rows: [String]) {
    let cells = rows.map { $0.split(separator: "│", omittingEmptySubsequences: false) }
    for column in 0..<(cells.map(\.count).max() ?? 0) {
      for row in cells where column < row.count { append(row[column]) }
    }
  }
}

extension Line {
  /// The text without the hyphen that a break within a word added.
  var withoutAddedHyphen: String { wordBreak == .hyphen ? String(text.dropLast()) : text }

  /// The text of a row that continues a line of code, without the mark that says so.
  fileprivate var withoutWrapMark: String {
    let mark = spans.firstIndex { $0.text == Line.wrapMark }
    return spans.indices.filter { $0 != mark }.map { spans[$0].text.string }.joined()
  }
}

extension [Unicode.Scalar] {
  fileprivate func ends(with other: String.UnicodeScalarView) -> Bool {
    reversed().starts(with: other.reversed())
  }
}

extension Document {
  /// The headers of tables, as `Reading` reads them.
  fileprivate var tableHeaders: HeaderCollector {
    var collector = HeaderCollector()
    collector.visit(blocks)
    return collector
  }
}

private struct HeaderCollector: DocumentWalker {
  /// The headers of tables with one row.
  private(set) var ofOneRow: [String] = []
  /// The first rows of tables with several rows and no header.
  private(set) var firstRows: [String] = []

  mutating func visit(_ block: Block) {
    if case .table(let table) = block.kind {
      if table.header.allSatisfy(\.isEmpty) {
        if table.rows.count > 1 { firstRows.append(bare(table.rows[0])) }
      } else if table.rows.count == 1 {
        ofOneRow.append(bare(table.header))
      }
    }
    descend(into: block)
  }

  private func bare(_ row: [[Inline]]) -> String {
    Reading.bare(row.map { FilteredText($0.plainText).string }.joined())
  }
}
