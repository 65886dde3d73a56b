/// A compiled terminfo entry (term(5)) with direct colours instead of 256.
///
/// Debian's ncurses-base has no entry with direct colours, while most terminals show them. The colours below 256 remain
/// those of the palette.
struct DirectColorEntry {
  let bytes: [UInt8]

  /// Where the properties are in the tables of an entry (term.h).
  private enum Index {
    static let canChange = 27
    static let (colors, pairs) = (13, 14)
    static let (foreground, background) = (359, 360)
  }

  private static let colors = 0x100_0000
  private static let pairs = 0x10000

  /// Changes an entry; nil if it is damaged, or does not state 256 colours.
  init?(_ entry: [UInt8]) {
    var reader = Reader(bytes: entry)
    // The magic numbers of entries with numbers of two and of four bytes.
    guard let magic = reader.number(2), magic == 0o432 || magic == 0o1036,
      let nameCount = reader.number(2), let flagCount = reader.number(2), let numberCount = reader.number(2),
      let stringCount = reader.number(2), let textCount = reader.number(2),
      flagCount > Index.canChange, numberCount > Index.pairs, stringCount > Index.background,
      let names = reader.part(nameCount), var flags = reader.part(flagCount),
      reader.skip((nameCount + flagCount) % 2),
      var numbers = reader.numbers(numberCount, of: magic == 0o432 ? 2 : 4),
      var strings = reader.numbers(stringCount, of: 2), var text = reader.part(textCount),
      numbers[Index.colors] == 256
    else { return nil }
    // Programs that may change colours would begin by reading them.
    flags[Index.canChange] = 0
    numbers[Index.colors] = Self.colors
    numbers[Index.pairs] = Self.pairs
    for (index, base) in [(Index.foreground, 30), (Index.background, 40)] {
      strings[index] = text.count
      text += Self.sequence(base).utf8 + [0]
    }
    var result: [UInt8] = []
    for count in [0o1036, nameCount, flagCount, numberCount, stringCount, text.count] {
      result.append(count, 2)
    }
    result += names + flags + [UInt8](repeating: 0, count: (nameCount + flagCount) % 2)
    for number in numbers { result.append(number, 4) }
    for offset in strings { result.append(offset, 2) }
    result += text + [UInt8](repeating: 0, count: text.count % 2)
    bytes = result + Self.extensions
  }

  /// A parameterized string that sets a colour: eight colours, eight bright ones, the palette, and red, green and blue.
  private static func sequence(_ base: Int) -> String {
    "\u{1B}[%?%p1%{8}%<%t\(base / 10)%p1%d%e%p1%{16}%<%t\(base / 10 + 6)%p1%{8}%-%d%e%p1%{256}%<%t\(base + 8);5;%p1%d"
      + "%e\(base + 8);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
  }

  /// The properties that terminfo's tables lack (user_caps(5)): `AX`, that SGR 39 and 49 set the terminal's own colours,
  /// and `RGB`, that numbers of colours are red, green and blue. After the counts of flags, numbers, strings, and names
  /// with strings, and the size of the names, come the flags, the offsets of the names and the names.
  private static let extensions: [UInt8] = {
    var bytes: [UInt8] = []
    for count in [2, 0, 0, 2, 7] { bytes.append(count, 2) }
    bytes += [1, 1]
    for offset in [0, 3] { bytes.append(offset, 2) }
    return bytes + "AX\0RGB\0".utf8
  }()
}

/// Reads the parts of an entry. Numbers have their least byte first, and are negative if they are absent.
private struct Reader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func part(_ count: Int) -> [UInt8]? {
    guard count >= 0, count <= bytes.count - offset else { return nil }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  mutating func skip(_ count: Int) -> Bool { part(count) != nil }

  mutating func number(_ size: Int) -> Int? {
    guard let part = part(size) else { return nil }
    let value = part.reversed().reduce(0) { $0 << 8 | Int($1) }
    return value >= 1 << (8 * size - 1) ? value - (1 << (8 * size)) : value
  }

  mutating func numbers(_ count: Int, of size: Int) -> [Int]? {
    var numbers: [Int] = []
    for _ in 0..<max(0, count) {
      guard let number = number(size) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}

extension [UInt8] {
  /// Appends a number with its least byte first.
  fileprivate mutating func append(_ number: Int, _ size: Int) {
    for index in 0..<size { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
