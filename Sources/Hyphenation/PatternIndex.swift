/// The patterns of a dictionary, found by their first letters.
///
/// The text of the dictionary is kept and read where a pattern may match, so that making the index takes a fraction of a
/// millisecond. A dictionary of two levels, of which the first divides compound words, counts as one list.
struct PatternIndex: Sendable {
  /// A line of the dictionary. Entries with the same hash are a list.
  private struct Entry {
    /// The first letters of the pattern in UTF-8, at most four bytes, the first in the lowest byte.
    var key: UInt32
    /// The offset of the pattern in the text.
    var start: Int32
    /// The index of the next entry with this hash; -1 after the last one.
    var next: Int32
  }

  private static let keyLength = 4
  private static let hashBits: UInt32 = 13
  /// No line with a pattern is shorter, with its line feed.
  private static let shortestLine = 2

  private let text: [UInt8]
  private var entries: [Entry] = []
  /// The index of the first entry of each hash; -1 if there is none.
  private var heads = [Int32](repeating: -1, count: 1 << hashBits)
  /// The language's own limits; 0 where the dictionary has none.
  private(set) var minimumBefore = 0
  private(set) var minimumAfter = 0

  /// - Parameters:
  ///   - dictionary: the text of a dictionary in UTF-8.
  ///   - start: the offset behind its first line.
  init(_ dictionary: consuming [UInt8], from start: Int) {
    // In place, if this is the only reference.
    dictionary += Self.end
    text = dictionary
    var keywords: [Range<Int>] = []
    text.withUnsafeBufferPointer { text in
      entries = Array(unsafeUninitializedCapacity: text.count / Self.shortestLine + 1) { entries, count in
        heads.withUnsafeMutableBufferPointer { heads in
          count = Self.readLines(text, from: start, &entries, heads, keywords: &keywords)
        }
      }
    }
    for line in keywords { readKeyword(text[line]) }
  }

  /// Ends the last line, and lets ``readLines(_:from:_:_:keywords:)`` read a few bytes beyond a line.
  private static let end = [UInt8](repeating: UInt8(ascii: "\n"), count: 16)

  /// Makes an entry of each pattern. Returns their number.
  ///
  /// The lines are short and of many lengths, so that a loop over their bytes would spend most of its time on branches
  /// that were not predicted. Eight bytes are read at once, and the end of a line is found without its letters.
  private static func readLines(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ entries: inout UnsafeMutableBufferPointer<Entry>,
    _ heads: UnsafeMutableBufferPointer<Int32>, keywords: inout [Range<Int>]
  ) -> Int {
    let bytes = UnsafeRawBufferPointer(text)
    let last = text.count - end.count
    var count = 0
    var start = start
    while start < last {
      let first = text[start]
      let head = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      let tail = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
      // 8 where there is no line feed.
      let (early, late) = (
        newlines(in: head).trailingZeroBitCount / 8, newlines(in: tail).trailingZeroBitCount / 8
      )
      var lineEnd = start &+ early &+ (early == 8 ? late : 0)
      if early &+ late == 16 {
        while text[lineEnd] != UInt8(ascii: "\n") { lineEnd &+= 1 }
      }
      if isLineOfPattern(first) {
        let key = key(of: head)
        if key != 0 {
          let hash = hash(key)
          entries[count] = Entry(key: key, start: Int32(truncatingIfNeeded: start), next: heads[hash])
          heads[hash] = Int32(truncatingIfNeeded: count)
          count &+= 1
        }
      }
      if first &- UInt8(ascii: "A") < 26 { keywords.append(start..<lineEnd) }
      start = lineEnd &+ 1
    }
    return count
  }

  /// The highest bits of the bytes that are line feeds; meaningless above the first of them.
  private static func newlines(in bytes: UInt64) -> UInt64 {
    let difference = bytes ^ 0x0A0A_0A0A_0A0A_0A0A
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }

  /// The first letters of a pattern, which may have a digit before each: without branches.
  private static func key(of bytes: UInt64) -> UInt32 {
    var bytes = bytes
    var key: UInt32 = 0
    var mask: UInt32 = 0xFF
    for shift in 0..<UInt32(keyLength) {
      bytes &>>= isDigit(UInt8(truncatingIfNeeded: bytes)) ? 8 : 0
      let letter = UInt8(truncatingIfNeeded: bytes)
      mask = isLetter(letter) ? mask : 0
      key |= (UInt32(letter) & mask) &<< (8 &* shift)
      bytes &>>= UInt64(mask & 8)
    }
    return key
  }

  private mutating func readKeyword(_ line: ArraySlice<UInt8>) {
    let words = line.split(whereSeparator: { $0 <= 0x20 })
    guard words.count == 2, let number = Int(String(decoding: words[1], as: UTF8.self)) else { return }
    switch String(decoding: words[0], as: UTF8.self) {
    case "LEFTHYPHENMIN": minimumBefore = number
    case "RIGHTHYPHENMIN": minimumAfter = number
    default: break
    }
  }

  /// Whether a line with this first byte is no keyword and no comment.
  private static func isLineOfPattern(_ first: UInt8) -> Bool {
    first &- UInt8(ascii: "A") >= 26 && first != UInt8(ascii: "%") && first != UInt8(ascii: "#")
  }

  private static func hash(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> (32 - hashBits)) }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a byte belongs to the pattern and is no digit; false behind the pattern.
  private static func isLetter(_ byte: UInt8) -> Bool {
    // The full stop, apostrophe and hyphen have codes below the digits.
    byte > 0x20 && byte != UInt8(ascii: "/") && byte &- 0x30 >= 10
  }

  private static func isInPattern(_ byte: UInt8) -> Bool { byte > 0x20 && byte != UInt8(ascii: "/") }

  // MARK: Matching

  /// Raises the values between the letters of a word to those of each pattern that occurs in it.
  /// - Parameters:
  ///   - word: in lower case, between two full stops.
  ///   - values: `values[i]` is the place before `word[i]`.
  func apply(to word: UnsafeBufferPointer<UInt8>, _ values: UnsafeMutableBufferPointer<UInt8>) {
    text.withUnsafeBufferPointer { text in
      entries.withUnsafeBufferPointer { entries in
        heads.withUnsafeBufferPointer { heads in
          for start in 0..<word.count {
            var key: UInt32 = 0
            for length in 0..<min(Self.keyLength, word.count &- start) {
              key |= UInt32(word[start &+ length]) &<< (8 &* UInt32(length))
              var index = heads[Self.hash(key)]
              while index >= 0 {
                let entry = entries[Int(index)]
                if entry.key == key {
                  let offset = Int(entry.start)
                  // The key is the whole pattern unless it is full.
                  if length < Self.keyLength &- 1 || Self.matches(text, offset, word, at: start) {
                    Self.apply(text, offset, values, at: start)
                  }
                }
                index = entry.next
              }
            }
          }
        }
      }
    }
  }

  /// Whether the letters of the pattern at an offset of the text are those of a word from an index on.
  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: Int, _ word: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Bool {
    var (offset, index) = (offset, start)
    while isInPattern(text[offset]) {
      if !isDigit(text[offset]) {
        guard index < word.count, word[index] == text[offset] else { return false }
        index &+= 1
      }
      offset &+= 1
    }
    return true
  }

  /// Applies the pattern at an offset of the text to the letters from an index on.
  private static func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ values: UnsafeMutableBufferPointer<UInt8>,
    at first: Int
  ) {
    var (offset, index) = (start, first)
    while isInPattern(text[offset]) {
      let value = text[offset] &- 0x30
      if value < 10 { values[index] = max(values[index], value) } else { index &+= 1 }
      offset &+= 1
    }
    // A pattern with a slash changes the spelling at the break, as in the older German Schiff-fahrt. The text must stay
    // as it is, so there is no break.
    if text[offset] == UInt8(ascii: "/") { forbidBreaks(text, start, values, at: first) }
  }

  /// Forbids the breaks of the pattern at an offset.
  private static func forbidBreaks(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ values: UnsafeMutableBufferPointer<UInt8>,
    at first: Int
  ) {
    var (offset, index) = (start, first)
    while isInPattern(text[offset]) {
      let value = text[offset] &- 0x30
      if value >= 10 { index &+= 1 } else if value & 1 == 1 { values[index] = max(values[index], value &+ 1) }
      offset &+= 1
    }
  }
}
