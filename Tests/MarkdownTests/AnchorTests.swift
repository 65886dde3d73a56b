import Markdown
import Testing

struct AnchorTests {
  @Test(arguments: [
    ("Hello World", "hello-world"), ("What's new?", "whats-new"), ("C++ & Go", "c--go"),
    ("snake_case", "snake_case"),
    ("Überblick 2", "überblick-2"),
  ])
  func anchorsFollowGitHubsRule(title: String, anchor: String) {
    #expect(Document.anchor(for: title) == anchor)
  }

  @Test(arguments: [
    ("# A b {#c}", "A b", "c"), ("# A {#c .d e=1}", "A", "c"), ("# A {: #c}", "A", "c"),
    ("# A {.note}", "A", "a"),
    ("# A *b* {#c}", "A b", "c"), ("A {#c}\n===", "A", "c"), ("# A {b}", "A {b}", "a-b"),
    ("# A {#c} d", "A {#c} d", "a-c-d"),
    ("# {#c}", "", "c"), ("# A `b` {/*c-d*/}", "A b", "c-d"), ("# A *b* /}", "A b /}", "a-b-"),
  ])
  func attributesNameTheAnchor(markdown: String, title: String, anchor: String) {
    let outline = Document(markdown: markdown).outline
    #expect(outline.map(\.title) == [title])
    #expect(outline.map(\.anchor) == [anchor])
  }

  @Test func equalHeadingsGetNumberedAnchors() {
    let outline = Document(markdown: "# A\n\n## A\n\n## A\n").outline
    #expect(outline.map(\.anchor) == ["a", "a-1", "a-2"])
    #expect(outline.map(\.line) == [1, 3, 5])
  }

  @Test func anchorsAreUniqueInThePage() {
    let outline = Document(markdown: "# A-1\n\n# A\n\n# A\n").outline
    #expect(outline.map(\.anchor) == ["a-1", "a", "a-2"])
  }

  @Test(arguments: [("a-b", "A b"), ("A_B", "A b"), ("ab", "A b"), ("c", "C!")])
  func anAnchorOfAnotherRuleFindsItsHeading(anchor: String, title: String) {
    #expect(Document(markdown: "# A b\n\n# C!\n").outline.heading(at: anchor)?.title == title)
  }

  /// Python-Markdown removes the accents of letters.
  @Test(arguments: [
    ("mas", "# Más", true), ("mxs", "# Más", false), ("configuracion", "# Configuración", true),
    ("viet", "# Việt", true), ("vixt", "# Việt", false), ("uber", "# Über", true), ("aber", "# Über", false),
    ("ol", "# øl", false),
  ])
  func anAnchorWithoutAccentsFindsItsHeading(anchor: String, markdown: String, isFound: Bool) {
    #expect((Document(markdown: markdown).outline.heading(at: anchor) != nil) == isFound)
  }

  @Test(arguments: ["-", "x"])
  func otherAnchorsFindNone(anchor: String) {
    #expect(Document(markdown: "# A b\n\n# !\n").outline.heading(at: anchor) == nil)
  }

  @Test(arguments: [
    ("a\n\nb\n<a id=\"x\"></a>", 3), ("a\n\n<a name=x></a>\n\nb", 3), ("a\n\n<div id=x>\n\nb\n\n</div>", 3),
    ("<div>\n<p>a</p>\n<p id='x'>b</p></div>", 3), ("a\n\n- b\n- c <span id=x>d</span>", 4),
    ("| a |\n|---|\n| <a id=x></a> |", 1), ("a[^1]\n\n[^1]: b <i id=x>c</i>", 3),
    ("> a\n>\n> <b id=x>b</b>", 3),
    ("# <a id=y></a><a id=x></a>A", 1), ("a\n\n## X", 3), ("# A x\n\n<hr id=ax>\n\n<p id=x>", 5),
  ])
  func aNameLeadsToItsBlock(markdown: String, line: Int) {
    #expect(Document(markdown: markdown).line(of: "x") == line)
  }

  @Test(arguments: [
    "`<a id=x>`", "```\n<a id=x>\n```", "<input name=x>", "<!-- <a id=x> -->", "a</a id=x>", "<a id=y>",
    "<script>\n'<a id=x>'\n</script>",
  ])
  func otherTextNamesNoPlace(markdown: String) {
    #expect(Document(markdown: markdown).line(of: "x") == nil)
  }

  @Test func aHeadingOfThisAnchorPrecedesANameAndFollowsItOtherwise() {
    #expect(Document(markdown: "<p id=a-b>\n\n# A b").line(of: "a-b") == 3)
    #expect(Document(markdown: "# A b\n\n<p id=ab>").line(of: "ab") == 3)
    #expect(Document(markdown: "# A b\n").line(of: "ab") == 1)
  }
}
