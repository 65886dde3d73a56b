/// The words that a hyphen may be added to: lower case except for the first letter, without digits.
///
/// That excludes names in capitals, identifiers, paths, addresses, and compounds with hyphens of their own.
enum DivisibleWord {
  /// The letters of a word without the punctuation around them; nil if it may not be divided.
  static func letters(of bytes: UnsafeBufferPointer<UInt8>, in word: Range<Int>) -> Range<Int>? {
    var start = word.lowerBound
    while start < word.upperBound, let length = punctuationLength(bytes, at: start, opening) {
      start += length
    }
    var index = start
    var end = start
    while index < word.upperBound {
      let byte = bytes[index]
      if byte &- 0x61 < 26 || byte &- 0x41 < 26 && index == start {
        index += 1
        end = index
      } else if byte < 0x80 {
        // An apostrophe between letters.
        let isApostrophe = byte == UInt8(ascii: "'") && index > start && index + 1 < word.upperBound
        guard isApostrophe, bytes[index + 1] &- 0x61 < 26 || bytes[index + 1] >= 0x80 else { break }
        index += 1
      } else {
        let (scalar, length) = TextFilter.decode(bytes, at: index)
        let isApostrophe = scalar == "\u{2019}" && index > start && index + length < word.upperBound
        if isApostrophe, bytes[index + length] &- 0x61 < 26 || bytes[index + length] >= 0xC3 {
          index += length
          continue
        }
        guard isLetter(scalar, isFirst: index == start) else { break }
        index += length
        end = index
      }
    }
    guard end > start, isPunctuation(bytes, in: end..<word.upperBound) else { return nil }
    return start..<end
  }

  private static func isLetter(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    guard LineBreakClass(scalar) == .other else { return false }
    let properties = scalar.properties
    return properties.isAlphabetic && (isFirst || !properties.isUppercase)
      || properties.generalCategory == .nonspacingMark
  }

  /// Whether only closing punctuation is in a range.
  private static func isPunctuation(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      guard let length = punctuationLength(bytes, at: index, closing) else { return false }
      index += length
    }
    return true
  }

  /// The length in bytes of the scalar at an index if it is one of several; nil if it is not.
  private static func punctuationLength(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ scalars: [Unicode.Scalar]
  ) -> Int? {
    // Most words begin with a letter.
    if bytes[index].isASCIILetter { return nil }
    let (scalar, length) = TextFilter.decode(bytes, at: index)
    return scalars.contains(scalar) ? length : nil
  }

  private static let opening = Array("([{\"'*_~“‘„‚«‹¿¡".unicodeScalars)
  /// With the numbers of footnotes.
  private static let closing = Array(".,;:!?)]}\"'*_~”’“‘»›…¹²³⁴⁵⁶⁷⁸⁹⁰".unicodeScalars)
}
