internal import CCmarkGFM
internal import Synchronization

/// cmark keeps the characters of its extensions in one table for the process, and changes it in each parse; its
/// arena is one for the process, too.
private let parsing = Mutex(())

extension Document {
  /// Parses GitHub Flavored Markdown; front matter must be off already.
  ///
  /// Any bytes are a document: what is not UTF-8 becomes U+FFFD. Containers and inlines nested deeper than
  /// `maximumDepth`, and cells of a table beyond `maximumCells`, keep their words and lose their layout.
  /// The time is bounded only by the size: some inputs are quadratic, so whoever serves strangers
  /// tries a page under limits first.
  ///
  /// - Parameters:
  ///   - firstLine: the number of the source's first line within its file, from 1.
  ///   - isCompact: whether the document lies close together in memory, because the parser's own lies elsewhere;
  ///     while it parses it takes half as much again.
  package init(markdown: some Collection<UInt8>, firstLine: Int = 1, isCompact: Bool = false) {
    self.init()
    let parsed: ()? = markdown.withContiguousStorageIfAvailable {
      parse($0, firstLine: firstLine, isCompact: isCompact)
    }
    if parsed == nil {
      Array(markdown).withUnsafeBufferPointer { parse($0, firstLine: firstLine, isCompact: isCompact) }
    }
  }

  /// Parses a string; see ``init(markdown:firstLine:)``.
  package init(markdown: String, firstLine: Int = 1) {
    self.init(markdown: markdown.utf8, firstLine: firstLine)
  }

  /// How deep quotes and lists may nest, and emphasis within a paragraph, before their text is set flat.
  package static let maximumDepth = 64

  /// How many cells of one table are laid out as a table.
  package static let maximumCells = 20_000

  private mutating func parse(_ source: UnsafeBufferPointer<UInt8>, firstLine: Int, isCompact: Bool) {
    parsing.withLock { _ in
      cmark_gfm_core_extensions_ensure_registered()
      let memory = isCompact ? cmark_get_arena_mem_allocator() : cmark_get_default_mem_allocator()
      let parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8, memory)
      for name in ["table", "strikethrough", "autolink", "tasklist"] {
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
      }
      source.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      let root = cmark_parser_finish(parser)
      cmark_parser_free(parser)
      take(root, firstLine: firstLine)
      cmark_node_free(root)
      if isCompact { cmark_arena_reset() }
    }
  }

  private mutating func take(_ root: OpaquePointer?, firstLine: Int) {
    var converter = CommonMarkConverter(lineOffset: firstLine - 1)
    // Each child is freed once it is converted: cmark's tree and ours are never whole at once.
    while let child = cmark_node_first_child(root) {
      if cmark_node_get_type(child) == CMARK_NODE_FOOTNOTE_DEFINITION {
        footnotes.append(
          Footnote(line: converter.line(of: child), blocks: converter.blocks(in: child, depth: 1)))
      } else {
        converter.appendBlock(child, to: &blocks, depth: 0)
      }
      cmark_node_unlink(child)
      cmark_node_free(child)
    }
  }
}

/// cmark's nodes into our values.
private struct CommonMarkConverter {
  typealias Node = OpaquePointer

  let lineOffset: Int
  /// The extensions' node types are known by name only, and each name is looked up once.
  private var extensionTypes: [(code: UInt32, type: ExtensionType)] = []

  private enum ExtensionType {
    case table, tableHeader, tableRow, tableCell, strikethrough, other
  }

  init(lineOffset: Int) {
    self.lineOffset = lineOffset
  }

  func line(of node: Node) -> Int {
    Int(cmark_node_get_start_line(node)) + lineOffset
  }

  // MARK: Blocks

  mutating func blocks(in parent: Node, depth: Int) -> [Block] {
    if depth > Document.maximumDepth { return flattened(parent) }
    var blocks: [Block] = []
    var next = cmark_node_first_child(parent)
    while let node = next {
      appendBlock(node, to: &blocks, depth: depth)
      next = cmark_node_next(node)
    }
    return blocks
  }

  mutating func appendBlock(_ node: Node, to blocks: inout [Block], depth: Int) {
    let line = line(of: node)
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH:
      appendParagraph(inlines(in: node), line: line, to: &blocks)
    case CMARK_NODE_HEADING:
      let level = Int(cmark_node_get_heading_level(node))
      var words = inlines(in: node)
      let id = Self.takeAttributes(from: &words)
      blocks.append(Block(line: line, .heading(level: level, words, id: id)))
    case CMARK_NODE_CODE_BLOCK:
      let info = String(cString: cmark_node_get_fence_info(node))
      blocks.append(Block(line: line, .codeBlock(language: Self.language(in: info), text: literal(node))))
    case CMARK_NODE_BLOCK_QUOTE:
      var children = self.blocks(in: node, depth: depth + 1)
      if let alert = Self.takeAlert(from: &children) {
        blocks.append(Block(line: line, .alert(alert, children)))
      } else {
        blocks.append(Block(line: line, .blockQuote(children)))
      }
    case CMARK_NODE_LIST:
      blocks.append(Block(line: line, .list(list(node, depth: depth + 1))))
    case CMARK_NODE_THEMATIC_BREAK:
      blocks.append(Block(line: line, .thematicBreak))
    case CMARK_NODE_HTML_BLOCK:
      blocks += HTMLReducer.blocks(in: literal(node), line: line)
    default:
      if extensionType(of: node) == .table {
        appendTable(node, line: line, to: &blocks)
      } else {
        blocks += self.blocks(in: node, depth: depth + 1)
      }
    }
  }

  /// Takes `{#id}`, `{#id .class}` or `{: #id}` off a heading's end, as Hugo, Zola and kramdown have it; the id.
  private static func takeAttributes(from inlines: inout [Inline]) -> String? {
    guard case .text(let text)? = inlines.last, text.hasSuffix("}"), let open = text.lastIndex(of: "{") else {
      return nil
    }
    let attributes = text[open...].dropFirst().dropLast()
    guard let first = attributes.first, "#.:".contains(first) else { return nil }
    inlines.removeLast()
    let rest = String(text[..<open].reversed().drop { $0 == " " }.reversed())
    if !rest.isEmpty { inlines.append(.text(rest)) }
    return attributes.split(separator: " ").first { $0.hasPrefix("#") && $0.count > 1 }.map {
      String($0.dropFirst())
    }
  }

  private mutating func list(_ node: Node, depth: Int) -> List {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    var list = List(
      start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0,
      items: [])
    var next = cmark_node_first_child(node)
    while let item = next {
      var isDone: Bool?
      if String(cString: cmark_node_get_type_string(item)) == "tasklist" {
        isDone = cmark_gfm_extensions_get_tasklist_item_checked(item)
      }
      list.items.append(List.Item(isDone: isDone, blocks: blocks(in: item, depth: depth)))
      next = cmark_node_next(item)
    }
    return list
  }

  private mutating func appendTable(_ node: Node, line: Int, to blocks: inout [Block]) {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    guard columns > 0, let codes = cmark_gfm_extensions_get_table_alignments(node) else { return }
    let alignments = (0..<columns).map { column -> Table.Alignment in
      switch codes[column] {
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .left
      }
    }
    var table = Table(alignments: alignments, header: [], rows: [])
    var overflow = ""
    var cells = 0
    var nextRow = cmark_node_first_child(node)
    while let row = nextRow {
      var content: [[Inline]] = []
      var nextCell = cmark_node_first_child(row)
      while let cell = nextCell {
        content.append(inlines(in: cell))
        nextCell = cmark_node_next(cell)
      }
      while content.count < columns { content.append([]) }
      cells += columns
      if extensionType(of: row) == .tableHeader {
        table.header = content
      } else if cells <= Document.maximumCells {
        table.rows.append(content)
      } else {
        overflow += content.map(\.plainText).filter { !$0.isEmpty }.joined(separator: " | ") + "\n"
      }
      nextRow = cmark_node_next(row)
    }
    blocks.append(Block(line: line, .table(table)))
    if !overflow.isEmpty { blocks.append(Block(line: line, .tableOverflow(overflow))) }
  }

  /// The words of what is nested too deep, a paragraph for each of its own.
  private mutating func flattened(_ parent: Node) -> [Block] {
    var blocks: [Block] = []
    var row: [Inline] = []
    let iterator = cmark_iter_new(parent)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
      switch cmark_node_get_type(node) {
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
        default: continue
        }
      }
    }
    return blocks
  }

  private func appendParagraph(_ inlines: [Inline], line: Int, to blocks: inout [Block]) {
    if !inlines.isEmpty { blocks.append(Block(line: line, .paragraph(inlines))) }
  }

  /// Takes GitHub's `[!NOTE]` off the first paragraph of a quote.
  private static func takeAlert(from blocks: inout [Block]) -> Alert? {
    guard case .paragraph(var inlines)? = blocks.first?.kind, case .text(let mark)? = inlines.first,
      mark.hasPrefix("[!"), mark.hasSuffix("]"),
      inlines.count == 1 || inlines[1] == .softBreak || inlines[1] == .lineBreak,
      let alert = Alert(rawValue: mark.dropFirst(2).dropLast().lowercased())
    else { return nil }
    inlines.removeFirst(min(2, inlines.count))
    if inlines.isEmpty {
      blocks.removeFirst()
    } else {
      blocks[0].kind = .paragraph(inlines)
    }
    return alert
  }

  /// `Rust,ignore`, `{.python}` and `c++ title="x"` as `rust`, `python`, `c++`.
  private static func language(in info: String) -> String {
    let word = info.prefix { $0 != " " && $0 != "," && $0 != "\t" && $0 != "}" }
    return word.drop { $0 == "{" || $0 == "." }.lowercased()
  }

  // MARK: Inlines

  /// - Parameter isLinked: within a link, where there is no other.
  private mutating func inlines(in parent: Node, depth: Int = 0, isLinked: Bool = false) -> [Inline] {
    var builder = InlineBuilder()
    if depth > Document.maximumDepth {
      appendAllWords(in: parent, to: &builder)
      return builder.finish()
    }
    let inner = depth + 1
    var next = cmark_node_first_child(parent)
    while let node = next {
      switch cmark_node_get_type(node) {
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
      case CMARK_NODE_HTML_INLINE: builder.append(html: literal(node))
      case CMARK_NODE_TEXT, CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE,
        CMARK_NODE_FOOTNOTE_REFERENCE:
        appendWords(of: node, to: &builder)
      default:
        if extensionType(of: node) == .strikethrough {
          builder.append(.strikethrough(inlines(in: node, depth: inner, isLinked: isLinked)))
        } else {
          for inline in inlines(in: node, depth: inner, isLinked: isLinked) { builder.append(inline) }
        }
      }
      next = cmark_node_next(node)
    }
    let holdsBracket = builder.holdsBracket
    let inlines = builder.finish()
    return holdsBracket && !isLinked ? WikiLink.reading(inlines) : inlines
  }

  /// Appends a node that holds no others, if it says something.
  private func appendWords(of node: Node, to builder: inout InlineBuilder) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: builder.append(text: literal(node))
    case CMARK_NODE_SOFTBREAK: builder.append(.softBreak)
    case CMARK_NODE_LINEBREAK: builder.append(.lineBreak)
    case CMARK_NODE_CODE: builder.append(.code(literal(node)))
    case CMARK_NODE_FOOTNOTE_REFERENCE: builder.append(.footnoteReference(Int(literal(node)) ?? 0))
    default: break
    }
  }

  /// The words of what is nested too deep, without a call for each level: the stack is the program's.
  private func appendAllWords(in parent: Node, to builder: inout InlineBuilder) {
    let iterator = cmark_iter_new(parent)
    defer { cmark_iter_free(iterator) }
    while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
      if let node = cmark_iter_get_node(iterator) { appendWords(of: node, to: &builder) }
    }
  }

  private func literal(_ node: Node) -> String {
    guard let literal = cmark_node_get_literal(node) else { return "" }
    return String(cString: literal)
  }

  private func url(_ node: Node) -> String {
    cmark_node_get_url(node).map { String(cString: $0) } ?? ""
  }

  private mutating func extensionType(of node: Node) -> ExtensionType {
    let code = UInt32(cmark_node_get_type(node).rawValue)
    // Header and body rows share a code and differ in their name.
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
