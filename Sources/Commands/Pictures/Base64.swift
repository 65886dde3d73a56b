/// Base64 (RFC 4648, section 4), in which pictures are compiled in.
enum Base64 {
  /// Decodes text. It ends at the first character that is not of the alphabet.
  static func decoded(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { text in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count / 4 * 3)
      var bits = 0
      var value: UInt32 = 0
      for character in text {
        guard let digit = digit(character) else { break }
        value = value << 6 | digit
        bits += 6
        if bits >= 8 {
          bits -= 8
          bytes.append(UInt8(truncatingIfNeeded: value >> bits))
        }
      }
      return bytes
    }
  }

  private static func digit(_ character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
