import Testing

@testable import TerminalText

struct SyntaxHighlighterTests {
  @Test(arguments: HighlightingSample.all)
  func highlightsEverySample(sample: HighlightingSample) throws {
    #expect(try highlights(sample.language, sample.code) == sample.expected)
  }

  @Test func samplesCoverEveryLanguage() {
    let sampled = Set(HighlightingSample.all.map(\.language))
    for (names, _) in Language.table {
      #expect(names.split(separator: " ").contains { sampled.contains(String($0)) }, "\(names)")
    }
  }

  @Test func languageNamesAreUnique() {
    let names = Language.table.flatMap { $0.names.split(separator: " ") }
    #expect(names.count == Set(names).count)
  }

  @Test(arguments: ["", "brainfuck", "Swift", "swift "])
  func hasNoHighlighterForAnUnknownLanguage(name: String) {
    #expect(SyntaxHighlighter(language: name) == nil)
  }

  @Test(arguments: HighlightingSample.all)
  func tokensCoverEveryPrefixOfASample(sample: HighlightingSample) throws {
    let highlighter = try #require(SyntaxHighlighter(language: sample.language))
    let bytes = Array(sample.code.utf8)
    for end in 0...bytes.count where end == bytes.count || bytes[end] & 0xC0 != 0x80 {
      #expect(flaw(of: highlighter, in: Array(bytes[..<end])) == nil, "of the first \(end) bytes")
    }
  }

  @Test(arguments: Language.table.map(\.names))
  func tokensCoverCodeOfOtherLanguages(names: String) throws {
    let highlighter = try #require(SyntaxHighlighter(language: String(names.prefix { $0 != " " })))
    for sample in HighlightingSample.all {
      #expect(flaw(of: highlighter, in: Array(sample.code.utf8)) == nil, "of \(sample.language)")
    }
  }

  @Test(arguments: Language.table.map(\.names))
  func tokensCoverRandomFragments(names: String) throws {
    let highlighter = try #require(SyntaxHighlighter(language: String(names.prefix { $0 != " " })))
    let fragments = [
      "\"", "'", "`", "\"\"\"", "\\", "\\(", "${", "$(", "{", "}", "(", ")", "[", "]", "<", ">", "/*", "*/",
      "//", "#", "#[", "--", "-", "+", "=", ":", ".", "@", "$", "&", "r#\"", "\"#", "f\"", "$@\"", "\n",
      "\r\n", "\t", " ", "\0", "\u{1B}", "\u{7F}", "é", "漢", "👩‍💻", "a", "if", "func", "0x", "1e", "R\"(",
    ]
    var state: UInt64 = 1
    for _ in 0..<100 {
      var code: [UInt8] = []
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        code += Array(fragments[Int(state >> 33) % fragments.count].utf8)
      }
      #expect(flaw(of: highlighter, in: code) == nil, "of \(String(decoding: code, as: UTF8.self))")
    }
  }

  @Test func endsAnOpenStringAtTheEndOfItsLine() throws {
    #expect(try highlights("go", "\"a\\\nif") == ["string:\"a\\", "keyword:if"])
    #expect(try highlights("swift", "\"a\\(b {\nif }") == ["string:\"a\\(", "keyword:if"])
    #expect(try highlights("py", "'''a\nif") == ["string:'''a⏎if"])
  }

  @Test(arguments: [
    ("swift", "\"\"\"", "\"\"\""), ("swift", "#\"\"\"", "\"\"\"#"), ("c++", "R\"(", ")\""),
    ("cs", "\"\"\"", "\"\"\""),
    ("cs", "$\"\"\"", "\"\"\""), ("cs", "@\"", "\""), ("cs", "$@\"", "\""), ("cs", "@$\"", "\""),
    ("go", "`", "`"),
    ("rust", "\"", "\""), ("rust", "r\"", "\""), ("rust", "br#\"", "\"#"), ("py", "\"\"\"", "\"\"\""),
    ("py", "'''", "'''"),
    ("js", "`", "`"), ("java", "\"\"\"", "\"\"\""), ("kt", "\"\"\"", "\"\"\""), ("sql", "'", "'"),
    ("sh", "\"", "\""),
    ("sh", "'", "'"), ("toml", "\"\"\"", "\"\"\""), ("toml", "'''", "'''"),
  ])
  func continuesAStringInTheNextLine(language: String, opening: String, closing: String) throws {
    let string = "\(opening)a\nif 1\(closing)"
    let expected = "string:" + string.replacing("\n", with: "⏎")
    #expect(try highlights(language, string + "\n") == [expected])
  }

  @Test(arguments: [
    ("swift", "\""), ("c", "\""), ("cs", "\""), ("cs", "$\""), ("go", "\""), ("py", "\""),
    ("js", "'"),
    ("java", "\""), ("kt", "\""), ("json", "\""), ("toml", "\""),
  ])
  func endsAStringOfOneLineAtTheEndOfTheLine(language: String, opening: String) throws {
    let first = try #require(try highlights(language, "\(opening)a\nif 1\n").first)
    #expect(first == "string:\(opening)a")
  }

  @Test func limitsThePaddingOfRawStrings() throws {
    #expect(try highlights("swift", "########\"a\"########") == ["string:########\"a\"########"])
    #expect(try highlights("swift", "#########\"a\" if") == ["string:\"a\"", "keyword:if"])
  }

  @Test(arguments: [
    "golang", "rs", "py", "c++", "cpp", "cs", "csharp", "kt", "yml", "js", "jsx", "mjs", "ts", "tsx", "sh",
    "bash", "zsh", "console", "shell-session", "jsonc", "json5", "tf", "terraform", "xml", "svg", "scss",
    "patch", "md",
  ])
  func hasAHighlighterForEveryAlias(name: String) {
    #expect(SyntaxHighlighter(language: name) != nil)
  }

  @Test func continuesCommentsInTheNextLine() throws {
    #expect(try highlights("c", "/* a\n/* b */ if") == ["comment:/* a⏎/* b */", "keyword:if"])
    #expect(try highlights("swift", "/* a\n/* b */ if") == ["comment:/* a⏎/* b */ if"])
  }

  @Test(arguments: [
    ("\"", [Role.string]), ("/*", [.comment]), ("\\", []), ("#", []), ("identifier", []),
  ])
  func highlightsAMegabyteOfOneToken(unit: String, roles: [Role]) throws {
    #expect(try self.roles(of: "swift", unit, count: 1_000_000 / unit.utf8.count) == Set(roles))
  }

  @Test(arguments: [
    ("swift", "\"\\(", [Role.string]), ("swift", "a ", []), ("swift", "é", []), ("swift", "(", []),
    ("rust", "r#", []), ("rust", "'", []), ("rust", "'a", [.string]), ("c", "/*", [.comment]),
    ("js", "`${", [.string]), ("cs", "$\"{", [.string]), ("sql", "'", [.string]), ("py", "f'{", [.string]),
    ("json", "\"\" ", [.string]), ("toml", "a ", []), ("sh", "${", [.attribute]), ("md", "`", [.string]),
    ("html", "<", []), ("html", "<a ", [.keyword]), ("diff", "+", [.inserted]), ("go", "1", [.number]),
  ])
  func highlightsRepeatedTokens(language: String, unit: String, roles: [Role]) throws {
    #expect(try self.roles(of: language, unit, count: 20_000) == Set(roles))
  }

  /// The roles of `count` repetitions of `unit`, without plain text. Checks that the tokens cover the code.
  private func roles(of language: String, _ unit: String, count: Int) throws -> Set<Role> {
    let highlighter = try #require(SyntaxHighlighter(language: language))
    let code = Array(String(repeating: unit, count: count).utf8)
    let tokens = code.withUnsafeBufferPointer { highlighter.tokens(in: $0) }
    #expect(tokens.last?.end == code.count)
    return Set(tokens.map(\.role)).subtracting([.codeBlock])
  }
}

/// What is wrong with the tokens of some code: a gap, neighbours of the same role, or an end inside a scalar.
private func flaw(of highlighter: SyntaxHighlighter, in code: [UInt8]) -> String? {
  var before = Token(end: 0, role: .text)
  for token in code.withUnsafeBufferPointer({ highlighter.tokens(in: $0) }) {
    guard token.end > before.end, token.end <= code.count else { return "no progress at \(before.end)" }
    guard token.role != before.role else { return "equal roles at \(before.end)" }
    guard token.end == code.count || code[token.end] & 0xC0 != 0x80 else { return "split at \(token.end)" }
    before = token
  }
  return before.end == code.count ? nil : "no tokens after \(before.end)"
}

/// The tokens as `role:text`, without those of plain text.
private func highlights(_ language: String, _ code: String) throws -> [String] {
  let highlighter = try #require(SyntaxHighlighter(language: language))
  let bytes = Array(code.utf8)
  var start = 0
  return bytes.withUnsafeBufferPointer { highlighter.tokens(in: $0) }.compactMap { token in
    let text = String(decoding: bytes[start..<token.end], as: UTF8.self)
    start = token.end
    let shown = text.split(separator: "\n").joined(separator: "⏎")
    return token.role == .codeBlock ? nil : "\(token.role):\(shown)"
  }
}
