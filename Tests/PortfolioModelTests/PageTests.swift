import ContentSamples
import PortfolioModel
import Testing

struct PageTests {
  @Test func findsTheNeighboursInTheSection() {
    let portfolio = Portfolio(["a/1.md": "", "a/2.md": "", "a/3.md": "", "b/1.md": ""])
    let middle = portfolio.neighbours(of: "a/2")
    #expect(middle.previous?.id == "a/1")
    #expect(middle.next?.id == "a/3")
    #expect(portfolio.neighbours(of: "a/1").previous == nil)
    #expect(portfolio.neighbours(of: "a/3").next == nil)
    #expect(portfolio.neighbours(of: "nowhere").next == nil)
  }

  @Test func countsWordsAndMinutes() throws {
    let words = String(repeating: "word\n", count: 660)
    let page = try Sample("---\ntitle: many words here\n---\n" + words).page
    #expect(page.wordCount == 660)
    #expect(page.readingMinutes == 3)
    #expect(try Sample("").page.readingMinutes == 1)
  }

  @Test func summarizesAPageByItsFirstParagraph() throws {
    #expect(
      try Sample("# H\n\n> quote\n\nThe *first*\nparagraph.\n\nSecond.\n").page.summary
        == "The first paragraph.")
    #expect(try Sample("# H\n").page.summary == "")
    #expect(try Sample("[![b](b.svg)](u) [docs](d), ![[f.base]]\n\n**Words**\n").page.summary == "Words")
    let long = try Sample(String(repeating: "words ", count: 100)).page.summary
    #expect(long.hasSuffix("words …"))
    #expect(long.utf8.count <= 200)
  }

  @Test(arguments: [
    ("# One\n", "One"), ("Text\n\n  #\tTwo\n", "Two"), ("Three\n===\n", "Three"), ("Four\n  == \n", "Four"),
    ("## Five\n", "p"), ("#Six\n", "p"), ("```\n# Seven\n```\n\n# Eight\n", "Eight"), ("#\n\n# Nine\n", "p"),
    (String(repeating: "Text.\n\n", count: 200) + "# Ten\n", "Ten"),
    (String(repeating: "Text.\n\n", count: 700) + "# Eleven\n", "p"),
  ])
  func findsTheFirstHeadingOfLevel1(text: String, title: String) {
    #expect(Portfolio(["a/p.md": text]).pages.map(\.fields.title) == [title == "p" ? "P" : title])
  }

  /// Only the beginning of a page is parsed first: the paragraph may continue behind it.
  @Test(arguments: [400, 470, 505])
  func summarizesAParagraphThatContinuesBehindTheBeginning(offset: Int) throws {
    let code = "```\n" + String(repeating: "code\n", count: offset / 5) + "```\n\n"
    let paragraph = String(repeating: "word ", count: 24) + "end."
    #expect(try Sample(code + paragraph + "\n\nNext.\n").page.summary == paragraph)
  }

  @Test func resolvesReferencesDefinedAtTheEnd() throws {
    let middle = "```\n" + String(repeating: "code\n", count: 1200) + "```\n\n"
    let page = try Sample(
      "\n\n# The [*one*][1]\n\nSee [bstr][] and [regex][r][^n]. [Not] this.\n\n" + middle
        + "[no definition][r]: text\n\n[none]:\n\n[1]: https://e.org/1\n[bstr]: https://e.org/b\n[r]: <https://e.org/r> \"R\"\n[^n]: A note.\n"
    ).page
    #expect(page.title == "The one")
    #expect(page.titleLine == 3)
    #expect(page.summary == "See bstr and regex. [Not] this.")
  }
}
