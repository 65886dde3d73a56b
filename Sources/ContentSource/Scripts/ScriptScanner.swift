/// Reads the tokens of a script without its comments.
struct ScriptScanner {
  enum Token {
    case mark(Unicode.Scalar)
    case word(String)
    case string(String)
  }

  let text: [Unicode.Scalar]
  /// The index behind the last token.
  private(set) var position: Int
  /// The index of the last token.
  private(set) var start = 0
  /// The number of lines before the last token.
  private(set) var line: Int

  /// - Parameters:
  ///   - position: the index of the first scalar to read.
  ///   - line: the number of lines before it.
  init(text: [Unicode.Scalar], at position: Int = 0, line: Int = 0) {
    self.text = text
    self.position = position
    self.line = line
  }

  mutating func skipToObject() -> Bool {
    var previous: Token?
    while true {
      skipSpace()
      let start = position
      guard let token = next() else { return false }
      if case .mark("{") = token {
        let isObject =
          switch previous {
          case nil, .mark("=")?, .word("default")?, .mark("(")?: true
          case .mark?, .word?, .string?: false
          }
        if isObject {
          position = start
          return true
        }
      }
      previous = token
    }
  }

  mutating func next() -> Token? {
    skipSpace()
    guard position < text.count else { return nil }
    let first = text[position]
    start = position
    if let string = string() { return .string(string) }
    if Self.isWord(first) {
      let start = position
      while position < text.count, Self.isWord(text[position]) { position += 1 }
      return .word(Self.string(text[start..<position]))
    }
    position += 1
    return .mark(first)
  }

  /// Reads a string literal, which ends at the end of its line at the latest unless it is a template; nil if there is
  /// none.
  mutating func string() -> String? {
    skipSpace()
    guard position < text.count, ["'", "\"", "`"].contains(text[position]) else { return nil }
    let quote = text[position]
    if quote == "`", let template = template() { return template }
    var result = String.UnicodeScalarView()
    var end = position + 1
    while end < text.count, text[end] != quote, text[end] != "\n" {
      if text[end] == "\\", end + 1 < text.count { end += 1 }
      result.append(text[end])
      end += 1
    }
    position = min(end + 1, text.count)
    return String(result)
  }

  /// Reads a template literal with the text of its expressions, which may hold others; nil if it is not closed.
  private mutating func template() -> String? {
    var end = position + 1
    // The number of open braces in each expression.
    var braces: [Int] = []
    while end < text.count {
      switch text[end] {
      case "\\": end += 1
      case "$" where end + 1 < text.count && text[end + 1] == "{":
        braces.append(0)
        end += 1
      case "{" where !braces.isEmpty: braces[braces.count - 1] += 1
      case "}" where !braces.isEmpty:
        if braces[braces.count - 1] == 0 { braces.removeLast() } else { braces[braces.count - 1] -= 1 }
      case "`" where braces.isEmpty:
        let content = text[(position + 1)..<end]
        line += content.count { $0 == "\n" }
        position = end + 1
        return Self.string(content)
      default: break
      }
      end += 1
    }
    return nil
  }

  mutating func skipColon() -> Bool {
    skipSpace()
    guard position < text.count, text[position] == ":" else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < text.count {
      if text[position].properties.isWhitespace {
        if text[position] == "\n" { line += 1 }
        position += 1
      } else if text[position...].starts(with: ["/", "/"]) {
        while position < text.count, text[position] != "\n" { position += 1 }
      } else if text[position...].starts(with: ["/", "*"]) {
        position += 2
        while position < text.count, !text[position...].starts(with: ["*", "/"]) {
          if text[position] == "\n" { line += 1 }
          position += 1
        }
        position = min(position + 2, text.count)
      } else {
        return
      }
    }
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "$"
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
