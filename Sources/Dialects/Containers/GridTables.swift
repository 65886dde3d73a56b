internal import Markdown

/// Makes tables of HTML of Pandoc's grid tables (pandoc.org/MANUAL, "Extension: grid_tables"), whose cells hold blocks.
///
/// Rows are divided by lines of `-`, and the header from the rows by a line of `=`. A cell may span columns, where a bar is
/// missing, and rows, where a line does not divide its column.
enum GridTables {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    let lines = markdown.lines
    var index = 0
    while index < lines.count {
      let first = index
      index += 1
      let line = lines[first]
      guard isRule(markdown.text(of: line)), !line.isCode, !markdown.isCode(line.textStart) else { continue }
      while index < lines.count, lines[index].depth == line.depth, !lines[index].opensContainer,
        isRow(markdown.text(of: lines[index]))
      {
        index += 1
      }
      // What follows the last line of `-` is no part of the table.
      var end = index
      while end > first + 1, !isRule(markdown.text(of: lines[end - 1])) { end -= 1 }
      let rows = lines[first..<end].map { markdown.text(of: $0).trimmed }
      guard let table = GridTable(rows) else { continue }
      let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
      let isJoined = line.kind == .continuation || line.kind == .htmlContinuation
      let isFollowed = end < lines.count && lines[end].kind != .blank
      edits.replace(
        line.textStart..<lines[end - 1].end,
        with: (isJoined ? "\n\(prefix)" : "") + table.html.joined(separator: "\n\(prefix)")
          + (isFollowed ? "\n\(prefix)" : ""))
    }
    return edits
  }

  /// Whether a line divides rows: `+---+:==:+`.
  static func isRule(_ text: ArraySlice<UInt8>) -> Bool {
    let text = text.trimmed
    return text.count > 2 && text.first == UInt8(ascii: "+") && text.last == UInt8(ascii: "+")
      && text.allSatisfy { "+-=:".utf8.contains($0) }
      && text.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") }
  }

  private static func isRow(_ text: ArraySlice<UInt8>) -> Bool {
    let text = text.trimmed
    let isEdge: (UInt8?) -> Bool = { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "+") }
    return text.count > 2 && isEdge(text.first) && isEdge(text.last)
  }
}

/// A grid table whose cells are located.
private struct GridTable {
  private var cells: [Cell] = []
  private var rowCount = 0
  private var headerRows = 0

  fileprivate struct Cell {
    let row: Int
    let column: Int
    var rows = 1
    var columns = 1
    var lines: [[UInt8]] = []
  }

  /// The maximum number of columns, each of which is looked at in every line.
  private static let maximumColumns = 64

  /// - Parameter lines: from the first rule to the last one. Nil if they make no table.
  init?(_ lines: [ArraySlice<UInt8>]) {
    guard lines.count > 2, let width = lines.first.map({ GridLine($0).width }) else { return nil }
    let grid = lines.map { GridLine($0) }
    // A line whose bars are elsewhere is no part of a table.
    guard grid.allSatisfy({ $0.width == width }) else { return nil }
    var edges: Set<Int> = []
    for (line, text) in zip(grid, lines) where GridTables.isRule(text) { edges.formUnion(line.crossings) }
    let bounds = edges.sorted()
    guard bounds.count > 1, bounds.count <= Self.maximumColumns, bounds.first == 0, bounds.last == width - 1
    else { return nil }
    // The index of the open cell of each column.
    var open: [Int?] = Array(repeating: nil, count: bounds.count - 1)
    for (number, line) in grid.enumerated() {
      let isRule = GridTables.isRule(lines[number])
      let divided = bounds.indices.dropLast().map {
        isRule || line.isRule(from: bounds[$0], to: bounds[$0 + 1])
      }
      if divided.contains(true), number > 0 { rowCount += 1 }
      if isRule, line.isHeaderRule, headerRows == 0, number < grid.count - 1 {
        headerRows = rowCount
      }
      for column in divided.indices where divided[column] { open[column] = nil }
      if number == grid.count - 1 { break }
      var column = 0
      while column < divided.count {
        defer { column += 1 }
        if divided[column] { continue }
        let start = column
        while column + 1 < divided.count, !divided[column + 1], !line.hasBar(at: bounds[column + 1]) {
          column += 1
        }
        let index: Int
        if let known = open[start] {
          index = known
          if cells[known].row + cells[known].rows <= rowCount {
            cells[known].rows = rowCount - cells[known].row + 1
          }
        } else {
          index = cells.count
          cells.append(Cell(row: rowCount, column: start))
          cells[index].columns = column - start + 1
          for spanned in start...column { open[spanned] = index }
        }
        cells[index].lines.append(line.text(from: bounds[start] + 1, to: bounds[column + 1]))
      }
    }
    guard !cells.isEmpty else { return nil }
  }

  /// The lines of the table in HTML. Blank lines around the content of a cell let it be Markdown.
  var html: [String] {
    var lines = ["<table>"]
    // The cells are in the order of their rows.
    var rest = cells[...]
    for row in 0..<rowCount {
      lines.append("<tr>")
      let name = row < headerRows ? "th" : "td"
      while let cell = rest.first, cell.row == row {
        rest = rest.dropFirst()
        let spans =
          (cell.columns > 1 ? " colspan=\"\(cell.columns)\"" : "")
          + (cell.rows > 1 ? " rowspan=\"\(cell.rows)\"" : "")
        lines += ["<\(name)\(spans)>", ""] + cell.text + ["", "</\(name)>"]
      }
      lines.append("</tr>")
    }
    return lines + ["</table>", ""]
  }
}

extension GridTable.Cell {
  /// The lines without their common indentation and without blank lines at both ends.
  fileprivate var text: [String] {
    let filled = lines.filter { !$0.allSatisfy(\.isSpaceOrTab) }
    let margin = filled.map { $0.prefix { $0 == UInt8(ascii: " ") }.count }.min() ?? 0
    let texts = lines.map { line -> String in
      let content = line.dropFirst(min(margin, line.count))
      let end = content.lastIndex { !$0.isSpaceOrTab }.map { $0 + 1 } ?? content.startIndex
      return String(decoding: content[..<end], as: UTF8.self)
    }
    let inner = texts.drop(while: \.isEmpty)
    return Array(inner.reversed().drop(while: \.isEmpty).reversed())
  }
}

/// A line of a grid table by its columns. A wide character takes two of them.
private struct GridLine {
  /// The bytes in each column.
  private let columns: [ArraySlice<UInt8>]

  var width: Int { columns.count }

  init(_ text: ArraySlice<UInt8>) {
    var columns: [ArraySlice<UInt8>] = []
    columns.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      var end = index + 1
      while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
      let scalar =
        end - index > 1 ? String(decoding: text[index..<end], as: UTF8.self).unicodeScalars.first : nil
      if let scalar, scalar.properties.canonicalCombiningClass != .notReordered || scalar.value == 0x200B,
        let last = columns.indices.last
      {
        columns[last] = text[columns[last].startIndex..<end]
      } else {
        columns.append(text[index..<end])
        if let scalar, scalar.isWide { columns.append(text[end..<end]) }
      }
      index = end
    }
    self.columns = columns
  }

  private func has(_ byte: StaticString, at column: Int) -> Bool {
    columns[column].elementsEqual(UnsafeBufferPointer(start: byte.utf8Start, count: 1))
  }

  /// The columns with a `+`.
  var crossings: [Int] { columns.indices.filter { has("+", at: $0) } }

  var isHeaderRule: Bool { columns.contains { $0.first == UInt8(ascii: "=") } }

  func hasBar(at column: Int) -> Bool { has("|", at: column) || has("+", at: column) }

  /// Whether the line divides the rows of a column of the table.
  func isRule(from start: Int, to end: Int) -> Bool {
    has("+", at: start) && hasBar(at: end) || hasBar(at: start) && has("+", at: end)
      ? columns[(start + 1)..<end].allSatisfy { column in
        column.count == 1 && column.allSatisfy { "-=:+".utf8.contains($0) }
      } && end > start + 1 : false
  }

  func text(from start: Int, to end: Int) -> [UInt8] { columns[start..<end].flatMap { $0 } }
}

extension Unicode.Scalar {
  /// Whether it takes two columns: East Asian scripts and pictures.
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: properties.isEmojiPresentation
    }
  }
}
