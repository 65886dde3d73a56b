internal import CCmarkGFM
internal import Synchronization

/// Held while a document is parsed and converted: each parse of cmark-gfm changes a process-wide table of special
/// characters for its extensions, and there is one arena per process.
private let parserLock = Mutex(())

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
    self.init()
    func parse(_ source: UnsafeBufferPointer<UInt8>) {
      let converter = CommonMarkConverter(lines: lines, source: source, allowsOtherTasks: allowsOtherTasks)
      self.parse(source, converter)
    }
    let parsed: ()? = markdown.withContiguousStorageIfAvailable(parse)
    if parsed == nil { Array(markdown).withUnsafeBufferPointer(parse) }
  }

  /// Parses a string; see `init(markdown:lines:allowsOtherTasks:)`.
  package init(markdown: String, lines: LineMap = LineMap()) {
    self.init(markdown: markdown.utf8, lines: lines)
  }

  private mutating func parse(_ source: UnsafeBufferPointer<UInt8>, _ converter: CommonMarkConverter) {
    parserLock.withLock { _ in
      cmark_gfm_core_extensions_ensure_registered()
      let signs = SyntaxSigns(in: source)
      // The parser's own validation takes ten times as long.
      let isValid = (try? UTF8Span(validating: source.span)) != nil
      let options =
        (isValid ? 0 : CMARK_OPT_VALIDATE_UTF8) | (signs.contains(.footnotes) ? CMARK_OPT_FOOTNOTES : 0)
      let parser = cmark_parser_new_with_mem(options, ParserMemory.allocator)
      for name in ["table", "strikethrough", "tasklist"] + (signs.contains(.autolinks) ? ["autolink"] : []) {
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
      }
      source.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      if let root = cmark_parser_finish(parser) { convert(root, converter) }
      ParserMemory.removeAll()
    }
  }

  private mutating func convert(_ root: CommonMarkConverter.Node, _ converter: CommonMarkConverter) {
    var converter = converter
    var sequence = BlockSequence(depth: 0)
    for child in root.children {
      if child.type == CMARK_NODE_FOOTNOTE_DEFINITION {
        footnotes.append(
          Footnote(line: converter.line(of: child), blocks: converter.blocks(in: child, depth: 1)))
      } else {
        converter.appendBlock(child, to: &sequence)
      }
    }
    sequence.finish(explained: &converter.explained)
    blocks = sequence.blocks
    anchors = converter.anchors
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
