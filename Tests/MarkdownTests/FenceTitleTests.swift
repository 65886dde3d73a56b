import Markdown
import Testing

struct FenceTitleTests {
  @Test(arguments: [
    ("js title=\"a.js\"", "a.js"), ("js [a.js]", "a.js"), ("js name=a.js", "a.js"),
    ("SnackPlayer name=Hello%20World&supportedPlatforms=ios", "Hello World"),
    ("js title=\"50%20\"", "50%20"), ("js title=R&D%20.js", "R&D%20.js"), ("js name=100%&b=c", "100%"),
    ("js name=%FF%2", "%FF%2"),
    ("js name=%C3%A9", "é"),
  ])
  func theTitleOfCodeIsAboveIt(info: String, title: String) {
    let blocks = Document(markdown: "```\(info)\nx\n```\n").blocks
    guard case .paragraph(let inlines)? = blocks.first?.kind else {
      Issue.record("no title")
      return
    }
    #expect(inlines.plainText == title)
    #expect(blocks.count == 2)
  }
}
