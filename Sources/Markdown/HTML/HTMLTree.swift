/// The tree of the HTML blocks of a container, with the Markdown blocks between them.
///
/// A block of raw HTML ends at a blank line (CommonMark 0.29, 4.6), so an element may begin in one block and end in
/// another, with Markdown between them. Tags of inlines are leaves: ``InlineBuilder`` pairs them.
struct HTMLTree {
  indirect enum Node {
    case text(String)
    case tag(HTMLTag)
    case block(Block)
    case element(Element)
  }

  struct Element {
    let tag: HTMLTag
    /// The source line of the tag.
    let line: Int
    var children: [Node] = []
  }

  /// The open elements, the outermost first. The first one is the container itself.
  private var open: [Element]

  init() {
    open = [Element(tag: HTMLTag(name: "body"), line: 0)]
  }

  /// Whether an element is open, to which the next block belongs.
  var isOpen: Bool { open.count > 1 }

  /// Whether nothing was appended.
  var isEmpty: Bool { open.count == 1 && open[0].children.isEmpty }

  /// Ends all elements and returns the tree.
  mutating func finish() -> [Node] {
    while open.count > 1 { close() }
    let nodes = open[0].children
    self = HTMLTree()
    return nodes
  }

  mutating func append(_ block: Block) { append(.block(block)) }

  /// Appends a block of raw HTML.
  /// - Parameter line: the source line of the HTML.
  mutating func append(html: String, line: Int) {
    var line = line
    // cmark ends a block of HTML with a line break.
    var rest = html.last?.isNewline == true ? html.dropLast() : html[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      append(text: rest[..<start], &line)
      rest = rest[start...]
      guard let markup = HTMLMarkup.remove(from: &rest) else {
        append(.text("<"))
        rest = rest.dropFirst()
        continue
      }
      if let tag = HTMLTag(markup) {
        if Self.rawElements.contains(tag.name), !tag.isClosing {
          append(raw: tag, &rest, line)
        } else {
          append(tag, line: line)
        }
      }
      line += markup.lineBreaks
    }
    append(text: rest, &line)
  }

  private mutating func append(text: Substring, _ line: inout Int) {
    guard !text.isEmpty else { return }
    append(.text(String(decodingEntitiesIn: HTMLMarkup.collapsingSpaces(in: text))))
    line += text.lineBreaks
  }

  private mutating func append(_ node: Node) { open[open.count - 1].children.append(node) }

  /// Appends an element whose content is text and not markup: code, or what is not shown.
  private mutating func append(raw tag: HTMLTag, _ rest: inout Substring, _ line: Int) {
    prepare(for: tag)
    guard tag.name != "pre" else {
      let code = rest.prefix(upToFirst: "</pre>")
      rest = rest.suffix(afterFirst: "</pre>")
      var language = tag["class"].flatMap(HTMLMarkup.language(inClass:))
      let text = HTMLMarkup.preformattedText(of: code, language: &language)
      append(.block(Block(line: line, .codeBlock(language: language ?? tag["lang"] ?? "", text: text))))
      return
    }
    rest = rest.suffix(afterFirst: "</\(tag.name)>")
  }

  private static let rawElements: Set<String> = ["pre", "script", "style"]

  // MARK: Tags

  private mutating func append(_ tag: HTMLTag, line: Int) {
    guard HTMLElements.blocks.contains(tag.name) else { return append(.tag(tag)) }
    if tag.isClosing {
      closeElement(tag.name)
    } else {
      prepare(for: tag)
      if tag.name == "hr" {
        append(.block(Block(line: line, .thematicBreak)))
      } else if open.count <= Document.maximumDepth {
        open.append(Element(tag: tag, line: line))
      }
    }
  }

  /// Ends the elements whose end tags may be left out before a tag (HTML, 13.1.2.4).
  private mutating func prepare(for tag: HTMLTag) {
    if open.last?.tag.name == "p" { close() }
    guard let rule = HTMLElements.impliedEnds[tag.name] else { return }
    guard let limit = open.lastIndex(where: { rule.scope.contains($0.tag.name) }) else { return }
    if let first = open[limit...].firstIndex(where: { rule.ended.contains($0.tag.name) }) {
      while open.count > max(1, first) { close() }
    }
  }

  private mutating func closeElement(_ name: String) {
    guard
      let index = open.lastIndex(where: { $0.tag.name == name || HTMLElements.barriers.contains($0.tag.name) }
      ),
      open[index].tag.name == name
        || HTMLElements.barriers.contains(name) && open.dropFirst().contains(where: { $0.tag.name == name })
    else { return }
    while open.count > 1 {
      let isWanted = open[open.count - 1].tag.name == name
      close()
      if isWanted { return }
    }
  }

  /// Ends the innermost element.
  private mutating func close() {
    let element = open.removeLast()
    append(.element(element))
  }
}

/// What is known of HTML's elements (HTML, "The elements of HTML").
enum HTMLElements {
  /// The elements that are not part of a paragraph.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "colgroup", "dd", "details",
    "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Elements that an end tag of another element within them does not end.
  static let barriers: Set<String> = ["table", "td", "th", "caption"]

  /// The open elements that the start tag of an element ends, up to the element around them.
  static let impliedEnds: [String: (ended: Set<String>, scope: Set<String>)] = {
    let table: Set<String> = ["table"]
    let rows: Set<String> = ["tr", "td", "th", "caption", "colgroup"]
    var rules: [String: (ended: Set<String>, scope: Set<String>)] = [
      "li": (["li"], ["ul", "ol", "menu", "dir"]), "dt": (["dt", "dd"], ["dl"]),
      "dd": (["dt", "dd"], ["dl"]),
      "option": (["option"], ["select"]), "tr": (rows, table), "td": (["td", "th"], table),
      "th": (["td", "th"], table),
    ]
    for name in ["thead", "tbody", "tfoot"] {
      rules[name] = (rows.union(["thead", "tbody", "tfoot"]), table)
    }
    return rules
  }()
}

extension Substring {
  fileprivate var lineBreaks: Int { utf8.count { $0 == UInt8(ascii: "\n") } }
}
