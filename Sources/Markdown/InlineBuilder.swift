/// Collects the inlines of a paragraph: joins adjacent texts, and pairs the HTML tags among them.
///
/// `<b>bold</b>` becomes `strong`, `<a href>` a link, `<br>` a line break, `<img>` an image. Other tags, and tags
/// without an end tag, are dropped and their content is kept.
struct InlineBuilder {
  /// The content of an open tag.
  struct Frame {
    var tag: HTMLTag?
    var inlines: [Inline] = []
    /// Whether the element began in an earlier paragraph.
    var isContinued = false
    /// Whether content of the element is in an earlier paragraph or block.
    var isShown = false
  }

  /// The open tags around the current position, the innermost last; the first frame is the paragraph itself.
  private(set) var frames = [Frame()]
  /// The name of the open element whose content is hidden, such as `script`. Its frame is the last one. If the end
  /// tag is missing, the content is shown as text.
  private var hidden: String?

  /// Whether any text contains `[`.
  private(set) var containsBracket = false
  /// What the tags contain that this builder drops and ``HTMLTree`` uses.
  private(set) var contents = InlineContents()

  /// The maximum number of frames. Tags that are nested deeper are ignored, and their content is kept.
  static let maximumDepth = 32

  mutating func append(text: String) {
    guard !text.isEmpty else { return }
    if !containsBracket {
      // Called for every text. Searching the contiguous bytes is faster than searching the string.
      containsBracket =
        text.utf8.withContiguousStorageIfAvailable { $0.contains(WikiLinkParser.openingBracket) } ?? true
    }
    let top = frames.count - 1
    if case .text(var joined)? = frames[top].inlines.last {
      // Remove the text from the array first, so that `joined` is the only reference and grows without a copy.
      frames[top].inlines.removeLast()
      joined += text
      frames[top].inlines.append(.text(joined))
    } else {
      frames[top].inlines.append(.text(text))
    }
  }

  mutating func append(_ inline: Inline) {
    frames[frames.count - 1].inlines.append(inline)
  }

  /// Appends inlines, of which a text at the beginning is joined with the text before it.
  mutating func append(_ inlines: [Inline]) {
    for inline in inlines {
      if case .text(let text) = inline { append(text: text) } else { append(inline) }
    }
  }

  /// Appends a tag.
  /// - Parameter explained: the abbreviations of the page that have been explained. An `abbr` adds its own.
  mutating func append(_ tag: HTMLTag, explained: inout Explanations) {
    if let name = hidden {
      if tag.isClosing, tag.name == name {
        hidden = nil
        frames.removeLast()
      }
      return
    }
    if let mark = Mark.named(tag.name) {
      if !tag.isClosing {
        if mark == .link, contents.anchor == nil { contents.anchor = tag.anchor }
        if frames.count < Self.maximumDepth { frames.append(Frame(tag: tag)) }
      } else if let index = frames.lastIndex(where: { $0.tag?.name == tag.name }) {
        while frames.count - 1 > index { dissolveTop() }
        close(mark, explained: &explained)
      } else {
        contents.containsStrayEnd = true
      }
      return
    }
    switch tag.name {
    case "br": append(.lineBreak)
    case "img": append(Self.image(tag))
    case "input": appendInput(tag)
    case "script", "style", "template":
      if tag.isClosing {
        contents.containsStrayEnd = true
      } else {
        hidden = tag.name
        frames.append(Frame(tag: tag))
      }
    case "embed" where tag["src"] != nil: contents.containsElement = true
    default:
      if tag.isClosing {
        // The element that `</lite-youtube>` ends is known by its start tag only.
        if HTMLElement.Kind.named(tag.name) != nil || tag.name.utf8.contains(UInt8(ascii: "-")) {
          contents.containsStrayEnd = true
        }
      } else if HTMLElement.Kind(tag) != nil {
        contents.containsElement = true
      }
    }
  }

  /// Returns the collected inlines and empties the builder. Tags without an end tag leave their content.
  mutating func finish() -> [Inline] {
    hidden = nil
    while frames.count > 1 { dissolveTop() }
    // The array of frames stays, since a new one would take an allocation for each group of inlines.
    var paragraph = Frame()
    swap(&paragraph, &frames[0])
    return paragraph.inlines
  }

  /// Returns the collected inlines, with the links by name in their texts, and empties the builder.
  mutating func finish(parsingNames: Bool) -> [Inline] {
    let inlines = finish()
    defer { containsBracket = false }
    return containsBracket && parsingNames ? WikiLinkParser.parse(inlines) : inlines
  }

  /// Returns the inlines of a paragraph that ends here and empties the builder. The open tags end with the paragraph and
  /// begin again with the next one.
  mutating func finishParagraph(explained: inout Explanations) -> [Inline] {
    var open: [Frame] = []
    while let frame = frames.last, frames.count > 1 {
      let isBlank = frame.inlines.allSatisfy(\.isBlank)
      open.append(Frame(tag: frame.tag, isContinued: true, isShown: frame.isShown || !isBlank))
      if let mark = Mark.named(frame.tag?.name ?? ""), !isBlank {
        close(mark, explained: &explained)
      } else {
        dissolveTop()
      }
    }
    let inlines = frames[0].inlines
    frames = [Frame()] + open.reversed()
    return inlines
  }

  /// Puts inlines of another paragraph into the open tags.
  mutating func wrap(_ inlines: [Inline]) -> [Inline] {
    // An expansion belongs to one abbreviation, not to each paragraph in it.
    var explained = Explanations()
    var inner = InlineBuilder()
    inner.frames = frames.map { Frame(tag: $0.tag?.name == "abbr" ? nil : $0.tag) }
    inner.append(inlines)
    for index in frames.indices { frames[index].isShown = true }
    return inner.finishParagraph(explained: &explained)
  }

  /// Moves the content of the innermost tag to the tag around it.
  private mutating func dissolveTop() {
    append(frames.removeLast().inlines)
  }

  /// Appends the innermost tag as an inline of the tag around it.
  private mutating func close(_ mark: Mark, explained: inout Explanations) {
    let frame = frames.removeLast()
    guard let tag = frame.tag else { return }
    if mark != .link, frame.inlines.isEmpty { return }
    switch mark {
    case .link:
      if frame.inlines.allSatisfy(\.isBlank) {
        if !frame.isShown { appendEmptyLink(tag) }
        append(frame.inlines)
      } else if let url = tag["href"] {
        append(.link(Link(destination: .url(url), label: frame.inlines)))
      } else {
        append(frame.inlines)
      }
    case .strong: append(.strong(parsingNames(in: frame.inlines)))
    case .emphasis: append(.emphasis(parsingNames(in: frame.inlines)))
    case .strikethrough: append(.strikethrough(parsingNames(in: frame.inlines)))
    case .code: append(Self.code(frame.inlines))
    case .raised: append(ScriptCharacters.raised.inlines(frame.inlines, isAttached: isAttached))
    case .lowered: append(ScriptCharacters.lowered.inlines(frame.inlines, isAttached: isAttached))
    case .quote:
      let isNested = frames.contains { $0.tag?.name == "q" }
      append(text: isNested ? "‘" : "“")
      append(frame.inlines)
      append(text: isNested ? "’" : "”")
    case .abbreviation:
      append(frame.inlines)
      let text = frame.inlines.plainText
      if let title = tag["title"], !title.isEmpty, title != text, explained.add(text, title) {
        append(text: " (\(title))")
      }
    }
  }

  /// Parses the links by name in the content of a tag, unless a link surrounds it.
  private func parsingNames(in inlines: [Inline]) -> [Inline] {
    let isLinked = frames.contains { $0.tag?.name == "a" }
    return containsBracket && !isLinked ? WikiLinkParser.parse(inlines) : inlines
  }

  /// Appends a link without text, such as one around a drawing. Links to their own place say nothing.
  private mutating func appendEmptyLink(_ tag: HTMLTag) {
    guard let url = tag["href"], !url.hasPrefix("#") else { return }
    let label = [tag["aria-label"], tag["title"]].compactMap { $0 }.first { !$0.isEmpty }
    append(.link(Link(destination: .url(url), label: label.map { [.text($0)] } ?? [])))
  }

  /// Whether the last inline is a link.
  var endsWithLink: Bool {
    if case .link? = frames[frames.count - 1].inlines.last { true } else { false }
  }

  /// Whether the next inline follows a text without a space, as an exponent does.
  private var isAttached: Bool {
    guard let last = frames.last(where: { !$0.inlines.isEmpty })?.inlines.last else { return false }
    return switch last {
    case .text(let text): text.last?.isWhitespace == false
    case .softBreak, .lineBreak, .image: false
    case .code, .emphasis, .strong, .strikethrough, .link, .footnoteReference: true
    }
  }

  /// Inlines as code. Links, images and line breaks stay.
  private static func code(_ inlines: [Inline]) -> [Inline] {
    let isText = inlines.allSatisfy { inline in
      switch inline {
      case .text, .code, .emphasis, .strong, .strikethrough, .softBreak: true
      case .link, .image, .footnoteReference, .lineBreak: false
      }
    }
    if isText { return [.code(inlines.plainText)] }
    return inlines.flatMap { inline -> [Inline] in
      switch inline {
      case .text(let text): [.code(text)]
      case .code, .image, .footnoteReference, .lineBreak, .softBreak: [inline]
      case .emphasis(let children), .strong(let children), .strikethrough(let children): code(children)
      case .link(let link): [.link(Link(destination: link.destination, label: code(link.label)))]
      }
    }
  }

  private static func image(_ tag: HTMLTag) -> Inline {
    let source = tag["src"] ?? ""
    let text = [tag["alt"], tag["title"]].compactMap { $0 }.first { !$0.isEmpty }
    return .image(
      Image(
        source: source.isEmpty || source.hasPrefix("data:") ? tag["data-src"] ?? source : source,
        alternative: text.map { [.text($0)] } ?? [], width: tag["width"].flatMap { Int($0) }))
  }

  /// Appends what a browser shows in a field of a form.
  private mutating func appendInput(_ tag: HTMLTag) {
    switch tag["type"]?.lowercased() {
    case "hidden": return
    case "checkbox", "radio": append(text: tag["checked"] == nil ? "☐" : "☑")
    case "image": append(Self.image(tag))
    default:
      if let text = [tag["value"], tag["placeholder"], tag["aria-label"]].compactMap({ $0 }).first {
        append(text: text)
      }
    }
  }
}

extension InlineBuilder {
  /// What an element around text becomes.
  private enum Mark {
    case link, strong, emphasis, strikethrough, code, raised, lowered, quote, abbreviation

    static func named(_ name: String) -> Self? { table[name] }

    private static let table: [String: Self] = [
      "a": .link, "b": .strong, "strong": .strong, "mark": .strong, "em": .emphasis, "i": .emphasis,
      "cite": .emphasis, "var": .emphasis, "dfn": .emphasis, "u": .emphasis, "ins": .emphasis,
      "del": .strikethrough, "s": .strikethrough, "strike": .strikethrough, "code": .code, "kbd": .code,
      "samp": .code, "tt": .code, "sup": .raised, "sub": .lowered, "q": .quote, "abbr": .abbreviation,
      "acronym": .abbreviation,
    ]
  }

  /// Whether an element is a mark around text, which this builder pairs.
  static func isMark(_ name: String) -> Bool { Mark.named(name) != nil }
}

extension Inline {
  /// Whether it is white space or a line break.
  var isBlank: Bool {
    switch self {
    case .text(let text): text.utf8.allSatisfy(\.isSpace)
    case .softBreak, .lineBreak: true
    case .code, .emphasis, .strong, .strikethrough, .link, .image, .footnoteReference: false
    }
  }
}
