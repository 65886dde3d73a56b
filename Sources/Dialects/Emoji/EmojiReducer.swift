/// Replaces the names of emoji between colons by the emoji, and icons by their names.
struct EmojiReducer {
  /// Returns the changes that replace the names in a page.
  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    var edits = Edits()
    var texts = InlineTexts(markdown)
    while texts.nextLine != nil {
      for text in texts.read() where text.bytes.contains(UInt8(ascii: ":")) {
        for change in changes(in: text, dialect) {
          edits.replace(text.source(of: change.range), with: change.replacement)
        }
      }
    }
    return edits
  }

  private static func changes(
    in text: InlineText, _ dialect: Dialect
  ) -> [(range: Range<Int>, replacement: String)] {
    var changes: [(range: Range<Int>, replacement: String)] = []
    var hasWords: Bool?
    var scan = InlineScan(text)
    while let offset = scan.next() {
      guard text.bytes[offset] == UInt8(ascii: ":"), let code = Shortcode(at: offset, in: text.bytes) else {
        continue
      }
      let end = changes.last?.range.upperBound ?? 0
      guard end == offset && offset > 0 || !code.continuesWord(in: text.bytes) else { continue }
      if dialect.contains(.emoji), let emoji = code.emoji {
        changes.append((code.range, emoji))
      } else if dialect.contains(.icons), let icon = MaterialIcon(code, in: text.bytes) {
        // An icon beside text repeats it.
        let isDropped = !icon.isLabel && hasWords ?? text.hasWords
        if !icon.isLabel { hasWords = isDropped }
        changes.append(
          isDropped ? (icon.rangeWithSpace(after: end, in: text.bytes), "") : (icon.range, icon.name))
      } else {
        continue
      }
      scan.move(to: changes.last?.range.upperBound ?? offset + 1)
    }
    return changes
  }
}

extension InlineText {
  /// Whether words are shown beside the names between colons.
  fileprivate var hasWords: Bool {
    if !code.isEmpty { return true }
    var scan = InlineScan(self)
    while let offset = scan.next() {
      if bytes[offset] == UInt8(ascii: ":"), let code = Shortcode(at: offset, in: bytes) {
        scan.move(to: code.range.upperBound)
      } else if bytes.beginsWithWord(at: offset) {
        return true
      }
    }
    return false
  }
}
