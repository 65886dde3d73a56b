import Markdown
import Testing

struct EntityTests {
  /// The plain text of the first paragraph.
  private func text(_ markdown: String) -> String {
    guard case .paragraph(let inlines)? = Document(markdown: markdown).blocks.first?.kind else { return "" }
    return inlines.plainText
  }

  @Test(arguments: [
    ("&amp;", "&"), ("&lt;b&gt;", "<b>"), ("&#65;", "A"), ("&#x41;", "A"), ("&#X41;", "A"), ("&mdash;", "—"),
    // The longest name of HTML 5, and one of two characters.
    ("&CounterClockwiseContourIntegral;", "∳"), ("&NotEqualTilde;", "≂\u{338}"), ("&AMP;", "&"),
    ("&hellip;b&rarr;", "…b→"), ("&#7;", "\u{7}"), ("&#x9b;", "\u{9B}"),
  ])
  func decodesEntitiesInTextAndInHTML(source: String, decoded: String) {
    #expect(text("a" + source) == "a" + decoded)
    #expect(text("<div>a\(source)</div>") == "a" + decoded)
    #expect(text("a <img src=x alt=\"\(source)\">") == "a " + decoded)
  }

  @Test(arguments: [
    "&nope;", "&;", "&", "&#;", "&#x;", "AT&T;", "&amp", "&#65", "&#6x5;", "&#123456789;", "&#x123456789;",
    "a&b&c", "&&", "&é;", "& amp;", "&CounterClockwiseContourIntegralX;",
  ])
  func keepsMalformedEntitiesInTextAndInHTML(source: String) {
    #expect(text("a" + source) == "a" + source)
    #expect(text("<div>a\(source)</div>") == "a" + source)
    #expect(text("a <img src=x alt=\"\(source)\">") == "a " + source)
  }

  @Test(arguments: ["&#0;", "&#xD800;", "&#x110000;", "&#1114112;"])
  func aNumberWithoutCharacterBecomesTheReplacementCharacter(source: String) {
    #expect(text(source) == "\u{FFFD}")
    #expect(text("<div>\(source)</div>") == "\u{FFFD}")
  }

  @Test(arguments: [
    ("&amp;lt;", "&lt;"), ("&amp;amp;", "&amp;"), ("&amp;#27;", "&#27;"), ("&#38;#27;", "&#27;"),
    ("&#x26;lt;", "&lt;"),
  ])
  func decodesOnlyOnce(source: String, decoded: String) {
    #expect(text("a" + source) == "a" + decoded)
    #expect(text("a*b" + source + "*") == "ab" + decoded)
    #expect(text("<div>a\(source)</div>") == "a" + decoded)
    #expect(text("a<b>b\(source)</b>") == "ab" + decoded)
  }

  @Test func decodesAttributesOnlyOnce() {
    let document = Document(markdown: "<div><a href=\"?a&amp;lt;\">x</a><img alt=\"&amp;gt;\"></div>")
    #expect(
      document.blocks.map(\.kind) == [
        .paragraph([
          .link(Link(destination: .url("?a&lt;"), label: [.text("x")])),
          .image(Image(source: "", alternative: [.text("&gt;")])),
        ])
      ])
  }

  @Test func decodesPreformattedTextOnlyOnce() {
    #expect(
      Document(markdown: "<pre>&amp;lt;</pre>").blocks.map(\.kind) == [.codeBlock(language: "", text: "&lt;")]
    )
  }

  @Test func doesNotDecodeCode() {
    #expect(text("`&amp;`") == "&amp;")
    #expect(
      Document(markdown: "```\n&lt;\n```").blocks.map(\.kind) == [.codeBlock(language: "", text: "&lt;\n")])
  }

  @Test func replacesMalformedUTF8() {
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
