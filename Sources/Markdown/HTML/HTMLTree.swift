/// Collects the HTML among the blocks of a container, and the Markdown between its parts, as a tree.
///
/// A block of raw HTML ends at a blank line, so an element such as `<details>` may hold blocks of Markdown, and its end
/// tag is in another block of HTML. The rules for end tags that may be left out are those of HTML (13.1.2.4). End tags
/// without a start tag are ignored, and elements without an end tag end with the container.
struct HTMLTree {
  /// A part of a paragraph of Markdown.
  enum Part {
    case tag(HTMLTag)
    case inlines([Inline])
  }

  /// The open elements, the outermost first. The first is the container itself.
  private var open = [HTMLElement(tag: .container, kind: .container, line: 0)]
  /// For each open element, how many marks were open at its start.
  private var marksBefore = [0]
  /// The open marks such as `<b>`.
  private var marks: [(name: String, number: Int)] = []
  /// For each start tag of a mark, whether it has an end tag.
  private(set) var isPaired: [Bool] = []
  /// Whether a `pre` is open, in which white space stays. It ends at its end tag, or with its block of HTML.
  private var isPreformatted = false
  /// The number of open elements that make nested blocks.
  private(set) var nesting = 0
  /// How many elements may make nested blocks, one in the other. Others leave their content.
  private let maximumNesting: Int

  /// The maximum number of open elements. Tags that are nested deeper are ignored, and their content is kept.
  private static let maximumDepth = 48

  init(maximumNesting: Int) {
    self.maximumNesting = maximumNesting
  }

  /// Whether an element or a mark is open, so that the next block is a part of it.
  var isOpen: Bool { open.count > 1 || !marks.isEmpty }

  /// Whether an element is open whose content is hidden.
  var isHiding: Bool { open[open.count - 1].kind == .hidden }

  // MARK: Content

  /// Appends a block of raw HTML.
  /// - Parameters:
  ///   - line: the number of its first line.
  ///   - lines: the number in the file of each line.
  mutating func append(html: String, line: Int, _ lines: LineMap) {
    var tokenizer = HTMLTokenizer(html, line: line)
    append(&tokenizer, lines)
  }

  private mutating func append(_ tokenizer: inout HTMLTokenizer, _ lines: LineMap) {
    while true {
      if isHiding { tokenizer.skipContent(of: open[open.count - 1].tag.name) }
      guard let token = tokenizer.next() else { return }
      switch token {
      case .tag(let tag):
        let wasPreformatted = isPreformatted
        append(tag, line: lines[tokenizer.line])
        if isPreformatted, !wasPreformatted {
          let index = open.count - 1
          var content = tokenizer.removeContent(of: tag.name)
          append(&content, lines)
          end(downTo: index)
        }
      case .text(let text):
        let blankLines = text.utf8.prefix(while: \.isSpace).count { $0 == UInt8(ascii: "\n") }
        append(text, line: lines[tokenizer.line + blankLines])
      }
    }
  }

  /// Appends blocks of Markdown.
  mutating func append(_ blocks: [Block]) {
    endParagraph()
    append(.blocks(blocks))
  }

  /// Appends a paragraph of Markdown in which elements begin or end.
  mutating func append(_ parts: [Part], line: Int) {
    endParagraph()
    if isHiding {
      append(.blocks([]))
    } else if open.count < Self.maximumDepth {
      open.append(HTMLElement(tag: .container, kind: .paragraph, line: line))
      marksBefore.append(marks.count)
    }
    for part in parts {
      switch part {
      case .tag(let tag): append(tag, line: line)
      case .inlines(let inlines): append(.inlines(inlines, line: line))
      }
    }
    if isPreformatted, let index = open.firstIndex(where: { $0.kind == .preformatted }) { end(downTo: index) }
    endParagraph()
  }

  /// Ends the innermost paragraph.
  private mutating func endParagraph() {
    for index in open.indices.reversed() {
      switch open[index].kind {
      case .paragraph: return end(downTo: index)
      case .cell, .tableCaption, .table: return
      default: continue
      }
    }
  }

  mutating func append(_ tag: HTMLTag, line: Int) {
    if tag.isClosing { return close(tag) }
    if isHiding { return }
    guard let kind = HTMLElement.Kind(tag) else {
      guard InlineBuilder.isMark(tag.name) else { return append(.tag(tag, line: line)) }
      guard marks.count < InlineBuilder.maximumDepth - 1 else { return }
      marks.append((tag.name, isPaired.count))
      append(.start(tag, number: isPaired.count, line: line))
      isPaired.append(false)
      return
    }
    if isPreformatted {
      if kind == .preformatted { return }
    } else {
      endElements(before: kind)
    }
    if kind == .rule || tag.isSelfClosing {
      return append(.element(HTMLElement(tag: tag, kind: kind, line: line, isClosed: true)))
    }
    guard open.count < Self.maximumDepth else { return }
    let isFlattened = kind.isNested && nesting >= maximumNesting
    open.append(HTMLElement(tag: tag, kind: isFlattened ? .container : kind, line: line))
    marksBefore.append(marks.count)
    if kind.isNested, !isFlattened { nesting += 1 }
    if kind == .preformatted { isPreformatted = true }
  }

  /// Ends all elements and returns the content.
  mutating func finish() -> [HTMLNode] {
    end(downTo: 1)
    let children = open[0].children
    open[0].children = []
    marks = []
    return children
  }

  private mutating func append(_ text: Substring, line: Int) {
    let words = isPreformatted ? String(text) : Self.collapsingSpaces(in: text)
    append(.text(String(decodingEntitiesIn: words), line: line))
  }

  private mutating func append(_ node: HTMLNode) {
    open[open.count - 1].children.append(node)
  }

  /// Replaces each run of white space by one space.
  private static func collapsingSpaces(in text: Substring) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if !byte.isSpace {
        result.append(byte)
      } else if result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: Ends

  /// Ends the open elements that a start tag of this kind ends.
  private mutating func endElements(before kind: HTMLElement.Kind) {
    if kind.endsParagraph { endParagraph() }
    switch kind {
    case .heading:
      if case .heading = open[open.count - 1].kind { end(downTo: open.count - 1) }
    case .item: end(.item, within: [.list, .cell, .table])
    case .term, .definition:
      end(.term, within: [.definitionList, .list, .cell, .table])
      end(.definition, within: [.definitionList, .list, .cell, .table])
    case .tableCaption, .tableSection:
      for part in [HTMLElement.Kind.tableCaption, .tableSection, .row, .cell] { end(part, within: [.table]) }
    case .row:
      for part in [HTMLElement.Kind.tableCaption, .row, .cell] { end(part, within: [.table]) }
    case .cell: end(.cell, within: [.row, .table])
    case .option: end(.option, within: [.choice, .cell, .table])
    case .rubyText, .rubyParenthesis:
      end(.rubyText, within: [.ruby])
      end(.rubyParenthesis, within: [.ruby])
    default: break
    }
  }

  /// Ends the innermost element of a kind, unless an element of one of the other kinds lies around it.
  private mutating func end(_ kind: HTMLElement.Kind, within boundaries: [HTMLElement.Kind]) {
    for index in open.indices.reversed() {
      if open[index].kind == kind { return end(downTo: index) }
      if boundaries.contains(open[index].kind) { return }
    }
  }

  private mutating func close(_ tag: HTMLTag) {
    if isHiding {
      guard open[open.count - 1].tag.name == tag.name else { return }
      open[open.count - 1].isClosed = true
      return end(downTo: open.count - 1)
    }
    if InlineBuilder.isMark(tag.name) {
      guard let index = marks[markBase...].lastIndex(where: { $0.name == tag.name }) else { return }
      isPaired[marks[index].number] = true
      marks.removeSubrange(index...)
      return append(.end(tag))
    }
    let kind = HTMLElement.Kind.named(tag.name)
    if kind == nil, !tag.name.utf8.contains(UInt8(ascii: "-")) { return }
    for index in open.indices.dropFirst().reversed() {
      let element = open[index]
      var isEnd = element.tag.name == tag.name
      if case .heading? = kind, case .heading = element.kind { isEnd = true }
      if isEnd {
        open[index].isClosed = true
        return end(downTo: index)
      }
      if element.kind == .preformatted || element.kind == .table
        || element.kind.isTablePart && kind?.isTablePart != true
      {
        return
      }
    }
  }

  /// The index of the first open mark of the innermost cell: marks do not extend over several cells.
  private var markBase: Int {
    for index in open.indices.reversed() where [.cell, .tableCaption].contains(open[index].kind) {
      return marksBefore[index]
    }
    return 0
  }

  /// Ends the elements from the innermost to the one at `index`, which is not 0.
  private mutating func end(downTo index: Int) {
    while open.count > index {
      let element = open.removeLast()
      let before = marksBefore.removeLast()
      if element.kind.isNested { nesting -= 1 }
      if element.kind == .preformatted { isPreformatted = false }
      if [.cell, .tableCaption].contains(element.kind), marks.count > before {
        marks.removeSubrange(before...)
      }
      append(.element(element))
    }
  }
}
