extension [Inline] {
  /// The text without markup: labels without URLs, alternative texts of images, a space for each line break,
  /// and no footnote numbers.
  package var plainText: String {
    // Most headings and labels are a single text, which needs no copy.
    if count == 1, case .text(let text) = self[0] { return text }
    var walker = PlainText()
    walker.visit(self)
    return walker.text
  }
}

/// Collects the plain text of inlines.
private struct PlainText: DocumentWalker {
  private(set) var text = ""

  mutating func visit(_ inline: Inline) {
    switch inline {
    case .text(let words), .code(let words): text += words
    case .softBreak, .lineBreak: text += " "
    case .emphasis, .strong, .strikethrough, .link, .image: descend(into: inline)
    case .footnoteReference: break
    }
  }
}
