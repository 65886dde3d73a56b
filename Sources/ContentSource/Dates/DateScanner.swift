/// Reads numbers, words and marks of a text that may be a date. Each method skips spaces first. If the next part is not
/// of the expected kind, the position does not change.
struct DateScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// A number and the count of its digits: `05` and `5` differ.
  struct Number {
    var value: Int
    var digits: Int
  }

  var isAtEnd: Bool { next == nil }

  /// The next byte that is not a space.
  private var next: UInt8? { bytes[position...].first { !Self.isSpace($0) } }

  /// Whether the scanner is at a space or at the end.
  var isAtSpace: Bool { position >= bytes.count || Self.isSpace(bytes[position]) }

  /// Reads one of some ASCII marks.
  mutating func mark(_ marks: String) -> UInt8? {
    guard let byte = next, marks.utf8.contains(byte) else { return nil }
    skipSpaces()
    position += 1
    return byte
  }

  /// Reads a mark; false if another byte comes next.
  mutating func accept(_ mark: UInt8) -> Bool {
    guard next == mark else { return false }
    skipSpaces()
    position += 1
    return true
  }

  /// Reads a number whose count of digits is in a range.
  mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    let start = self
    guard let number = number(), digits.contains(number.digits) else {
      self = start
      return nil
    }
    return number.value
  }

  /// Reads a number of at most 18 digits.
  mutating func number() -> Number? {
    let start = self
    skipSpaces()
    var number = Number(value: 0, digits: 0)
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      if number.digits == 18 {
        self = start
        return nil
      }
      number.value = number.value * 10 + Int(bytes[position] - 0x30)
      number.digits += 1
      position += 1
    }
    if number.digits == 0 {
      self = start
      return nil
    }
    return number
  }

  /// Reads a word for which `meaning` returns a value; it is called with the word in lower case. A word consists of
  /// ASCII letters and any characters beyond ASCII.
  mutating func word<Value>(_ meaning: (String) -> Value?) -> Value? {
    let start = self
    skipSpaces()
    let first = position
    while position < bytes.count, Self.isLetter(bytes[position]) { position += 1 }
    if position > first,
      let value = meaning(String(decoding: bytes[first..<position], as: UTF8.self).lowercased())
    {
      return value
    }
    self = start
    return nil
  }

  /// Reads one of several words, given in lower case; false if another word comes next.
  @discardableResult
  mutating func accept(anyOf words: [String]) -> Bool {
    word { words.contains($0) ? true : nil } == true
  }

  private mutating func skipSpaces() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) }
}
