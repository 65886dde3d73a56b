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
