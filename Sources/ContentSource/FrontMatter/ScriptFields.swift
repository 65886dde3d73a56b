/// Reads fields that are written in JavaScript: the members of an object, or constants with a value.
///
/// The script is not run: literals are read, and an expression is a field that could not be read.
struct ScriptFields {
  private var scanner: ScriptScanner
  private let firstLine: Int
  private var content = FrontMatter.Content()
  /// The indices of the names of fields that have been read, and of those that are in no other field.
  private var readNames: [Int] = []
  private var outerNames: [Int] = []
  /// The fields of the objects that variables hold, if variables are not fields themselves.
  private var variables: [String: [FrontMatter.Field]] = [:]

  /// Returns the fields of a page: those of an object, `{ title: 'T' }`, and those of declarations, `const title = 'T'`, in
  /// the order of the text.
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> FrontMatter.Content {
    var reader = ScriptFields(
      scanner: ScriptScanner(text: Array(String(decoding: text, as: UTF8.self).unicodeScalars)),
      firstLine: firstLine)
    reader.readScript(countsVariables: true)
    reader.addHidingStatements(isPage: true)
    return reader.content
  }

  /// Returns the fields of a script that exports an object, a variable that holds one, or a function that returns one.
  static func read(data bytes: [UInt8]) -> FrontMatter.Content {
    let text = String(decoding: bytes, as: UTF8.self)
    var scanner = ScriptScanner(text: Array(text.unicodeScalars))
    if let start = functions.lazy.compactMap({ text.firstRange(of: $0)?.upperBound }).first,
      let object = text[start...].firstRange(of: "return {"),
      text[start..<object.lowerBound].firstRange(of: "eleventyComputed") == nil
    {
      let before = text.unicodeScalars[..<object.upperBound].dropLast()
      scanner = ScriptScanner(text: scanner.text, at: before.count, line: before.count { $0 == "\n" })
    }
    var reader = ScriptFields(scanner: scanner, firstLine: 1)
    reader.readScript(countsVariables: false)
    for mark in ["module.exports = ", "export default "] {
      guard let start = text.firstRange(of: mark)?.upperBound else { continue }
      let name = text[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
      if let fields = reader.variables[String(name)] { reader.content.fields = fields }
    }
    reader.addHidingStatements(isPage: false)
    return reader.content
  }

  /// The beginnings of a script that exports a function.
  private static let functions = [
    "module.exports = function", "module.exports = (", "module.exports = async", "export default function",
    "export default (", "export default async",
  ]

  private init(scanner: ScriptScanner, firstLine: Int) {
    self.scanner = scanner
    self.firstLine = firstLine
  }

  private static let declarations: Set<String> = ["const", "let", "var"]

  /// Adds the fields that the script sets elsewhere, if they hide the page or may hide it.
  /// - Parameter isPage: whether a field within another field has been read for what it is, and a variable is a field.
  private mutating func addHidingStatements(isPage: Bool) {
    let known = Set(isPage ? readNames : outerNames)
    for statement in HidingStatements(in: scanner.text, countsVariables: isPage).statements
    where !known.contains(statement.index) {
      add(statement.key, statement.value, line: firstLine + statement.line)
    }
  }

  private mutating func readScript(countsVariables: Bool) {
    while let token = scanner.next() {
      switch token {
      case .word(let word) where Self.declarations.contains(word):
        guard case .word(let name)? = scanner.next() else { continue }
        let (line, start) = (firstLine + scanner.line, scanner.start)
        guard take("=") else { continue }
        let value = value(depth: 0)
        if countsVariables {
          readNames.append(start)
          add(name, value, line: line)
        } else if case .table(let fields)? = value {
          variables[name] = fields
        }
      case .mark("{"):
        for field in members(depth: 0, keepsUnread: true) { content.fields.append(field) }
      case .mark, .word, .string: continue
      }
    }
  }

  private mutating func add(_ name: String, _ value: FrontMatter.Value?, line: Int) {
    if let value {
      content.fields.append(FrontMatter.Field(key: name, value: value, line: line))
    } else {
      content.appendUnread(name, line: line)
    }
  }

  // MARK: Values

  /// The maximum depth of objects and lists within each other.
  private static let maximumDepth = 16

  /// Reads a literal up to what separates it from the next; nil if the value is an expression.
  private mutating func value(depth: Int) -> FrontMatter.Value? {
    guard depth < Self.maximumDepth else {
      skipExpression()
      return nil
    }
    let known = readNames.count
    var result: FrontMatter.Value?
    defer {
      // What an expression does with an object is not known.
      if result == nil { readNames.removeSubrange(known...) }
    }
    switch scanner.next() {
    case .string(let text)?: result = text.contains("${") ? nil : .scalar(text)
    case .mark("{")?: result = .table(members(depth: depth + 1, keepsUnread: false))
    case .mark("[")?: result = .list(elements(depth: depth + 1))
    case .mark("-")?:
      if case .word(let number)? = scanner.next(), Double(number) != nil { result = .scalar("-" + number) }
    case .word("new")?: result = date()
    case .word(let word)?: result = Self.isLiteral(word) ? .scalar(word) : nil
    case .mark?, nil: result = nil
    }
    if isAtEnd { return result }
    // No operator follows an object, but text of a page may.
    if case .table? = result, isAtEndOfLine { return result }
    if skipExpression() { result = nil }
    return result
  }

  private static func isLiteral(_ word: String) -> Bool {
    word == "true" || word == "false" || Double(word) != nil
  }

  /// Reads the text of `new Date('2024-01-02')` behind its first word.
  private mutating func date() -> FrontMatter.Value? {
    guard case .word("Date")? = scanner.next(), take("("), let text = scanner.string(), take(")") else {
      return nil
    }
    return .scalar(text)
  }

  /// Reads the members of an object behind its opening brace, up to its closing one.
  private mutating func members(depth: Int, keepsUnread: Bool) -> [FrontMatter.Field] {
    var fields: [FrontMatter.Field] = []
    while let token = scanner.next() {
      switch token {
      case .mark("}"): return fields
      case .word(let key), .string(let key):
        let line = firstLine + scanner.line
        let start = if case .string = token { scanner.start + 1 } else { scanner.start }
        guard scanner.skipColon() else {
          skipExpression()
          continue
        }
        let value = value(depth: depth)
        if let value {
          fields.append(FrontMatter.Field(key: key, value: value, line: line))
        } else if keepsUnread {
          content.appendUnread(key, line: line)
        }
        if value != nil || keepsUnread {
          readNames.append(start)
          if keepsUnread { outerNames.append(start) }
        }
      case .mark("{"):
        // An object whose members are added to this one: `...{ title: 'T' }`.
        guard depth < Self.maximumDepth else { return fields }
        fields += members(depth: depth + 1, keepsUnread: keepsUnread)
      case .mark: continue
      }
    }
    return fields
  }

  /// Reads the elements of a list behind its opening bracket, up to its closing one.
  private mutating func elements(depth: Int) -> [FrontMatter.Value] {
    var values: [FrontMatter.Value] = []
    while let token = peeked {
      if case .mark("]") = token {
        _ = scanner.next()
        return values
      }
      if case .mark("}") = token { return values }
      if case .mark(")") = token { return values }
      if case .mark(",") = token {
        _ = scanner.next()
      } else if let value = value(depth: depth) {
        values.append(value)
      }
    }
    return values
  }

  // MARK: Tokens

  private var peeked: ScriptScanner.Token? {
    var ahead = scanner
    return ahead.next()
  }

  /// Skips a mark; false if another token is next.
  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard case .mark(mark)? = peeked else { return false }
    _ = scanner.next()
    return true
  }

  /// Whether a value ends here. A declaration may end without a mark, at the end of its line.
  private var isAtEnd: Bool {
    var ahead = scanner
    let line = scanner.line
    switch ahead.next() {
    case nil, .mark(",")?, .mark(";")?, .mark("}")?, .mark("]")?, .mark(")")?: return true
    case .word?: return ahead.line > line
    case .mark?, .string?: return false
    }
  }

  private var isAtEndOfLine: Bool {
    var ahead = scanner
    let line = scanner.line
    return ahead.next() == nil || ahead.line > line
  }

  /// Skips the rest of an expression, up to the mark that ends it, which stays.
  /// - Returns: whether there was any.
  @discardableResult
  private mutating func skipExpression() -> Bool {
    var (depth, count) = (0, 0)
    while let token = peeked {
      switch token {
      case .mark(","), .mark(";"): if depth == 0 { return count > 0 }
      case .mark("{"), .mark("["), .mark("("): depth += 1
      case .mark("}"), .mark("]"), .mark(")"):
        if depth == 0 { return count > 0 }
        depth -= 1
      case .word(let word):
        if depth == 0, Self.declarations.contains(word) { return count > 0 }
      case .mark, .string: break
      }
      _ = scanner.next()
      count += 1
    }
    return count > 0
  }
}
