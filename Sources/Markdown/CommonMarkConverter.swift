internal import CCmarkGFM

/// Converts nodes of cmark-gfm to blocks and inlines.
struct CommonMarkConverter {
  typealias Node = UnsafeMutablePointer<cmark_node>

  /// The numbers in the file of the lines that cmark counts.
  let lines: LineMap
  /// Whether any character may be in the box of a task.
  private let allowsOtherTasks: Bool
  /// The node types of the extensions that have been seen. Debian's headers do not declare their codes, so each is
  /// looked up by its name, once.
  private var extensionTypes: [(code: UInt16, type: ExtensionType)] = []

  private enum ExtensionType {
    case table, tableHeader, tableRow, tableCell, strikethrough, other
  }

  /// The abbreviations of the page that have been explained.
  var explained = Explanations()
  /// The names of places so far.
  var anchors: [Anchor] = []
  /// The line of the current block.
  private var blockLine = 0
  /// The anchor in the paragraph before, if it holds nothing else: `<a name="x"></a>`.
  private var pendingAnchor: String?
  /// What the inlines contain that were converted last.
  private var contents = InlineContents()

  private var source: SourceLines

  /// - Parameter source: must exist as long as the converter.
  init(lines: LineMap, source: UnsafeBufferPointer<UInt8>, allowsOtherTasks: Bool) {
    self.lines = lines
    self.allowsOtherTasks = allowsOtherTasks
    self.source = SourceLines(source)
  }

  func line(of node: Node) -> Int {
    lines[Int(node.pointee.start_line)]
  }

  // MARK: Blocks

  /// Converts a child of the document that defines a footnote; returns nil for any other.
  mutating func footnote(_ node: Node) -> Footnote? {
    guard node.type == CMARK_NODE_FOOTNOTE_DEFINITION else { return nil }
    return Footnote(line: line(of: node), blocks: blocks(in: node, depth: 1))
  }

  /// Converts the children of a node.
  /// - Parameter depth: the number of containers around the children.
  mutating func blocks(in parent: Node, depth: Int) -> [Block] {
    if depth > Document.maximumDepth { return flattenedBlocks(in: parent) }
    var sequence = BlockSequence(depth: depth)
    for node in parent.children {
      appendBlock(node, to: &sequence)
    }
    sequence.finish(explained: &explained)
    return sequence.blocks
  }

  /// Converts a node to a block, or to any number of them if it is raw HTML or a table.
  mutating func appendBlock(_ node: Node, to blocks: inout BlockSequence) {
    let line = line(of: node)
    let depth = blocks.currentDepth
    let anchorBefore = pendingAnchor
    pendingAnchor = nil
    blockLine = line
    switch node.type {
    case CMARK_NODE_PARAGRAPH:
      let count = explained.count
      let content = inlines(in: node)
      if blocks.needsParts(of: contents) {
        explained.restore(count: count)
        blocks.append(parts(of: node), line: line, explained: &explained)
      } else if !content.isEmpty {
        blocks.append(Block(line: line, .paragraph(content)))
      } else {
        pendingAnchor = contents.anchor
      }
    case CMARK_NODE_HEADING:
      let level = Int(cmark_node_get_heading_level(node))
      var content = inlinesOfBlocks(in: node, separator: .softBreak)
      var attributes = HeadingAttributes(removedFrom: &content)
      attributes.id = attributes.id ?? contents.anchor
      // The heading keeps its own anchor beside that of an element before it.
      if let anchorBefore, let index = anchors.lastIndex(where: { $0.name == anchorBefore }) {
        anchors[index].line = line
      }
      blocks.append(Block(line: line, .heading(level: level, content, attributes)))
    case CMARK_NODE_CODE_BLOCK:
      let info = text(node.pointee.as.code.info)
      if let title = FenceInfo.title(in: info) {
        blocks.append(Block(line: line, .paragraph([.emphasis([.text(title)])])))
      }
      blocks.append(
        Block(line: line, .codeBlock(language: FenceInfo.language(in: info), text: literal(node))))
    case CMARK_NODE_BLOCK_QUOTE:
      var children = self.blocks(in: node, depth: depth + 1)
      if let alert = Alert.removeMarker(from: &children) {
        blocks.append(Block(line: line, .alert(alert, children)))
      } else {
        blocks.append(Block(line: line, .blockQuote(children)))
      }
    case CMARK_NODE_LIST:
      blocks.append(Block(line: line, .list(list(node, depth: depth + 1))))
    case CMARK_NODE_THEMATIC_BREAK:
      blocks.append(Block(line: line, .thematicBreak))
    case CMARK_NODE_HTML_BLOCK:
      let line = Int(node.pointee.start_line)
      let html = literal(node)
      anchors.append(html: html, line: line, lines)
      blocks.append(html: html, line: line, lines, explained: &explained)
    default:
      if extensionType(of: node) == .table {
        appendTable(node, line: line, to: &blocks)
      } else {
        for block in self.blocks(in: node, depth: depth + 1) { blocks.append(block) }
      }
    }
  }

  private mutating func list(_ node: Node, depth: Int) -> List {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    var list = List(
      start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0,
      items: [])
    for item in node.children {
      var task: List.Task?
      if String(cString: cmark_node_get_type_string(item)) == "tasklist" {
        task = cmark_gfm_extensions_get_tasklist_item_checked(item) ? .done : .open
      }
      var blocks = blocks(in: item, depth: depth)
      if task == nil, beginsWithBracket(item) {
        task = List.removeTaskBox(from: &blocks, allowsOthers: allowsOtherTasks)
      }
      list.items.append(List.Item(task: task, blocks: blocks))
    }
    return list
  }

  /// Whether an item begins with a bracket that is not escaped. cmark-gfm finds the boxes of tasks only in items that
  /// begin their line, not in those within quotes or other lists.
  private mutating func beginsWithBracket(_ item: Node) -> Bool {
    guard let paragraph = item.pointee.first_child, let text = paragraph.pointee.first_child,
      text.type == CMARK_NODE_TEXT, text.pointee.as.literal.len > 0,
      text.pointee.as.literal.data.pointee == UInt8(ascii: "[")
    else { return false }
    let (line, column) = (Int(paragraph.pointee.start_line), Int(paragraph.pointee.start_column))
    return source.byte(line: line, column: column) == UInt8(ascii: "[")
  }

  private mutating func appendTable(_ node: Node, line: Int, to blocks: inout BlockSequence) {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    guard columns > 0, let codes = cmark_gfm_extensions_get_table_alignments(node) else { return }
    let alignments = (0..<columns).map { column -> Table.Alignment in
      switch codes[column] {
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .left
      }
    }
    var table = TableBuilder(alignments: alignments)
    for row in node.children {
      var content: [[Inline]] = []
      for cell in row.children { content.append(inlinesOfBlocks(in: cell, separator: .lineBreak)) }
      table.append(content, isHeader: extensionType(of: row) == .tableHeader)
    }
    for block in table.blocks(line: line) { blocks.append(block) }
  }

  /// Converts blocks that are nested too deep, without recursion: each paragraph, heading and table row becomes a
  /// paragraph, and each block of code or raw HTML becomes code.
  private mutating func flattenedBlocks(in parent: Node) -> [Block] {
    var blocks: [Block] = []
    var row: [Inline] = []
    let iterator = cmark_iter_new(parent)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
      switch node.type {
      case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK:
        blocks.append(Block(line: line(of: node), .codeBlock(language: "", text: literal(node))))
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
        guard event == CMARK_EVENT_EXIT else { continue }
        appendParagraph(inlines(in: node), line: line(of: node), to: &blocks)
      default:
        guard event == CMARK_EVENT_EXIT else { continue }
        switch extensionType(of: node) {
        case .tableCell: row += (row.isEmpty ? [] : [.text(" ")]) + inlines(in: node)
        case .tableHeader, .tableRow:
          appendParagraph(row, line: line(of: node), to: &blocks)
          row = []
        case .table, .strikethrough, .other: continue
        }
      }
    }
    return blocks
  }

  private func appendParagraph(_ inlines: [Inline], line: Int, to blocks: inout [Block]) {
    if !inlines.isEmpty { blocks.append(Block(line: line, .paragraph(inlines))) }
  }

  // MARK: Inlines

  /// Converts the children of a node.
  /// - Parameters:
  ///   - depth: the number of inlines around the children.
  ///   - isLinked: whether a link or an image is around the children, in which a `[[name]]` is text.
  private mutating func inlines(in parent: Node, depth: Int = 0, isLinked: Bool = false) -> [Inline] {
    var builder = InlineBuilder()
    if depth > Document.maximumDepth {
      appendAllLeaves(in: parent, to: &builder)
      return builder.finish()
    }
    var next = parent.pointee.first_child
    while let node = next {
      next = node.pointee.next
      if node.type == CMARK_NODE_TEXT, next?.type == CMARK_NODE_TEXT {
        builder.append(text: joinedText(from: node, next: &next))
      } else {
        appendInline(node, to: &builder, depth: depth, isLinked: isLinked)
      }
    }
    contents = builder.contents
    return builder.finish(parsingNames: !isLinked)
  }

  /// The children of a node, each tag a part of its own.
  private mutating func parts(of parent: Node) -> [HTMLTree.Part] {
    var parts: [HTMLTree.Part] = []
    var builder = InlineBuilder()
    func flush() {
      let inlines = builder.finish(parsingNames: true)
      if !inlines.isEmpty { parts.append(.inlines(inlines)) }
    }
    for node in parent.children {
      if node.type == CMARK_NODE_HTML_INLINE {
        flush()
        if let tag = HTMLTag(literal(node)) { parts.append(.tag(tag)) }
      } else {
        appendInline(node, to: &builder, depth: 0, isLinked: false)
      }
    }
    flush()
    return parts
  }

  /// Converts the children of a heading or a cell, which hold inlines only.
  /// - Parameter separator: comes between the blocks of HTML in it.
  private mutating func inlinesOfBlocks(in parent: Node, separator: Inline) -> [Inline] {
    let count = explained.count
    let inlines = inlines(in: parent)
    guard contents.containsElement else { return inlines }
    explained.restore(count: count)
    var tree = HTMLTree(maximumNesting: 0)
    let contents = contents
    tree.append(parts(of: parent), line: line(of: parent))
    self.contents = contents
    return HTMLReducer.blocks(of: &tree, explained: &explained).flattened(separator: separator)
  }

  /// Converts a node and appends it.
  private mutating func appendInline(
    _ node: Node, to builder: inout InlineBuilder, depth: Int, isLinked: Bool
  ) {
    let inner = depth + 1
    switch node.type {
    case CMARK_NODE_EMPH:
      builder.append(.emphasis(inlines(in: node, depth: inner, isLinked: isLinked)))
    case CMARK_NODE_STRONG:
      builder.append(.strong(inlines(in: node, depth: inner, isLinked: isLinked)))
    case CMARK_NODE_LINK:
      let label = inlines(in: node, depth: inner, isLinked: true)
      builder.append(.link(Link(destination: .url(url(node)), label: label)))
    case CMARK_NODE_IMAGE:
      let alternative = inlines(in: node, depth: inner, isLinked: true)
      builder.append(.image(Image(source: url(node), alternative: alternative)))
    case CMARK_NODE_HTML_INLINE:
      if let tag = HTMLTag(literal(node)) {
        anchors.append(tag, line: blockLine)
        builder.append(tag, explained: &explained)
      }
    case CMARK_NODE_TEXT, CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE,
      CMARK_NODE_FOOTNOTE_REFERENCE:
      appendLeaf(node, to: &builder)
    default:
      if extensionType(of: node) == .strikethrough {
        builder.append(.strikethrough(inlines(in: node, depth: inner, isLinked: isLinked)))
      } else {
        for inline in inlines(in: node, depth: inner, isLinked: isLinked) { builder.append(inline) }
      }
    }
  }

  /// Appends a node without children; does nothing for nodes of other types and for raw HTML.
  private func appendLeaf(_ node: Node, to builder: inout InlineBuilder) {
    switch node.type {
    case CMARK_NODE_TEXT: builder.append(text: literal(node))
    case CMARK_NODE_SOFTBREAK: builder.append(.softBreak)
    case CMARK_NODE_LINEBREAK: builder.append(.lineBreak)
    case CMARK_NODE_CODE: builder.append(.code(literal(node)))
    case CMARK_NODE_FOOTNOTE_REFERENCE: builder.append(.footnoteReference(Int(literal(node)) ?? 0))
    default: break
    }
  }

  /// Appends the leaves below a node that is nested deeper than the maximum. Iterates, because recursion could
  /// overflow the stack.
  private func appendAllLeaves(in parent: Node, to builder: inout InlineBuilder) {
    let iterator = cmark_iter_new(parent)
    defer { cmark_iter_free(iterator) }
    while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
      if let node = cmark_iter_get_node(iterator) { appendLeaf(node, to: &builder) }
    }
  }

  /// The text of a node and of the texts that follow it. The parser begins a node at each character that may be a mark,
  /// and joining them as strings takes twice the time.
  /// - Parameter next: becomes the first node that is no text.
  private func joinedText(from first: Node, next: inout Node?) -> String {
    var count = 0
    var node: Node? = first
    while let text = node, text.type == CMARK_NODE_TEXT {
      count += Int(text.pointee.as.literal.len)
      node = text.pointee.next
    }
    next = node
    return String(unsafeUninitializedCapacity: count) { buffer in
      var filled = 0
      var node: Node? = first
      while let text = node, text.type == CMARK_NODE_TEXT {
        let literal = text.pointee.as.literal
        let bytes = UnsafeBufferPointer(start: literal.data, count: Int(literal.len))
        filled = buffer[filled...].initialize(fromContentsOf: bytes)
        node = text.pointee.next
      }
      return filled
    }
  }

  private func literal(_ node: Node) -> String {
    text(node.type == CMARK_NODE_CODE_BLOCK ? node.pointee.as.code.literal : node.pointee.as.literal)
  }

  private func url(_ node: Node) -> String { text(node.pointee.as.link.url) }

  private func text(_ bytes: cmark_chunk) -> String {
    String(decoding: UnsafeBufferPointer(start: bytes.data, count: Int(bytes.len)), as: UTF8.self)
  }

  private mutating func extensionType(of node: Node) -> ExtensionType {
    let code = node.pointee.type
    // Header rows and body rows have the same code and different names, so the types of rows cannot be stored.
    for known in extensionTypes where known.code == code { return known.type }
    let type: ExtensionType
    switch String(cString: cmark_node_get_type_string(node)) {
    case "table": type = .table
    case "table_header": return .tableHeader
    case "table_row": return .tableRow
    case "table_cell": type = .tableCell
    case "strikethrough": type = .strikethrough
    default: type = .other
    }
    extensionTypes.append((code, type))
    return type
  }
}

extension UnsafeMutablePointer<cmark_node> {
  var type: cmark_node_type { cmark_node_type(UInt32(pointee.type)) }

  /// The children of a node, in their order.
  var children: UnfoldSequence<Self, Self?> {
    sequence(state: pointee.first_child) { next in
      defer { next = next?.pointee.next }
      return next
    }
  }
}
