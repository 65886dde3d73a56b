import Dialects
import Testing

struct CodeCommentTests {
  private func reduced(_ code: String, _ dialect: Dialect) -> String {
    let body = Array("```js\n\(code)\n```\n".utf8)
    let text = String(decoding: dialect.reduce(body[...]).bytes, as: UTF8.self)
    return text.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
  }

  @Test(arguments: [
    ("a // [!code ++]", "a"), ("a /* [!code focus:2] */", "a"), ("a <!-- [!code --] -->", "a"),
    ("a # [!code highlight] [!code error]", "a"), ("// [!code word:a]\na", "a"),
    ("  // [!code hl:2]\n  a", "  a"), ("a // [!code ++] text", "a //  text"),
    ("a // [!!code ++]", "a // [!code ++]"), ("a // [!code other]", "a // [!code other]"),
    ("a [!code ++]", "a [!code ++]"),
  ])
  func marksOfShikiDisappear(code: String, shown: String) {
    #expect(reduced(code, .shikiComments) == shown)
    #expect(reduced(code, .highlightComments) == code)
  }

  @Test(arguments: [
    ("// highlight-next-line\na", "a"), ("# highlight-start\na\n# highlight-end", "a"),
    ("a\n  {/* highlight-next-line */}", "a"), ("<!-- highlight-start -->\na", "a"),
    ("a // highlight-next-line", "a // highlight-next-line"), ("highlight-start", "highlight-start"),
  ])
  func marksOfDocusaurusDisappear(code: String, shown: String) {
    #expect(reduced(code, .highlightComments) == shown)
    #expect(reduced(code, .shikiComments) == code)
  }

  @Test func aMarkInAnItemIsRemovedWithItsLine() {
    let body = Array("- ```js\n  // [!code focus]\n  a\n  ```\n".utf8)
    let text = String(decoding: Dialect.shikiComments.reduce(body[...]).bytes, as: UTF8.self)
    #expect(text == "- ```js\n  a\n  ```\n")
  }
}
