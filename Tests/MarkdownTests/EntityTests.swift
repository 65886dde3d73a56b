import Markdown
import Testing

struct EntityTests {
  private func words(_ markdown: String) -> String {
    guard case .paragraph(let inlines)? = Document(markdown: markdown).blocks.first?.kind else { return "" }
    return inlines.plainText
  }

  @Test(arguments: [
    ("&amp;", "&"), ("&lt;b&gt;", "<b>"), ("&#65;", "A"), ("&#x41;", "A"), ("&mdash;", "—"),
    ("&nope;", "&nope;"),
    ("&;", "&;"), ("&", "&"), ("&#;", "&#;"), ("AT&T;", "AT&T;"),
  ])
  func anEntityIsDecodedInTextAndInHTML(source: String, text: String) {
    #expect(words("a" + source) == "a" + text)
    #expect(words("<div>a\(source)</div>") == "a" + text)
  }

  @Test(arguments: [
    ("&amp;lt;", "&lt;"), ("&amp;amp;", "&amp;"), ("&amp;#27;", "&#27;"), ("&#38;#27;", "&#27;"),
    ("&#x26;lt;", "&lt;"),
  ])
  func decodingHappensOnce(source: String, text: String) {
    #expect(words("a" + source) == "a" + text)
    #expect(words("a*b" + source + "*") == "ab" + text)
    #expect(words("<div>a\(source)</div>") == "a" + text)
    #expect(words("a<b>b\(source)</b>") == "ab" + text)
  }

  @Test func decodingHappensOnceInAttributes() {
    let document = Document(markdown: "<div><a href=\"?a&amp;lt;\">x</a><img alt=\"&amp;gt;\"></div>")
    #expect(
      document.blocks.map(\.kind) == [
        .paragraph([
          .link(Link(destination: .url("?a&lt;"), label: [.text("x")])),
          .image(Image(source: "", alternative: [.text("&gt;")])),
        ])
      ])
  }

  @Test func decodingHappensOnceInPreformattedText() {
    #expect(
      Document(markdown: "<pre>&amp;lt;</pre>").blocks.map(\.kind) == [.codeBlock(language: "", text: "&lt;")]
    )
  }

  @Test func codeIsNotDecoded() {
    #expect(words("`&amp;`") == "&amp;")
    #expect(
      Document(markdown: "```\n&lt;\n```").blocks.map(\.kind) == [.codeBlock(language: "", text: "&lt;\n")])
  }

  @Test func aNumberOfNoCharacterIsTheReplacementCharacter() {
    #expect(words("&#xD800;") == "\u{FFFD}")
    #expect(words("<div>&#xD800;</div>") == "\u{FFFD}")
    #expect(words("&#0;") == "\u{FFFD}")
  }

  @Test func whatIsNotUTF8IsReplaced() {
    let bytes: [UInt8] = [0x61, 0xC0, 0x9B, 0xFF, 0x62, 0xED, 0xA0, 0x80, 0x63, 0x00, 0x64, 0xE2, 0x82]
    guard case .paragraph(let inlines)? = Document(markdown: bytes).blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    let letters = inlines.plainText.filter { $0 != "\u{FFFD}" }
    #expect(letters == "abcd")
    #expect(inlines.plainText.contains("\u{FFFD}"))
  }
}
