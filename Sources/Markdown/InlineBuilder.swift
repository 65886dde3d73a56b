/// Collects the inlines of a paragraph: joins adjacent texts, and pairs the HTML tags among them.
///
/// `<b>bold</b>` becomes `strong`, `<a href>` a link, `<br>` a line break, `<img>` an image. Other tags, and tags
/// without an end tag, are dropped and their content is kept.
struct InlineBuilder {
  /// The content of an open tag.
  private struct Frame {
    var tag: HTMLTag?
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
    case "script", "style", "template", "noscript":
      if !tag.isClosing {
        hidden = tag.name
        frames.append(Frame(tag: tag))
      }
    case "img":
      let alternative = tag["alt"] ?? ""
      append(
        .image(
          Image(
            source: tag["src"] ?? "",
            alternative: alternative.isEmpty ? [] : [.text(alternative)])))
    case "a", "b", "strong", "em", "i", "cite", "var", "del", "s", "strike", "code", "kbd", "samp", "tt",
      "sup":
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
    for inline in frame.inlines {
      if case .text(let text) = inline { append(text: text) } else { append(inline) }
    }
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
    case "sup": appendSuperscript(frame.inlines)
    default: append(.code(frame.inlines.plainText))
    }
  }

  /// Appends superscript as Unicode's superscript characters, or after `^` if a character has none. As plain text
  /// 10<sup>6</sup> would be 106.
  private mutating func appendSuperscript(_ inlines: [Inline]) {
    guard case .text(let text)? = inlines.first, inlines.count == 1 else {
      for inline in inlines { append(inline) }
      return
    }
    let raised = text.compactMap { Self.superscripts[$0] }
    if raised.count == text.count {
      append(text: String(raised))
    } else {
      append(text: text.allSatisfy { $0.isLetter || $0.isNumber } ? "^" + text : "^(" + text + ")")
    }
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    "+": "⁺", "-": "⁻", "−": "⁻", "(": "⁽", ")": "⁾", "n": "ⁿ", "i": "ⁱ",
  ]
}
