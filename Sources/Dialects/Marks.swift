/// The pairs of characters in a page that may be syntax of a dialect. Most pages have none, and need no scan.
struct Marks: OptionSet {
  let rawValue: UInt64

  /// `{{` or `{%`.
  static let braces = Marks(rawValue: 1)
  /// `{:`.
  static let colonBrace = Marks(rawValue: 1 << 1)
  /// `{` before a space, a full stop or a number sign, or behind the end of a span.
  static let attributeBrace = Marks(rawValue: 1 << 2)
  /// A line that begins with `|`.
  static let barRow = Marks(rawValue: 1 << 3)
  /// `*[`.
  static let abbreviation = Marks(rawValue: 1 << 4)
  /// A line that begins with `:` and a space, perhaps after spaces.
  static let colonLine = Marks(rawValue: 1 << 5)
  /// `|`.
  static let bar = Marks(rawValue: 1 << 6)
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
  /// A colon and a name before a bracket or a brace: `:badge[`.
  static let componentName = Marks(rawValue: 1 << 17)
  /// `](` and `][`.
  static let linkAddress = Marks(rawValue: 1 << 18)
  static let reference = Marks(rawValue: 1 << 19)
  /// `~`.
  static let tilde = Marks(rawValue: 1 << 20)
  /// `` `# ``.
  static let spanLanguage = Marks(rawValue: 1 << 21)
  /// `[!`.
  static let codeComment = Marks(rawValue: 1 << 22)
  /// Two backticks or tildes.
  static let fence = Marks(rawValue: 1 << 23)
  /// `--`, `..`.
  static let typography = Marks(rawValue: 1 << 26)
  /// `**`.
  static let strong = Marks(rawValue: 1 << 29)
  /// `"` or `'`.
  static let quote = Marks(rawValue: 1 << 28)
  /// A line that begins with a tab or four spaces.
  static let indentedLine = Marks(rawValue: 1 << 27)
  /// A line that begins with `///`, perhaps after spaces.
  static let slashes = Marks(rawValue: 1 << 30)
  /// `$`, `\(, `\[`, `\\`, `\b`, or a fence with the info `math`.
  static let mathematics = Marks(rawValue: 1 << 24)
  /// `#+`.
  static let orgMark = Marks(rawValue: 1 << 31)
  /// A line of text directly below another line.
  static let joinedLine = Marks(rawValue: 1 << 32)
  /// `)=`.
  static let label = Marks(rawValue: 1 << 33)
  /// `[#`.
  static let bracketedID = Marks(rawValue: 1 << 34)
  /// `(@`.
  static let example = Marks(rawValue: 1 << 35)
  /// `@` before a letter and behind no word: `@key`, `[-@key]`.
  static let citation = Marks(rawValue: 1 << 36)
  /// A line that begins with `+-`, `+=` or `+:`.
  static let gridRule = Marks(rawValue: 1 << 37)
  /// A line that begins with a backslash and a letter.
  static let command = Marks(rawValue: 1 << 38)
  /// `%` and a space at the beginning of a line.
  static let lineComment = Marks(rawValue: 1 << 39)
  /// `r[` at the beginning of a line or behind a space.
  static let rule = Marks(rawValue: 1 << 40)
  /// A name between colons: `:smile:`.
  static let shortcodes = Marks(rawValue: 1 << 25)

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Finds the marks in a text.
  init(in text: ArraySlice<UInt8>) {
    var marks: Marks = []
    text.withUnsafeBufferPointer { bytes in
      Self.marksByFirstByte.withUnsafeBufferPointer { possible in
        // `import` and `export` may begin the text.
        if bytes.count > 1 { marks.formUnion(Self.lineStart(at: 0, in: bytes)) }
        var index = 0
        let end = bytes.count - 1
        while index < end {
          // Bytes that begin no mark, or only marks that were found before, are passed over eight at a time, which
          // takes a third of the instructions.
          let wanted = ~marks.rawValue
          while index &+ 8 <= end, possible.marks(ofEight: bytes, at: index) & wanted == 0 { index &+= 8 }
          let last = min(end, index &+ 8)
          while index < last {
            if possible[Int(bytes[index])] & ~marks.rawValue != 0 {
              marks.formUnion(Self.marks(at: index, in: bytes))
            }
            index &+= 1
          }
        }
      }
    }
    self = marks
  }

  /// The marks that ``marks(at:in:)`` may find at a byte, by its value.
  private static let marksByFirstByte: [UInt64] = {
    var table = [UInt64](repeating: 0, count: 256)
    func set(_ bytes: String, _ marks: Marks) {
      for byte in bytes.utf8 { table[Int(byte)] = marks.rawValue }
    }
    set("{", [.openBrace, .braces, .colonBrace, .attributeBrace])
    set("|", [.bar, .barRow])
    set("(", .example)
    set("*", [.abbreviation, .strong])
    set("!?", .admonition)
    set("<", [.tag, .materialMark])
    set("+", [.materialMark, .gridRule])
    set("[", [.doubleBracket, .tableOfContents, .codeComment, .bracketedID, .rule])
    set("]", [.linkAddress, .reference])
    set("-.", .typography)
    set("\"'", .quote)
    set("/", .slashes)
    set("^", [.caret, .materialMark])
    set("@", .citation)
    set("$", .mathematics)
    set("\\", [.mathematics, .command])
    set("`", [.fence, .spanLanguage, .mathematics])
    set("~", [.tilde, .fence, .spanLanguage, .mathematics])
    set(":", [.colons, .colonLine, .shortcodes, .componentName])
    set("=", [.equals, .admonition])
    set("#", .orgMark)
    set(")", .label)
    set("%", .lineComment)
    set("\n", [.indentedLine, .module, .joinedLine])
    return table
  }()

  /// The marks that begin with the byte at an index, which is not the last one.
  private static func marks(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Marks {
    let next = bytes[index + 1]
    switch bytes[index] {
    case UInt8(ascii: "{"):
      switch next {
      case UInt8(ascii: "{"), UInt8(ascii: "%"): return [.openBrace, .braces]
      case UInt8(ascii: ":"): return [.openBrace, .colonBrace]
      case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "#"): return [.openBrace, .attributeBrace]
      default:
        let isBehindSpan = index > 0 && ")]*_`>\"".utf8.contains(bytes[index - 1])
        return isBehindSpan ? [.openBrace, .attributeBrace] : .openBrace
      }
    case UInt8(ascii: "("): return next == UInt8(ascii: "@") ? .example : []
    case UInt8(ascii: "|"): return beginsLine(index, in: bytes) ? [.bar, .barRow] : .bar
    case UInt8(ascii: "*"):
      return next == UInt8(ascii: "[") ? .abbreviation : next == UInt8(ascii: "*") ? .strong : []
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return next == bytes[index] ? .admonition : []
    case UInt8(ascii: "<"):
      let isSnippet = index > 0 && bytes[index - 1] == UInt8(ascii: "8")
      let isTag = next.isLetter || "/><".utf8.contains(next)
      return Marks(isTag ? [.tag] : []).union(isSnippet ? [.materialMark] : [])
    case UInt8(ascii: "+"):
      if next == UInt8(ascii: "+") { return .materialMark }
      return "-=:".utf8.contains(next) && beginsLine(index, in: bytes) ? .gridRule : []
    case UInt8(ascii: "@"):
      let isInWord = index > 0 && !" \n\t[(;-".utf8.contains(bytes[index - 1])
      return next.isLetter && !isInWord ? .citation : []
    case UInt8(ascii: "["):
      if next == UInt8(ascii: "[") { return [.doubleBracket, .tableOfContents] }
      if next == UInt8(ascii: "!") { return .codeComment }
      if next == UInt8(ascii: "#") { return .bracketedID }
      let isRule =
        index > 0 && bytes[index - 1] == UInt8(ascii: "r") && beginsLine(index - 1, in: bytes)
      let rule: Marks = isRule ? .rule : []
      return next.lowercased == UInt8(ascii: "t") ? rule.union(.tableOfContents) : rule
    case UInt8(ascii: "]"):
      return next == UInt8(ascii: "(") ? .linkAddress : next == UInt8(ascii: "[") ? .reference : []
    case UInt8(ascii: "-"), UInt8(ascii: "."): return next == bytes[index] ? .typography : []
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .quote
    case UInt8(ascii: "/"): return next == UInt8(ascii: "/") && beginsLine(index, in: bytes) ? .slashes : []
    case UInt8(ascii: "^"): return next == UInt8(ascii: "^") ? [.caret, .materialMark] : .caret
    case UInt8(ascii: ")"): return next == UInt8(ascii: "=") ? .label : []
    case UInt8(ascii: "%"): return next.isSpaceOrTab && beginsLine(index, in: bytes) ? .lineComment : []
    case UInt8(ascii: "#"): return next == UInt8(ascii: "+") ? .orgMark : []
    case UInt8(ascii: "$"): return .mathematics
    case UInt8(ascii: "\\"):
      let marks: Marks = "([\\b".utf8.contains(next) ? .mathematics : []
      return next.isLetter && beginsLine(index, in: bytes) ? marks.union(.command) : marks
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      var marks: Marks = bytes[index] == UInt8(ascii: "~") ? .tilde : []
      if next == bytes[index] { marks.insert(.fence) }
      if next == UInt8(ascii: "#") { marks.insert(.spanLanguage) }
      return endsFence(index, withInfo: "math", in: bytes) ? marks.union(.mathematics) : marks
    case UInt8(ascii: ":"):
      if next == UInt8(ascii: ":") { return .colons }
      if next.isSpaceOrTab { return beginsLine(index, in: bytes) ? .colonLine : [] }
      switch byte(afterNameAt: index + 1, in: bytes) {
      case UInt8(ascii: ":"): return .shortcodes
      case UInt8(ascii: "["), UInt8(ascii: "{"): return .componentName
      default: return []
      }
    case UInt8(ascii: "="):
      return next == UInt8(ascii: "=") ? [.equals, .admonition] : []
    case UInt8(ascii: "\n"):
      let isJoined = index > 0 && bytes[index - 1] != UInt8(ascii: "\n") && next != UInt8(ascii: "\n")
      return lineStart(at: index + 1, in: bytes).union(isJoined ? .joinedLine : [])
    default: return []
    }
  }

  /// Whether only marks of containers and spaces may precede a byte on its line.
  private static func beginsLine(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    index == 0 || bytes[index - 1] <= 0x20 || bytes[index - 1] == UInt8(ascii: ">")
  }

  /// Whether a byte is the last one of a fence, and an info with some beginning follows.
  private static func endsFence(
    _ index: Int, withInfo info: StaticString, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let isFence = index > 1 && bytes[index - 1] == bytes[index] && bytes[index - 2] == bytes[index]
    guard isFence else { return false }
    var start = index + 1
    while start < bytes.count, bytes[start].isSpaceOrTab { start += 1 }
    return bytes.count - start >= info.utf8CodeUnitCount
      && UnsafeBufferPointer(rebasing: bytes[start...]).starts(
        with: UnsafeBufferPointer(start: info.utf8Start, count: info.utf8CodeUnitCount))
  }

  /// The byte behind a name that begins at an index; nil if there is no name.
  private static func byte(afterNameAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
    var end = start
    while end < min(bytes.count, start + 63),
      bytes[end].isLetter || bytes[end].isDigit || "+-_".utf8.contains(bytes[end])
    {
      end += 1
    }
    return end > start && end < bytes.count ? bytes[end] : nil
  }

  /// The mark at the beginning of a line: an import or export, or an indentation.
  private static func lineStart(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Marks {
    guard index + 1 < bytes.count else { return [] }
    if bytes[index].isSpaceOrTab {
      var indentation = 0
      while index + indentation < bytes.count, indentation < 4,
        bytes[index + indentation] == UInt8(ascii: " ")
      {
        indentation += 1
      }
      let isTab = index + indentation < bytes.count && bytes[index + indentation] == UInt8(ascii: "\t")
      return indentation == 4 || isTab ? .indentedLine : []
    }
    let letters = (bytes[index], bytes[index + 1])
    return letters == (UInt8(ascii: "i"), UInt8(ascii: "m"))
      || letters == (UInt8(ascii: "e"), UInt8(ascii: "x")) ? .module : []
  }
}

extension UnsafeBufferPointer<UInt64> {
  /// The union of the marks for eight bytes, in a table with a row for each value of a byte.
  @inline(__always)
  fileprivate func marks(ofEight bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
    func row(_ offset: Int) -> UInt64 { self[Int(bytes[index &+ offset])] }
    return (row(0) | row(1) | row(2) | row(3)) | (row(4) | row(5) | row(6) | row(7))
  }
}
