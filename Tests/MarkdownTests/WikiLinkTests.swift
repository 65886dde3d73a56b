import Markdown
import Testing

struct WikiLinkTests {
  private func inlines(_ markdown: String) -> [Inline] {
    guard case .paragraph(let inlines)? = Document(markdown: markdown).blocks.first?.kind else { return [] }
    return inlines
  }

  private func link(_ name: WikiName, label: String) -> Inline {
    .link(Link(destination: .name(name), label: [.text(label)]))
  }

  @Test(arguments: [
    ("[[page]]", "page", nil, "page"), ("[[a page]]", "a page", nil, "a page"),
    ("[[p|label]]", "p", nil, "label"), ("[[p|]]", "p", nil, "p"),
    ("[[p#The Way]]", "p", "the-way", "p › The Way"), ("[[#Here]]", "", "here", "Here"),
    ("[[p#A#B|l]]", "p", "b", "l"), ("[[p#^mark]]", "p", nil, "p"), ("![[note]]", "note", nil, "note"),
    ("[[f/my_page_name]]", "f/my_page_name", nil, "f/my_page_name"),
  ])
  func parsesANameInDoubleBrackets(markdown: String, name: String, anchor: String?, label: String) {
    let link = link(WikiName(name, anchor: anchor, literal: markdown), label: label)
    #expect(inlines(markdown) == [link])
    #expect(inlines("a \(markdown), b") == [.text("a "), link, .text(", b")])
    #expect(inlines("**\(markdown)**") == [.strong([link])])
  }

  @Test func parsesAdjacentLinks() {
    let links = ["a", "b"].map { link(WikiName($0, literal: "[[\($0)]]"), label: $0) }
    #expect(inlines("[[a]][[b]]") == links)
    #expect(inlines("[[a]]\n[[b]]") == [links[0], .softBreak, links[1]])
    #expect(inlines("[[[a]]]") == [.text("["), links[0], .text("]")])
  }

  @Test(arguments: [
    "[[ -f x ]]", "a[[1]]", "f()[[x]]", "_[[x]]", "[[]]", "[[a]", "[a]]", "[[a] ]", "[[a\\]b]]", "[[ a]]",
    "[[|a]]", "[[#]]", "[[#^m]]", "[[",
    "]]",
  ])
  func leavesOtherBracketsAsText(markdown: String) {
    #expect(inlines(markdown) == [.text(markdown.replacing("\\", with: ""))])
  }

  @Test func codeAndLinkLabelsHoldNoNames() {
    #expect(inlines("`[[a]]`") == [.code("[[a]]")])
    #expect(
      inlines("[x *[[a]]*](u)") == [
        .link(Link(destination: .url("u"), label: [.text("x "), .emphasis([.text("[[a]]")])]))
      ])
    #expect(inlines("[[1]](u)") == [.link(Link(destination: .url("u"), label: [.text("[1]")]))])
  }

  @Test func aURLInDoubleBracketsIsNotAName() {
    #expect(inlines("[x](<[[a]]>)") == [.link(Link(destination: .url("[[a]]"), label: [.text("x")]))])
  }

  @Test(arguments: [
    ("![[a b.png]]", "a b.png", nil), ("![[a b.png|300x20]]", "a b.png", 300),
    ("![[a b.png|A picture]]", "A picture", nil), ("![[a b.png|A picture|20]]", "A picture", 20),
  ])
  func anEmbeddedPictureHasItsCaptionOrItsNameAsAlternativeText(
    markdown: String, text: String, width: Int?
  ) {
    let image = Image(source: "a b.png", alternative: [.text(text)], width: width, isEmbedded: true)
    #expect(inlines("x " + markdown) == [.text("x "), .image(image)])
  }

  @Test func anEscapedBarSeparatesTheLabelInATable() {
    guard case .table(let table)? = Document(markdown: "|a|\n|-|\n|[[p\\|l]]|\n").blocks.first?.kind else {
      Issue.record("no table")
      return
    }
    #expect(table.rows == [[[link(WikiName("p", literal: "[[p|l]]"), label: "l")]]])
  }
}
