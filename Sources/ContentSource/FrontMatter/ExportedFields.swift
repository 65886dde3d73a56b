internal import PortfolioModel

/// Reads the fields that a page of MDX exports instead of front matter: `export const meta = { title: 'T' }`.
///
/// The script is not run: only literals are read, and of those only what the object holds itself.
enum ExportedFields {
  /// The names of the object in widely used programs.
  private static let names: Set<String> = ["meta", "metadata", "frontmatter", "frontMatter"]
  /// The beginning of every declaration.
  private static let export = Array("export".utf8)
  /// The number of bytes in which the export must begin.
  private static let searchedBytes = ContentLimits.frontMatterBytes

  /// Returns the fields in the order of the text; empty if there is no such export.
  static func read(_ text: ArraySlice<UInt8>) -> [FrontMatter.Field] {
    let head = text.prefix(searchedBytes)
    guard FileSystem.contains(export, in: head), let start = endOfDeclaration(in: head) else { return [] }
    let declaration = text[start...].prefix(ContentLimits.frontMatterBytes)
    let scalars = Array(String(decoding: declaration, as: UTF8.self).unicodeScalars)
    let object = Object(in: scalars)
    var fields: [FrontMatter.Field] = []
    if let object {
      let firstLine = 1 + object.line + text[..<start].count { $0 == UInt8(ascii: "\n") }
      var script = String.UnicodeScalarView("const meta = ".unicodeScalars)
      script.append(contentsOf: scalars[object.range])
      let content = ScriptFields.read(Array(String(script).utf8)[...], firstLine: firstLine)
      var others = content.fields[...]
      if case .table(let members)? = others.first?.value {
        others = others.dropFirst()
        fields = members.filter { FieldNames.isKnown($0.key) }
      }
      others += content.unreadFields
      fields += others.filter { HidingStatements.names.contains(FieldKey.folded($0.key)) }
    }
    if object?.mayHoldOthers != false {
      let before = String(decoding: text[..<start], as: UTF8.self)
      let statements = HidingStatements(in: Array(before.unicodeScalars), countsVariables: false).statements
      fields += statements.map {
        FrontMatter.Field(key: $0.key, value: $0.value ?? .scalar("?"), line: 1 + $0.line)
      }
    }
    return fields
  }

  /// The index behind the name in the first line that begins with `export const meta`.
  private static func endOfDeclaration(in text: ArraySlice<UInt8>) -> Int? {
    var isCode = false
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.beginsFence { isCode.toggle() }
      guard !isCode, line.starts(with: export) else { continue }
      let declaration = line.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "=") }
      // A comment may follow the name, and the type the next lines.
      let words = declaration.split { $0 <= 0x20 }
      if words.count > 2, words[0].elementsEqual(export),
        ["const", "let", "var"].contains(String(decoding: words[1], as: UTF8.self)),
        names.contains(String(decoding: words[2], as: UTF8.self)),
        words.count == 3 || words[3].first == UInt8(ascii: "/")
      {
        return words[2].endIndex
      }
    }
    return nil
  }

  /// The object in the value of a declaration, which may name a type and call a function: `: Type = freeze({ … })`.
  private struct Object {
    /// From its opening brace to the end of the value.
    let range: Range<Int>
    /// The number of lines before it.
    let line: Int
    /// Whether members of other objects may be added to it.
    let mayHoldOthers: Bool

    /// - Parameter text: the script behind the name of the variable.
    init?(in text: [Unicode.Scalar]) {
      var scanner = ScriptScanner(text: text)
      guard Self.skipToValue(&scanner), let depth = Self.skipToBrace(&scanner) else { return nil }
      let start = scanner.position - 1
      line = scanner.line
      let end = Self.end(behind: scanner, depth: depth) ?? text.count
      range = start..<end
      mayHoldOthers = depth > 1 || (start..<end).contains { text[$0...].starts(with: [".", ".", "."]) }
    }

    /// Skips the type and the equals sign.
    private static func skipToValue(_ scanner: inout ScriptScanner) -> Bool {
      var depth = 0
      while let token = scanner.next() {
        switch token {
        case .mark("{"), .mark("["), .mark("("): depth += 1
        case .mark("}"), .mark("]"), .mark(")"): depth -= 1
        case .mark("="):
          // The type may contain an arrow: `Record<string, () => void>`.
          let isArrow = scanner.text[scanner.position...].first == ">"
          if depth == 0, !isArrow { return true }
        case .mark(";"): if depth == 0 { return false }
        case .mark, .word, .string: continue
        }
      }
      return false
    }

    /// Skips the opening brace of the object.
    /// - Returns: the number of open brackets.
    private static func skipToBrace(_ scanner: inout ScriptScanner) -> Int? {
      var (depth, isType) = (0, false)
      var line = scanner.line
      while let token = scanner.next() {
        // A blank line ends a value.
        if depth == 0, scanner.line > line + 1, !isComment(before: scanner.start, in: scanner.text) {
          return nil
        }
        line = scanner.line
        switch token {
        case .mark("{"):
          depth += 1
          if !isType { return depth }
        case .mark("["), .mark("("): depth += 1
        case .mark("}"), .mark("]"), .mark(")"): depth -= 1
        case .mark(";"): if depth == 0 { return nil }
        case .word("export"), .word("import"), .word("const"): if depth == 0 { return nil }
        case .mark, .word, .string: break
        }
        if case .mark("<") = token { isType = true } else if depth == 0 { isType = false }
      }
      return nil
    }

    private static func isComment(before index: Int, in text: [Unicode.Scalar]) -> Bool {
      let lines = text[..<index].split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return lines.last?.contains { !$0.properties.isWhitespace } == true
    }

    /// The end of the value: its last bracket, if nothing but the end of a statement follows. Otherwise a regular
    /// expression may have misled the scanner, and the value ends at the first line that begins with a brace.
    private static func end(behind scanner: ScriptScanner, depth: Int) -> Int? {
      let (text, start) = (scanner.text, scanner.position)
      var (scanner, depth) = (scanner, depth)
      while depth > 0, let token = scanner.next() {
        switch token {
        case .mark("{"), .mark("["), .mark("("): depth += 1
        case .mark("}"), .mark("]"), .mark(")"): depth -= 1
        case .mark, .word, .string: continue
        }
      }
      let rest = String(
        String.UnicodeScalarView(text[scanner.position...].prefix { $0 != "\n" })
      ).trimmed
      if depth == 0, rest.isEmpty || [";", "as ", "satisfies ", "//"].contains(where: rest.hasPrefix) {
        return scanner.position
      }
      return text.indices[start...].first { text[$0] == "}" && text[$0 - 1] == "\n" }.map { $0 + 1 }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether a line begins with the fence of a block of code, perhaps behind spaces.
  var beginsFence: Bool {
    let text = drop { $0 == UInt8(ascii: " ") }
    return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
  }
}
