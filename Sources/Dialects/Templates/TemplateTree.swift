/// The template tags of a page, with the content that pairs of them enclose.
struct TemplateTree {
  indirect enum Node {
    case text(Range<Int>)
    case tag(TemplateTag, [Node], closing: TemplateTag?)
    /// A tag whose content is not Markdown.
    case verbatim(TemplateTag, content: Range<Int>, closing: TemplateTag, TagAction)
  }

  private(set) var nodes: [Node] = []
  /// Whether the page continues in a way that is known only when it is scanned again without the tags so far: a fence in
  /// the content of a tag is open at the end of that content.
  private(set) var isPartial = false

  /// The ranges of the tags whose content is not Markdown, or code that is captured, with that content, in order.
  var verbatimRanges: [Range<Int>] {
    func ranges(_ nodes: [Node]) -> [Range<Int>] {
      nodes.flatMap { node -> [Range<Int>] in
        switch node {
        case .text: []
        case .tag(let tag, _, let closing?) where tag.isCapturedCode:
          [tag.range.lowerBound..<closing.range.upperBound]
        case .tag(_, let children, _): ranges(children)
        case .verbatim(let tag, _, let closing, _): [tag.range.lowerBound..<closing.range.upperBound]
        }
      }
    }
    return ranges(nodes)
  }

  /// The maximum depth of pairs. Deeper tags stand for themselves.
  private static let maximumDepth = 32

  init(_ markdown: ScannedMarkdown, _ syntax: TemplateSyntax) {
    let items = collect(markdown, syntax)
    pair(items, count: markdown.bytes.count, syntax)
  }

  private enum Item {
    case tag(TemplateTag)
    case verbatim(TemplateTag, closing: TemplateTag, TagAction)
  }

  /// Finds the tags of a page, in order.
  private mutating func collect(_ markdown: ScannedMarkdown, _ syntax: TemplateSyntax) -> [Item] {
    let bytes = markdown.bytes
    var items: [Item] = []
    var parser = TemplateTagParser(bytes, syntax)
    var code = markdown.code[...]
    // The names of tags that are not closed behind some offset.
    var unclosed: Set<String> = []
    // The tabs of Docsy's panes are code, unless a pane or a tab says that they are text.
    var isInCodePane = false
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      code = code.drop { $0.upperBound <= open }
      let isCode = code.first.map { $0.lowerBound <= open } ?? false
      guard let tag = parser.tag(at: open) else { continue }
      // Only marks that hide other tags from the program are removed from code.
      let isRaw = syntax.hasEndTags && !syntax.needsCall && (tag.name == "raw" || tag.name == "verbatim")
      if isCode, tag.kind != .escaped, !isRaw { continue }
      index = tag.range.upperBound
      if tag.name == "tabpane" { isInCodePane = !tag.isClosing && tag.arguments["text"] != "true" }
      let isCodeTab = isInCodePane && tag.name == "tab" && tag.arguments["text"] != "true"
      let showsCode = isCodeTab || tag.name == "card" && tag.arguments["code"] == "true"
      if let action = showsCode ? .code(language: nil) : TagAction(tag), action.isVerbatim,
        !tag.isClosing,
        !tag.isSelfClosing,
        !unclosed.contains(tag.name)
      {
        if let closing = Self.closing(of: tag, behind: index, in: bytes, syntax) {
          items.append(.verbatim(tag, closing: closing, action))
          index = closing.range.upperBound
          code = code.drop { $0.upperBound <= closing.range.lowerBound }
          if let around = code.first, around.lowerBound <= closing.range.lowerBound, !isCode {
            isPartial = true
            return items
          }
          continue
        }
        unclosed.insert(tag.name)
        if case .comment = action, !isCode {
          // Without its end, a comment hides the rest of the page.
          let end = bytes.count..<bytes.count
          let closing = TemplateTag(
            kind: tag.kind, name: tag.name, arguments: TagArguments(), isClosing: true, isSelfClosing: false,
            range: end, content: end)
          items.append(.verbatim(tag, closing: closing, action))
          return items
        }
      }
      if isCode, isRaw { continue }
      items.append(.tag(tag))
    }
    return items
  }

  /// Finds the tag that closes one whose content is not Markdown.
  private static func closing(
    of tag: TemplateTag, behind start: Int, in bytes: [UInt8], _ syntax: TemplateSyntax
  ) -> TemplateTag? {
    var parser = TemplateTagParser(bytes, syntax)
    var index = start
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      if let closing = parser.tag(at: open), closing.isClosing,
        closing.name == tag.name || closing.name.isEmpty
      {
        return closing
      }
      index = open + 1
    }
    return nil
  }

  /// A tag whose closing tag has not been found yet.
  private struct OpenTag {
    let tag: TemplateTag
    var children: [Node] = []
  }

  /// Pairs the tags, and adds the text between them.
  private mutating func pair(_ items: [Item], count: Int, _ syntax: TemplateSyntax) {
    // The numbers of closing tags that follow, by name. A tag without one is not opened.
    var following: [String: Int] = [:]
    for case .tag(let tag) in items where tag.isClosing { following[tag.name, default: 0] += 1 }
    var open: [OpenTag] = []
    func append(_ node: Node) {
      if open.isEmpty { nodes.append(node) } else { open[open.count - 1].children.append(node) }
    }
    /// Ends the innermost tag as one that encloses nothing.
    func dissolve() {
      let last = open.removeLast()
      append(.tag(last.tag, [], closing: nil))
      for child in last.children { append(child) }
    }
    var end = 0
    for item in items {
      switch item {
      case .verbatim(let tag, let closing, let action):
        if tag.range.lowerBound > end { append(.text(end..<tag.range.lowerBound)) }
        append(
          .verbatim(tag, content: tag.range.upperBound..<closing.range.lowerBound, closing: closing, action))
        end = closing.range.upperBound
      case .tag(let tag):
        if tag.range.lowerBound > end { append(.text(end..<tag.range.lowerBound)) }
        end = tag.range.upperBound
        if tag.isClosing {
          following[tag.name, default: 1] -= 1
          if let index = open.lastIndex(where: { tag.name.isEmpty || $0.tag.name == tag.name }) {
            while open.count - 1 > index { dissolve() }
            let pair = open.removeLast()
            append(.tag(pair.tag, pair.children, closing: tag))
          } else {
            append(.tag(tag, [], closing: nil))
          }
        } else if !tag.isSelfClosing, open.count < Self.maximumDepth,
          following[tag.name, default: 0] > 0
            || syntax.needsCall && tag.kind == .statement && following["", default: 0] > 0
        {
          open.append(OpenTag(tag: tag))
        } else {
          append(.tag(tag, [], closing: nil))
        }
      }
    }
    if end < count { append(.text(end..<count)) }
    while !open.isEmpty { dissolve() }
  }
}
