/// The parts of paths, addresses and names in code: `path/of/a_file`, `some.member`, `camelCase`.
enum WordParts {
  /// Whether a row may end within a word at an offset, before the byte there.
  static func mayEnd(_ bytes: UnsafeBufferPointer<UInt8>, in word: Range<Int>, at index: Int) -> Bool {
    guard index > word.lowerBound, index + 1 < word.upperBound else { return false }
    let (last, next) = (bytes[index - 1], bytes[index])
    guard last < 0x80, next < 0x80 else { return false }
    if isLetterOrDigit(next) {
      if separators.contains(last) { return index - 1 > word.lowerBound }
      let isHump = last &- 0x61 < 26 && next &- 0x41 < 26
      // A name that begins with a capital may be a word of prose, such as JavaScript.
      return isHump && bytes[word.lowerBound] &- 0x61 < 26
    }
    return next == UInt8(ascii: ".") && isLetterOrDigit(last) && bytes[index + 1].isASCIILetter
      && !isAddress(bytes, word)
  }

  /// Whether a word begins with the scheme of an address, perhaps within brackets. The name of its host is not divided.
  private static func isAddress(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    let start = word.prefix(longestScheme)
    return start.contains { index in
      index + 2 < word.upperBound && bytes[index] == UInt8(ascii: ":")
        && bytes[index + 1] == UInt8(ascii: "/")
        && bytes[index + 2] == UInt8(ascii: "/")
    }
  }

  private static let longestScheme = 10

  private static let separators = Array("/_-=&?,;:|+([{<@#".utf8)

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte &- 0x30 < 10 }
}
