import ContentSamples
import PortfolioModel
import Testing

struct SearchTests {
  private func matches(_ words: String..., in text: String) throws -> [String] {
    let search = try #require(Search(words))
    return search.matches(in: try Sample(text).page).map { "\($0.page):\($0.line): \($0.text)" }
  }

  @Test func nothingIsNoSearch() {
    #expect(Search([]) == nil)
    #expect(Search([""]) == nil)
    #expect(Search([" ", "  "]) == nil)
  }

  @Test func aMatchIsTheFilesLineWithoutItsMargins() throws {
    #expect(
      try matches("needle", in: "---\ntitle: T\n---\n\n  a needle \r\n\nneedle\n") == [
        "a/p:5: a needle", "a/p:7: needle",
      ])
  }

  @Test func aWordWithoutCapitalsMatchesAnyCase() throws {
    #expect(try matches("swift", in: "Swift SWIFT\nx\nswift\n").count == 2)
    #expect(try matches("über", in: "Über uns\n") == ["a/p:1: Über uns"])
  }

  @Test func aWordWithACapitalMatchesOnlyItself() throws {
    #expect(try matches("Swift", in: "swift\nSwift\nSWIFT\n") == ["a/p:2: Swift"])
    #expect(try matches("Über", in: "über\n").isEmpty)
  }

  @Test func allWordsMustBeOnThePage() throws {
    #expect(try matches("one", "two", in: "one\n").isEmpty)
    #expect(try matches("one", "two", in: "one\nx\ntwo\n") == ["a/p:1: one", "a/p:3: two"])
  }

  @Test func theLinesWithMostOfTheWordsAreShown() throws {
    #expect(try matches("one", "two", in: "one\ntwo one\ntwo\n") == ["a/p:2: two one"])
    #expect(try matches("one two", in: "one\ntwo one\ntwo\n") == ["a/p:2: two one"])
  }

  @Test func wordsAreLiteral() throws {
    #expect(try matches("a.c", in: "abc\na.c\n") == ["a/p:2: a.c"])
    #expect(try matches("[*", in: "x [* y\n") == ["a/p:1: x [* y"])
  }

  @Test func theTitleIsAMatchAtItsLine() throws {
    #expect(try matches("needle", in: "---\nweight: 1\ntitle: Needle\n---\nText.\n") == ["a/p:3: Needle"])
  }

  @Test func theLastLineNeedsNoEnd() throws {
    #expect(try matches("end", in: "a\nthe end") == ["a/p:2: the end"])
  }

  @Test func aHeadingThatIsTheTitleIsOneMatch() throws {
    let found = try matches("needle", in: "Text.\n\n# Needle\n")
    #expect(found.count == 1)
  }

  @Test func aTitleThatOnlyTheFilesNameGivesIsFound() throws {
    let portfolio = Portfolio(["a/needle-work.md": "Text.\n"])
    let search = try #require(Search(["needle"]))
    let page = try #require(portfolio.page("a/needle-work"))
    #expect(search.matches(in: page).map(\.line) == [1])
  }

  @Test func aTitleIsFoundWhereItsHeadingHasMarksWithinAWord() throws {
    #expect(try matches("needle", in: "# Need*le*\n").count == 1)
  }

  @Test func theSummaryIsAMatchAtItsLine() throws {
    let found = try matches("needle", in: "---\ntitle: T\ndate: 2024-01-01\nsummary: A needle.\n---\nText.\n")
    #expect(found == ["a/p:4: A needle."])
  }

  @Test func aTagIsAMatchEvenWithoutASummary() throws {
    let found = try matches("needle", in: "---\ntitle: T\ntags: [needle]\n---\nText.\n")
    #expect(found.count == 1)
  }

  @Test func hostileBytesAreSearchedLikeAnyOther() throws {
    let search = try #require(Search(["x"]))
    let page = try Sample(bytes: [0xFF, 0xC0, 0x78, 0x0A, 0x00, 0x78]).page
    #expect(search.matches(in: page).map(\.line) == [1, 2])
  }
}
