internal import PortfolioModel

/// The places of a script that set a field that may hide a page: in an object, in a statement, or in a function.
///
/// The script is not run, so a place counts wherever it is. It is read without regard to strings, because a regular
/// expression may contain a quotation mark.
struct HidingStatements {
  struct Statement {
    let key: String
    /// The value; nil if it is an expression.
    let value: FrontMatter.Value?
    /// The number of lines before that of the name.
    let line: Int
    /// The index of the name.
    let index: Int
  }

  /// The fields, in lower case, that hide a page or publish it whose value is an expression.
  static let names: Set<String> = [
    "draft", "isdraft", "published", "ispublished", "publish", "private", "isprivate", "unlisted",
    "unpublished", "hidden", "public", "ispublic", "eleventyexcludefromcollections",
  ]

  private(set) var statements: [Statement] = []
  private let text: [Unicode.Scalar]
  private let countsVariables: Bool
  private var index = 0
  private var line = 0

  /// - Parameter countsVariables: whether a variable of the script is a field.
  init(in text: [Unicode.Scalar], countsVariables: Bool) {
    self.text = text
    self.countsVariables = countsVariables
    skipComment()
    while index < text.count {
      if ScriptScanner.isWord(text[index]) {
        readWord()
      } else if isCommentNext {
        index = text[index...].firstIndex(of: "\n") ?? text.count
      } else {
        index += 1
        if text[index - 1] == "\n" {
          line += 1
          skipComment()
        }
      }
    }
  }

  /// Whether the rest of the line is a comment. It is none if it may be in a string that ends there.
  private var isCommentNext: Bool {
    guard text[index...].starts(with: ["/", "/"]), index > 0, text[index - 1].properties.isWhitespace else {
      return false
    }
    return !text[index...].prefix { $0 != "\n" }.contains { ["'", "\"", "`"].contains($0) }
  }

  /// Skips a line that begins as a comment.
  private mutating func skipComment() {
    let start = afterSpace(index)
    let code = text[start...].prefix(2)
    guard code.first == "*" || code.elementsEqual(["/", "/"]) || code.elementsEqual(["/", "*"]),
      !text[index..<start].contains("\n")
    else { return }
    let comment = text[start...].prefix { $0 != "\n" }
    // Code may follow a comment that ends in its line.
    let end = comment.indices.dropLast().last { comment[$0] == "*" && comment[$0 + 1] == "/" }
    index = code.elementsEqual(["/", "/"]) ? comment.endIndex : end.map { $0 + 2 } ?? comment.endIndex
  }

  private mutating func readWord() {
    let start = index
    while index < text.count, ScriptScanner.isWord(text[index]) { index += 1 }
    let word = string(text[start..<index])
    if word == "eleventyComputed" { return skipObject() }
    let mayHide = Self.names.contains(FieldKey.folded(word))
    guard mayHide || isValueNext, mayHide || FieldNames.mayHide(word), let setter = setter(of: start) else {
      return
    }
    var value: FrontMatter.Value?
    if case .value(let place) = setter { value = literal(at: place) }
    let field = value.map { FrontMatter.Field(key: word, value: $0, line: line) }
    if field.map({ !PageFieldValues.mayHide($0) }) ?? !mayHide { return }
    statements.append(Statement(key: word, value: value, line: line, index: start))
  }

  /// Skips the object of fields that Eleventy computes for each page: these say nothing of all pages.
  private mutating func skipObject() {
    let colon = afterSpace(afterQuotes(index))
    guard colon < text.count, text[colon] == ":" || text[colon] == "=" else { return }
    var scanner = ScriptScanner(text: text, at: colon + 1)
    guard case .mark("{")? = scanner.next() else { return }
    var depth = 1
    while let token = scanner.next() {
      // A regular expression may contain braces. Then the fields of the object count for all pages.
      if case .mark("/") = token { return }
      if case .mark("{") = token { depth += 1 }
      if case .mark("}") = token { depth -= 1 }
      if depth > 0 { continue }
      line += text[index..<scanner.position].count { $0 == "\n" }
      index = scanner.position
      return
    }
  }

  // MARK: Setters

  private enum Setter {
    /// A value at an index sets the field.
    case value(Int)
    /// A variable of its name, or a function.
    case other
  }

  private var isValueNext: Bool {
    let next = afterSpace(afterQuotes(index))
    return next < text.count && (text[next] == ":" || text[next] == "=")
  }

  /// What sets the field whose name ends before the current index.
  private func setter(of start: Int) -> Setter? {
    let mark = afterSpace(afterQuotes(afterSpace(index)))
    guard mark < text.count else { return nil }
    var before = beforeSpace(start)
    while before > 0, ["'", "\"", "`", "["].contains(text[before - 1]) { before = beforeSpace(before - 1) }
    let previous: Unicode.Scalar = before > 0 ? text[before - 1] : "{"
    let keyword = word(before: before)
    switch text[mark] {
    case ":":
      // Other colons follow a part of a conditional expression.
      return previous == "?" || previous == "." || keyword == "case" ? nil : .value(mark + 1)
    case "=":
      guard mark + 1 < text.count, text[mark + 1] != "=", text[mark + 1] != ">" else { return nil }
      if !countsVariables, ["const", "let", "var"].contains(keyword),
        word(before: beforeSpace(before - keyword.count)) != "export"
      {
        return nil
      }
      return .value(mark + 1)
    case "?", "|", "&":
      let isAssignment = mark + 2 < text.count && text[mark + 1] == text[mark] && text[mark + 2] == "="
      return isAssignment ? .other : nil
    case "(":
      guard keyword != "function", let end = closing("(", ")", behind: mark + 1) else { return nil }
      let body = afterSpace(end)
      return body < text.count && text[body] == "{" ? .other : nil
    case ",", "}":
      // A variable gives its name and value to an object, unless the braces are those of a pattern.
      guard mark == afterSpace(index), previous == "{" || previous == "," || previous == "/" else {
        return nil
      }
      return isInPattern(mark) ? nil : .other
    default: return nil
    }
  }

  /// Whether an index is between the braces of a pattern: `const { a, b } = c`, `({ a, b }) =>`.
  private func isInPattern(_ index: Int) -> Bool {
    guard let end = closing("{", "}", behind: index) else { return false }
    var next = afterSpace(end)
    if next < text.count, text[next] == ")" {
      next = afterSpace(next + 1)
      return next < text.count && (text[next] == "{" || text[next...].starts(with: ["=", ">"]))
    }
    return next + 1 < text.count && text[next] == "=" && text[next + 1] != "="
  }

  /// The index behind the bracket that closes the one that is open at an index.
  private func closing(_ open: Unicode.Scalar, _ close: Unicode.Scalar, behind start: Int) -> Int? {
    var depth = 1
    // The limit keeps the time linear in the length of the script.
    for index in start..<min(text.count, start + Self.longestList) {
      if text[index] == open { depth += 1 }
      if text[index] == close { depth -= 1 }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  /// The length of the longest list of parameters.
  private static let longestList = 1024

  // MARK: Values

  private func literal(at index: Int) -> FrontMatter.Value? {
    var scanner = ScriptScanner(text: text, at: index)
    let value: String
    switch scanner.next() {
    case .string(let text)?:
      if text.contains("${") { return nil }
      value = text
    case .word(let word)?:
      guard word == "true" || word == "false" || Double(word) != nil else { return nil }
      value = word
    case .mark?, nil: return nil
    }
    let end = scanner.line
    switch scanner.next() {
    case nil, .mark(",")?, .mark(";")?, .mark("}")?, .mark(")")?, .mark("]")?: return .scalar(value)
    case .word?, .string?: return scanner.line > end ? .scalar(value) : nil
    case .mark?: return nil
    }
  }

  // MARK: Text

  private func afterSpace(_ index: Int) -> Int {
    text[index...].firstIndex { !$0.properties.isWhitespace } ?? text.count
  }

  private func afterQuotes(_ index: Int) -> Int {
    text[index...].firstIndex { !["'", "\"", "`", "]"].contains($0) } ?? text.count
  }

  private func beforeSpace(_ index: Int) -> Int {
    var index = index
    while index > 0, text[index - 1].properties.isWhitespace { index -= 1 }
    return index
  }

  private func word(before end: Int) -> String {
    var start = end
    while start > 0, ScriptScanner.isWord(text[start - 1]) { start -= 1 }
    return end > 0 ? string(text[start..<end]) : ""
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
