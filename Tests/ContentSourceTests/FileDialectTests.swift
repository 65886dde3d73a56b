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

  @Test func aFileOutsideASiteIsGitHubsMarkdown() throws {
    try folder.write("x", to: "notes/a.md")
    #expect(Dialect.ofFile(at: folder.path + "/notes/a.md", marked) == .standalone)
    #expect(Dialect.ofFile(at: folder.path + "/gone.md", marked) == .standalone)
  }
}
