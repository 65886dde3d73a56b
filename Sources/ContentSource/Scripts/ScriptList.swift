/// The texts that a script puts into the list of a name, wherever it does: `patterns = ['a', "b"]`, `patterns: ['a']`,
/// `patterns += ['b']`, `patterns.append('c')`.
///
/// The script is not run. String literals are read, and of a list that holds anything else, these are.
struct ScriptList {
  private(set) var texts: [String] = []
  /// Whether a value holds anything but literals, so that it may be longer.
  private(set) var isIncomplete = false

  private let text: [Unicode.Scalar]
  private let isPython: Bool
  private var index = 0

  /// The functions that add their arguments to a list.
  private static let adders: Set<String> = ["append", "extend", "insert", "push", "unshift", "add", "update"]
  /// Words in a value that add nothing unknown.
  private static let plainWords: Set<String> = ["as", "const", "list", "set", "tuple", "satisfies", "string"]

  init(of name: String, in source: String, isPython: Bool) {
    text = Array(source.unicodeScalars)
    self.isPython = isPython
    let name = Array(name.unicodeScalars)
    skipComment()
    while index < text.count {
      if ScriptScanner.isWord(text[index]) {
        let start = index
        index = endOfWord
        if text[start..<index].elementsEqual(name) {
          readSetter(isMember: start > 0 && text[start - 1] == ".")
        }
      } else if let end = endOfOtherText(than: name) {
        index = end
      } else {
        index += 1
        if text[index - 1] == "\n" { skipComment() }
      }
    }
  }

  /// The end of a comment behind code, or of a string that is not the name, at the current index; nil for anything else.
  private func endOfOtherText(than name: [Unicode.Scalar]) -> Int? {
    if let end = endOfComment, index > 0, text[index - 1].properties.isWhitespace { return end }
    guard text[index] == "'" || text[index] == "\"" else { return nil }
    let string = text[(index + 1)...].prefix { $0 != text[index] && $0 != "\n" }
    // A quotation mark may be part of a regular expression.
    guard !string.elementsEqual(name), string.endIndex < text.count, text[string.endIndex] == text[index]
    else { return nil }
    return string.endIndex + 1
  }

  /// Skips a line that begins as a comment.
  private mutating func skipComment() {
    index = text[index...].firstIndex { $0 != " " && $0 != "\t" } ?? text.count
    if let end = endOfComment { index = end }
  }

  /// - Parameter isMember: whether the name is that of a member of an object, which may be a function.
  private mutating func readSetter(isMember: Bool) {
    index = text[index...].firstIndex { $0 != "'" && $0 != "\"" } ?? text.count
    skipSpace()
    guard index < text.count else { return }
    switch text[index] {
    case ":":
      index += 1
      if isPython {
        // The type of the variable.
        let type = text[index...].prefix { $0 != "=" && $0 != "\n" }
        guard type.endIndex < text.count, text[type.endIndex] == "=" else { return }
        index = type.endIndex + 1
      }
      readValue(depth: 0)
    case "+":
      guard index + 1 < text.count, text[index + 1] == "=" else { return }
      index += 2
      readValue(depth: 0)
    case "=":
      guard index + 1 < text.count, text[index + 1] != "=", text[index + 1] != ">" else { return }
      index += 1
      readValue(depth: 0)
    case ".":
      index += 1
      let start = index
      index = endOfWord
      guard Self.adders.contains(word(from: start)), index < text.count, text[index] == "(" else { return }
      index += 1
      readValue(depth: 1)
    case "(":
      guard isMember else { return }
      index += 1
      readValue(depth: 1)
    default: return
    }
  }

  /// Reads the literals of a value up to its end, which is that of its line, a comma or a bracket that is not its own.
  private mutating func readValue(depth: Int) {
    let outer = depth
    // A regular expression is another kind of value.
    let sign = text[index...].drop { $0.properties.isWhitespace }.prefix(2)
    if sign.first == "/", sign.last != "/", sign.last != "*" { return }
    var (depth, isEmpty) = (depth, true)
    while index < text.count {
      if let end = endOfComment {
        index = end
        continue
      }
      switch text[index] {
      case "[", "(", "{": depth += 1
      case "]", ")", "}":
        depth -= 1
        if depth < outer { return }
      case ",", ";": if depth == 0 { return }
      case "\\": index += 1
      case "\n": if depth == 0, !isEmpty { return }
      case "'", "\"", "`": if !readString() { isIncomplete = true }
      case let scalar where ScriptScanner.isWord(scalar):
        let start = index
        index = endOfWord
        // Python's `u'…'`, `r'…'` and `f'…'`.
        let isPrefix = index < text.count && (text[index] == "'" || text[index] == "\"") && index - start < 3
        let word = word(from: start)
        if isPrefix, word.lowercased().contains("f") {
          let (known, isKnown) = (texts.count, readString())
          if !isKnown || texts.last?.contains("{") == true {
            texts.removeSubrange(known...)
            isIncomplete = true
          }
          index += 1
        } else if !isPrefix, !Self.plainWords.contains(word), Double(word) == nil {
          isIncomplete = true
        }
        isEmpty = false
        continue
      default: break
      }
      guard index < text.count else { return }
      if !text[index].properties.isWhitespace { isEmpty = false }
      index += 1
    }
  }

  /// Reads the string at the current index, up to its closing mark, where the index stays.
  /// - Returns: false if it is not a literal.
  private mutating func readString() -> Bool {
    let quote = text[index]
    var result = String.UnicodeScalarView()
    index += 1
    while index < text.count, text[index] != quote, text[index] != "\n" {
      if text[index] == "\\", index + 1 < text.count, text[index + 1] != "\n" { index += 1 }
      result.append(text[index])
      index += 1
    }
    let string = String(result)
    guard index < text.count, text[index] == quote, quote != "`" || !string.contains("${") else {
      index = min(index, text.count - 1)
      return false
    }
    texts.append(string)
    return true
  }

  // MARK: Text

  /// The end of the comment that begins at the current index; nil if none does.
  private var endOfComment: Int? {
    let rest = text[index...]
    if rest.starts(with: isPython ? ["#"] : ["/", "/"]) { return rest.firstIndex(of: "\n") ?? text.count }
    guard !isPython, rest.starts(with: ["/", "*"]) else { return nil }
    let end = rest.indices.dropFirst(2).first { text[$0] == "/" && text[$0 - 1] == "*" && $0 > index + 2 }
    return end.map { $0 + 1 } ?? text.count
  }

  private var endOfWord: Int { text[index...].firstIndex { !ScriptScanner.isWord($0) } ?? text.count }

  private mutating func skipSpace() {
    index = text[index...].firstIndex { !$0.properties.isWhitespace } ?? text.count
  }

  private func word(from start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[start..<index])
    return String(view)
  }
}
