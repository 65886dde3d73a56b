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

  @Test(arguments: ["-", "x"])
  func otherAnchorsFindNone(anchor: String) {
    #expect(Document(markdown: "# A b\n\n# !\n").outline.heading(at: anchor) == nil)
  }
}
