/// The info string of fenced code: `js title="a.js" {1,3}`.
enum FenceInfo {
  /// Returns the language in an info string: `rust` for `Rust,ignore`, `python` for `{.python}`, `c++` for
  /// `c++ title="x"`.
  static func language(in info: String) -> String {
    let word = info.prefix { !" ,\t}[".contains($0) }
    return word.drop { $0 == "{" || $0 == "." }.lowercased()
  }

  /// The attributes in which programs have the title of a block of code, usually the name of its file.
  private static let titleKeys: Set<Substring> = ["title", "file", "filename", "name", "caption"]

  /// Returns the title in an info string: the value of an attribute, `title="a.js"` or `name=a.js`, or VitePress's label,
  /// `[a.js]`; nil if there is none.
  static func title(in info: String) -> String? {
    guard info.contains(where: { $0 == "=" || $0 == "[" }) else { return nil }
    var rest = info[...]
    while let mark = rest.firstIndex(where: { $0 == "=" || $0 == "[" }) {
      let before = rest[..<mark]
      let value = rest[mark...].dropFirst()
      if rest[mark] == "[" {
        guard let close = value.firstIndex(of: "]") else { return nil }
        return value[..<close].isEmpty ? nil : String(value[..<close])
      }
      let key = before.suffix(while: \.isLetter)
      let text: Substring
      if let quote = value.first, quote == "\"" || quote == "'" {
        text = value.dropFirst().prefix { $0 != quote }
        rest = value.dropFirst().dropFirst(text.count + 1)
      } else {
        // Expo's players of code have the form of an address: `name=Hello%20World&platform=ios`.
        let isAddress = key == "name"
        text = value.prefix { !" ,\t}".contains($0) && !(isAddress && $0 == "&") }
        rest = value.dropFirst(text.count)
        if isAddress, !text.isEmpty { return decodingPercents(in: text) }
      }
      if titleKeys.contains(key), !text.isEmpty { return String(text) }
    }
    return nil
  }

  /// Decodes percent-encoded bytes (RFC 3986, section 2.1). Text that is not UTF-8 then stays as it is.
  private static func decodingPercents(in text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2, digits.first != UInt8(ascii: "+"),
        let value = UInt8(Substring(digits), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? String(text)
  }
}

extension Substring {
  /// The longest ending of characters that fulfil a condition.
  fileprivate func suffix(while condition: (Character) -> Bool) -> Substring {
    self[(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)...]
  }
}
