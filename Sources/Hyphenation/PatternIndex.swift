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
    var start: UInt32
    /// The index of the next entry with this hash; -1 after the last one.
    var next: Int32
  }

  private static let keyLength = 4
  private static let hashBits: UInt32 = 13

  private let text: [UInt8]
  private var entries: [Entry] = []
  /// The index of the first entry of each hash; -1 if there is none.
  private var heads = [Int32](repeating: -1, count: 1 << hashBits)
  /// The language's own limits; 0 where the dictionary has none.
  private(set) var minimumBefore = 0
  private(set) var minimumAfter = 0

  /// - Parameter text: the lines of a dictionary in UTF-8, without the first one.
  init(_ text: [UInt8]) {
    self.text = text
    entries.reserveCapacity(text.count / 8)
    text.withUnsafeBufferPointer { readLines($0) }
  }

  private mutating func readLines(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < text.count {
      var index = start
      var key: UInt32 = 0
      var shift: UInt32 = 0
      let first = text[start]
      if first &- UInt8(ascii: "A") < 26 {
        index = Self.endOfLine(text, from: start)
        readKeyword(text[start..<index])
      } else if first != UInt8(ascii: "%"), first != UInt8(ascii: "#") {
        while index < text.count, text[index] > 0x20, text[index] != UInt8(ascii: "/"), shift < 32 {
          if !Self.isDigit(text[index]) {
            key |= UInt32(text[index]) << shift
            shift += 8
          }
          index += 1
        }
        if key != 0 { append(key: key, start: start) }
      }
      start = Self.endOfLine(text, from: index) + 1
    }
  }

  private mutating func append(key: UInt32, start: Int) {
    let hash = Self.hash(key)
    entries.append(Entry(key: key, start: UInt32(start), next: heads[hash]))
    heads[hash] = Int32(entries.count - 1)
  }

  private mutating func readKeyword(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    let words = line.split(whereSeparator: { $0 <= 0x20 })
    guard words.count == 2, let number = Int(String(decoding: words[1], as: UTF8.self)) else { return }
    switch String(decoding: words[0], as: UTF8.self) {
    case "LEFTHYPHENMIN": minimumBefore = number
    case "RIGHTHYPHENMIN": minimumAfter = number
    default: break
    }
  }

  private static func endOfLine(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  private static func hash(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> (32 - hashBits)) }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  // MARK: Matching

  /// Raises the values between the letters of a word to those of each pattern that occurs in it.
  /// - Parameters:
  ///   - word: in lower case, between two full stops.
  ///   - values: `values[i]` is the place before `word[i]`.
  func apply(to word: UnsafeBufferPointer<UInt8>, _ values: UnsafeMutableBufferPointer<UInt8>) {
    text.withUnsafeBufferPointer { text in
      entries.withUnsafeBufferPointer { entries in
        heads.withUnsafeBufferPointer { heads in
          for start in word.indices {
            var key: UInt32 = 0
            for length in 0..<min(Self.keyLength, word.count - start) {
              key |= UInt32(word[start + length]) << (8 * UInt32(length))
              var index = heads[Self.hash(key)]
              while index >= 0 {
                let entry = entries[Int(index)]
                if entry.key == key, Self.matches(text, Int(entry.start), word, at: start) {
                  Self.apply(text, Int(entry.start), values, at: start)
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
    while offset < text.count, text[offset] > 0x20, text[offset] != UInt8(ascii: "/") {
      if !isDigit(text[offset]) {
        guard index < word.count, word[index] == text[offset] else { return false }
        index += 1
      }
      offset += 1
    }
    return true
  }

  /// Applies the pattern at an offset of the text to the letters from an index on.
  private static func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: Int, _ values: UnsafeMutableBufferPointer<UInt8>,
    at start: Int
  ) {
    var end = offset
    while end < text.count, text[end] > 0x20, text[end] != UInt8(ascii: "/") { end += 1 }
    // A pattern with a slash changes the spelling at the break, as in the older German Schiff-fahrt. The text must stay
    // as it is, so there is no break.
    let changesSpelling = end < text.count && text[end] == UInt8(ascii: "/")
    var index = start
    for byte in text[offset..<end] {
      guard isDigit(byte) else {
        index += 1
        continue
      }
      let value = byte - 0x30
      values[index] = max(values[index], changesSpelling && value & 1 == 1 ? value + 1 : value)
    }
  }
}
