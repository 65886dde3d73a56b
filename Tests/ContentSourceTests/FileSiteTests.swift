import ContentSource
import Dialects
import PortfolioModel
import TestSupport
import Testing

struct FileSiteTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let marked = Array("{% if x %}\n{: .y}\n".utf8)

  @Test func aFileHasTheDialectOfTheSiteAroundIt() throws {
    try folder.write("title: T\n", to: "blog/_config.yml")
    try folder.write("x", to: "blog/_posts/2024/2024-01-01-a.md")
    let path = folder.path + "/blog/_posts/2024/2024-01-01-a.md"
    #expect(FileSite(at: path, marked).dialect.isSuperset(of: [.liquid, .kramdown]))
  }

  @Test func aFileBesideASiteThatNamesItsFolderHasTheDialectOfTheSite() throws {
    try folder.write(
      "module.exports = { presets: [['classic', { docs: { path: '../docs' } }]] }\n",
      to: "project/website/docusaurus.config.js")
    try folder.write("x", to: "project/docs/a.md")
    try folder.write("x", to: "project/other/a.md")
    let admonition = Array(":::note\n:::\n".utf8)
    let path = folder.path + "/project/"
    #expect(FileSite(at: path + "docs/a.md", admonition).dialect.contains(.fencedContainers))
    #expect(FileSite(at: path + "other/a.md", admonition).dialect == .standalone)
  }

  @Test func aFileHasTheDialectThatTheConfigurationTurnsOn() throws {
    try folder.write("site_name: T\nmarkdown_extensions: [pymdownx.critic]\n", to: "book/mkdocs.yml")
    try folder.write("{++x++}\n", to: "book/docs/a.md")
    let path = folder.path + "/book/docs/a.md"
    #expect(FileSite(at: path, Array("{++x++}\n".utf8)).dialect.contains(.criticMarkup))
  }

  /// Hugo may have the same files as Zola, and has syntax of the page that Zola does not have.
  @Test func theMarksOfAFileDoNotDecideWhichGeneratorTheSiteHas() throws {
    try folder.write("base_url = 'https://example.org'\n", to: "site/config.toml")
    try folder.write("It -- x\n", to: "site/content/a.md")
    let site = FileSite(at: folder.path + "/site/content/a.md", Array("It -- x\n".utf8))
    #expect(site.dialect.isDisjoint(with: .typography))
  }

  @Test func aFileOutsideASiteIsGitHubsMarkdown() throws {
    try folder.write("x", to: "notes/a.md")
    #expect(FileSite(at: folder.path + "/notes/a.md", marked).dialect == .standalone)
    #expect(FileSite(at: folder.path + "/gone.md", marked).dialect == .standalone)
  }

  @Test func aFileHasTheFieldsOfItsGenerator() throws {
    try folder.write("SITENAME = 'T'\n", to: "blog/pelicanconf.py")
    let text = Array("Title: The *title*\nDate: 2020-01-02\n\nText.\n".utf8)
    try folder.write("Title: T\n\nx", to: "blog/content/a.md")
    let site = FileSite(at: folder.path + "/blog/content/a.md", text)
    let page = Page.reading(text, name: "a.md", of: site)
    #expect(page.fields.title == "The *title*")
    #expect(page.fields.date?.description == "2020-01-02")
    #expect(String(decoding: page.body, as: UTF8.self) == "Text.\n")
    // Without Pelican, it is text.
    #expect(Page.reading(text, name: "a.md").body.count == text.count)
  }

  @Test func aFileIncludesFilesOfItsSite() throws {
    try folder.write("[book]\ntitle = 'T'\n", to: "book/book.toml")
    try folder.write("x", to: "book/src/SUMMARY.md")
    try folder.write("code\n", to: "book/x.rs")
    let text = Array("{{#include ../x.rs}}\n".utf8)
    try folder.write("{{#include ../x.rs}}\n", to: "book/src/a.md")
    let page = Page.reading(text, name: "a.md", of: FileSite(at: folder.path + "/book/src/a.md", text))
    #expect(Dialect.including(page.inclusions, in: page.body) == Array("code\n".utf8))
  }
}

/// Files that a file opened by itself links to.
struct LinkedFileTests {
  @Test func theFilesThatAFileLinksToArePages() throws {
    let folder = try TemporaryFolder([
      "notes/a.md":
        "# A\n\n[b](b.md#two) [c](in/c%20d.md) [x](../secret.md) [web](https://x.example/y.md) [gone](gone.md)\n",
      "notes/b.md": "# B\n\n## Two\n\n[a](a.md), [e].\n\n[e]: <./in/e.md>\n", "notes/in/c d.md": "C\n",
      "notes/in/e.md": "[up](../f.md)\n", "notes/f.md": "F\n", "notes/other.md": "O\n", "secret.md": "S\n",
    ])
    let path = folder.path + "/notes/a.md"
    let portfolio = Portfolio(try ContentLoader.load(path, followsLinks: true))
    #expect(portfolio.welcome?.title == "A")
    #expect(Set(portfolio.pages.map(\.path)) == ["b.md", "in/c d.md", "in/e.md", "f.md"])
    #expect(Portfolio(try ContentLoader.load(path)).pages.isEmpty)
  }
}
