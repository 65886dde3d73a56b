/// Reduces the tree of HTML to blocks.
///
/// Tables, lists, headings, quotes, code, details and definition lists become such blocks. Other elements leave their
/// content. Scripts, style sheets and comments are dropped.
struct HTMLReducer {
  /// The blocks of nodes.
  /// - Parameter line: the source line of text that is in no element of its own.
  static func blocks(of nodes: [HTMLTree.Node], line: Int) -> [Block] {
    var reducer = HTMLReducer(line: line)
    for node in nodes { reducer.append(node) }
    reducer.endParagraph()
    return reducer.blocks
  }

  private var blocks: [Block] = []
  private var builder = InlineBuilder()
  private let line: Int

  private init(line: Int) {
    self.line = line
  }

  private mutating func append(_ node: HTMLTree.Node) {
    switch node {
    case .text(let text): builder.append(text: text)
    case .tag(let tag): builder.append(tag)
    case .block(let block):
      endParagraph()
      blocks.append(block)
    case .element(let element):
      endParagraph()
      append(element)
    }
  }

  private mutating func endParagraph() {
    // A `<script>` stays open across paragraphs, up to the end of the HTML.
    let inlines = builder.finish(isEnd: false).trimmed
    if !inlines.isEmpty { blocks.append(Block(line: line, .paragraph(inlines))) }
  }

  private mutating func append(_ element: HTMLTree.Element) {
    let line = element.line
    let tag = element.tag
    let children = { Self.blocks(of: element.children, line: line) }
    switch tag.name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let level = tag.name.utf8.last.map { Int($0) - 0x30 } ?? 1
      let title = Self.inlines(of: children())
      let attributes = HeadingAttributes(id: tag["id"] ?? tag["name"])
      if !title.isEmpty { blocks.append(Block(line: line, .heading(level: level, title, attributes))) }
    case "ul", "ol", "menu", "dir": append(list: element)
    case "blockquote": blocks.append(Block(line: line, .blockQuote(children())))
    case "table": blocks += HTMLTable(element).blocks
    case "dl": append(definitions: element)
    case "details": append(details: element)
    case "figcaption", "caption":
      let caption = Self.inlines(of: children())
      if !caption.isEmpty { blocks.append(Block(line: line, .paragraph([.emphasis(caption)]))) }
    default: blocks += children()
    }
  }

  private mutating func append(list element: HTMLTree.Element) {
    var list = List(start: nil, isTight: true, items: [])
    if element.tag.name == "ol" { list.start = element.tag["start"].flatMap { Int($0) } ?? 1 }
    // Content outside items, such as a nested list, belongs to the item before it.
    var outside: [HTMLTree.Node] = []
    func flush() {
      let blocks = Self.blocks(of: outside, line: element.line)
      outside = []
      if blocks.isEmpty { return }
      if list.items.isEmpty {
        list.items.append(List.Item(blocks: blocks))
      } else {
        list.items[list.items.count - 1].blocks += blocks
      }
    }
    for child in element.children {
      if case .element(let item) = child, item.tag.name == "li" {
        flush()
        list.items.append(List.Item(blocks: Self.blocks(of: item.children, line: item.line)))
      } else {
        outside.append(child)
      }
    }
    flush()
    list.isTight = list.items.allSatisfy { item in item.blocks.count { $0.isParagraph } < 2 }
    if !list.items.isEmpty { blocks.append(Block(line: element.line, .list(list))) }
  }

  private mutating func append(definitions element: HTMLTree.Element) {
    var definitions: [Definition] = []
    var outside: [HTMLTree.Node] = []
    func add(_ nodes: [HTMLTree.Node]) {
      for node in nodes {
        switch node {
        case .element(let child) where child.tag.name == "dt":
          let term = Self.inlines(of: Self.blocks(of: child.children, line: child.line))
          if definitions.last.map({ $0.descriptions.isEmpty }) == true {
            definitions[definitions.count - 1].terms.append(term)
          } else {
            definitions.append(Definition(terms: [term], descriptions: []))
          }
        case .element(let child) where child.tag.name == "dd":
          if definitions.isEmpty { definitions.append(Definition(terms: [], descriptions: [])) }
          let description = Self.blocks(of: child.children, line: child.line)
          definitions[definitions.count - 1].descriptions.append(description)
        // A `div` may group terms and definitions (HTML, 4.4.9).
        case .element(let child) where child.tag.name == "div": add(child.children)
        case .text, .tag, .block, .element: outside.append(node)
        }
      }
    }
    add(element.children)
    blocks += Self.blocks(of: outside, line: element.line)
    if !definitions.isEmpty { blocks.append(Block(line: element.line, .definitionList(definitions))) }
  }

  private mutating func append(details element: HTMLTree.Element) {
    var summary: [Inline] = []
    var content: [HTMLTree.Node] = []
    for child in element.children {
      if case .element(let inner) = child, inner.tag.name == "summary", summary.isEmpty {
        summary = Self.inlines(of: Self.blocks(of: inner.children, line: inner.line))
      } else {
        content.append(child)
      }
    }
    let blocks = Self.blocks(of: content, line: element.line)
    if summary.isEmpty, blocks.isEmpty { return }
    let title: [Inline] = summary.isEmpty ? [.text("Details")] : summary
    self.blocks.append(Block(line: element.line, .details(summary: title, blocks)))
  }

  // MARK: Inlines

  /// The content of blocks as the text of one paragraph, for a heading or a cell of a table.
  static func inlines(of blocks: [Block]) -> [Inline] {
    var result: [Inline] = []
    func add(_ inlines: [Inline], after mark: String = "") {
      if inlines.isEmpty { return }
      if !result.isEmpty { result.append(.lineBreak) }
      if !mark.isEmpty { result.append(.text(mark)) }
      result += inlines
    }
    for block in blocks {
      switch block.kind {
      case .paragraph(let inlines): add(inlines)
      case .heading(_, let inlines, _): add([.strong(inlines)])
      case .blockQuote(let children): add(Self.inlines(of: children))
      case .alert(let alert, let children):
        add([.strong(alert.title)])
        add(Self.inlines(of: children))
      case .details(let summary, let children):
        add([.strong(summary)])
        add(Self.inlines(of: children))
      case .list(let list):
        for (index, item) in list.items.enumerated() {
          let mark = item.isDone.map { $0 ? "☑ " : "☐ " } ?? list.start.map { "\($0 &+ index). " } ?? "• "
          add(Self.inlines(of: item.blocks), after: mark)
        }
      case .definitionList(let definitions):
        for definition in definitions {
          for term in definition.terms { add([.strong(term)]) }
          for description in definition.descriptions { add(Self.inlines(of: description)) }
        }
      case .codeBlock(_, let text):
        let lines = text.split(separator: "\n")
        for line in lines { add([.code(String(line))]) }
      case .table(let table):
        for row in [table.header] + table.rows {
          let cells = row.filter { !$0.isEmpty }
          add(Array(cells.joined(separator: [.text(" | ")])))
        }
      case .tableOverflow(let rows): add([.text(rows)])
      case .thematicBreak: break
      }
    }
    return result
  }
}

extension Block {
  fileprivate var isParagraph: Bool {
    if case .paragraph = kind { true } else { false }
  }
}

extension [Inline] {
  /// The inlines without white space and line breaks at both ends.
  fileprivate var trimmed: [Inline] {
    var inlines = self
    while let last = inlines.last, last.isBlank { inlines.removeLast() }
    inlines.removeFirst(inlines.prefix(while: \.isBlank).count)
    if case .text(let text)? = inlines.first { inlines[0] = .text(String(text.drop { $0 == " " })) }
    if case .text(let text)? = inlines.last, text.hasSuffix(" ") {
      inlines[inlines.count - 1] = .text(String(text.reversed().drop { $0 == " " }.reversed()))
    }
    return inlines
  }
}

extension Inline {
  /// Whether it is white space or a line break.
  fileprivate var isBlank: Bool {
    switch self {
    case .text(let text): text.utf8.allSatisfy(\.isSpace)
    case .softBreak, .lineBreak: true
    case .code, .emphasis, .strong, .strikethrough, .link, .image, .footnoteReference: false
    }
  }
}
