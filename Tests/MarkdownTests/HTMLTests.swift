import Markdown
import Testing

struct HTMLTests {
  private func inlines(_ markdown: String) -> [Inline] {
    guard case .paragraph(let inlines)? = Document(markdown: markdown).blocks.first?.kind else { return [] }
    return inlines
  }

  private func kinds(_ markdown: String) -> [Block.Kind] { Document(markdown: markdown).blocks.map(\.kind) }

  @Test(arguments: ["<b>w</b>", "<strong>w</strong>", "<B class=\"x\">w</B>"])
  func boldBecomesStrong(html: String) {
    #expect(inlines("a " + html) == [.text("a "), .strong([.text("w")])])
  }

  @Test(arguments: ["i", "em", "cite", "var"])
  func italicBecomesEmphasis(tag: String) {
    #expect(inlines("a <\(tag)>w</\(tag)>") == [.text("a "), .emphasis([.text("w")])])
  }

  @Test(arguments: ["del", "s", "strike"])
  func deletedTextBecomesStrikethrough(tag: String) {
    #expect(inlines("a <\(tag)>w</\(tag)>") == [.text("a "), .strikethrough([.text("w")])])
  }

  @Test(arguments: [
    ("10<sup>6</sup>", "10⁶"), ("x<sup>-(n+1)</sup>", "x⁻⁽ⁿ⁺¹⁾"), ("1<sup>st</sup>", "1^st"),
    ("a<sup>b c</sup>", "a^(b c)"), ("a<sup></sup>", "a"),
  ])
  func superscriptBecomesSuperscriptCharactersOrACaret(markdown: String, text: String) {
    #expect(inlines(markdown).plainText == text)
  }

  @Test(arguments: ["code", "kbd", "samp", "tt"])
  func codeAndKeyboardInputBecomeCode(tag: String) {
    #expect(inlines("a <\(tag)>*w*&lt;</\(tag)>") == [.text("a "), .code("w<")])
  }

  @Test(arguments: ["<br>", "<br/>", "<br />", "<BR>"])
  func brBecomesALineBreak(tag: String) {
    #expect(inlines("a\(tag)b") == [.text("a"), .lineBreak, .text("b")])
  }

  @Test(arguments: ["<span style=\"color: red\">w</span>", "<b>w", "w</b>", "<small>w</small>"])
  func unknownAndUnpairedTagsLeaveTheirContent(html: String) {
    #expect(inlines("a " + html) == [.text("a w")])
  }

  @Test func decodesTheURLOfALink() {
    let link = Link(destination: .url("https://e.org/?a=1&b=2"), label: [.text("w")])
    #expect(inlines("<a href=\"https://e.org/?a=1&amp;b=2\" title='T'>w</a>") == [.link(link)])
    #expect(inlines("<a title=T href = 'https://e.org/?a=1&amp;b=2'>w</a>") == [.link(link)])
  }

  @Test func anAnchorWithoutURLLeavesItsContent() {
    #expect(inlines("<a name=\"x\">w</a> v") == [.text("w"), .text(" v")].joinedTexts)
  }

  @Test func imgBecomesAnImageWithItsAlternativeText() {
    let image = Image(source: "p.png", alternative: [.text("a \"b\"")])
    #expect(inlines("x <img src=p.png title=T alt=\"a &quot;b&quot;\">") == [.text("x "), .image(image)])
    #expect(inlines("x <img src=p.png>") == [.text("x "), .image(Image(source: "p.png", alternative: []))])
  }

  @Test func overlappingTagsKeepTheText() {
    #expect(inlines("a <b>x <i>y</b> z</i>").plainText == "a x y z")
  }

  @Test(arguments: ["a<!-- b -->c", "a<!-- <b> -->c", "a<script>b</script>c", "a<style>b</style>c"])
  func dropsCommentsScriptsAndStyleSheets(markdown: String) {
    #expect(inlines(markdown) == [.text("ac")])
  }

  @Test(arguments: [
    ("a <script>b c", "a b c"), ("a <style> *b* c\nd", "a  b c d"), ("a <b>x <script>y</b> z", "a x y z"),
    ("a *b <script>c* d</script> e", "a b c d e"), ("a<script>b<script>c</script>d", "ad"),
    ("a</script>b", "ab"),
  ])
  func anUnclosedScriptHidesNothing(markdown: String, text: String) {
    #expect(inlines(markdown).plainText == text)
  }

  @Test func aScriptInABlockHidesTheTagsInIt() {
    #expect(kinds("<div>a<script>\n'<p>b</p>'\n</script>c</div>\n") == [.paragraph([.text("ac")])])
    #expect(
      kinds("<div>a<script>\n'<p>b</p>'\n</div>\n\nc") == [
        .paragraph([.text("a")]), .paragraph([.text("c")]),
      ])
  }

  @Test func parsesMarkdownWithinDetails() {
    #expect(
      kinds("<details>\n<summary>Sum</summary>\n\n*in*\n\n</details>\n\nout") == [
        .details(summary: [.text("Sum")], [Block(line: 4, .paragraph([.emphasis([.text("in")])]))]),
        .paragraph([.text("out")]),
      ])
  }

  @Test func collapsesWhiteSpaceInABlock() {
    #expect(kinds("<div>\n  a\n\tb   c\n</div>") == [.paragraph([.text("a b c")])])
  }

  @Test func preformattedTextKeepsItsSpacesWithoutTags() {
    #expect(
      kinds("<pre>a  <b>b</b>\n  &lt;c&gt;</pre>") == [.codeBlock(language: "", text: "a  b\n  <c>")])
  }

  @Test func aBlockWithoutTextIsDropped() {
    #expect(kinds("<div>\n<!-- nothing\nat all -->\n</div>\n").isEmpty)
    #expect(kinds("<!-- only -->").isEmpty)
  }

  @Test func aLessThanSignThatBeginsNoTagIsText() {
    #expect(
      kinds("<div>1 < 2 and 3 > 2 and a <- b</div>") == [
        .paragraph([.text("1 < 2 and 3 > 2 and a <- b")])
      ])
  }

  @Test func aLessThanSignInPreformattedTextIsText() {
    #expect(
      kinds("<pre>if (a < b && c > d) e</pre>") == [
        .codeBlock(language: "", text: "if (a < b && c > d) e")
      ])
  }

  @Test func aGreaterThanSignInAQuotedAttributeDoesNotEndTheTag() {
    #expect(
      kinds("<p><img src=\"a.png\" alt=\"a -> b\"></p>") == [
        .paragraph([.image(Image(source: "a.png", alternative: [.text("a -> b")]))])
      ])
  }

  @Test func upperCaseTagsEndPreformattedText() {
    #expect(kinds("<PRE>a</PRE> b") == [.codeBlock(language: "", text: "a"), .paragraph([.text("b")])])
  }

  @Test func dropsTheLineBreakAfterPre() {
    #expect(kinds("<pre>\na\n</pre>") == [.codeBlock(language: "", text: "a\n")])
  }
}

extension [Inline] {
  /// The inlines with adjacent texts joined.
  fileprivate var joinedTexts: [Inline] {
    reduce(into: []) { result, inline in
      if case .text(let words) = inline, case .text(let before)? = result.last {
        result[result.count - 1] = .text(before + words)
      } else {
        result.append(inline)
      }
    }
  }
}
