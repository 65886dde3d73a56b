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

  /// The emoji that it names; nil if there is none.
  var emoji: String? {
    if let emoji = Self.emoji[Self.otherNames[name] ?? name] { return emoji }
    if name.hasPrefix("flag_"), name.utf8.count == 7 {
      // A flag is written with the letters of the country's code.
      let letters = name.utf8.suffix(2).compactMap { letter in
        letter.isLetter ? Unicode.Scalar(0x1F1E6 + UInt32(letter.lowercased - UInt8(ascii: "a"))) : nil
      }
      return letters.count == 2 ? String(String.UnicodeScalarView(letters)) : nil
    }
    // PyMdown's names of persons begin with their gender, GitHub's end with it: `man_bowing`, `bowing_man`.
    for gender in ["man", "woman"] where name.hasPrefix(gender + "_") {
      if let emoji = Self.emoji["\(name.dropFirst(gender.count + 1))_\(gender)"] { return emoji }
    }
    return nil
  }

  /// GitHub's names for those of PyMdown Extensions.
  private static let otherNames = [
    "slight_smile": "slightly_smiling_face", "slight_frown": "slightly_frowning_face",
    "upside_down": "upside_down_face", "rolling_eyes": "roll_eyes", "hugging": "hugs", "nerd": "nerd_face",
    "face_palm": "facepalm", "person_shrugging": "shrug",
  ]

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
