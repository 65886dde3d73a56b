import Markdown
import Testing

struct EverythingTests {
  @Test func oneOfEverythingHasTheRecordedTree() throws {
    let document = Document(markdown: try Fixture.text("everything.md"))
    try Fixture.expect(TreeDump(document).text, equals: "everything.tree")
  }

  @Test func bytesAndStringAreTheSameDocument() throws {
    let text = try Fixture.text("everything.md")
    #expect(Document(markdown: Array(text.utf8)) == Document(markdown: text))
  }

  @Test func lineEndingsOfWindowsMakeTheSameDocument() throws {
    let text = try Fixture.text("everything.md")
    let document = Document(markdown: text.replacing("\n", with: "\r\n"))
    let expected = TreeDump(Document(markdown: text)).text
    #expect(TreeDump(document).text.replacing("\\r\\n", with: "\\n") == expected)
  }

  @Test func theEmptyDocumentHasNoBlocks() {
    #expect(Document(markdown: "") == Document())
    #expect(Document(markdown: "\n\n  \n") == Document())
  }
}
