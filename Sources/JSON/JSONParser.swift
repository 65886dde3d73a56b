/// Parses JSON as RFC 8259 defines it, and keeps the line of each value.
///
/// Bytes that are not UTF-8 become U+FFFD, and so do halves of surrogate pairs.
struct JSONParser {
  private let bytes: [UInt8]
  private let depth: Int
  private var index = 0
  private var line = 1

  /// Parses a text that holds one value.
  /// - Parameter depth: how deep arrays and objects may nest.
  static func parse(_ bytes: [UInt8], depth: Int) throws(JSONFault) -> LocatedJSON {
    var parser = JSONParser(bytes: bytes, depth: depth)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
    let value = try parser.readValue(level: 0)
    parser.skipSpace()
    if parser.index < bytes.count { throw parser.fault("there is text behind the end of the value") }
    return value
  }

  private init(bytes: [UInt8], depth: Int) {
    self.bytes = bytes
    self.depth = depth
  }

  private func fault(_ message: String) -> JSONFault { JSONFault(line: line, message: message) }

  /// The next byte; nil at the end.
  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      if byte == 0x0A { line += 1 }
      index += 1
    }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  // MARK: Values

  private mutating func readValue(level: Int) throws(JSONFault) -> LocatedJSON {
    skipSpace()
    let start = line
    switch next {
    case UInt8(ascii: "\""): return LocatedJSON(.string(try readString()), line: start)
    case UInt8(ascii: "["): return LocatedJSON(.array(try readArray(level: level)), line: start)
    case UInt8(ascii: "{"): return LocatedJSON(.object(try readObject(level: level)), line: start)
    case nil: throw fault("the text ends where a value is expected")
    default: return LocatedJSON(try readWord(), line: start)
    }
  }

  private mutating func readArray(level: Int) throws(JSONFault) -> [LocatedJSON] {
    try begin(level)
    var values: [LocatedJSON] = []
    if skip("]") { return values }
    while true {
      if values.count > 0, skip("]") { throw fault("a comma stands before ']'") }
      values.append(try readValue(level: level + 1))
      if skip("]") { return values }
      if !skip(",") { throw fault("',' or ']' is expected behind a value") }
    }
  }

  private mutating func readObject(level: Int) throws(JSONFault) -> [LocatedJSON.Member] {
    try begin(level)
    var members: [LocatedJSON.Member] = []
    if skip("}") { return members }
    while true {
      if members.count > 0, skip("}") { throw fault("a comma stands before '}'") }
      skipSpace()
      let start = line
      guard next == UInt8(ascii: "\"") else { throw fault("a name in quotation marks is expected") }
      let name = try readString()
      if !skip(":") { throw fault("':' is expected behind '\(name)'") }
      members.append(LocatedJSON.Member(name, try readValue(level: level + 1), line: start))
      if skip("}") { return members }
      if !skip(",") { throw fault("',' or '}' is expected behind the value of '\(name)'") }
    }
  }

  private mutating func begin(_ level: Int) throws(JSONFault) {
    index += 1
    if level >= depth { throw fault("arrays and objects nest deeper than \(depth) levels") }
  }

  /// Reads a number, `true`, `false` or `null`.
  private mutating func readWord() throws(JSONFault) -> LocatedJSON.Value {
    let start = index
    while let byte = next, byte > 0x20, !",]}:{[\"".utf8.contains(byte) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      guard Self.isNumber(word.utf8) else {
        throw fault(word.isEmpty ? "a value is expected" : "'\(word.prefix(40))' is not a value")
      }
      return .number(word)
    }
  }

  /// Whether a text is a number of RFC 8259, section 6.
  private static func isNumber(_ text: String.UTF8View) -> Bool {
    var rest = text[...]
    func dropDigits() -> Int {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let count = dropDigits()
    if count == 0 || startsWithZero && count > 1 { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if dropDigits() == 0 { return false }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
      if dropDigits() == 0 { return false }
    }
    return rest.isEmpty
  }

  // MARK: Strings

  private mutating func readString() throws(JSONFault) -> String {
    index += 1
    var text: [UInt8] = []
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += String(try readEscape()).utf8
      case 0..<0x20:
        index -= 1
        throw fault(
          byte == 0x0A ? "a string is not closed on its line" : "a string holds a control character")
      default: text.append(byte)
      }
    }
    throw fault("a string is never closed")
  }

  private mutating func readEscape() throws(JSONFault) -> Unicode.Scalar {
    guard let byte = next else { throw fault("a string is never closed") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try readCodeUnits()
    default: throw fault("a string holds an escape that JSON does not have")
    }
  }

  /// Reads the four digits behind `\u`, and the second half of a surrogate pair.
  private mutating func readCodeUnits() throws(JSONFault) -> Unicode.Scalar {
    let unit = try readCodeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let isPair = unit < 0xDC00 && bytes[index...].starts(with: "\\u".utf8)
    guard isPair else { return "\u{FFFD}" }
    let start = index
    index += 2
    let second = try readCodeUnit()
    guard (0xDC00...0xDFFF).contains(second) else {
      index = start
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func readCodeUnit() throws(JSONFault) -> UInt16 {
    let digits = bytes[index...].prefix(4)
    let isHexadecimal = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    guard digits.count == 4, isHexadecimal,
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("'\\u' needs four hexadecimal digits") }
    index += 4
    return unit
  }
}
