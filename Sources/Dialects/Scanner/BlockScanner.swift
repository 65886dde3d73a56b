/// Finds the kind of each line by the rules of CommonMark 0.29 for blocks (appendix "A parsing strategy", phase 1).
struct BlockScanner {
  private(set) var lines: [ScannedMarkdown.Line] = []
  private let bytes: [UInt8]
  private var containers: [Container] = []
  private var leaf = Leaf.none

  private enum Container {
    case quote
    /// A list item or a footnote, whose further lines are indented by a number of columns.
    case item(columns: Int)
    /// A list item whose first line is empty. A blank line ends it.
    case emptyItem(columns: Int)
  }

  /// The block that a line may continue.
  private enum Leaf: Equatable {
    case none, paragraph, table, indentedCode
    /// A fenced code block, with the character and the length of its opening fence.
    case fence(UInt8, Int)
    case html(HTMLBlockStart)
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func scan() {
    var start = 0
    while start < bytes.count {
      let lineBreak = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let hasReturn = lineBreak > start && bytes[lineBreak - 1] == UInt8(ascii: "\r")
      scan(line: start..<(hasReturn ? lineBreak - 1 : lineBreak))
      start = lineBreak + 1
    }
  }

  private mutating func scan(line: Range<Int>) {
    var cursor = LineCursor(bytes, line)
    let matched = matchContainers(&cursor)
    let isInside = matched == containers.count
    // The marks of code are those of its containers; its indentation is code.
    func add(_ kind: ScannedMarkdown.Kind, at start: Int? = nil, opensContainer: Bool = false) {
      let (offset, indentation) = cursor.next
      lines.append(
        ScannedMarkdown.Line(
          start: line.lowerBound, textStart: start ?? offset, end: line.upperBound, kind: kind,
          depth: containers.count, indentation: indentation, opensContainer: opensContainer))
    }

    if isInside, let kind = continueLeaf(&cursor) {
      let isCode = kind == .fencedCode || kind == .indentedCode
      return add(kind, at: isCode ? cursor.position : nil)
    }
    let isContinued = leaf == .paragraph || leaf == .table && isInside
    var opened = false
    /// Closes the containers that the line does not continue.
    func closeUnmatched() {
      if !opened {
        containers.removeLast(containers.count - matched)
        leaf = .none
      }
      opened = true
    }
    while true {
      let (offset, indentation) = cursor.next
      if offset == line.upperBound {
        closeUnmatched()
        leaf = .none
        return add(.blank, opensContainer: containers.count > matched)
      }
      let isContinuation = isContinued && !opened
      let interruptsParagraph = isContinuation && isInside && leaf == .paragraph
      if indentation >= 4 {
        if isContinuation, leaf == .paragraph { return add(.continuation) }
        closeUnmatched()
        leaf = .indentedCode
        return add(.indentedCode, at: cursor.position, opensContainer: containers.count > matched)
      }
      let text = bytes[offset..<line.upperBound]
      if text.first == UInt8(ascii: ">") {
        closeUnmatched()
        cursor.consume(bytes: 1)
        cursor.consume(columns: 1)
        containers.append(.quote)
      } else if let kind = openLeaf(text, interruptsParagraph: interruptsParagraph) {
        let opensContainer = opened && containers.count > matched
        let newLeaf = leaf
        closeUnmatched()
        leaf = newLeaf
        return add(kind, opensContainer: opensContainer)
      } else if containers.count < Self.maximumDepth,
        let mark = ListMark(text, interruptsParagraph: interruptsParagraph)
      {
        closeUnmatched()
        cursor.consume(bytes: mark.length)
        let rest = cursor.next
        let isEmpty = rest.offset == line.upperBound
        // With more than four columns, the item begins with indented code after one space.
        let gap = isEmpty || rest.indentation > 4 ? 1 : rest.indentation
        let columns = mark.isFootnote ? 4 : indentation + mark.length + gap
        cursor.consume(columns: mark.isFootnote ? rest.indentation : gap)
        containers.append(isEmpty ? .emptyItem(columns: columns) : .item(columns: columns))
      } else {
        if isContinuation { return add(isInside ? continuation(text) : .continuation) }
        closeUnmatched()
        leaf = .paragraph
        return add(.paragraph, opensContainer: containers.count > matched)
      }
    }
  }

  /// The maximum number of containers. Deeper marks are text. The limit makes the time for each line constant.
  private static let maximumDepth = 256

  /// Consumes the marks of the open containers and returns how many of them the line continues.
  private mutating func matchContainers(_ cursor: inout LineCursor) -> Int {
    for (index, container) in containers.enumerated() {
      let (offset, indentation) = cursor.next
      let isBlank = offset == cursor.end
      switch container {
      case .quote:
        guard !isBlank, indentation < 4, bytes[offset] == UInt8(ascii: ">") else { return index }
        cursor.consume(bytes: 1)
        cursor.consume(columns: 1)
      case .item(let columns):
        guard isBlank || indentation >= columns else { return index }
        cursor.consume(columns: min(columns, indentation))
      case .emptyItem(let columns):
        guard !isBlank, indentation >= columns else { return index }
        cursor.consume(columns: columns)
        containers[index] = .item(columns: columns)
      }
    }
    return containers.count
  }

  /// Returns the kind of a line that continues a code block or a block of HTML, or ends it by its own mark. Nil if the
  /// line must be examined for the beginning of a block.
  private mutating func continueLeaf(_ cursor: inout LineCursor) -> ScannedMarkdown.Kind? {
    let (offset, indentation) = cursor.next
    let text = bytes[offset..<cursor.end]
    switch leaf {
    case .none, .paragraph, .table: return nil
    case .indentedCode:
      guard indentation >= 4 || text.isEmpty else { return nil }
      // A blank line belongs to the code only if code follows. Between two lines of code it changes nothing.
      return text.isEmpty ? .blank : .indentedCode
    case .fence(let mark, let count):
      guard indentation < 4, let fence = Fence(text), fence.mark == mark, fence.count >= count, fence.isBare
      else { return .fencedCode }
      leaf = .none
      return .closingFence
    case .html(let start):
      if start.ends(with: text) {
        leaf = .none
        return text.isEmpty ? nil : .htmlContinuation
      }
      return .htmlContinuation
    }
  }

  /// Opens a block that is no container and returns the kind of its line; nil if the text does not begin one.
  /// - Parameter interruptsParagraph: whether the line would otherwise continue a paragraph in the same containers.
  private mutating func openLeaf(
    _ text: ArraySlice<UInt8>, interruptsParagraph: Bool
  ) -> ScannedMarkdown.Kind? {
    switch text.first {
    case UInt8(ascii: "#"):
      let level = text.prefix { $0 == UInt8(ascii: "#") }.count
      guard level <= 6, text.dropFirst(level).first.map({ $0.isSpaceOrTab }) ?? true else { return nil }
      leaf = .none
      return .heading
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      guard let fence = Fence(text) else { return nil }
      leaf = .fence(fence.mark, fence.count)
      return .openingFence
    case UInt8(ascii: "<"):
      guard let start = HTMLBlockStart(text, interruptsParagraph: interruptsParagraph) else { return nil }
      leaf = start.ends(with: text) ? .none : .html(start)
      return .html
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      if interruptsParagraph, text.isUnderline {
        leaf = .none
        return .underline
      }
      guard text.isThematicBreak else { return nil }
      leaf = .none
      return .rule
    default: return nil
    }
  }

  /// The kind of a line that continues a paragraph or a table.
  private mutating func continuation(_ text: ArraySlice<UInt8>) -> ScannedMarkdown.Kind {
    if leaf == .table { return .tableRow }
    guard let header = lines.last, header.kind == .paragraph || header.kind == .continuation,
      text.isDelimiterRow, bytes[header.textStart..<header.end].columnCount == text.columnCount
    else { return .continuation }
    leaf = .table
    lines[lines.count - 1].kind = .tableRow
    return .tableRow
  }
}

extension ArraySlice<UInt8> {
  /// Whether it is three or more `*`, `-` or `_`, with spaces between them.
  fileprivate var isThematicBreak: Bool {
    guard let mark = first, "*-_".utf8.contains(mark) else { return false }
    return allSatisfy { $0 == mark || $0.isSpaceOrTab } && count { $0 == mark } >= 3
  }

  /// Whether it makes a heading of the paragraph above it.
  fileprivate var isUnderline: Bool {
    guard let mark = first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
    return drop { $0 == mark }.allSatisfy(\.isSpaceOrTab)
  }

  /// Whether it separates the header of a table from its rows: `| --- | :-: |`.
  var isDelimiterRow: Bool {
    contains(UInt8(ascii: "-")) && allSatisfy { $0.isSpaceOrTab || "|:-".utf8.contains($0) }
      && (contains(UInt8(ascii: "|")) || contains(UInt8(ascii: ":")))
  }

  /// The number of cells of a row of a table.
  fileprivate var columnCount: Int {
    var count = 1
    var isEscaped = false
    let row = drop(while: \.isSpaceOrTab)
    let cells = row.first == UInt8(ascii: "|") ? row.dropFirst() : row
    let end = cells.lastIndex { !$0.isSpaceOrTab }
    for (index, byte) in zip(cells.indices, cells) {
      if byte == UInt8(ascii: "|"), !isEscaped, index != end { count += 1 }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return count
  }
}
