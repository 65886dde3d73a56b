import Markdown
import Testing

struct WikiLinkTests {
  private func inlines(_ markdown: String) -> [Inline] {
    guard case .paragraph(let inlines)? = Document(markdown: markdown).blocks.first?.kind else { return [] }
    return inlines
  }

  @Test(arguments: [
    ("[[page]]", "[[page]]", "page"), ("[[a page]]", "[[a page]]", "a page"),
    ("[[p|label]]", "[[p]]", "label"),
    ("[[p#The Way]]", "[[p#the-way]]", "p › The Way"), ("[[#Here]]", "[[#here]]", "Here"),
    ("[[p#A#B|l]]", "[[p#b]]", "l"), ("[[p#^mark]]", "[[p]]", "p"), ("![[note]]", "[[note]]", "note"),
    ("[[f/my_page_name]]", "[[f/my_page_name]]", "f/my_page_name"), ("[[p|]]", "[[p]]", "p"),
  ])
  func aNameInTwoBracketsIsALink(markdown: String, destination: String, label: String) {
    let link = Link(destination: destination, label: [.text(label)], literal: markdown)
    #expect(inlines(markdown) == [.link(link)])
    #expect(inlines("a \(markdown), b") == [.text("a "), .link(link), .text(", b")])
    #expect(inlines("**\(markdown)**") == [.strong([.link(link)])])
  }

  @Test func linksStandBesideEachOther() {
    let links = ["a", "b"].map {
      Inline.link(Link(destination: "[[\($0)]]", label: [.text($0)], literal: "[[\($0)]]"))
    }
    #expect(inlines("[[a]][[b]]") == links)
    #expect(inlines("[[a]]\n[[b]]") == [links[0], .softBreak, links[1]])
    #expect(inlines("[[[a]]]") == [.text("["), links[0], .text("]")])
  }

  @Test(arguments: [
    "[[ -f x ]]", "a[[1]]", "f()[[x]]", "_[[x]]", "[[]]", "[[a]", "[a]]", "[[a] ]", "[[a\\]b]]", "[[ a]]",
    "[[|a]]", "[[#]]", "[[#^m]]", "[[",
    "]]",
  ])
  func whatIsNoNameIsText(markdown: String) {
    #expect(inlines(markdown) == [.text(markdown.replacing("\\", with: ""))])
  }

  @Test func codeAndTheLabelOfALinkHoldNone() {
    #expect(inlines("`[[a]]`") == [.code("[[a]]")])
    #expect(
      inlines("[x *[[a]]*](u)") == [
        .link(Link(destination: "u", label: [.text("x "), .emphasis([.text("[[a]]")])]))
      ])
    #expect(inlines("[[1]](u)") == [.link(Link(destination: "u", label: [.text("[1]")]))])
  }

  @Test(arguments: ["![[a b.png]]", "![[a b.png|300]]", "![[a b.png|A picture]]"])
  func aPictureIsSaidByItsName(markdown: String) {
    #expect(
      inlines("x " + markdown) == [.text("x "), .image(Image(source: "", alternative: [.text("a b.png")]))])
  }

  @Test func inATableTheBarIsEscaped() {
    guard case .table(let table)? = Document(markdown: "|a|\n|-|\n|[[p\\|l]]|\n").blocks.first?.kind else {
      Issue.record("no table")
      return
    }
    #expect(table.rows == [[[.link(Link(destination: "[[p]]", label: [.text("l")], literal: "[[p|l]]"))]]])
  }
}
