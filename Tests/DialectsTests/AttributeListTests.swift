import Testing

@testable import Dialects

/// Lists of attributes, kramdown's extensions, and Markdown within HTML.
struct AttributeListTests {
  private func reduced(_ body: String, _ dialect: Dialect = .kramdown) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("Text.\n{: .lead}\n", "Text.\n"), ("Text.\n{:.x}\n\nMore.\n", "Text.\n\nMore.\n"),
    ("Text.\n{: .x}\nMore.\n", "Text.\n\nMore.\n"), ("{:class=\"a}b\"}\nText.\n", "Text.\n"),
    ("- a\n{: .x}\n- b\n", "- a\n- b\n"), ("- a\n  {: .x}\n- b\n", "- a\n- b\n"),
    ("| a |\n|---|\n| b |\n{: .table}\n", "| a |\n|---|\n| b |\n"), ("> q\n{:title=\"T\"}\n", "> q\n"),
    ("> q\n> {: .x}\n", "> q\n"), ("```\nx\n```\n{: file=\"a.go\" }\n", "```\nx\n```\n"),
    ("* {:.x} item\n", "* item\n"), ("[^1]: note\n    {: .x}\n", "[^1]: note\n"),
  ])
  func aListOfABlockIsHidden(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("![cat](a.png){: width=\"100\"} and [x](y){:target=\"_blank\"}", "![cat](a.png) and [x](y)"),
    ("`code`{:.language-sh} *x*{: .y} **b**{:.c}", "`code` *x* **b**"), ("- [x](y){:.z}", "- [x](y)"),
    ("| *a*{:.b} |\n|---|", "| *a* |\n|---|"), ("> *a*{:.b}", "> *a*"),
  ])
  func aListOfASpanIsHidden(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    "`{: .x}`", "```\n{: .x}\n```", "    {: .x}", "a {: .x} b", "{:", "{: unclosed", "a {b} c", "{% x %}",
  ])
  func otherBracesStay(body: String) {
    #expect(reduced(body) == body)
  }

  @Test(arguments: [
    ("## A\n{: #own .no_toc}\n", "## A {#own .no_toc}\n"), ("{:.no_toc}\n## A\n", "## A {.no_toc}\n"),
    ("A\n===\n{: #own}\n", "A {#own}\n===\n"),
  ])
  func anIDIsTheAnchorOfAHeading(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("Text\nmore.\n{: .lead #intro}\n", "<a id=\"intro\"></a>Text\nmore.\n"),
    ("a *x*{: #z} b", "a *x*<a id=\"z\"></a> b"), ("- a\n  {: #x}\n", "- <a id=\"x\"></a>a\n"),
    ("> a\n> {: #x}\n", "> <a id=\"x\"></a>a\n"), ("{: #x}\na\n", "<a id=\"x\"></a>a\n"),
    ("a\n\n| b |\n|---|\n{: #x}\n", "a\n\n<a id=\"x\"></a>\n\n| b |\n|---|\n"),
    ("a\n~~~\nb\n~~~\n{: #x}\n", "a\n\n<a id=\"x\"></a>\n\n~~~\nb\n~~~\n"),
    ("{: #x}\n~~~\nb\n~~~\n", "<a id=\"x\"></a>\n\n~~~\nb\n~~~\n"),
    ("Text.\n{: .tip #x}\n", "> [!TIP]\n> <a id=\"x\"></a>Text.\n"),
    ("> a\n{: .tip #x}\n", "> [!TIP]\n> <a id=\"x\"></a>a\n"),
    ("a\n{: id=\"x&quot;\"}\n", "<a id=\"x&amp;quot;\"></a>a\n"),
  ])
  func anIDOfAnotherBlockOrASpanIsAnAnchor(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("* TOC\n{:toc}\n\nText.\n", "\nText.\n"), ("1. TOC\n{: toc .x}\nText.\n", "Text.\n"),
    ("~~~\nx\n~~~\n{: .language-go}\n", "~~~go\nx\n~~~\n"),
    ("> q\n{: .prompt-tip }\n", "> [!TIP]\n> q\n"),
    ("{: .note }\nText\nmore.\n", "> [!NOTE]\n> Text\n> more.\n"),
    ("Text.\n{:.warning}\n", "> [!WARNING]\n> Text.\n"),
  ])
  func attributesThatMeanSomethingAreApplied(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("a {::comment}no{:/comment} b", "a  b"), ("{::comment}\nno\n\nno\n{:/comment}\nText.\n", "Text.\n"),
    ("{::comment}\nno\n{:/}\nText.\n", "Text.\n"),
    ("{::nomarkdown}\n<b>x</b>\n{:/nomarkdown}\n", "<b>x</b>\n"),
    ("{::options parse_block_html=\"true\" /}\nText.\n", "Text.\n"), ("a\n{::comment}\nno", "a\n"),
    ("`{::comment}`", "`{::comment}`"),
  ])
  func anExtensionLeavesItsContent(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("| a | b |\n| c | d |\n", "| | |\n|---|---|\n| a | b |\n| c | d |\n"),
    (
      "|---+---|\n| a | b |\n|:--+--:|\n| c | d |\n|===\n| e | f |\n",
      "| a | b |\n|:---|---:|\n| c | d |\n| e | f |\n"
    ),
    ("| a |\n|---|\n| b |\n", "| a |\n|---|\n| b |\n"),
    ("- | a |\n  | b |\n", "- | |\n  |---|\n  | a |\n  | b |\n"),
  ])
  func aTableNeedsNoHeader(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("<div markdown=\"1\">\n*a*\n</div>\n", "<div markdown=\"1\">\n\n\n*a*\n\n\n</div>\n"),
    ("<div>\n*a*\n</div>\n", "<div>\n*a*\n</div>\n"),
    ("<p markdown=\"span\">*a*</p>", "<p markdown=\"span\">\n\n*a*\n\n</p>"),
  ])
  func theContentOfAMarkedElementIsSetApart(body: String, markdown: String) {
    #expect(reduced(body, .markdownInHTML) == markdown)
  }

  @Test(arguments: [
    ("# A { #own .x }\n", "# A { #own .x }\n"), ("Text.\n{ .annotate }\n", "Text.\n"),
    ("![a](b){ width=\"300\" }", "![a](b)"), ("*a*{ .b } { c } {d}", "*a* { c } {d}"),
    ("{ not a list }\n", "{ not a list }\n"),
  ])
  func pythonMarkdownNeedsNoColon(body: String, markdown: String) {
    #expect(reduced(body, .attributeLists) == markdown)
  }

  @Test(arguments: [
    ("*[HTML]: Hyper Text\n\nHTML and HTML.\n", "\n<abbr title=\"Hyper Text\">HTML</abbr> and HTML.\n"),
    ("`HTML` is HTML.\n\n*[HTML]: A \"B\"\n", "`HTML` is <abbr title=\"A &quot;B&quot;\">HTML</abbr>.\n\n"),
    ("```\n*[x]: y\n```\n", "```\n*[x]: y\n```\n"),
  ])
  func anAbbreviationIsExplainedAtItsFirstUse(body: String, markdown: String) {
    #expect(reduced(body, .abbreviations) == markdown)
  }
}
