/// The arguments of a template tag, positional ones with an empty key.
struct TagArguments {
  private(set) var all: [(key: String, value: String)] = []

  init() {}

  /// Splits a text at spaces, commas and parentheses into words, quoted or not, and pairs `key=value` or `key: value`.
  init(_ text: ArraySlice<UInt8>) {
    var key = ""
    var rest = text
    func isSeparator(_ byte: UInt8) -> Bool { byte <= 0x20 || ",()".utf8.contains(byte) }
    while let first = rest.first {
      if isSeparator(first) {
        rest = rest.dropFirst()
      } else if "\"'`".utf8.contains(first) {
        let value = Self.quoted(&rest, by: first)
        all.append((key, value))
        key = ""
      } else {
        let word = rest.prefix { !isSeparator($0) && $0 != UInt8(ascii: "=") && !"\"'`".utf8.contains($0) }
        rest = rest.dropFirst(max(1, word.count))
        let equals = rest.drop { $0 <= 0x20 }
        if equals.first == UInt8(ascii: "="), !word.isEmpty {
          key = String(decoding: word.map(\.lowercased), as: UTF8.self)
          rest = equals.dropFirst()
        } else if word.last == UInt8(ascii: ":"), word.count > 1,
          rest.first.map({ $0 <= 0x20 || $0 == UInt8(ascii: "\"") }) ?? false
        {
          key = String(decoding: word.dropLast().map(\.lowercased), as: UTF8.self)
        } else if !word.isEmpty {
          all.append((key, String(decoding: word, as: UTF8.self)))
          key = ""
        }
      }
    }
  }

  /// Removes a quoted text and returns it without its quotes. A backslash before a quote escapes it.
  private static func quoted(_ text: inout ArraySlice<UInt8>, by quote: UInt8) -> String {
    var value: [UInt8] = []
    var index = text.startIndex + 1
    while index < text.endIndex, text[index] != quote {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex, text[index + 1] == quote { index += 1 }
      value.append(text[index])
      index += 1
    }
    text = text[min(index + 1, text.endIndex)...]
    return String(decoding: value, as: UTF8.self)
  }

  /// The value of the first of some keys that is given.
  subscript(keys: String...) -> String? {
    keys.lazy.compactMap { key in all.first { $0.key == key }?.value }.first
  }

  /// The values without a key.
  var positional: [String] { all.filter { $0.key.isEmpty }.map(\.value) }

  /// The value of a key, else the first positional one.
  func first(or keys: String...) -> String? {
    keys.lazy.compactMap { key in all.first { $0.key == key }?.value }.first ?? positional.first
  }
}
