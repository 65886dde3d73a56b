import Markdown
import Testing

struct HTMLTests {
  private func inlines(_ markdown: String) -> [Inline] {
    guard case .paragraph(let inlines)? = Document(markdown: markdown).blocks.first?.kind else { return [] }
    return inlines
  }

  private func kinds(_ markdown: String) -> [Block.Kind] { Document(markdown: markdown).blocks.map(\.kind) }

  @Test(arguments: ["<b>w</b>", "<strong>w</strong>", "<mark>w</mark>", "<B class=\"x\">w</B>"])
  func boldBecomesStrong(html: String) {
    #expect(inlines("a " + html) == [.text("a "), .strong([.text("w")])])
  }

  @Test(arguments: ["i", "em", "cite", "var", "dfn", "u", "ins"])
  func italicBecomesEmphasis(tag: String) {
    #expect(inlines("a <\(tag)>w</\(tag)>") == [.text("a "), .emphasis([.text("w")])])
  }

  @Test(arguments: ["del", "s", "strike"])
  func deletedTextBecomesStrikethrough(tag: String) {
    #expect(inlines("a <\(tag)>w</\(tag)>") == [.text("a "), .strikethrough([.text("w")])])
  }

  @Test(arguments: [
    ("10<sup>6</sup>", "10⁶"), ("x<sup>-(n+1)</sup>", "x⁻⁽ⁿ⁺¹⁾"), ("1<sup>st</sup>", "1ˢᵗ"),
    ("a<sup>q</sup>", "a^q"),
    ("a<sup>b c</sup>", "a^(b c)"), ("a<sup>∞</sup>", "a^∞"), ("a<sup></sup>", "a"),
    ("a<sup><i>2</i></sup>", "a²"),
    ("H<sub>2</sub>O", "H₂O"), ("x<sub>w</sub>", "x_w"), ("x<sub>b+c</sub>", "x_(b+c)"),
    ("`x`<sub>i</sub>", "xᵢ"),
    ("<sub>small print</sub>", "small print"), ("a <sub>b</sub>", "a b"), ("a<br><sup>c</sup>", "a c"),
    ("a <sup>2</sup>", "a ²"),
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

  @Test(arguments: [
    "<font>w</font>", "<span style=\"color: red\">w</span>", "<b>w", "w</b>", "<custom-tag>w</custom-tag>",
  ])
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

  @Test(arguments: [
    ("<a href=u></a>", ""), ("<a href=u aria-label=Label><svg></svg></a>", "Label"),
    ("<a href=u title=T> </a>", "T"), ("<a href=u><Logo/></a>", ""), ("<a href=u><i class=icon></i></a>", ""),
  ])
  func aLinkWithoutTextIsALinkWithItsTitle(html: String, label: String) {
    let link = Inline.link(Link(destination: .url("u"), label: label.isEmpty ? [] : [.text(label)]))
    #expect(inlines(html).first == link)
    #expect(kinds("<div>\n\(html)\n</div>") == [.paragraph([link])])
  }

  @Test func aLinkWithoutTextToItsOwnPageIsLeftOut() {
    #expect(inlines("a<a href=\"#u\"></a>") == [.text("a")])
    #expect(kinds("<p>a<a id=u></a><a name=v></a></p>") == [.paragraph([.text("a")])])
  }

  @Test func aLinkAroundEmptyBlocksIsKept() {
    let link = Inline.link(Link(destination: .url("u"), label: []))
    #expect(kinds("<div><a href=u><div></div></a></div>") == [.paragraph([link])])
    #expect(kinds("<div><a href=u><div>a</div></a></div>").count == 1)
    #expect(kinds("<div><a href=u>\n\na\n\n</a></div>").count == 1)
  }

  @Test func aLinkAroundAPictureIsALink() {
    let image = Inline.image(Image(source: "y", alternative: []))
    let link = Inline.link(Link(destination: .url("u"), label: [image]))
    #expect(inlines("<a href=u><img src=y></a>") == [link])
    #expect(kinds("<div><a href=u>\n<img src=y></a></div>") == [.paragraph([link])])
  }

  @Test func imgWithoutAlternativeTextShowsItsTitle() {
    #expect(
      inlines("x <img src=p.png alt='' title=T>") == [
        .text("x "), .image(Image(source: "p.png", alternative: [.text("T")])),
      ])
  }

  @Test func quotesGetQuotationMarks() {
    #expect(inlines("a <q>b <q>c</q></q>") == [.text("a “b ‘c’”")])
  }

  @Test func anAbbreviationIsExplainedOnce() {
    let page =
      "a <abbr title=\"One Two\">OT</abbr>\n\n<div><abbr title=\"One Two\">OT</abbr></div>\n\n<abbr title=Other>OT</abbr>"
    #expect(
      Document(markdown: page).blocks.map(\.kind)
        == ["a OT (One Two)", "OT", "OT (Other)"].map { .paragraph([.text($0)]) })
  }

  @Test func anAbbreviationInAParagraphWithBlocksIsExplained() {
    #expect(kinds("a <abbr title=T>b</abbr> <hr>") == [.paragraph([.text("a b (T)")]), .thematicBreak])
  }

  @Test func codeKeepsLinksAndLineBreaks() {
    let link = Inline.link(Link(destination: .url("u"), label: [.code("b")]))
    #expect(inlines("x <code>a<br><a href=u>b</a></code>") == [.text("x "), .code("a"), .lineBreak, link])
  }

  @Test(arguments: [
    ("<mi>x</mi><mo>=</mo><mn>2</mn>", "x = 2"),
    ("<mfrac><mi>a</mi><mi>b</mi></mfrac><mo>+</mo><mn>1</mn>", "a/b + 1"),
    (
      "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>",
      "(a + b)/(2a)"
    ),
    ("<mi>c</mi><mfrac><mi>a</mi><mi>b</mi></mfrac>", "c(a/b)"),
    ("<msup><mi>e</mi><mrow><mo>-</mo><mi>x</mi></mrow></msup>", "e⁻ˣ"),
    ("<msup><mi>x</mi><mn>2</mn></msup>", "x²"),
    ("<msub><mi>x</mi><mi>i</mi></msub>", "xᵢ"), ("<msub><mi>x</mi><mi>w</mi></msub>", "x_w"),
    ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"), ("<msup><mi>f</mi><mo>′</mo></msup>", "f′"),
    ("<msqrt><mi>x</mi></msqrt>", "√x"), ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x + 1)"),
    ("<mroot><mi>x</mi><mn>3</mn></mroot>", "∛x"), ("<mroot><mi>x</mi><mi>n</mi></mroot>", "ⁿ√x"),
    ("<mo>-</mo><mi>b</mi><mo>±</mo><mo>-</mo><mi>c</mi>", "−b ± −c"),
    ("<mi>f</mi><mo>&#x2061;</mo><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo>", "f(x, y)"),
    (
      "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
      "∑ᵢ₌₁ⁿ i"
    ),
    ("<mi>sin</mi><mi>x</mi>", "sin x"), ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u{304}"),
    ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
    (
      "<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable><mo>)</mo>",
      "(1, 2; 3)"
    ),
    ("<semantics><mrow><mi>a</mi></mrow><annotation>b</annotation></semantics>", "a"),
    ("<mfrac><mi>a</mi></mfrac>", "a"), ("<mi>a", "a"), ("a b", "a b"),
    ("<msup><msup><mi>a</mi><mn>2</mn></msup><mn>3</mn></msup>", "a²³"),
  ])
  func aFormulaInMathMLBecomesALine(formula: String, text: String) {
    #expect(inlines("z <math>\(formula)</math>").plainText == "z \(text)")
    #expect(
      kinds("<div><math display=block>\n  \(formula.replacing("><", with: ">\n <"))\n</math></div>")
        == [.paragraph([.text(text)])])
  }

  @Test func partsOfAFormulaOutsideOfOneLeaveTheirText() {
    #expect(inlines("a <mi>x</mi><mo>=</mo><mn>2</mn>").plainText == "a x=2")
  }

  @Test func fieldsOfFormsShowTheirText() {
    #expect(
      inlines("a <input value=v><input type=hidden value=h> <input type=checkbox checked> <button>b</button>")
        .plainText == "a v ☑ b")
    #expect(inlines("a <select><option>b<option>c</option></select>").plainText == "a b, c")
    #expect(inlines("a <textarea>b</textarea> <label>c</label>").plainText == "a b c")
  }

  @Test func readingsFollowTheirCharacters() {
    #expect(inlines("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>").plainText == "漢 (kan)")
    #expect(inlines("<ruby>漢<rt>kan<rt>ji</ruby>").plainText == "漢 (kan) (ji)")
  }

  @Test func formulasAndDrawingsShowTheirText() {
    #expect(inlines("a <math alttext='x^2'><mi>y</mi></math>").plainText == "a x^2")
    #expect(inlines("a <math><mi>y</mi><annotation>z</annotation></math>").plainText == "a y")
    #expect(inlines("a <svg width=1><title>b</title><path d='M0'/></svg>").plainText == "a b")
  }

  @Test func wbrIsNothing() {
    #expect(inlines("a<wbr>b") == [.text("ab")])
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

  @Test func collapsesWhiteSpaceInABlock() {
    #expect(kinds("<div>\n  a\n\tb   c\n</div>") == [.paragraph([.text("a b c")])])
    #expect(
      kinds("<div> a <b> b </b> c &nbsp; d </div>").description.contains(
        "strong([Markdown.Inline.text(\"b \")"))
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
