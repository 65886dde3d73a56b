import Dialects
import Markdown
import Testing

struct DefinitionListTests {
  private func reduced(_ body: String) -> String {
    String(decoding: Dialect.definitionLists.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  /// HTML with its lines joined where they are not text.
  private func lines(_ body: String) -> [String] {
    reduced(body).split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    (
      "Term\n: One\n: Two\n",
      ["<dl>", "<dt>", "Term", "</dt>", "<dd>", "One", "</dd>", "<dd>", "Two", "</dd>", "</dl>"]
    ),
    (
      "A\nB\n:   One\n",
      ["<dl>", "<dt>", "A", "</dt>", "<dt>", "B", "</dt>", "<dd>", "One", "</dd>", "</dl>"]
    ),
    (
      "A\n\n: One\nmore\n\nB\n: Two\n",
      [
        "<dl>", "<dt>", "A", "</dt>", "<dd>", "One", "more", "</dd>", "<dt>", "B", "</dt>", "<dd>", "Two",
        "</dd>", "</dl>",
      ]
    ),
    (
      "A\n:   One\n\n    Second.\n\nText.\n",
      ["<dl>", "<dt>", "A", "</dt>", "<dd>", "One", "Second.", "</dd>", "</dl>", "Text."]
    ),
  ])
  func termsAndDefinitionsBecomeHTML(body: String, html: [String]) {
    #expect(lines(body) == html)
  }

  @Test(arguments: [
    "Text: more\n", ": no term\n", "    Term\n    : code\n", "```\nTerm\n: x\n```\n", "`a`\n:x\n",
    "# Heading\n: x\n",
  ])
  func otherColonsStay(body: String) {
    #expect(reduced(body) == body)
  }

  @Test func aListMayBeInAQuote() {
    #expect(
      lines("> Term\n> : One\n").filter { $0 != "> " } == [
        "> <dl>", "> <dt>", "> Term", "> </dt>", "> <dd>", "> One", "> </dd>", "> </dl>",
      ])
  }

  @Test func linesKeepTheirNumbers() {
    let markdown = Dialect.definitionLists.reduce(Array("A\n: One\n\n## Part\n".utf8)[...], firstLine: 3)
    #expect(Document(markdown: markdown.bytes, lines: markdown.lines).outline.map(\.line) == [6])
  }
}
