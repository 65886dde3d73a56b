/// Gives lines of MDX the indentation and the blank lines with which CommonMark reads them as MDX does.
///
/// MDX parses the text between tags as Markdown, and has no indented code, since that text is indented
/// (mdxjs.com/docs/what-is-mdx). CommonMark reads raw HTML up to the next blank line, finds no fence of a code block in it,
/// and takes text with four spaces for code. Therefore blank lines set apart the tags that have lines of their own, and
/// the indentation behind the margin of list items is removed from the text between them.
struct MDXLayout {
  private let bytes: [UInt8]
  private var edits = Edits()
  private var before = LineContent.blank
  private var code: Code?
  /// The list items around the line.
  private var items: [Item] = []
  /// The open tags that have lines of their own, with the number of list items around them.
  private var tags: [(name: String, items: Int)] = []
  /// The offset of the line that is read next.
  private var offset = 0

  /// A list item, with the column of its content in the text and in the result.
  private struct Item {
    let column: Int
    let newColumn: Int
  }

  /// An open code block, or an element `pre`.
  private struct Code {
    /// nil for `pre`.
    let fence: (mark: UInt8, count: Int)?
    let isQuoted: Bool
    let margin: Item
    /// The column of its first line in the text and in the result.
    let column: Int
    let newColumn: Int
  }

  private enum LineContent {
    case blank, text
    /// The text of a list item that ends before the line.
    case itemText
    /// Tags alone, whether they enclose the text that follows or precedes them, and whether one is a component.
    case tags(isPair: Bool, isComponent: Bool)
    /// Text between tags of a block on one line, such as `<summary>a</summary>`.
    case element
    /// The fence of a code block.
    case fence
  }

  private static let maximumDepth = 256

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var layout = MDXLayout(bytes: markdown.bytes)
    while layout.offset < layout.bytes.count { layout.readLine() }
    return layout.edits
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var margin: Item { items.last ?? Item(column: 0, newColumn: 0) }

  // MARK: Lines

  private mutating func readLine() {
    let start = offset
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    offset = end + 1
    let text = bytes[start..<end].drop(while: \.isSpaceOrTab)
    if text.allSatisfy({ $0 <= 0x20 }) {
      if code == nil { before = .blank }
      return
    }
    let column = columns(of: start..<text.startIndex, from: 0)
    if continueCode(text, at: column, lineStart: start) { return }
    if text.first == UInt8(ascii: ">") { return readQuote(text, lineStart: start) }
    guard closeItems(before: text, at: column) else {
      before = .text
      return
    }
    var relative = column - margin.column
    if relative >= 4 || !tags.isEmpty || text.first == UInt8(ascii: "<") { relative = 0 }
    var newColumn = margin.newColumn + relative
    // At the margin, it would be an import or export of MDX.
    if newColumn == 0, column > 0, text.first == UInt8(ascii: "i") || text.first == UInt8(ascii: "e") {
      newColumn = 1
    }
    indent(start..<text.startIndex, to: newColumn)
    let content = readText(text, at: column, movedTo: newColumn)
    if Self.needsBlankLine(between: before, and: content) { edits.insert("\n", at: start) }
    before = content
  }

  /// Closes the list items to which a line does not belong. Returns false for text that continues a paragraph in them.
  private mutating func closeItems(before text: ArraySlice<UInt8>, at column: Int) -> Bool {
    if text.starts(with: "</".utf8), let tag = JSXTag(text),
      let open = tags.last(where: { $0.name == tag.name })
    {
      items.removeLast(max(0, items.count - open.items))
    }
    let count = items.lastIndex { $0.column <= column }.map { $0 + 1 } ?? 0
    if count == items.count { return true }
    if case .text = before, ListMark(text, interruptsParagraph: false) == nil,
      !"<#`~".utf8.contains(text[text.startIndex])
    {
      return false
    }
    items.removeLast(items.count - count)
    // A paragraph would continue with a tag behind the item. Anything else ends with the item.
    if case .text = before { before = .itemText } else { before = .blank }
    return true
  }

  /// Reads the marks of list items and the text behind them.
  private mutating func readText(_ text: ArraySlice<UInt8>, at column: Int, movedTo newColumn: Int)
    -> LineContent
  {
    var (text, column, newColumn) = (text, column, newColumn)
    var isParagraph = if case .text = before { true } else { false }
    while items.count < Self.maximumDepth, !text.isRule,
      let mark = ListMark(text, interruptsParagraph: isParagraph)
    {
      isParagraph = false
      let rest = text.dropFirst(mark.length)
      let next = rest.drop(while: \.isSpaceOrTab)
      let gap = columns(of: rest.startIndex..<next.startIndex, from: column + mark.length)
      if mark.isFootnote {
        items.append(Item(column: margin.column + 4, newColumn: margin.newColumn + 4))
        return content(
          of: next, at: column + mark.length + gap, movedTo: newColumn + mark.length + gap, isQuoted: false)
      }
      let isEmpty = next.allSatisfy { $0 <= 0x20 }
      // Five spaces would begin indented code.
      let newGap = isEmpty || gap > 4 ? 1 : gap
      if !isEmpty { indent(rest.startIndex..<next.startIndex, to: newGap) }
      column += mark.length + (isEmpty ? 1 : gap)
      newColumn += mark.length + newGap
      items.append(Item(column: column, newColumn: newColumn))
      if isEmpty { return .text }
      text = next
    }
    return content(of: text, at: column, movedTo: newColumn, isQuoted: false)
  }

  /// Reads a line of a quote, whose text keeps its indentation.
  private mutating func readQuote(_ text: ArraySlice<UInt8>, lineStart: Int) {
    let inner = text.drop { $0 == UInt8(ascii: ">") || $0.isSpaceOrTab }
    let content = content(of: inner, at: 0, movedTo: 0, isQuoted: true)
    if Self.needsBlankLine(between: before, and: content) {
      edits.replace(lineStart..<lineStart, with: bytes[lineStart..<inner.startIndex] + [UInt8(ascii: "\n")])
    }
    before = content
  }

  /// Reads a line of an open code block. Returns false if the line does not belong to it.
  private mutating func continueCode(_ text: ArraySlice<UInt8>, at column: Int, lineStart: Int) -> Bool {
    guard let open = code else { return false }
    if open.isQuoted ? text.first != UInt8(ascii: ">") : column < open.margin.column {
      code = nil
      before = .fence
      return false
    }
    let isEnd: Bool
    if let fence = open.fence {
      let inner = open.isQuoted ? text.drop { $0 == UInt8(ascii: ">") || $0.isSpaceOrTab } : text
      let closing = Fence(inner.trimmed)
      isEnd = closing.map { $0.mark == fence.mark && $0.count >= fence.count && $0.isBare } ?? false
    } else {
      isEnd = text.contains("</pre>")
    }
    if !open.isQuoted {
      if isEnd {
        // A closing fence may not be indented by four columns or more behind the margin.
        indent(lineStart..<text.startIndex, to: open.margin.newColumn)
      } else if open.column != open.newColumn {
        move(lineStart..<text.startIndex, from: open.column, to: open.newColumn)
      }
    }
    if isEnd {
      code = nil
      before = open.fence == nil ? .element : .fence
    }
    return true
  }

  /// Replaces white space by a number of spaces, unless it has this width.
  private mutating func indent(_ range: Range<Int>, to width: Int) {
    if bytes[range].elementsEqual(repeatElement(0x20, count: width)) { return }
    edits.replace(range, with: repeatElement(0x20, count: width))
  }

  /// Replaces the white space up to a column. The rest, such as tabs in code, stays.
  private mutating func move(_ range: Range<Int>, from column: Int, to newColumn: Int) {
    var end = range.lowerBound
    var width = 0
    while end < range.upperBound, width < column {
      width += columns(of: end..<(end + 1), from: width)
      end += 1
    }
    edits.replace(
      range.lowerBound..<end, with: repeatElement(0x20, count: newColumn + max(0, width - column)))
  }

  /// The number of columns of white space that begins at a column.
  private func columns(of range: Range<Int>, from start: Int) -> Int {
    bytes[range].reduce(start) { $1 == UInt8(ascii: "\t") ? $0 + 4 - $0 % 4 : $0 + 1 } - start
  }

  // MARK: Content

  private static func needsBlankLine(between first: LineContent, and second: LineContent) -> Bool {
    switch (first, second) {
    case (.blank, _), (_, .blank), (_, .itemText), (.itemText, .text), (.itemText, .fence),
      (.itemText, .element), (.text, .text), (.text, .fence), (.text, .element), (.element, .element),
      (.element, .tags), (.tags, .element), (.fence, .text), (.fence, .fence),
      (.fence, .element):
      false
    case (.tags, .text), (.tags, .fence), (.element, .text), (.element, .fence), (.fence, .tags): true
    case (.tags(_, let isComponent), .tags(_, let isOtherComponent)): isComponent || isOtherComponent
    case (.text, .tags(let isPair, _)), (.itemText, .tags(let isPair, _)): isPair
    }
  }

  /// Examines the text of a line, and the further lines of a tag that begins on it.
  private mutating func content(
    of text: ArraySlice<UInt8>, at column: Int, movedTo newColumn: Int, isQuoted: Bool
  ) -> LineContent {
    if let fence = Fence(text.trimmed) {
      code = Code(
        fence: (fence.mark, fence.count), isQuoted: isQuoted, margin: margin, column: column,
        newColumn: newColumn)
      return .fence
    }
    guard text.first == UInt8(ascii: "<") else { return text.allSatisfy { $0 <= 0x20 } ? .blank : .text }
    if !isQuoted, JSXTag(text)?.name == "pre" {
      if !text.contains("</pre>") {
        code = Code(fence: nil, isQuoted: false, margin: margin, column: column, newColumn: newColumn)
      }
      return .element
    }
    var found: [JSXTag] = []
    var index = text.startIndex
    while index < bytes.count, bytes[index] == UInt8(ascii: "<"), let tag = JSXTag(bytes[index...]) {
      if tag.isComponent || Self.blocks.contains(tag.name) { found.append(tag) }
      index = tag.range.upperBound
      while index < bytes.count, bytes[index].isSpaceOrTab || bytes[index] == UInt8(ascii: "\r") {
        index += 1
      }
    }
    if found.isEmpty {
      joinLines(of: text.startIndex..<index, isQuoted: isQuoted)
      return .text
    }
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    offset = end + 1
    guard index == end else { return bytes[index..<end].trimmed.last == UInt8(ascii: ">") ? .element : .text }
    if !isQuoted { for tag in found { open(tag) } }
    return .tags(
      isPair: found.contains { !$0.isSelfClosing }, isComponent: found.contains { $0.isComponent })
  }

  /// Joins the lines of tags that enclose text. To CommonMark, a line that begins with the `>` of a tag begins a quote.
  private mutating func joinLines(of range: Range<Int>, isQuoted: Bool) {
    let lineBreak = UInt8(ascii: "\n")
    guard bytes[range].contains(lineBreak) else { return }
    var position = range.lowerBound
    while let end = bytes[position..<range.upperBound].firstIndex(of: lineBreak) {
      position = end
      while position < range.upperBound,
        bytes[position] <= 0x20 || isQuoted && bytes[position...].starts(with: "> ".utf8)
      {
        position += 1
      }
      let isEnd = position < range.upperBound && bytes[position] == UInt8(ascii: ">")
      edits.replace(end..<position, with: isEnd ? "" : " ")
    }
    offset = (bytes[position...].firstIndex(of: lineBreak) ?? bytes.count - 1) + 1
  }

  private mutating func open(_ tag: JSXTag) {
    if tag.isClosing {
      if let index = tags.lastIndex(where: { $0.name == tag.name }) { tags.removeSubrange(index...) }
    } else if !tag.isSelfClosing, tags.count < Self.maximumDepth {
      tags.append((tag.name, items.count))
    }
  }

  /// The elements of HTML that contain paragraphs.
  private static let blocks: Set<String> = [
    "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "header", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
  ]
}

extension ArraySlice<UInt8> {
  /// Whether it is a thematic break of asterisks or hyphens, which looks like the marks of list items.
  fileprivate var isRule: Bool {
    guard let mark = first, mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") else { return false }
    return allSatisfy { $0 == mark || $0 <= 0x20 } && count { $0 == mark } >= 3
  }
}
