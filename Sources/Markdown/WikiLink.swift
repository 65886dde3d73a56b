/// Links by name, as Obsidian and other notebooks write them: `[[page]]`, `[[page#heading|label]]` and
/// `![[picture.png]]`.
///
/// CommonMark treats them as text, and they are shown as text unless the name leads to a page. Only the
/// renderer's `resolve` function knows that, so each ``WikiName`` keeps its source text.
enum WikiLink {
  /// The inlines with the links that stand in their text.
  static func reading(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      if case .text(let text) = inline, opening(in: text[...]) != nil { reading(text) } else { [inline] }
    }
  }

  private static func reading(_ text: String) -> [Inline] {
    var inlines: [Inline] = []
    var said = text.startIndex
    var rest = text[...]
    while let start = opening(in: rest) {
      let inner = text.utf8[start...].dropFirst(2).prefix { $0 != open && $0 != close }
      let behind = text.utf8[inner.endIndex...]
      guard behind.starts(with: [close, close]) else {
        // Of three in a row the last two count.
        rest = text[(inner.isEmpty ? text.utf8.index(after: start) : inner.endIndex)...]
        continue
      }
      rest = text[behind.dropFirst(2).startIndex...]
      // `array[[1]]` is a program's.
      if let before = text.utf8[..<start].last, endsExpression(before) { continue }
      let isEmbedded = text.utf8[..<start].last == UInt8(ascii: "!")
      let first = isEmbedded ? text.utf8.index(before: start) : start
      let literal = text[first..<rest.startIndex]
      guard let link = inline(for: Substring(inner), literal, isEmbedded: isEmbedded) else { continue }
      if said < first { inlines.append(.text(String(text[said..<first]))) }
      inlines.append(link)
      said = rest.startIndex
    }
    if said < text.endIndex { inlines.append(.text(String(text[said...]))) }
    return inlines
  }

  static let open = UInt8(ascii: "[")
  private static let close = UInt8(ascii: "]")

  private static func endsExpression(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ")")
  }

  /// Where the next `[[` is.
  private static func opening(in text: Substring) -> String.Index? {
    var rest = text.utf8
    while let index = rest.firstIndex(of: open) {
      rest = rest[index...].dropFirst()
      if rest.first == open { return index }
    }
    return nil
  }

  /// What stands between the brackets: `name#heading|label`, of which one is enough.
  private static func inline(for inner: Substring, _ literal: Substring, isEmbedded: Bool) -> Inline? {
    // `[[ -f file ]]` is a shell's.
    guard let first = inner.first, !first.isWhitespace, inner.last?.isWhitespace == false else { return nil }
    let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let place = parts[0].split(separator: "#", omittingEmptySubsequences: false)
    let name = place[0]
    if isEmbedded, let ending = name.split(separator: ".").last, pictures.contains(ending.lowercased()) {
      return .image(Image(source: "", alternative: [.text(String(name))]))
    }
    // `#^mark` names a paragraph, for which there is no anchor.
    let heading = place.count > 1 ? place.last.flatMap { $0.hasPrefix("^") || $0.isEmpty ? nil : $0 } : nil
    if name.isEmpty, heading == nil { return nil }
    let words = [name, heading ?? ""].filter { !$0.isEmpty }.joined(separator: " › ")
    let label = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : words
    let anchor = heading.map { Document.anchor(for: String($0)) }
    let destination = WikiName(String(name), anchor: anchor, literal: String(literal))
    return .link(Link(destination: .name(destination), label: [.text(label)]))
  }

  private static let pictures: Set<String> = ["avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"]
}
