internal import CCmarkGFM

extension Document {
  /// Parses GitHub Flavored Markdown without front matter.
  ///
  /// All input is valid: malformed UTF-8 becomes U+FFFD. Content beyond `maximumDepth` or `maximumCells` loses its
  /// structure and keeps its text.
  ///
  /// The time is not bounded: for some inputs cmark-gfm takes quadratic time and memory. Parse untrusted pages in a
  /// process with limits first. Only one thread parses at a time.
  ///
  /// - Parameters:
  ///   - lines: the numbers of the lines of `markdown` in its file.
  ///   - allowsOtherTasks: whether the box of a task may contain any character, as in Obsidian.
  package init(
    markdown: some Collection<UInt8>, lines: LineMap = LineMap(), allowsOtherTasks: Bool = false
  ) {
    var document = Document()
    BlockReader.read(markdown, lines: lines, allowsOtherTasks: allowsOtherTasks) { reader in
      while let block = reader.next() { document.blocks.append(block) }
      (document.footnotes, document.anchors) = (reader.footnotes, reader.anchors)
    }
    self = document
  }

  /// Parses a string; see `init(markdown:lines:allowsOtherTasks:)`.
  package init(markdown: String, lines: LineMap = LineMap()) {
    self.init(markdown: markdown.utf8, lines: lines)
  }
}

/// The tree of a text in which the blocks are parsed, and the inlines of one block at a time.
///
/// `cmark_parser_finish` parses those of all blocks, and walks the whole tree several times. Without it a page of 1 MB is
/// printed in a tenth less time, because the inlines of a block are in the cache when it is converted, and the next block's
/// are written to the same memory.
struct BlockTree: ~Copyable {
  typealias Node = CommonMarkConverter.Node

  private let parser: UnsafeMutablePointer<cmark_parser>
  /// The children of the document that were not returned yet.
  private var next: Node?
  /// The extension that finds addresses of e-mail in parsed inlines; nil if the text has none.
  private let emails: UnsafeMutablePointer<cmark_syntax_extension>?
  /// The memory behind which the inlines of a block are.
  private var endOfBlocks = MemoryBlocks.Mark()
  /// Whether all inlines are parsed.
  private var isFinished = false

  /// Parses the blocks. Only one tree may exist at a time, because it is part of ``ParserMemory``.
  init?(_ source: UnsafeBufferPointer<UInt8>) {
    cmark_gfm_core_extensions_ensure_registered()
    let signs = SyntaxSigns(in: source)
    // The parser's own validation takes ten times as long.
    let isValid = (try? UTF8Span(validating: source.span)) != nil
    let options =
      (isValid ? 0 : CMARK_OPT_VALIDATE_UTF8) | (signs.contains(.footnotes) ? CMARK_OPT_FOOTNOTES : 0)
    guard let parser = cmark_parser_new_with_mem(options, ParserMemory.allocator) else { return nil }
    self.parser = parser
    for name in ["table", "strikethrough", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    let autolink = signs.contains(.autolinks) ? cmark_find_syntax_extension("autolink") : nil
    if let autolink { cmark_parser_attach_syntax_extension(parser, autolink) }
    emails = signs.contains(.emails) ? autolink : nil
    source.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    if signs.contains(.footnotes) {
      // The numbers of footnotes are those of the references to them, which are inlines of the whole text.
      next = cmark_parser_finish(parser)?.pointee.first_child
      isFinished = true
    } else {
      endLastParagraph(of: source)
      next = parser.pointee.root.pointee.first_child
      cmark_manage_extensions_special_characters(parser, 1)
      endOfBlocks = ParserMemory.mark()
    }
  }

  deinit {
    if !isFinished { cmark_manage_extensions_special_characters(parser, 0) }
    ParserMemory.removeAll()
  }

  /// Ends a paragraph at the end of the text, which may hold reference definitions for the text before it.
  private func endLastParagraph(of source: UnsafeBufferPointer<UInt8>) {
    if let last = source.last, last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r") { feed("\n") }
    // A blank line. A line feed alone would be part of the line end if the text ends with a carriage return.
    if parser.pointee.current.type == CMARK_NODE_PARAGRAPH { feed("\r\n") }
  }

  private func feed(_ text: String) { cmark_parser_feed(parser, text, text.utf8.count) }

  /// Returns the next child of the document, with its inlines; nil after the last one. It replaces the one before.
  mutating func nextBlock() -> Node? {
    guard let node = next else { return nil }
    next = node.pointee.next
    if isFinished { return node }
    if next == nil {
      isFinished = true
      // The last block may be open still, and only the end of the text ends it.
      return cmark_parser_finish(parser)?.pointee.first_child
    }
    // The first reference of a text sorts the definitions, which stay.
    let isSorted = parser.pointee.refmap.pointee.sorted != nil
    ParserMemory.removeAll(after: endOfBlocks)
    cmark_node_unlink(node)
    parseInlines(in: node)
    if !isSorted, parser.pointee.refmap.pointee.sorted != nil { endOfBlocks = ParserMemory.mark() }
    return node
  }

  private func parseInlines(in block: Node) {
    let iterator = cmark_iter_new(block)
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
      guard event == CMARK_EVENT_ENTER, Self.containsInlines(node) else { continue }
      cmark_parse_inlines(parser, node, parser.pointee.refmap, parser.pointee.options)
      cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT)
    }
    cmark_iter_free(iterator)
    if let emails, let postprocess = emails.pointee.postprocess_func {
      _ = postprocess(emails, parser, block)
    }
  }

  private static func containsInlines(_ node: Node) -> Bool {
    if let type = node.pointee.extension, let containsInlines = type.pointee.contains_inlines_func {
      return containsInlines(type, node) != 0
    }
    return node.type == CMARK_NODE_PARAGRAPH || node.type == CMARK_NODE_HEADING
  }
}

extension String {
  /// Decodes entities as the parser does in Markdown: HTML 5's names with their `;`, and decimal and hexadecimal
  /// numbers (CommonMark 0.29, 6.2). All other text stays, malformed entities included.
  ///
  /// The result may contain any character except NUL: `&#27;` becomes an escape character.
  init(decodingEntitiesIn text: some StringProtocol) {
    var text = String(text)
    guard text.utf8.contains(UInt8(ascii: "&")) else {
      self = text
      return
    }
    self = text.withUTF8 { source in
      var buffer = cmark_strbuf()
      cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 0)
      defer { cmark_strbuf_free(&buffer) }
      // The text comes from cmark, whose sizes fit a bufsize_t.
      houdini_unescape_html_f(&buffer, source.baseAddress, bufsize_t(source.count))
      let bytes = UnsafeBufferPointer(start: buffer.ptr, count: Int(buffer.size))
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
