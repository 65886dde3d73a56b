/// Reads fields that are written in JavaScript: the members of an object, or constants with a value.
///
/// The script is not run: literals are read, and an expression is a field that could not be read.
struct ScriptFields {
  private var scanner: ScriptScanner
  private let firstLine: Int
  private var content = FrontMatter.Content()

  /// Returns the fields of an object, `{ title: 'T' }`, and those of declarations, `const title = 'T'`, in the order of
  /// the text.
  /// - Parameter isPage: whether the fields are those of one page. Otherwise the text may hold other objects, too.
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int, isPage: Bool = true) -> FrontMatter.Content {
    var reader = ScriptFields(
      scanner: ScriptScanner(text: Array(String(decoding: text, as: UTF8.self).unicodeScalars)),
      firstLine: firstLine)
    reader.readScript()
    let script = String(decoding: text, as: UTF8.self)
    // Fields within a field that Eleventy computes for each page say nothing of all pages.
    reader.addUnreadHidingFields(of: script, knowsInner: isPage || script.contains("eleventyComputed"))
    return reader.content
  }

  private init(scanner: ScriptScanner, firstLine: Int) {
    self.scanner = scanner
    self.firstLine = firstLine
  }

  private static let declarations: Set<String> = ["const", "let", "var"]

  /// The fields, in lower case, that hide a page or publish it.
  static let hidingNames: Set<String> = [
    "draft", "isdraft", "published", "ispublished", "publish", "private", "isprivate", "unlisted",
    "unpublished", "hidden", "public", "ispublic", "eleventyexcludefromcollections",
  ]

  /// Adds those fields that the text sets and that were not read, and so are not known to be false.
  /// - Parameter knowsInner: whether a field within another field counts as read.
  private mutating func addUnreadHidingFields(of text: String, knowsInner: Bool) {
    var known: Set<String> = []
    func add(_ fields: [FrontMatter.Field]) {
      for field in fields {
        known.insert(field.key.lowercased())
        if knowsInner, case .table(let inner) = field.value { add(inner) }
      }
    }
    add(content.fields)
    add(content.unreadFields)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if ["//", "*", "/*"].contains(where: line.drop(while: \.isWhitespace).hasPrefix) { continue }
      var rest = line
      while let start = rest.firstIndex(where: { $0.isLetter || $0 == "_" || $0 == "$" }) {
        let word = rest[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        rest = rest[word.endIndex...]
        let name = word.lowercased()
        guard Self.hidingNames.contains(name), !known.contains(name) else { continue }
        // Quotation marks and brackets may be around a name before a value, and a name alone is a variable.
        let isVariable = rest.first { !$0.isWhitespace }.map { ",}".contains($0) } == true
        let hasValue =
          rest.first { !$0.isWhitespace && !"\"'`]".contains($0) }.map { ":=(".contains($0) } == true
        guard isVariable || hasValue else { continue }
        known.insert(name)
        content.appendUnread(String(word), line: firstLine + number)
      }
    }
  }

  private mutating func readScript() {
    while let token = scanner.next() {
      switch token {
      case .word(let word) where Self.declarations.contains(word):
        guard case .word(let name)? = scanner.next() else { continue }
        let line = firstLine + scanner.line
        guard take("=") else { continue }
        add(name, value(depth: 0), line: line)
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
    var result: FrontMatter.Value?
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
    return skipExpression() ? nil : result
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
        guard scanner.skipColon() else {
          skipExpression()
          continue
        }
        if let value = value(depth: depth) {
          fields.append(FrontMatter.Field(key: key, value: value, line: line))
        } else if keepsUnread {
          content.appendUnread(key, line: line)
        }
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
