/// Collects the inlines of a paragraph: joins adjacent texts, and pairs the HTML tags among them.
///
/// `<b>bold</b>` becomes `strong`, `<a href>` a link, `<br>` a line break, `<img>` an image. Other tags, and tags
/// without an end tag, are dropped and their content is kept.
struct InlineBuilder {
  /// The content of an open tag.
  private struct Frame {
    var tag: HTMLTag?
    /// The address in a `source` element.
    var source: String?
    var inlines: [Inline] = []
  }

  /// The open tags around the current position, the innermost last; the first frame is the paragraph itself.
  private var frames = [Frame()]
  /// The name of the open element whose content is hidden, such as `script`. Its frame is the last one. If the end
  /// tag is missing, the content is shown as text.
  private var hidden: String?

  /// Whether any text contains `[`.
  private(set) var containsBracket = false

  /// Whether appended text is hidden, because an element such as `<script>` is open.
  var isHiding: Bool { hidden != nil }

  /// The maximum number of frames. Tags that are nested deeper are ignored, and their content is kept.
  private static let maximumDepth = 32

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

  /// Appends a piece of raw inline HTML: a tag, or a comment or declaration, which is dropped.
  mutating func append(html: String) {
    if let tag = HTMLTag(html) { append(tag) }
  }

  mutating func append(_ tag: HTMLTag) {
    if let name = hidden {
      if tag.isClosing, tag.name == name {
        hidden = nil
        frames.removeLast()
      }
      return
    }
    switch tag.name {
    case "br": append(.lineBreak)
    case "script", "style", "rp":
      if !tag.isClosing { hide(tag) }
    case "embed": appendEmbedded(tag, address: tag["src"], content: [])
    case "input": append(text: Self.text(ofInput: tag))
    case "source":
      // The first source of a video is as good as another one.
      if let media = frames.lastIndex(where: { Self.media.contains($0.tag?.name ?? "") }),
        frames[media].source == nil
      {
        frames[media].source = tag["src"]
      }
    case "img":
      let alternative = tag["alt"] ?? tag["title"] ?? ""
      append(
        .image(
          Image(
            source: tag["src"] ?? "",
            alternative: alternative.isEmpty ? [] : [.text(alternative)])))
    case "a", "b", "strong", "em", "i", "cite", "var", "del", "s", "strike", "code", "kbd", "samp", "tt",
      "sup", "sub",
      "q", "mark", "u", "ins", "abbr", "rt", "math", "video", "audio", "object", "iframe":
      if !tag.isClosing {
        if frames.count < Self.maximumDepth { frames.append(Frame(tag: tag)) }
      } else if let index = frames.lastIndex(where: { $0.tag?.name == tag.name }) {
        while frames.count - 1 > index { dissolveTop() }
        closeTop()
      }
    default: break
    }
  }

  /// Returns the collected inlines and empties the builder. Tags without an end tag leave their content.
  ///
  /// - Parameter isEnd: whether the text ends here. If false, an open `<script>` stays open, and its content so far is
  ///   dropped.
  mutating func finish(isEnd: Bool = true) -> [Inline] {
    var hiding: Frame?
    if hidden != nil, !isEnd {
      hiding = Frame(tag: frames.removeLast().tag)
    } else {
      hidden = nil
    }
    while frames.count > 1 { dissolveTop() }
    let inlines = frames[0].inlines
    frames = [Frame()] + (hiding.map { [$0] } ?? [])
    return inlines
  }

  /// Moves the content of the innermost tag to the tag around it.
  private mutating func dissolveTop() {
    let frame = frames.removeLast()
    if let tag = frame.tag, Self.media.contains(tag.name) {
      appendEmbedded(tag, address: tag["src"] ?? tag["data"] ?? frame.source, content: frame.inlines)
    } else {
      appendAll(frame.inlines)
    }
  }

  private mutating func appendAll(_ inlines: [Inline]) {
    for inline in inlines {
      if case .text(let text) = inline { append(text: text) } else { append(inline) }
    }
  }

  /// Hides what follows, up to the end tag.
  private mutating func hide(_ tag: HTMLTag) {
    hidden = tag.name
    frames.append(Frame(tag: tag))
  }

  /// Appends what another program would play or embed as a link, and the text in its place.
  private mutating func appendEmbedded(_ tag: HTMLTag, address: String?, content: [Inline]) {
    if let address, !address.isEmpty {
      let url = EmbeddedAddress.page(for: address)
      let isDocument = tag.name == "iframe" || tag.name == "object"
      let text = content.plainText
      let isNamed = isDocument && text.contains { !$0.isWhitespace }
      let title = isNamed ? text : tag["title"] ?? tag["aria-label"] ?? EmbeddedAddress.name(of: url)
      let label = "\(isDocument ? "embed" : tag.name): \(title)"
      append(.link(Link(destination: .url(url), label: [.text(label)])))
      if isNamed || text.allSatisfy(\.isWhitespace) { return }
      append(text: " ")
    }
    appendAll(content)
  }

  /// The elements whose address may be in a `source` element.
  private static let media: Set<String> = ["video", "audio", "object", "iframe"]

  /// The text that an input field shows.
  private static func text(ofInput tag: HTMLTag) -> String {
    if tag["type"] == "checkbox" { return tag["checked"] == nil ? "☐" : "☑" }
    return tag["type"] == "hidden" ? "" : tag["value"] ?? tag["placeholder"] ?? ""
  }

  /// Appends the innermost tag, whose end tag was read, as an inline of the tag around it.
  private mutating func closeTop() {
    let frame = frames.removeLast()
    guard let tag = frame.tag else { return }
    switch tag.name {
    case "a":
      if let url = tag["href"] {
        append(.link(Link(destination: .url(url), label: frame.inlines)))
      } else {
        for inline in frame.inlines { append(inline) }
      }
    case "b", "strong": append(.strong(frame.inlines))
    case "em", "i", "cite", "var": append(.emphasis(frame.inlines))
    case "del", "s", "strike": append(.strikethrough(frame.inlines))
    case "sup": appendScript(frame.inlines, Self.superscripts, mark: "^")
    case "sub": appendScript(frame.inlines, Self.subscripts, mark: "_")
    case "mark": append(.strong(frame.inlines))
    case "u", "ins": append(.emphasis(frame.inlines))
    case "q": appendAll([.text("“")] + frame.inlines + [.text("”")])
    case "rt": appendAll([.text(" (")] + frame.inlines + [.text(")")])
    case "abbr":
      let title = tag["title"] ?? ""
      let isSaid = title.isEmpty || title == frame.inlines.plainText
      appendAll(frame.inlines + (isSaid ? [] : [.text(" (\(title))")]))
    case "math": append(text: tag["alttext"] ?? frame.inlines.plainText)
    case "video", "audio", "object", "iframe":
      appendEmbedded(tag, address: tag["src"] ?? tag["data"] ?? frame.source, content: frame.inlines)
    default: append(.code(frame.inlines.plainText))
    }
  }

  /// Appends superscript or subscript as Unicode's characters, or after `^` or `_` if a character has none. As plain
  /// text 10<sup>6</sup> would be 106.
  private mutating func appendScript(_ inlines: [Inline], _ characters: [Character: Character], mark: String)
  {
    guard case .text(let text)? = inlines.first, inlines.count == 1 else {
      return appendAll(inlines)
    }
    let set = text.compactMap { characters[$0] }
    if set.count == text.count {
      append(text: String(set))
    } else {
      append(text: text.allSatisfy { $0.isLetter || $0.isNumber } ? mark + text : "\(mark)(\(text))")
    }
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    "+": "⁺", "-": "⁻", "−": "⁻", "(": "⁽", ")": "⁾", "n": "ⁿ", "i": "ⁱ",
  ]

  private static let subscripts: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉",
    "+": "₊", "-": "₋", "−": "₋", "(": "₍", ")": "₎", "=": "₌", "a": "ₐ", "e": "ₑ", "i": "ᵢ", "j": "ⱼ",
    "n": "ₙ",
    "x": "ₓ",
  ]
}
