import ContentSamples
import PortfolioModel
import Testing

struct FindingTests {
  private let portfolio = Portfolio([
    "index.md": "Hello.\n", "about.md": "Text.\n",
    "articles/one.md": "---\naliases: [/old/one/, articles/two]\n---\n",
    "articles/two.md": "", "projects/two.md": "", "posts/2024-01-31-x/index.md": "---\nslug: ex\n---\n",
    "a/Über uns.md": "",
  ])

  @Test(arguments: [
    ("articles/one", ["articles/one"]), ("one", ["articles/one"]), ("./articles/one", ["articles/one"]),
    ("/articles/one/", ["articles/one"]), ("one.md", ["articles/one"]), ("one.MDX", ["articles/one"]),
    ("articles/one.md", ["articles/one"]),
    ("old/one", ["articles/one"]), ("/old/one/", ["articles/one"]), ("articles/two", ["articles/two"]),
    ("two", ["articles/two", "projects/two"]), ("two.md", ["articles/two", "projects/two"]),
    ("about", ["about/about"]), ("about.md", ["about/about"]), ("index", ["index"]), ("index.md", ["index"]),
    ("ex", ["posts/ex"]), ("posts/2024-01-31-x/index.md", ["posts/ex"]), ("Über-uns", ["a/Über-uns"]),
    ("a/Über uns.md", ["a/Über-uns"]),
    ("", []), ("/", []), (".", []), ("..", []), ("../index", []), ("../../etc/passwd", []), ("%00", []),
    ("articles", []), ("One", []), ("articles/one#x", []), (".md", []), ("articles//one", []),
  ])
  func aWordFindsAPage(word: String, ids: [String]) {
    #expect(portfolio.find(word).ids == ids)
  }

  @Test func theWelcomePageIsFoundByItsFile() {
    let zola = Portfolio(["_index.md": "Hello.\n"])
    #expect(zola.find("_index.md").ids == ["index"])
  }

  @Test func withoutAWelcomePageItsNameIsFree() {
    #expect(Portfolio(["a/index.md": "", "a/x.md": ""]).find("index").ids == [])
  }
}
