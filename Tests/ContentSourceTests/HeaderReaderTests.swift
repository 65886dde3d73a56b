import ContentSamples
import ContentSource
import PortfolioModel
import Testing

/// Fields before the text without the fences of front matter.
struct HeaderReaderTests {
  private func portfolio(_ text: String, _ generator: String) -> Portfolio {
    var tree = ContentTree(["a/p.md": text])
    tree.generator = generator
    return Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
  }

  @Test(arguments: [
    (
      "Title: My title: part\nDate: 2010-12-03 10:20\nTags: a, b\nStatus: draft\nSummary: One\n    two\n\nText.\n",
      "Pelican"
    ),
    (
      "title: My title: part\r\ndate: 2010-12-03\r\ntags:\r\n- a\r\n- b\r\nstatus: draft\r\nsummary: One two\r\n---\r\nText.\n",
      "Hexo"
    ),
    (
      "<!--\n.. title: My title: part\n.. date: 2010-12-03 10:20:00 UTC+01:00\n.. tags: a, b\n.. status: draft\n.. description: One two\n-->\nText.\n",
      "Nikola"
    ),
    (
      "\n.. title: My title: part\n.. date: 2010-12-03 10:20:00 UTC+01:00\n.. tags: a, b\n.. status: draft\n.. description: One two\n\nText.\n",
      "Nikola"
    ),
    (
      "title: 'My title: part'\ndate: 3 Dec 2010\ntags: a, b\nstatus: draft\nsummary: One two\n---\nText.\n",
      "MkDocs"
    ),
  ])
  func readsTheFields(text: String, generator: String) throws {
    let portfolio = portfolio(text, generator)
    let page = try #require(portfolio.pages.first)
    #expect(page.title == "My title: part")
    #expect(page.fields.date?.description == "2010-12-03")
    #expect(page.fields.tags == ["a", "b"])
    #expect(page.fields.isDraft)
    #expect(page.summary == "One two")
    #expect(page.body.elementsEqual("Text.\n".utf8))
    #expect(page.bodyLine == text.utf8.count { $0 == 0x0A })
    #expect(portfolio.faults == [])
  }

  @Test func hidesADraftOfNikolaWithoutText() throws {
    let page = try #require(portfolio(".. title: T\n.. status: draft", "Nikola").pages.first)
    #expect(page.fields.isDraft)
  }

  /// Nikola reads fields up to the first blank line, whatever the other lines are.
  @Test(arguments: [
    ".. title: A\n.. slug: a\n.. status: draft\nText\n", ".. title: A\nText\n.. status: draft\n\nText\n",
    "Text\n.. status: draft\n\nText\n", ".. title: A\n   .. status: draft\n\nText\n",
    "  .. status: draft\n\nText\n", "<!--\n  .. title: A\nA note\n\t.. status: draft\n-->\n\nText\n",
    "<!-- A note\n.. status: draft\n-->\nText\n",
  ])
  func findsADraftOfNikolaInAnyLineOfItsHeader(text: String) throws {
    let page = try #require(portfolio(text, "Nikola").pages.first)
    #expect(page.fields.isDraft)
    #expect(page.body.suffix(5).elementsEqual("Text\n".utf8))
  }

  @Test func aHeaderOfNikolaEndsAtTheText() throws {
    let page = try #require(portfolio(".. title: A\nOne\nTwo\n\n.. status: draft\n", "Nikola").pages.first)
    #expect(page.title == "A")
    #expect(!page.fields.isDraft)
    #expect(page.body.elementsEqual("One\nTwo\n\n.. status: draft\n".utf8))
    #expect(page.bodyLine == 2)
  }

  @Test(arguments: [
    ("<!-- a comment -->\nText.\n<!--\n.. status: draft\n-->\n", "Nikola"),
    ("Title: T\n\nText.\n", "plain folder"), ("Title: T\n\nText.\n", "Hugo"),
    ("Note: a text.\n\nText.\n", "Pelican"),
    ("Title: T\nText.\n\nText.\n", "Pelican"), ("Title: T\nStatus: draft", "Pelican"),
    ("\nTitle: T\n\n", "Pelican"),
    ("<!-- a comment -->\nText.\n", "Nikola"), ("<!--\na comment\n-->\nText.\n", "Nikola"),
    ("<!--\n-->\n", "Nikola"), (".. note: a text\n\nText.\n", "Nikola"),
    ("<!--\n.. title: T\n", "Nikola"), ("Title: T\n\nText.\n", "Hexo"), ("", "Pelican"),
  ])
  func textStaysText(text: String, generator: String) throws {
    let page = try #require(portfolio(text, generator).pages.first)
    #expect(page.body.elementsEqual(text.utf8))
    #expect(page.title == "P")
  }
}
