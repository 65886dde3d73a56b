import ContentSamples
import ContentSource
import PortfolioModel
import TestSupport
import Testing

struct PageLocationTests {
  @Test(arguments: [
    ("a/what-i-learned.md", "What i learned"), ("a/snake_case.md", "Snake case"),
    ("a/Board games.md", "Board games"),
    ("a/over - and out.md", "over - and out"), ("a/iOS-notes.md", "iOS notes"),
    ("_posts/2024-01-31-hello-you.md", "Hello you"), ("a/my-trip/index.md", "My trip"), ("a/--.md", "--"),
    ("some-note.md", "Some note"), ("a/2024-05-01.md", "2024-05-01"), ("a/2024-05-01-x_.md", "X"),
    ("a/__init__.md", "Init"), ("a/utf-8.md", "Utf 8"),
  ])
  func makesTitlesOfFileNames(path: String, title: String) {
    #expect(Portfolio([path: "Text.\n"]).pages.map(\.title) == [title])
  }

  @Test(arguments: [
    ("claude-code/a.md", "claude-code"), ("My Notes/a.md", "My Notes"), ("_posts/a.md", "posts"),
    ("a/b.md", "a"), ("_drafts/a.md", "posts"),
  ])
  func makesSectionTitlesOfFolderNames(path: String, title: String) {
    #expect(Portfolio([path: "Text.\n"]).sections.map(\.title) == [title])
  }

  @Test(arguments: [
    ("articles/x.md", "articles/x"), ("articles/x.markdown", "articles/x"), ("about.md", "about/about"),
    ("articles/x/index.md", "articles/x"), ("articles/x/_index.md", "articles/x"),
    ("articles/2024/x.md", "articles/x"), ("_posts/2024-01-31-hello.md", "posts/hello"),
    ("_drafts/idea.md", "posts/idea"), ("_posts/2024-1-5-x.md", "posts/x"),
    ("blog/2024-01-31-hello/index.md", "blog/hello"),
    ("a/2024-99-99-x.md", "a/2024-99-99-x"), ("a/2024-01-31.md", "a/2024-01-31"),
    ("My Notes/C++ & D.md", "My-Notes/C-D"), ("a/Über uns.md", "a/Über-uns"), ("a/...md", "a/page"),
    ("a/\u{1B}[31m.md", "a/31m"), ("a/-x.md", "a/x"),
    ("a/\u{301}x.md", "a/x"), ("\u{6DF}d/\u{301}e/\u{903}x.md", "d/x"), ("a/e\u{301}.md", "a/e\u{301}"),
  ])
  func makesIDsOfPaths(path: String, id: String) {
    #expect(Portfolio([path: "Text.\n"]).pages.map(\.id) == [id])
  }

  @Test func readsTheDateInAFileName() {
    let portfolio = Portfolio([
      "_posts/2024-01-31-a.md": "Text.\n", "_posts/2024-02-01-b.md": "---\ndate: 2020-01-01\n---\n",
    ])
    #expect(portfolio.page("posts/a")?.fields.date?.description == "2024-01-31")
    #expect(portfolio.page("posts/b")?.fields.date?.description == "2020-01-01")
    let zola = Portfolio(["blog/2024-01-31_d.md": "Text.\n"])
    #expect(zola.page("blog/d")?.fields.date?.description == "2024-01-31")
    let short = Portfolio(["_posts/2024-1-5-c.md": "Text.\n"])
    #expect(short.page("posts/c")?.fields.date?.description == "2024-01-05")
  }

  @Test(arguments: ["index.md", "_index.md", "index.markdown"])
  func makesTheWelcomePageOfTheRootsIndex(path: String) {
    let portfolio = Portfolio([path: "---\ntitle: T\n---\nHello.\n", "a/x.md": "Text.\n"])
    #expect(portfolio.welcome?.id == "index")
    #expect(portfolio.pages.map(\.id) == ["a/x"])
  }

  @Test func namesASectionWithoutAnIndexAfterItsFolder() {
    #expect(Portfolio(["notes/x.md": ""]).sections.map(\.title) == ["notes"])
  }

  @Test(arguments: ["../x", ".", "..", ".hidden", "-x", "a b", "a%00", "\\e", "'a\u{202E}b'"])
  func reportsAnInvalidSlugAndUsesTheFileName(slug: String) throws {
    let sample = try Sample("---\ntitle: T\nslug: \(slug)\n---\n")
    #expect(sample.page.id == "a/p")
    #expect(
      sample.portfolio.problems.map(\.message) == ["'slug' must consist of letters, digits, '-', '_' and '.'"]
    )
    #expect(sample.portfolio.problems.map(\.line) == [3])
  }

  @Test func reportsASlugThatIsTooLong() throws {
    let sample = try Sample("---\nslug: \(String(repeating: "a", count: 10 << 10))\n---\n")
    #expect(sample.page.id == "a/p")
    #expect(
      sample.portfolio.problems.map(\.message) == ["'slug' must consist of letters, digits, '-', '_' and '.'"]
    )
  }

  /// Programs make an address of any text that has letters or digits.
  @Test(arguments: [("???", "rye", 1), ("!!", "rye", 1), (".", "rye", 1), ("What now?", "What-now", 0)])
  func usesTheFileNameIfNothingIsLeftOfASlug(text: String, slug: String, problems: Int) throws {
    let folder = try TemporaryFolder([
      "hugo.toml": "title = 'T'\n", "content/bread/rye.md": "---\ntitle: T\nslug: \"\(text)\"\n---\nText.\n",
    ])
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.pages.map(\.slug) == [slug])
    #expect(portfolio.problems.count == problems)
  }

  @Test func cutsTheSlugOfALongFileName() throws {
    let portfolio = Portfolio(["a/\(String(repeating: "x", count: 5000)).md": ""])
    #expect(try #require(portfolio.pages.first).slug.utf8.count == 200)
  }
}
