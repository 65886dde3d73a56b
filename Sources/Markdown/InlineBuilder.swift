/// Collects inlines, joins neighbouring text, and pairs the HTML tags among them.
///
/// `<b>bold</b>` becomes strong, `<a href>` a link, `<br>` a line break, `<img>` an image; a tag that
/// means nothing to a reader, or is not closed, leaves its content alone.
struct InlineBuilder {
  private struct Frame {
    var tag: HTMLTag?
    var inlines: [Inline] = []
  }

  private var frames = [Frame()]
  /// `<script>` and its like: everything up to the closing tag is not text. It is the topmost frame, and is
  /// taken for text where no tag closes it.
  private var hidden: String?

  /// Whether `[` stands anywhere.
  private(set) var holdsBracket = false

  /// Whether what is appended is within a `<script>` or its like.
  var isHiding: Bool { hidden != nil }

  /// HTML nested deeper than this is not looked at: a reader sees no difference.
  private static let maximumDepth = 32

  mutating func append(text: String) {
    guard !text.isEmpty else { return }
    if !holdsBracket {
      // Each text is looked at: byte by byte, not through the string.
      holdsBracket = text.utf8.withContiguousStorageIfAvailable { $0.contains(WikiLink.open) } ?? true
    }
    let top = frames.count - 1
    if case .text(var joined)? = frames[top].inlines.last {
      frames[top].inlines.removeLast()  // So that `joined` is alone and grows in place.
      joined += text
      frames[top].inlines.append(.text(joined))
    } else {
      frames[top].inlines.append(.text(text))
    }
  }

  mutating func append(_ inline: Inline) {
    frames[frames.count - 1].inlines.append(inline)
  }

  /// Takes raw inline HTML: one tag or comment.
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
        while frames.count - 1 > index { spliceTop() }
        wrapTop()
      }
    default: break
    }
  }

  /// Everything appended, tags that were never closed dissolved. The builder is empty after it.
  /// - Parameter isEnd: whether nothing more comes that could close a `<script>`.
  mutating func finish(isEnd: Bool = true) -> [Inline] {
    var hiding: Frame?
    if hidden != nil, !isEnd {
      hiding = Frame(tag: frames.removeLast().tag)
    } else {
      hidden = nil
    }
    while frames.count > 1 { spliceTop() }
    let inlines = frames[0].inlines
    frames = [Frame()] + (hiding.map { [$0] } ?? [])
    return inlines
  }

  private mutating func spliceTop() {
    let frame = frames.removeLast()
    for inline in frame.inlines {
      if case .text(let text) = inline { append(text: text) } else { append(inline) }
    }
  }

  private mutating func wrapTop() {
    let frame = frames.removeLast()
    guard let tag = frame.tag else { return }
    switch tag.name {
    case "a":
      if let destination = tag["href"] {
        append(.link(Link(destination: .url(destination), label: frame.inlines)))
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

  /// Words above the line in characters that are above it, else behind `^`: 10<sup>6</sup> is not 106.
  private mutating func appendSuperscript(_ inlines: [Inline]) {
    guard case .text(let text)? = inlines.first, inlines.count == 1 else {
      for inline in inlines { append(inline) }
      return
    }
    let raised = text.compactMap { Self.raised[$0] }
    if raised.count == text.count {
      append(text: String(raised))
    } else {
      append(text: text.allSatisfy { $0.isLetter || $0.isNumber } ? "^" + text : "^(" + text + ")")
    }
  }

  private static let raised: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    "+": "⁺", "-": "⁻", "−": "⁻", "(": "⁽", ")": "⁾", "n": "ⁿ", "i": "ⁱ",
  ]
}
