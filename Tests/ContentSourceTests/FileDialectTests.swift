import ContentSource
import Dialects
import TestSupport
import Testing

struct FileDialectTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let marked = Array("{% if x %}\n{: .y}\n".utf8)

  @Test func aFileHasTheDialectOfTheSiteAroundIt() throws {
    try folder.write("title: T\n", to: "blog/_config.yml")
    try folder.write("x", to: "blog/_posts/2024/2024-01-01-a.md")
    let path = folder.path + "/blog/_posts/2024/2024-01-01-a.md"
    #expect(Dialect.ofFile(at: path, marked).isSuperset(of: [.liquid, .kramdown]))
  }

  @Test func aFileBesideASiteThatNamesItsFolderHasTheDialectOfTheSite() throws {
    try folder.write(
      "module.exports = { presets: [['classic', { docs: { path: '../docs' } }]] }\n",
      to: "project/website/docusaurus.config.js")
    try folder.write("x", to: "project/docs/a.md")
    try folder.write("x", to: "project/other/a.md")
    let admonition = Array(":::note\n:::\n".utf8)
    let path = folder.path + "/project/"
    #expect(Dialect.ofFile(at: path + "docs/a.md", admonition).contains(.fencedContainers))
    #expect(Dialect.ofFile(at: path + "other/a.md", admonition) == .standalone)
  }

  @Test func aFileHasTheDialectThatTheConfigurationTurnsOn() throws {
    try folder.write("site_name: T\nmarkdown_extensions: [pymdownx.critic]\n", to: "book/mkdocs.yml")
    try folder.write("{++x++}\n", to: "book/docs/a.md")
    let path = folder.path + "/book/docs/a.md"
    #expect(Dialect.ofFile(at: path, Array("{++x++}\n".utf8)).contains(.criticMarkup))
  }

  @Test func aFileOutsideASiteIsGitHubsMarkdown() throws {
    try folder.write("x", to: "notes/a.md")
    #expect(Dialect.ofFile(at: folder.path + "/notes/a.md", marked) == .standalone)
    #expect(Dialect.ofFile(at: folder.path + "/gone.md", marked) == .standalone)
  }
}
