@testable import ContentSource
import PortfolioModel
import Testing

struct PageTests {
  // MARK: Titles

  @Test func theTitleIsTheFrontMattersThenTheHeadingThenTheFilesName() throws {
    #expect(try Sample("---\ntitle: T\n---\n# H\n").page.title == "T")
    #expect(try Sample("---\nweight: 1\n---\n\nText.\n\n## G\n\n# The *H*\n").page.title == "The H")
    #expect(try Sample("H\n=\n").page.title == "H")
    #expect(try Sample("Text.\n\n## A part\n").page.title == "P")
    #expect(try Sample("").page.title == "P")
  }

  @Test(arguments: [
    ("a/what-i-learned.md", "What i learned"), ("a/snake_case.md", "Snake case"),
    ("a/Board games.md", "Board games"),
    ("a/over - and out.md", "over - and out"), ("a/iOS-notes.md", "iOS notes"), ("a/README.md", "README"),
    ("_posts/2024-01-31-hello-you.md", "Hello you"), ("a/my-trip/index.md", "My trip"), ("a/--.md", "--"),
    ("some-note.md", "Some note"), ("a/2024-05-01.md", "2024-05-01"), ("a/2024-05-01-x_.md", "X"),
    ("a/__init__.md", "Init"), ("a/utf-8.md", "Utf 8"),
  ])
  func theFilesNameIsReadAsWords(path: String, title: String) {
    #expect(Portfolio([path: "Text.\n"]).pages.map(\.title) == [title])
  }

  @Test(arguments: [
    ("claude-code/a.md", "Claude code"), ("My Notes/a.md", "My Notes"), ("_posts/a.md", "Posts"),
    ("a/b.md", "A"),
    ("_drafts/a.md", "Posts"),
  ])
  func theFoldersNameIsReadAsWords(path: String, title: String) {
    #expect(Portfolio([path: "Text.\n"]).sections.map(\.title) == [title])
  }

  @Test func aLongTitleIsWhole() throws {
    let title = String(repeating: "words ", count: 150) + "end"
    #expect(try Sample("# \(title)\n\nText.\n").page.title == title)
    #expect(try Sample("\n\n# \(title)\n\nText.\n").page.title == title)
  }

  @Test func theTitleKnowsItsLine() throws {
    #expect(try Sample("---\nweight: 1\ntitle: T\n---\n").page.titleLine == 3)
    #expect(try Sample("---\nweight: 1\n---\n\nText.\n\n# H\n").page.titleLine == 7)
    #expect(try Sample("Text.\n").page.titleLine == 1)
  }

  @Test func aMarkInCodeIsNoHeading() throws {
    #expect(try Sample("```sh\n# comment\n```\n").page.title == "P")
  }

  // MARK: Places

  @Test(arguments: [
    ("articles/x.md", "articles/x"), ("articles/x.markdown", "articles/x"), ("about.md", "about/about"),
    ("articles/x/index.md", "articles/x"), ("articles/x/_index.md", "articles/x"),
    ("articles/2024/x.md", "articles/x"), ("_posts/2024-01-31-hello.md", "posts/hello"),
    ("_drafts/idea.md", "posts/idea"), ("blog/2024-01-31-hello/index.md", "blog/hello"),
    ("a/2024-99-99-x.md", "a/2024-99-99-x"), ("a/2024-01-31.md", "a/2024-01-31"),
    ("My Notes/C++ & D.md", "My-Notes/C-D"), ("a/Über uns.md", "a/Über-uns"), ("a/...md", "a/page"),
    ("a/\u{1B}[31m.md", "a/31m"), ("a/-x.md", "a/x"),
  ])
  func theFilesPlaceNamesThePage(path: String, id: String) {
    #expect(Portfolio([path: "Text.\n"]).pages.map(\.id) == [id])
  }

  @Test func jekyllsFileNamesHoldTheDate() {
    let portfolio = Portfolio([
      "_posts/2024-01-31-a.md": "Text.\n", "_posts/2024-02-01-b.md": "---\ndate: 2020-01-01\n---\n",
    ])
    #expect(portfolio.page("posts/a")?.fields.date?.description == "2024-01-31")
    #expect(portfolio.page("posts/b")?.fields.date?.description == "2020-01-01")
  }

  @Test(arguments: ["articles/index.md", "articles/_index.md"])
  func anIndexIsItsSectionAndNoPage(path: String) {
    let portfolio = Portfolio([
      path: "---\ntitle: Notes\nweight: 3\nsummary: S.\nresume: publications\n---\n",
      "articles/x.md": "Text.\n",
    ])
    #expect(portfolio.pages.map(\.id) == ["articles/x"])
    #expect(portfolio.sections.map(\.title) == ["Notes"])
    #expect(portfolio.sections.first?.intro == "S.")
    #expect(portfolio.sections.first?.weight == 3)
    #expect(portfolio.sections.first?.resumePart == .publications)
  }

  @Test(arguments: ["index.md", "_index.md", "index.markdown"])
  func theRootsIndexIsTheWelcomePage(path: String) {
    let portfolio = Portfolio([path: "---\ntitle: T\n---\nHello.\n", "a/x.md": "Text.\n"])
    #expect(portfolio.welcome?.id == "index")
    #expect(portfolio.pages.map(\.id) == ["a/x"])
  }

  @Test(arguments: ["README.md", "Readme.md", "LICENSE.md", "CHANGELOG.md", "CONTRIBUTING.md"])
  func wordsAboutTheFolderAreNoPage(path: String) {
    #expect(Portfolio([path: "# R\n", "a/x.md": "Text.\n"]).pages.map(\.id) == ["a/x"])
  }

  @Test func aSectionWithoutAnIndexIsCalledAsItsFolder() {
    #expect(Portfolio(["notes/x.md": ""]).sections.map(\.title) == ["Notes"])
  }

  // MARK: Slugs

  @Test(arguments: ["../x", "a/b", ".", "..", ".hidden", "-x", "a b", "a%00", "\\e", "'a\u{202E}b'"])
  func aSlugThatIsNoWordIsAFaultAndTheFilesNameCounts(slug: String) throws {
    let sample = try Sample("---\ntitle: T\nslug: \(slug)\n---\n")
    #expect(sample.page.id == "a/p")
    #expect(sample.portfolio.problems.map(\.message) == ["'slug' must be letters, digits, '-', '_' and '.'"])
    #expect(sample.portfolio.problems.map(\.line) == [3])
  }

  @Test func aSlugOfTenKilobytesIsAFault() throws {
    let sample = try Sample("---\nslug: \(String(repeating: "a", count: 10 << 10))\n---\n")
    #expect(sample.page.id == "a/p")
    #expect(sample.portfolio.problems.map(\.message) == ["'slug' must be letters, digits, '-', '_' and '.'"])
  }

  @Test func aFilesNameOfAnyLengthIsASlug() throws {
    let portfolio = Portfolio(["a/\(String(repeating: "x", count: 5000)).md": ""])
    #expect(try #require(portfolio.pages.first).slug.utf8.count == 200)
  }

  @Test func ofEqualSlugsTheFirstFileIsShown() {
    let portfolio = Portfolio([
      "a/1.md": "---\nslug: same\nweight: 9\n---\nFirst.\n", "a/2.md": "---\nslug: same\nweight: 1\n---\n",
      "a/same.md": "Text.\n", "b/same.md": "Text.\n",
    ])
    #expect(portfolio.pages.map(\.path) == ["a/1.md", "b/same.md"])
    #expect(
      portfolio.faults == [
        "a/2.md: has the slug 'same' of a/1.md, which is shown instead",
        "a/same.md: has the slug 'same' of a/1.md, which is shown instead",
      ])
  }

  // MARK: Order

  @Test func pagesStandByWeightThenNewestThenTitle() {
    let portfolio = Portfolio([
      "a/1.md": "---\ntitle: Zeta\n---\n", "a/2.md": "---\ntitle: Alpha\n---\n",
      "a/3.md": "---\ntitle: T\ndate: 2023-05-01\n---\n", "a/4.md": "---\ntitle: T\ndate: 2024-05\n---\n",
      "a/5.md": "---\ntitle: T\nweight: 2\n---\n", "a/6.md": "---\ntitle: T\nweight: -1\n---\n",
    ])
    #expect(portfolio.pages.map(\.slug) == ["6", "5", "4", "3", "2", "1"])
  }

  @Test func capitalsAreNoOrderOfTheirOwn() {
    let titles = ["zsh", "Bash", "apple", "Apple", "iOS"]
    let pages =
      titles.map { ("\($0)/p.md", "---\ntitle: \($0)\n---\n") } + titles.map { ("n/\($0).md", "# \($0)\n") }
    let portfolio = Portfolio(Dictionary(uniqueKeysWithValues: pages))
    let order = ["Apple", "apple", "Bash", "iOS", "zsh"]
    #expect(portfolio.sections.map(\.name) == order.dropLast() + ["n", "zsh"])
    #expect(portfolio.sections.first { $0.name == "n" }?.pages.map(\.title) == order)
  }

  @Test func sectionsStandByWeightThenName() {
    let portfolio = Portfolio([
      "a/x.md": "", "b/x.md": "", "c/index.md": "---\nweight: 2\n---\n", "c/x.md": "",
      "d/index.md": "---\nweight: 1\n---\n", "d/x.md": "", "empty/index.md": "---\nweight: 0\n---\n",
    ])
    #expect(portfolio.sections.map(\.name) == ["d", "c", "a", "b"])
  }

  @Test func neighboursAreThoseOfTheSection() {
    let portfolio = Portfolio(["a/1.md": "", "a/2.md": "", "a/3.md": "", "b/1.md": ""])
    let middle = portfolio.neighbours(of: "a/2")
    #expect(middle.previous?.id == "a/1")
    #expect(middle.next?.id == "a/3")
    #expect(portfolio.neighbours(of: "a/1").previous == nil)
    #expect(portfolio.neighbours(of: "a/3").next == nil)
    #expect(portfolio.neighbours(of: "nowhere").next == nil)
  }

  // MARK: What is shown

  @Test func draftsAndTheFutureAreHiddenUnlessAsked() {
    let tree = ContentTree([
      "_drafts/d.md": "", "a/draft.md": "---\ndraft: true\n---\n",
      "a/future.md": "---\ndate: 2024-01-02\n---\n", "a/over.md": "---\nexpiryDate: 2024-01-01\n---\n",
      "a/old.md": "---\ndate: 2023\n---\n", "a/today.md": "---\ndate: 2024-01-01\n---\n",
      "a/unpublished.md": "---\npublished: false\n---\n", "a/without.md": "",
    ])
    let today = CalendarDate("2024-01-01")
    let shown = Portfolio(tree, visibility: Portfolio.Visibility(today: today))
    #expect(shown.pages.map(\.id) == ["a/today", "a/old", "a/without"])
    let all = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true, today: today))
    #expect(all.pages.count == 8)
  }

  @Test func aWelcomePageMayBeADraftAsWell() {
    let tree = ContentTree(["index.md": "---\nname: N\ndraft: true\n---\nSecret.\n", "a/p.md": ""])
    #expect(Portfolio(tree).welcome == nil)
    #expect(Portfolio(tree).person.name == "N")
    #expect(Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true)).welcome != nil)
  }

  @Test func aHiddenPageTakesNoSlugAndCannotBeFound() {
    let tree = ContentTree(["a/1.md": "---\nslug: s\ndraft: true\n---\n", "a/2.md": "---\nslug: s\n---\n"])
    let portfolio = Portfolio(tree)
    #expect(portfolio.pages.map(\.path) == ["a/2.md"])
    #expect(portfolio.find("a/1.md").ids == [])
    #expect(portfolio.problems.isEmpty)
  }

  // MARK: Counting

  @Test func wordsAndMinutesAreCounted() throws {
    let words = String(repeating: "word\n", count: 660)
    let page = try Sample("---\ntitle: many words here\n---\n" + words).page
    #expect(page.wordCount == 660)
    #expect(page.readingMinutes == 3)
    #expect(try Sample("").page.readingMinutes == 1)
  }

  @Test func theSummaryIsElseTheFirstParagraph() throws {
    #expect(
      try Sample("# H\n\n> quote\n\nThe *first*\nparagraph.\n\nSecond.\n").page.summary
        == "The first paragraph.")
    #expect(try Sample("# H\n").page.summary == "")
    #expect(try Sample("[![b](b.svg)](u) [docs](d), ![[f.base]]\n\n**Words**\n").page.summary == "Words")
    let long = try Sample(String(repeating: "words ", count: 100)).page.summary
    #expect(long.hasSuffix("words …"))
    #expect(long.utf8.count <= 200)
  }

  @Test func theBeginningKnowsWhatTheEndDefines() throws {
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
