/// Syntax that a text may contain. cmark-gfm takes up to half as long again for each of these extensions, even if the text
/// has none of its syntax.
struct SyntaxSigns: OptionSet {
  let rawValue: UInt8

  /// `[^`.
  static let footnotes = SyntaxSigns(rawValue: 1)
  /// `://`, `www` or `@`, which may be written as an entity: addresses without brackets.
  static let autolinks = SyntaxSigns(rawValue: 2)
  /// `@`, which may be written as an entity: addresses of e-mail.
  static let emails = SyntaxSigns(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Finds the signs without branches, so that the compiler can use vector instructions.
  init(in text: UnsafeBufferPointer<UInt8>) {
    var signs: UInt8 = 0
    for index in 0..<max(0, text.count - 2) {
      let (byte, next, third) = (text[index], text[index &+ 1], text[index &+ 2])
      let isFootnote = byte == UInt8(ascii: "[") && next == UInt8(ascii: "^")
      let isScheme = byte == UInt8(ascii: ":") && next == UInt8(ascii: "/") && third == UInt8(ascii: "/")
      let isWeb = byte | 0x20 == UInt8(ascii: "w") && byte == next && byte == third
      let isEntity = byte == UInt8(ascii: "&") && (next == UInt8(ascii: "#") || next == UInt8(ascii: "c"))
      let isEmail = isEntity || next == UInt8(ascii: "@")
      signs |= (isFootnote ? 1 : 0) | (isScheme || isWeb ? 2 : 0) | (isEmail ? 6 : 0)
    }
    rawValue = signs
  }
}
