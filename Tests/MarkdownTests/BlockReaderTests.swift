import Testing

@testable import Markdown

/// Documents are read block by block. The parser's last step, which is not called for all blocks but the last, must have
/// no effect that is missed.
struct BlockReaderTests {
  private func blocks(_ markdown: String) -> [Block] { Document(markdown: markdown).blocks }

  /// A text before which another block stands is parsed in the other way.
  @Test(
    arguments: [
      "a\n===\n", "- a\n- b\n", "- a\n\n- b\n", "> a\n> - b\n", "| a | b |\n|---|---|\n| *c* | [d] |\n",
      "~~a~~ *b* `c`\n",
      "1. a\n\n   b\n2. c\n", "```\na\n\nb\n```\n", "    a\n\n    b\n", "<div>\na\n</div>\n",
      "a me@example.org b\n",
      "a www.example.org, https://example.org/(b).\n", "- [ ] a\n- [x] b\n", "&lt;a&#64;b.org&gt;\n",
      "a\\\nb  \nc\n",
    ])
  func aBlockIsTheSameBeforeOthersAndAtTheEnd(markdown: String) {
    let last = blocks(markdown + "\n[d]: /e\n")
    let first = blocks(markdown + "\n[d]: /e\n\n---\n\nend\n")
    #expect(first.dropLast(2) == last[...])
    #expect(!last.isEmpty)
  }

  @Test(arguments: ["", "\n", "\r", "\r\n"])
  func aDefinitionAtTheEndIsKnownBefore(end: String) {
    let label = Link(destination: .url("/b"), label: [.text("a")])
    #expect(blocks("[a]\n\n# c\n\n[a]: /b" + end).first?.kind == .paragraph([.link(label)]))
    #expect(blocks("[a]\n\n# c\n\n> - [a]: /b" + end).first?.kind == .paragraph([.link(label)]))
  }

  @Test(arguments: ["a", "a\n", "a\r", "a\r\n", "    a", "```\na", "```\na\n", "<pre>\na\n", "> ```\n> a\n"])
  func theLastBlockIsTheSameWithAndWithoutOthersBefore(end: String) {
    #expect(blocks("# b\n\n" + end).dropFirst() == blocks("\n\n" + end)[...])
  }

  @Test func blocksOfHTMLAreReadWhenTheElementsAreClosed() {
    #expect(blocks("<div>\n\n# a\n\nb\n\n</div>\n\nc\n") == blocks("<div>\n\n# a\n\nb\n\n</div>\n\nc"))
    #expect(blocks("<blockquote>\n\na\n\nb\n") == blocks("<blockquote>\n\na\n\nb\n\n</blockquote>\n"))
  }

  @Test func aReaderMayStopBeforeTheEnd() {
    let text = Array("~~a~~\n\n~~b~~\n\n~~c~~\n".utf8)
    var first: Block?
    BlockReader.read(text) { first = $0.next() }
    #expect(first == blocks("~~a~~").first)
    // The table of special characters of the parser is as before.
    #expect(blocks("~~a~~\n\nb\n").count == 2)
  }

  @Test func nextIsNilAfterTheEnd() {
    BlockReader.read(Array("a\n\n[^1]\n\n[^1]: b\n".utf8)) { reader in
      var count = 0
      while reader.next() != nil { count += 1 }
      #expect(count == 2)
      #expect(reader.footnotes.count == 1)
      #expect(reader.next() == nil)
    }
  }
}
