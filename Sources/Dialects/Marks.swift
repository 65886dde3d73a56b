/// The pairs of characters in a page that may be syntax of a dialect. Most pages have none, and need no scan.
struct Marks: OptionSet {
  let rawValue: UInt32

  /// `{{` or `{%`.
  static let braces = Marks(rawValue: 1)
  /// `{:`.
  static let colonBrace = Marks(rawValue: 1 << 1)
  /// `{` before a space, a full stop or a number sign.
  static let attributeBrace = Marks(rawValue: 1 << 2)
  /// A line that begins with `|`.
  static let barRow = Marks(rawValue: 1 << 3)
  /// `*[`.
  static let abbreviation = Marks(rawValue: 1 << 4)
  /// A line that begins with `:` and a space, perhaps after spaces.
  static let colonLine = Marks(rawValue: 1 << 5)
  /// `markdown=` after a space.
  static let markdownAttribute = Marks(rawValue: 1 << 6)
  /// `!!!`, `???` or `===`.
  static let admonition = Marks(rawValue: 1 << 7)
  /// `<` before a letter, `/` or `>`, and `<<<`.
  static let tag = Marks(rawValue: 1 << 8)
  /// `{`.
  static let openBrace = Marks(rawValue: 1 << 9)
  /// A line that begins with `import` or `export`.
  static let module = Marks(rawValue: 1 << 10)
  /// `:::`.
  static let colons = Marks(rawValue: 1 << 11)
  /// `++`, `^^` or `--8<--`.
  static let materialMark = Marks(rawValue: 1 << 12)
  /// `[[`.
  static let doubleBracket = Marks(rawValue: 1 << 13)
  /// `^`.
  static let caret = Marks(rawValue: 1 << 14)
  /// `[toc]`, in either case.
  static let tableOfContents = Marks(rawValue: 1 << 16)
  /// `==`.
  static let equals = Marks(rawValue: 1 << 15)
  /// `$`, `\(, `\[`, `\\`, `\b`, or a fence with the info `math`.
  static let mathematics = Marks(rawValue: 1 << 24)
  /// `:` before a letter, a digit, `+` or `-`.
  static let shortcodes = Marks(rawValue: 1 << 25)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Finds the marks in a text.
  init(in text: ArraySlice<UInt8>) {
    var marks: Marks = []
    text.withUnsafeBufferPointer { bytes in
      guard bytes.count > 1 else { return }
      for index in 0..<(bytes.count - 1) {
        switch bytes[index] {
        case UInt8(ascii: "{"):
          let next = bytes[index + 1]
          marks.insert(.openBrace)
          switch next {
          case UInt8(ascii: "{"), UInt8(ascii: "%"): marks.insert(.braces)
          case UInt8(ascii: ":"): marks.insert(.colonBrace)
          case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "#"): marks.insert(.attributeBrace)
          default: break
          }
        case UInt8(ascii: "|"):
          if index == 0 || bytes[index - 1] <= 0x20 || bytes[index - 1] == UInt8(ascii: ">") {
            marks.insert(.barRow)
          }
        case UInt8(ascii: "*"):
          if bytes[index + 1] == UInt8(ascii: "[") { marks.insert(.abbreviation) }
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
          if bytes[index + 1] == bytes[index] { marks.insert(.admonition) }
        case UInt8(ascii: "<"):
          let next = bytes[index + 1]
          if next.isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
            || next == UInt8(ascii: "<")
          {
            marks.insert(.tag)
          }
        case UInt8(ascii: "m"), UInt8(ascii: "x"):
          // The second letter of `import` and `export` at the beginning of a line.
          if index > 0, bytes[index - 1] == UInt8(ascii: "i") || bytes[index - 1] == UInt8(ascii: "e"),
            bytes[index + 1] == UInt8(ascii: "p"), index == 1 || bytes[index - 2] == UInt8(ascii: "\n")
          {
            marks.insert(.module)
          }
        case UInt8(ascii: "+"), UInt8(ascii: "8"):
          let next = bytes[index + 1]
          if next == bytes[index] || next == UInt8(ascii: "<") {
            marks.insert(.materialMark)
          }
        case UInt8(ascii: "["):
          if bytes[index + 1] == UInt8(ascii: "[") { marks.insert(.doubleBracket) }
          if bytes[index + 1].lowercased == UInt8(ascii: "t") { marks.insert(.tableOfContents) }
        case UInt8(ascii: "^"):
          marks.insert(.caret)
          if bytes[index + 1] == UInt8(ascii: "^") { marks.insert(.materialMark) }
        case UInt8(ascii: "$"): marks.insert(.mathematics)
        case UInt8(ascii: "\\"):
          if "([\\b".utf8.contains(bytes[index + 1]) { marks.insert(.mathematics) }
        case UInt8(ascii: "`"), UInt8(ascii: "~"):
          let next = bytes[index + 1]
          let info = next == UInt8(ascii: " ") && index + 2 < bytes.count ? bytes[index + 2] : next
          if info == UInt8(ascii: "m") { marks.insert(.mathematics) }
        case UInt8(ascii: ":"):
          let next = bytes[index + 1]
          if next == UInt8(ascii: ":") { marks.insert(.colons) }
          if next.isLetter || next.isDigit || next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
            marks.insert(.shortcodes)
          }
          if bytes[index + 1].isSpaceOrTab,
            index == 0 || bytes[index - 1] <= 0x20 || bytes[index - 1] == UInt8(ascii: ">")
          {
            marks.insert(.colonLine)
          }
        case UInt8(ascii: "="):
          if bytes[index + 1] == UInt8(ascii: "=") { marks.formUnion([.equals, .admonition]) }
          if index >= 9, bytes[index - 1] == UInt8(ascii: "n"), bytes[index - 9] <= 0x20,
            bytes[index - 8] == UInt8(ascii: "m")
          {
            marks.insert(.markdownAttribute)
          }
        default: break
        }
      }
    }
    self = marks
  }
}
