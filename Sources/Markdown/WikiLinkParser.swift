/// Parses links by name, as Obsidian and other notebooks write them: `[[page]]`, `[[page#heading|label]]` and
/// `![[picture.png]]`.
///
/// CommonMark treats them as text, and they are shown as text unless a page has the name. The parser cannot decide
/// that, so each ``WikiName`` keeps its source text for the renderer.
enum WikiLinkParser {
  static let openingBracket = UInt8(ascii: "[")
  private static let closingBracket = UInt8(ascii: "]")

  /// Returns the inlines with the links in their texts parsed. It does not search the children of inlines, because the
  /// converter calls it for each level.
  static func parse(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      if case .text(let text) = inline, firstOpening(in: text[...]) != nil { parse(text) } else { [inline] }
    }
  }

  private static func parse(_ text: String) -> [Inline] {
    var inlines: [Inline] = []
    // The text before `flushed` is in `inlines`.
    var flushed = text.startIndex
    var rest = text[...]
    while let start = firstOpening(in: rest) {
      let inner = text.utf8[start...].dropFirst(2).prefix { $0 != openingBracket && $0 != closingBracket }
      let end = text.utf8[inner.endIndex...]
      guard end.starts(with: [closingBracket, closingBracket]) else {
        // `[[[` opens a link with its last two brackets.
        rest = text[(inner.isEmpty ? text.utf8.index(after: start) : inner.endIndex)...]
        continue
      }
      rest = text[end.dropFirst(2).startIndex...]
      // `array[[1]]` is an expression.
      if let before = text.utf8[..<start].last, endsExpression(before) { continue }
      let isEmbedded = text.utf8[..<start].last == UInt8(ascii: "!")
      let first = isEmbedded ? text.utf8.index(before: start) : start
      let literal = text[first..<rest.startIndex]
      guard let link = inline(for: Substring(inner), literal, isEmbedded: isEmbedded) else { continue }
      if flushed < first { inlines.append(.text(String(text[flushed..<first]))) }
      inlines.append(link)
      flushed = rest.startIndex
    }
    if flushed < text.endIndex { inlines.append(.text(String(text[flushed...]))) }
    return inlines
  }

  /// Whether a byte may end an operand of a programming language: a letter, a digit, `_` or `)`.
  private static func endsExpression(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ")")
  }

  /// Returns the index of the first `[[`.
  private static func firstOpening(in text: Substring) -> String.Index? {
    var rest = text.utf8
    while let index = rest.firstIndex(of: openingBracket) {
      rest = rest[index...].dropFirst()
      if rest.first == openingBracket { return index }
    }
    return nil
  }

  /// Parses the text between the brackets, `name#heading|label`, in which either name or heading may be missing.
  ///
  /// Returns nil for text that is not a link, an image for an embedded picture, and otherwise a link.
  private static func inline(for inner: Substring, _ literal: Substring, isEmbedded: Bool) -> Inline? {
    // `[[ -f file ]]` is a condition in a shell script.
    guard let first = inner.first, !first.isWhitespace, inner.last?.isWhitespace == false else { return nil }
    let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    // In `name#chapter#section` the last heading is the destination.
    let path = parts[0].split(separator: "#", omittingEmptySubsequences: false)
    let name = path[0].trimmingSpaces
    if isEmbedded, let ending = name.split(separator: ".").last, pictures.contains(ending.lowercased()) {
      // Behind the name, a caption and a size may follow: `300` or `300x200`.
      let options = parts.dropFirst().flatMap { $0.split(separator: "|") }.map(\.trimmingSpaces)
      let caption = options.first { !$0.allSatisfy { $0.isNumber || $0 == "x" } } ?? name
      let width = options.lazy.compactMap { Int($0.prefix { $0 != "x" }) }.first
      return .image(
        Image(source: String(name), alternative: [.text(String(caption))], width: width, isEmbedded: true))
    }
    // `#^mark` is the mark of a paragraph, which has no anchor here.
    let heading = path.count > 1 ? path.last.flatMap { $0.hasPrefix("^") || $0.isEmpty ? nil : $0 } : nil
    if name.isEmpty, heading == nil { return nil }
    // `[[toc]]` stands for a table of contents.
    if heading == nil, parts.count == 1, name.lowercased() == "toc" { return nil }
    let title = [name, heading ?? ""].filter { !$0.isEmpty }.joined(separator: " › ")
    let given = parts.count > 1 ? parts[1].trimmingSpaces : ""
    let label = given.isEmpty ? title : String(given)
    let anchor = heading.map { Document.anchor(for: String($0)) }
    let destination = WikiName(String(name), anchor: anchor, literal: String(literal))
    return .link(Link(destination: .name(destination), label: [.text(label)]))
  }

  /// The file name extensions of pictures, in lower case.
  private static let pictures: Set<String> = ["avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"]
}

extension Substring {
  /// The text without spaces at its ends: `[[page | label]]`.
  var trimmingSpaces: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
