import ContentSamples
import ContentSource
import Markdown
import PortfolioModel
import Testing

struct LinkResolutionTests {
  private let portfolio = Portfolio(
    [
      "index.md": "Hello.\n", "articles/index.md": "---\ntitle: A\n---\n", "articles/one.md": "",
      "articles/two.md": "---\naliases: [/2]\n---\n", "articles/sub/index.md": "", "projects/my file.md": "",
      "_posts/2024-01-31-x.md": "", "about.md": "",
    ], others: ["articles/picture.png", "static/logo.svg", "articles/sub/in side.png"])

  @Test(arguments: [
    "https://example.com", "HTTP://EXAMPLE.COM", "mailto:a@example.com", "//example.com/x",
    "javascript:alert(1)",
    "data:text/plain,x", "file:///etc/passwd", "ssh://-oProxyCommand=x",
  ])
  func aSchemeOrAHostLeadsOutside(destination: String) throws {
    #expect(try portfolio.resolve(destination, on: "articles/one") == .outside)
  }

  @Test(arguments: [
    ("https://me.example/blog/articles/two", "articles/two", nil),
    ("http://www.ME.example/blog/articles/two/#there", "articles/two", "there"),
    ("//me.example/blog/articles/two/index.html?x=1#y", "articles/two", "y"),
    ("https://me.example/blog/", "index", nil), ("https://me.example/blog", "index", nil),
    ("https://me.example/blog/2024/01/31/x.html", "posts/x", nil), ("./two.html#z", "articles/two", "z"),
    ("two/index.html", "articles/two", nil),
  ])
  func theAddressOfTheSiteLeadsToItsPages(destination: String, id: String, anchor: String?) throws {
    var tree = ContentTree([
      "index.md": "Hello.\n", "articles/one.md": "", "articles/two.md": "",
      "_posts/2024-01-31-x.md": "---\ndate: 2024-01-31\n---\n",
    ])
    tree.address = "https://me.example/blog/"
    let portfolio = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
    #expect(try portfolio.resolve(destination, on: "articles/one") == .place(Place(page: id, anchor: anchor)))
    for other in [
      "https://me.example/blog/none", "https://me.example/blogs", "https://me.example/",
      "https://you.example/blog/",
      "https://me.example/blog/tags/two",
    ] {
      #expect(try portfolio.resolve(other, on: "articles/one") == .outside)
    }
  }

  @Test(arguments: [
    ("two.md", "articles/two"), ("./two.md", "articles/two"), ("two", "articles/two"),
    ("two/", "articles/two"),
    ("../articles/two.md", "articles/two"), ("../two", "articles/two"), ("/articles/two/", "articles/two"),
    ("articles/two", "articles/two"), ("@/articles/two.md", "articles/two"), ("/2/", "articles/two"),
    ("sub/", "articles/sub"), ("sub/index.md", "articles/sub"), ("/articles/sub", "articles/sub"),
    ("../projects/my%20file.md", "projects/my-file"), ("/projects/my-file/", "projects/my-file"),
    ("../projects/my file.md", "projects/my-file"), ("_posts/2024-01-31-x.md", "posts/x"),
    ("/posts/x", "posts/x"),
    ("../index.md", "index"), ("/index.md", "index"), ("../about.md", "about/about"),
    ("?page=2", "articles/one"),
    ("two.md?x=1", "articles/two"),
  ])
  func aDestinationFindsItsPage(destination: String, id: String) throws {
    #expect(try portfolio.resolve(destination, on: "articles/one") == .place(Place(page: id, anchor: nil)))
  }

  @Test(arguments: [
    ("#here", "articles/one", "here"), ("two.md#there", "articles/two", "there"),
    ("/articles/two/#there", "articles/two", "there"), ("@/articles/two.md#a#b", "articles/two", "a#b"),
    ("two.md?x#y", "articles/two", "y"),
  ])
  func anAnchorGoesAlong(destination: String, id: String, anchor: String) throws {
    #expect(try portfolio.resolve(destination, on: "articles/one") == .place(Place(page: id, anchor: anchor)))
  }

  @Test(arguments: [
    ("/en/docs/guide/start/", "guide/start.md"), ("/docs/api/start/", "api/start.md"),
    ("/docs/guide/", "guide/start.md"), ("../guide/", "guide/start.md"),
  ])
  func anAddressFindsThePageOrTheFolderWithMostOfItsParts(destination: String, path: String) throws {
    let portfolio = Portfolio(["docs/guide/start.md": "", "docs/api/start.md": "", "blog/x.md": ""])
    guard case .place(let place) = try portfolio.resolve(destination, on: "blog/x") else {
      Issue.record("no page")
      return
    }
    #expect(portfolio.page(place.page)?.path == "docs/" + path)
  }

  @Test(arguments: [
    ("[[The label|dev.test]]", "notes/dev.test", nil),
    ("[[L|dendron://vault/dev.test#part]]", "notes/dev.test", "part"),
    ("![[dendron://vault/dev.test#^mark]]", "notes/dev.test", nil),
    ("![[dendron://vault/dev.test#part,1:#*]]", "notes/dev.test", "part"), ("[[L|#here]]", "notes/x", "here"),
  ])
  func aNameOfDendronFollowsItsLabel(link: String, id: String, anchor: String?) throws {
    let portfolio = Portfolio(["notes/dev.test.md": "", "notes/x.md": link + "\n"])
    let page = try #require(portfolio.page("notes/x"))
    var names = WikiNames()
    names.visit(page.document)
    let name = try #require(names.found.first)
    #expect(portfolio.resolve(.name(name), from: page) == .place(Place(page: id, anchor: anchor)))
  }

  @Test(arguments: [
    ("/web/two/", "articles/two"), ("/2019/TWO.html", "articles/two"),
    ("https-less/my-file.html#x", "projects/my-file"),
    ("/docs/X", "posts/x"),
  ])
  func anAddressOfAnotherFolderFindsTheOnlyPageOfItsLastPart(destination: String, id: String) throws {
    guard case .place(let place) = try portfolio.resolve(destination, on: "articles/one") else {
      Issue.record("no page")
      return
    }
    #expect(place.page == id)
  }

  @Test func ofSeveralPagesTheOneInTheSectionIsMeant() throws {
    let portfolio = Portfolio(["a/x.md": "", "b/x.md": "", "b/y.md": "", "c/z.md": ""])
    #expect(try portfolio.resolve("/web/x/", on: "b/y") == .place(Place(page: "b/x")))
    #expect(try portfolio.resolve("/web/x/", on: "c/z") == .missing)
  }

  @Test func anEmptyAnchorIsNone() throws {
    #expect(try portfolio.resolve("two.md#", on: "articles/one") == .place(Place(page: "articles/two")))
  }

  @Test(arguments: [
    ("picture.png", "articles/picture.png"), ("/articles/picture.png", "articles/picture.png"),
    ("logo.svg", "static/logo.svg"),
    ("/logo.svg", "static/logo.svg"), ("sub/in%20side.png", "articles/sub/in side.png"),
  ])
  func whatIsNoPageIsAFile(destination: String, path: String) throws {
    #expect(try portfolio.resolve(destination, on: "articles/one") == .file(path))
  }

  @Test(arguments: [("../steps/map.svg", "b/01/map.svg"), ("/steps/map.svg", "b/01/map.svg")])
  func aFileBesideAPageIsFoundByTheAddressOfThePage(destination: String, path: String) throws {
    let portfolio = Portfolio(
      ["b/01/index.md": "---\npath: steps\n---\n", "b/02/index.md": ""], others: ["b/01/map.svg"])
    #expect(try portfolio.resolve(destination, on: "b/02") == .file(path))
  }

  @Test(arguments: [
    ("permalink: /own/address/", "/own/address/"), ("permalink: own.html", "/own.html"),
    ("url: /own", "/own/"),
    ("aliases: [own]", "/a/own/"), ("aliases: [/own]", "/own"),
  ])
  func aPageIsFoundByTheAddressInItsFields(field: String, destination: String) throws {
    let portfolio = Portfolio(["a/x.md": "---\n\(field)\n---\n", "a/y.md": "", "b/own/z.md": ""])
    #expect(try portfolio.resolve(destination, on: "a/y") == .place(Place(page: "a/x")))
  }

  @Test(arguments: [
    "nowhere.md", "../../etc/passwd", "../../../../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd",
    "..%2f..%2f..%2fetc/passwd", "two.md%00", "%", "%4", "%zz", "/nowhere/",
  ])
  func whatLiesNowhereOrOutsideIsMissing(destination: String) throws {
    #expect(try portfolio.resolve(destination, on: "articles/one") == .missing)
  }

  @Test(arguments: [
    ("two", "articles/two", nil), ("TWO", "articles/two", nil),
    ("my file", "projects/my-file", nil),
    ("My File", "projects/my-file", nil), ("projects/my file", "projects/my-file", nil),
    ("two", "articles/two", "a-heading"), ("", "articles/one", "here"),
    ("2024-01-31-x", "posts/x", nil), ("sub", "articles/sub", nil),
    ("two.md", "articles/two", nil),
    ("articles/sub", "articles/sub", nil), ("posts/x", "posts/x", nil),
  ])
  func aNameFindsItsPageWhereverItLies(name: String, id: String, anchor: String?) throws {
    let resolution = try portfolio.resolve(name: name, anchor: anchor, on: "articles/one")
    #expect(resolution == .place(Place(page: id, anchor: anchor)))
  }

  @Test(arguments: [
    ("picture.png", LinkResolution.file("articles/picture.png")),
    ("in side.png", .file("articles/sub/in side.png")), ("absent", .missing),
    ("https://e.org", .missing), ("../../etc/passwd", .missing), ("ide.png", .missing),
    ("two?", .missing), ("projects/two", .missing), ("ticles/two", .missing), ("…", .missing),
    ("2024-01-31-two", .missing), ("index", .place(Place(page: "index"))),
  ])
  func aNameOfNoPageIsAFileOrNothing(name: String, resolution: LinkResolution) throws {
    #expect(try portfolio.resolve(name: name, on: "articles/one") == resolution)
  }

  @Test func ofTwoPagesOfANameTheOneInTheFolderIsMeant() throws {
    let portfolio = Portfolio([
      "a/x.md": "", "b/x.md": "", "b/y.md": "", "c/z.md": "", "c/b/x.md": "---\nslug: cx\n---\n",
    ])
    #expect(try portfolio.resolve(name: "x", on: "b/y") == .place(Place(page: "b/x")))
    #expect(try portfolio.resolve(name: "y", on: "c/z") == .place(Place(page: "b/y")))
    #expect(try portfolio.resolve(name: "b/x", on: "c/z") == .place(Place(page: "b/x")))
    #expect(try portfolio.resolve(name: "x", on: "c/z") == .place(Place(page: "c/cx")))
  }

  @Test func aNameIsTheFilesHoweverItIsComposed() throws {
    let portfolio = Portfolio([
      "a/cafe\u{301}.md": "", "a/Note.markdown": "---\nslug: n\n---\n", "a/z.md": "",
    ])
    #expect(
      try portfolio.resolve(name: "Caf\u{E9}", on: "a/z") == .place(Place(page: portfolio.pages[0].id)))
    #expect(try portfolio.resolve(name: "note", on: "a/z") == .place(Place(page: "a/n")))
    #expect(try portfolio.resolve(name: "n", on: "a/z") == .place(Place(page: "a/n")))
  }

  @Test func aSectionIsItsFirstPage() throws {
    #expect(try portfolio.resolve("/articles/", on: "index") == .place(Place(page: "articles/one")))
    #expect(try portfolio.resolve("articles/index.md", on: "index") == .place(Place(page: "articles/one")))
    // The site has a page of its own there, whose headings are not those of the first page.
    #expect(try portfolio.resolve("/articles/#all", on: "index") == .place(Place(page: "articles/one")))
  }

  @Test(arguments: ["/", "../", ".."])
  func theRootIsTheWelcomePage(destination: String) throws {
    let resolution = try portfolio.resolve(destination, on: "articles/one")
    #expect(resolution == .place(Place(page: "index")))
  }

  @Test func zolasRootIsTheRootEvenWhereTheFolderHasSuchAFile() throws {
    let portfolio = Portfolio(["a/a/x.md": "---\nslug: inner\n---\n", "a/p.md": "", "a/x.md": ""])
    #expect(try portfolio.resolve("@/a/x.md", on: "a/p") == .place(Place(page: "a/x")))
  }

  @Test func anAnchorMayBePercentEncoded() throws {
    let resolution = try portfolio.resolve("#%C3%BCber", on: "articles/one")
    #expect(resolution == .place(Place(page: "articles/one", anchor: "über")))
  }

  @Test func aPercentNeedsTwoHexadecimalDigits() throws {
    let portfolio = Portfolio(["a/p.md": ""], others: ["a/%+1.png", "a/A.png"])
    #expect(try portfolio.resolve("%41.png", on: "a/p") == .file("a/A.png"))
    let resolution = try portfolio.resolve("%+1.png", on: "a/p")
    #expect(resolution == .file("a/%+1.png"))
  }

  @Test func aHiddenPageIsNowhere() throws {
    let portfolio = Portfolio(
      ContentTree(["a/d.md": "---\ndraft: true\n---\n", "a/p.md": "", "b/d.md": ""]))
    #expect(try portfolio.resolve("d.md", on: "a/p") == .missing)
  }
}

/// Collects the links by name of a document.
private struct WikiNames: DocumentWalker {
  private(set) var found: [WikiName] = []

  mutating func visit(_ inline: Inline) {
    if case .link(let link) = inline, case .name(let name) = link.destination { found.append(name) }
    descend(into: inline)
  }
}
