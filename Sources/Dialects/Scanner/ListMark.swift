/// The mark of a list item or of a footnote at the beginning of a line.
struct ListMark {
  /// The number of bytes of the mark, without the spaces after it.
  let length: Int
  let isFootnote: Bool

  /// Parses a mark; nil if there is none.
  /// - Parameter interruptsParagraph: whether the line would otherwise continue a paragraph. Then an item must not be
  ///   empty, and its number must be 1 (CommonMark 0.29, 5.3).
  init?(_ text: ArraySlice<UInt8>, interruptsParagraph: Bool) {
    guard let first = text.first else { return nil }
    if first == UInt8(ascii: "[") {
      guard let length = Self.footnoteLength(text) else { return nil }
      self.length = length
      isFootnote = true
      return
    }
    let digits = text.prefix(10).prefix { (0x30...0x39).contains($0) }
    let rest = text.dropFirst(digits.count)
    guard digits.count < 10, let mark = rest.first,
      (digits.isEmpty ? "-+*" : ".)").utf8.contains(mark),
      rest.dropFirst().first.map({ $0.isSpaceOrTab }) ?? true
    else { return nil }
    if interruptsParagraph {
      if rest.dropFirst().allSatisfy(\.isSpaceOrTab) { return nil }
      if !digits.isEmpty, !digits.elementsEqual("1".utf8) { return nil }
    }
    length = digits.count + 1
    isFootnote = false
  }

  /// The length of `[^name]:`.
  private static func footnoteLength(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.dropFirst().first == UInt8(ascii: "^") else { return nil }
    let name = text.dropFirst(2).prefix { $0 > 0x20 && $0 != UInt8(ascii: "]") }
    guard !name.isEmpty, text[name.endIndex...].starts(with: "]:".utf8) else { return nil }
    return name.endIndex + 2 - text.startIndex
  }
}

extension UInt8 {
  var isSpaceOrTab: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
