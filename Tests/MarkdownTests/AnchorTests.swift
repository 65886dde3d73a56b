import Markdown
import Testing

struct AnchorTests {
  @Test(arguments: [
    ("Hello World", "hello-world"), ("What's new?", "whats-new"), ("C++ & Go", "c--go"),
    ("snake_case", "snake_case"),
    ("Überblick 2", "überblick-2"),
  ])
  func anchorFollowsGitHub(title: String, anchor: String) {
    #expect(Document.anchor(for: title) == anchor)
  }

  @Test func equalHeadingsAreNumbered() {
    let outline = Document(markdown: "# A\n\n## A\n\n## A\n").outline
    #expect(outline.map(\.anchor) == ["a", "a-1", "a-2"])
    #expect(outline.map(\.line) == [1, 3, 5])
  }
}
