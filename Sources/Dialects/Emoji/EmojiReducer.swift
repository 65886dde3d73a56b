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
      if dialect.contains(.emoji), let emoji = Shortcode.emoji[code.name] {
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

/// A name between colons.
struct Shortcode {
  let name: String
  /// The range with both colons.
  let range: Range<Int>

  private static let maximumLength = 64

  /// Parses the name that begins with a colon; nil if there is none.
  init?(at offset: Int, in bytes: [UInt8]) {
    let name = bytes[(offset + 1)...].prefix(Self.maximumLength).prefix {
      $0.isLetter || $0.isDigit || "_+-".utf8.contains($0)
    }
    guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ":") else {
      return nil
    }
    self.name = String(decoding: name, as: UTF8.self)
    range = offset..<(name.endIndex + 1)
  }

  /// Whether the name is part of a word, a time or `a::b`.
  func continuesWord(in bytes: [UInt8]) -> Bool {
    let colon = UInt8(ascii: ":")
    if range.lowerBound > 0,
      bytes[range.lowerBound - 1] == colon || bytes.endsWithWord(before: range.lowerBound)
    {
      return true
    }
    // A name may follow another one.
    if range.upperBound < bytes.count, bytes[range.upperBound] == colon {
      return Shortcode(at: range.upperBound, in: bytes) == nil
    }
    return bytes.beginsWithWord(at: range.upperBound)
  }

  /// The emoji by their names.
  static let emoji: [String: String] = {
    var table: [String: String] = [:]
    table.reserveCapacity(2048)
    var emoji = ""
    for word in EmojiNames.table.utf8.split(whereSeparator: { $0 <= 0x20 }) {
      if word.contains(where: { $0 >= 0x80 }) {
        emoji = String(word) ?? ""
      } else {
        table[String(word) ?? ""] = emoji
      }
    }
    return table
  }()
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
