/// Reduces a tree of HTML to blocks of Markdown.
///
/// Elements such as `p` and `div` end paragraphs, and ``InlineBuilder`` converts the marks in them. Comments, scripts
/// and style sheets are dropped.
struct HTMLReducer {
  private let isPaired: [Bool]
  /// The abbreviations of the page that have been explained.
  private(set) var explained: Explanations
  /// The blocks of the current container so far.
  var blocks: [Block] = []
  /// The text of the current paragraph.
  private var builder = InlineBuilder()
  /// The source line of the current paragraph; nil if it has no text yet.
  private var paragraphLine: Int?
  /// The source line of the last mark.
  private var lastLine = 0
  /// Whether the text so far ends with a space, so that the next one begins without.
  private var endsWithSpace = true
  /// The language of code in the current element.
  private var language = ""
  /// How many blocks and inlines there are so far.
  private var count = 0

  /// Returns the blocks of a tree.
  static func blocks(of tree: inout HTMLTree, explained: inout Explanations) -> [Block] {
    let nodes = tree.finish()
    var reducer = HTMLReducer(isPaired: tree.isPaired, explained: explained)
    let blocks = reducer.content(of: nodes)
    explained = reducer.explained
    return blocks
  }

  private init(isPaired: [Bool], explained: Explanations) {
    self.isPaired = isPaired
    self.explained = explained
  }

  // MARK: Content

  /// Returns nodes as the blocks of a container of their own.
  mutating func content(of nodes: [HTMLNode]) -> [Block] {
    endParagraph()
    let outer = blocks
    blocks = []
    append(nodes)
    endParagraph()
    defer { blocks = outer }
    return blocks
  }

  /// Returns nodes as inlines, with a line break between two blocks.
  mutating func inlines(of nodes: [HTMLNode]) -> [Inline] {
    content(of: nodes).flattened
  }

  /// Returns nodes as inlines that are independent of the marks around them.
  mutating func separateInlines(of nodes: [HTMLNode]) -> [Inline] {
    let (outer, line, space) = (builder, paragraphLine, endsWithSpace)
    let outerBlocks = blocks
    builder = InlineBuilder()
    paragraphLine = nil
    endsWithSpace = true
    blocks = []
    append(nodes)
    endParagraph()
    let result = blocks.flattened
    (builder, paragraphLine, endsWithSpace) = (outer, line, space)
    blocks = outerBlocks
    return result
  }

  mutating func append(_ nodes: [HTMLNode]) {
    let before = count
    var substitutes: [HTMLElement] = []
    for node in nodes {
      if case .element(let element) = node, element.kind == .substitute {
        substitutes.append(element)
      } else {
        append(node)
      }
    }
    // The content of `noscript` stands for what a script shows, and is superfluous beside other content.
    if count == before { for element in substitutes { append(element.children) } }
  }

  private mutating func append(_ node: HTMLNode) {
    switch node {
    case .element(let element): append(element)
    case .text(let text, let line): append(text, line: line)
    case .inlines(let inlines, let line):
      begin(line)
      builder.append(inlines)
      endsWithSpace = false
    case .blocks(let blocks):
      endParagraph()
      self.blocks += builder.frames.count > 1 ? blocks.map { wrapped($0) } : blocks
      count += blocks.count
    case .start(let tag, let number, let line):
      lastLine = line
      if isPaired[number] { builder.append(tag, explained: &explained) }
    case .end(let tag):
      builder.append(tag, explained: &explained)
      // A link without text has no other inlines that begin the paragraph.
      if paragraphLine == nil, builder.endsWithLink { begin(lastLine) }
    case .tag(let tag, let line):
      switch tag.name {
      case "br":
        builder.append(.lineBreak)
        endsWithSpace = true
      case "img", "input":
        begin(line)
        builder.append(tag, explained: &explained)
        endsWithSpace = false
      case "embed": append(Media(tag, content: []), line: line)
      default: break
      }
    }
  }

  private mutating func append(_ text: String, line: Int) {
    // A space at the beginning of a paragraph or after another space is none.
    let text = endsWithSpace && text.utf8.first == UInt8(ascii: " ") ? String(text.dropFirst()) : text
    if text.isEmpty { return }
    if text != " " { begin(line) }
    builder.append(text: text)
    endsWithSpace = text.utf8.last == UInt8(ascii: " ")
  }

  /// Notes that the paragraph has text.
  private mutating func begin(_ line: Int) {
    paragraphLine = paragraphLine ?? line
    count += 1
  }

  mutating func append(_ kind: Block.Kind, line: Int) {
    append(Block(line: line, kind))
  }

  mutating func append(_ block: Block) {
    endParagraph()
    blocks.append(block)
    count += 1
  }

  private mutating func append(_ media: Media, line: Int) {
    begin(line)
    builder.append(media.inlines)
    endsWithSpace = false
  }

  /// Appends a caption: to the paragraph of an image as a line of its own, else as a paragraph.
  private mutating func appendCaption(_ text: [Inline], of element: HTMLElement) {
    endParagraph()
    if element.kind == .caption, let last = blocks.indices.last,
      case .paragraph(let inlines) = blocks[last].kind, inlines.count == 1, inlines[0].isImage
    {
      blocks[last].kind = .paragraph(inlines + [.lineBreak, .emphasis(text)])
    } else {
      append(.paragraph([.emphasis(text)]), line: element.line)
    }
  }

  /// Ends the paragraph, and appends it unless it is empty.
  mutating func endParagraph() {
    endsWithSpace = true
    let inlines = builder.finishParagraph(explained: &explained).trimmed
    if !inlines.isEmpty, let paragraphLine { blocks.append(Block(line: paragraphLine, .paragraph(inlines))) }
    paragraphLine = nil
  }

  /// A block of Markdown within open marks: its text gets the marks.
  private mutating func wrapped(_ block: Block) -> Block {
    var block = block
    switch block.kind {
    case .paragraph(let inlines): block.kind = .paragraph(builder.wrap(inlines))
    case .heading(let level, let inlines, let attributes):
      block.kind = .heading(level: level, builder.wrap(inlines), attributes)
    case .blockQuote, .alert, .details, .definitionList, .list, .codeBlock, .table, .tableOverflow,
      .thematicBreak:
      break
    }
    return block
  }

  // MARK: Elements

  private mutating func append(_ element: HTMLElement) {
    switch element.kind {
    case .container, .paragraph:
      let outer = language
      language = Self.language(of: element.tag) ?? language
      endParagraph()
      append(element.children)
      endParagraph()
      language = outer
    case .heading(let level):
      let id = element.anchor
      let text = inlines(of: element.children)
      if !text.isEmpty { append(.heading(level: level, text, HeadingAttributes(id: id)), line: element.line) }
    case .rule: append(.thematicBreak, line: element.line)
    case .blockQuote:
      let content = content(of: element.children)
      if !content.isEmpty { append(.blockQuote(content), line: element.line) }
    case .preformatted: appendCode(element)
    case .list: appendList(element)
    case .item: appendSeparately(element, after: "• ")
    case .details: appendDetails(element)
    case .summary: appendSeparately(element, after: "")
    case .definitionList: appendDefinitions(element)
    case .term, .definition: appendSeparately(element, after: "")
    case .caption, .tableCaption:
      let text = inlines(of: element.children)
      if !text.isEmpty { appendCaption(text, of: element) }
    case .table: appendTable(element)
    case .tableSection, .row, .cell: appendSeparately(element, after: "")
    case .media where !element.isClosed:
      // Without an end tag the content is not that of the element.
      append(Media(element.tag, content: element.children), line: element.line)
      append(element.children)
    case .media:
      let media = Media(
        element.tag, content: element.children, fallback: separateInlines(of: element.children))
      append(media, line: element.line)
    case .mathematics, .formulaPart, .annotation, .ruby, .rubyText, .rubyParenthesis, .choice, .option:
      appendInline(element)
    case .hidden: if !element.isClosed { append(element.children) }
    case .substitute: append(element.children)
    }
  }

  /// Appends the content in paragraphs of its own.
  private mutating func appendSeparately(_ element: HTMLElement, after mark: String) {
    endParagraph()
    if !mark.isEmpty { builder.append(text: mark) }
    append(element.children)
    endParagraph()
  }

  private mutating func appendDetails(_ element: HTMLElement) {
    endParagraph()
    var summary: [Inline] = []
    var rest = element.children
    if let index = rest.firstIndex(where: { $0.element?.kind == .summary }) {
      summary = inlines(of: rest.remove(at: index).element?.children ?? [])
    }
    let content = content(of: rest)
    if summary.isEmpty, content.isEmpty { return }
    let folding: Folding = element.tag["open"] == nil ? .closed : .open
    append(
      .details(summary: summary.isEmpty ? [.text("Details")] : summary, content, folding), line: element.line)
  }

  private mutating func appendDefinitions(_ element: HTMLElement) {
    endParagraph()
    var groups: [Definition] = []
    for node in element.parts {
      switch node.element?.kind {
      case .term:
        let term = inlines(of: node.element?.children ?? [])
        if term.isEmpty { continue }
        if let last = groups.indices.last, groups[last].descriptions.isEmpty {
          groups[last].terms.append(term)
        } else {
          groups.append(Definition(terms: [term], descriptions: []))
        }
      case .definition:
        let definition = content(of: node.element?.children ?? [])
        if definition.isEmpty { continue }
        if groups.isEmpty { groups.append(Definition(terms: [], descriptions: [])) }
        groups[groups.count - 1].descriptions.append(definition)
      default:
        let other = content(of: [node])
        if other.isEmpty { continue }
        if groups.isEmpty { groups.append(Definition(terms: [], descriptions: [])) }
        groups[groups.count - 1].descriptions.append(other)
      }
    }
    if !groups.isEmpty { append(.definitionList(groups), line: element.line) }
  }

  private mutating func appendCode(_ element: HTMLElement) {
    endParagraph()
    let own = Self.language(of: element.tag) ?? element.tag["lang"]
    let inner = element.children.lazy.compactMap { node in
      if case .start(let tag, _, _) = node { Self.language(of: tag) } else { nil }
    }.first
    var text = element.preformattedText
    // A line break directly after the start tag is none (HTML, 13.2.6.4.7).
    if text.first?.isNewline == true { text.removeFirst() }
    if text.isEmpty { return }
    append(.codeBlock(language: (inner ?? own ?? language).lowercased(), text: text), line: element.line)
  }

  /// The language that a class names, as highlighters write them; nil if none does.
  private static func language(of tag: HTMLTag) -> String? {
    guard let classes = tag["class"] else { return nil }
    for name in classes.split(whereSeparator: \.isWhitespace) {
      for prefix in ["language-", "lang-", "highlight-source-"]
      where name.hasPrefix(prefix) && name.count > prefix.count {
        return String(name.dropFirst(prefix.count))
      }
    }
    return nil
  }

  // MARK: Inlines

  private mutating func appendInline(_ element: HTMLElement) {
    switch element.kind {
    case .mathematics:
      let alternative = element.tag["alttext"] ?? ""
      append(alternative.isEmpty ? MathML.text(of: element.children) : alternative, line: element.line)
    case .annotation, .rubyParenthesis: break
    case .ruby: append(element.children)
    case .rubyText:
      let reading = separateInlines(of: element.children)
      if !reading.isEmpty { append([.text(" (")] + reading + [.text(")")], line: element.line) }
    case .choice:
      for (index, node) in element.parts.enumerated() {
        if index > 0 { append(", ", line: element.line) }
        append(separateInlines(of: [node]), line: element.line)
      }
    default: append(element.children)
    }
  }

  private mutating func append(_ inlines: [Inline], line: Int) {
    if inlines.isEmpty { return }
    begin(line)
    builder.append(inlines)
    endsWithSpace = false
  }
}

extension HTMLNode {
  var element: HTMLElement? {
    if case .element(let element) = self { element } else { nil }
  }

  /// Whether it is a text without words.
  var isBlank: Bool {
    if case .text(let text, _) = self { text.utf8.allSatisfy(\.isSpace) } else { false }
  }
}

extension HTMLElement {
  /// The children without blank text, and with the children of `div` elements in their place, which may group the terms
  /// of a list.
  var parts: [HTMLNode] {
    children.flatMap { node -> [HTMLNode] in
      if node.isBlank { return [] }
      if let element = node.element, element.kind == .container, element.children.contains(where: \.isTerm) {
        return element.children.filter { !$0.isBlank }
      }
      return [node]
    }
  }

  /// The name by which links lead to it.
  fileprivate var anchor: String? {
    tag.anchor
      ?? children.lazy.compactMap { node in
        if case .start(let tag, _, _) = node, tag.name == "a" { tag.anchor } else { nil }
      }.first
  }

  /// The text with all its white space.
  fileprivate var preformattedText: String {
    var text = ""
    for node in children {
      switch node {
      case .text(let part, _): text += part
      case .tag(let tag, _): if tag.name == "br" { text += "\n" } else { text += tag["alt"] ?? "" }
      case .element(let element):
        if element.kind == .hidden, element.isClosed { continue }
        text += element.preformattedText
      case .inlines(let inlines, _): text += inlines.plainText
      case .blocks(let blocks): text += "\n" + blocks.flattened.plainText + "\n"
      case .start, .end: break
      }
    }
    return text
  }
}

extension HTMLNode {
  fileprivate var isTerm: Bool { element?.kind == .term || element?.kind == .definition }
}

extension Inline {
  /// Whether it is an image, also as the label of a link.
  fileprivate var isImage: Bool {
    switch self {
    case .image: true
    case .link(let link): link.label.count == 1 && link.label[0].isImage
    case .emphasis, .strong, .strikethrough, .text, .code, .footnoteReference, .softBreak, .lineBreak: false
    }
  }
}
