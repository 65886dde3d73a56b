import Testing

@testable import Dialects

struct MarksTests {
  private func marks(_ text: String) -> Marks { Marks(in: Array(text.utf8)[...]) }

  @Test(arguments: ["```math\n", "x\n\n~~~  math\n", "````\tmath\n", "a $b$\n", "\\(x\\)\n"])
  func formulasAreMarked(_ text: String) {
    #expect(marks(text).contains(.mathematics))
  }

  @Test(arguments: ["`map` and `m`\n", "```make\nx\n```\n", "``math``\n", "~math~\n"])
  func codeThatBeginsLikeTheInfoIsNoFormula(_ text: String) {
    #expect(!marks(text).contains(.mathematics))
  }

  /// The table of first bytes leaves out no mark.
  @Test(arguments: [
    ("{{x", Marks.braces), ("a)\n{:x", .colonBrace), ("{.x", .attributeBrace), ("x\n|a", .barRow),
    ("*[H]", .abbreviation),
    ("x\n: d", .colonLine), ("a|b", .bar), ("!!! x", .admonition), ("??? x", .admonition),
    ("=== x", .admonition),
    ("<a", .tag), ("{x", .openBrace), ("x\nimport y", .module), (":::x", .colons), ("++x", .materialMark),
    ("8<x", .materialMark), ("^^x", .materialMark), ("[[x", .doubleBracket), ("a^b", .caret),
    ("[TOC]", .tableOfContents),
    ("a==b", .equals), (":b[x]", .componentName), ("[x](y", .linkAddress), ("[x][y", .reference),
    ("a~b", .tilde),
    ("`#x", .spanLanguage), ("~#x", .spanLanguage), ("[!x", .codeComment), ("[#x", .bracketedID),
    ("(@x", .example),
    ("``x", .fence), ("~~x", .fence),
    ("a--b", .typography), ("a..b", .typography), ("**x", .strong), ("\"x", .quote), ("'x", .quote),
    ("x\nr[y]", .rule), ("x\n    y", .indentedLine), ("x\n/// y", .slashes), ("x:smile: y", .shortcodes),
  ])
  func everyMarkIsFound(_ text: String, _ mark: Marks) {
    #expect(marks(text + " ").contains(mark))
    #expect(marks("a $ \" . - ` ~ : {{ \n" + text + " ").contains(mark))
  }
}
