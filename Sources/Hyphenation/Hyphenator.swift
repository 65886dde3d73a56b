/// Finds the places at which words of a language may be hyphenated, by a dictionary of patterns.
///
/// The dictionaries are those of libhyphen, which Debian's packages `hyphen-*` install. A pattern is letters with
/// digits between them: `.mis1`, `n2at`. Where a pattern occurs in a word, its digits apply to the places between those
/// letters, and the highest digit at a place decides: odd allows a break there, even forbids it (Franklin Liang, "Word
/// Hy-phen-a-tion by Com-put-er", 1983).
///
/// libhyphen itself compiles a dictionary to a state machine before the first word, which takes twice as long as to
/// load and print a page. This type only makes an index of the patterns; a test compares the breaks with libhyphen's.
package struct Hyphenator: Sendable {
  private let patterns: PatternIndex
  /// The least number of letters before and after a break.
  private let minimumBefore: Int
  private let minimumAfter: Int

  /// Words of more bytes are not hyphenated.
  private static let maximumBytes = 96

  /// Reads a dictionary. Its first line names its encoding. Returns nil for an encoding that is not known.
  package init?(dictionary: consuming [UInt8]) {
    guard let start = DictionaryEncoding.decode(&dictionary) else { return nil }
    patterns = PatternIndex(dictionary, from: start)
    minimumBefore = max(2, patterns.minimumBefore)
    minimumAfter = max(3, patterns.minimumAfter)
  }

  /// Appends the breaks of a word in order, each as the offset of the byte behind the hyphen.
  ///
  /// - Parameter word: letters in any case, and apostrophes between them, as UTF-8. The parts between apostrophes are
  ///   hyphenated like words of their own.
  package func appendBreaks(of word: UnsafeBufferPointer<UInt8>, to breaks: inout [Int]) {
    guard word.count <= Self.maximumBytes else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.maximumBytes + 2) { buffer in
      var start = 0
      while start < word.count {
        let end = Self.endOfPart(of: word, from: start)
        appendBreaks(ofPart: start..<end, of: word, buffer, to: &breaks)
        start = end + Self.apostropheLength(word, at: end)
      }
    }
  }

  /// Appends the breaks of a part of a word that contains no apostrophe.
  private func appendBreaks(
    ofPart part: Range<Int>, of word: UnsafeBufferPointer<UInt8>,
    _ buffer: UnsafeMutableBufferPointer<UInt8>, to breaks: inout [Int]
  ) {
    guard part.count >= minimumBefore + minimumAfter else { return }
    // In patterns a full stop stands for the beginning and the end of a word.
    let dotted = UnsafeMutableBufferPointer(rebasing: buffer[..<(part.count + 2)])
    dotted[0] = UInt8(ascii: ".")
    dotted[part.count + 1] = UInt8(ascii: ".")
    LowercaseLetters.copy(UnsafeBufferPointer(rebasing: word[part]), to: dotted, at: 1)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.maximumBytes + 3) { values in
      values.initialize(repeating: 0)
      patterns.apply(to: UnsafeBufferPointer(dotted), values)
      var letters = part.reduce(0) { $0 + (Self.isLetterStart(word[$1]) ? 1 : 0) }
      var before = 0
      for offset in part where Self.isLetterStart(word[offset]) {
        // `values[i]` is the place before `dotted[i]`, which is one byte longer at its start.
        let isBreak = values[offset - part.lowerBound + 1] & 1 == 1
        if isBreak, before >= minimumBefore, letters >= minimumAfter { breaks.append(offset) }
        before += 1
        letters -= 1
      }
    }
  }

  /// Whether a byte of UTF-8 begins a scalar.
  private static func isLetterStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  private static func endOfPart(of word: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < word.count, apostropheLength(word, at: end) == 0 { end += 1 }
    return end
  }

  /// The length in bytes of the apostrophe at an offset, `'` or U+2019; 0 if there is none.
  private static func apostropheLength(_ word: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index < word.count else { return 0 }
    if word[index] == UInt8(ascii: "'") { return 1 }
    let isCurly =
      word[index] == 0xE2 && index + 2 < word.count && word[index + 1] == 0x80 && word[index + 2] == 0x99
    return isCurly ? 3 : 0
  }
}
