import PortfolioModel
import TestSupport
import Testing

@testable import ContentSource

/// Text that its program does not publish, and text that must not be mistaken for it.
struct UnpublishedTextTests {
  private func load(_ files: [String: String]) throws -> Portfolio {
    let folder = try TemporaryFolder(files)
    return Portfolio(try ContentLoader.load(directory: folder.path))
  }

  /// The text of all pages, as Markdown.
  private func text(_ files: [String: String]) throws -> String {
    try load(files).allFiles.map { String(describing: $0.document) }.joined()
  }

  @Test(arguments: ["publish: false", "draft: true", "private: true"])
  func aHiddenNoteIsNotShownInAnother(field: String) throws {
    var files = [
      "dendron.yml": "version: 5\nworkspace:\n  vaults:\n    - fsPath: vault\n",
      "vault/root.md": "---\nid: root\ntitle: Root\n---\n\n![[secret]]\n\nEnd.\n",
      "vault/secret.md": "---\nid: s\ntitle: S\n\(field)\n---\n\nHIDDEN\n",
    ]
    #expect(try !text(files).contains("HIDDEN"))
    files["vault/secret.md"] = "---\nid: s\ntitle: S\n---\n\nHIDDEN\n"
    #expect(try text(files).contains("HIDDEN"))
  }

  @Test func aHeadingOfADraftIsNoTitleOfALink() throws {
    var files = [
      "_quarto.yml": "project:\n  type: website\n",
      "index.qmd": "---\ntitle: T\n---\n\nSee @sec-s and @sec-c.\n",
      "d.qmd": "---\ntitle: D\ndraft: true\n---\n\n# Secret plan {#sec-s}\n",
      "e.qmd": "---\ntitle: E\n---\n\n```python\n# Comment {#sec-c}\n```\n",
    ]
    let hidden = try text(files)
    #expect(!hidden.contains("Secret plan") && hidden.contains("sec-s") && hidden.contains("sec-c"))
    files["d.qmd"] = "---\ntitle: D\n---\n\n# Secret plan {#sec-s}\n"
    #expect(try text(files).contains("Secret plan"))
  }

  @Test func anExportInASampleOfCodeIsNoField() throws {
    let page = "# Guide\n\n```js\nexport const metadata = { title: 'Sample', draft: true }\n```\n"
    #expect(ExportedFields.read(Array(page.utf8)[...]).isEmpty)
    let exported = page + "\nexport const metadata = { title: 'Real' }\n"
    #expect(ExportedFields.read(Array(exported.utf8)[...]).map(\.key) == ["title"])
  }

  @Test func aRegularExpressionAmongComputedFieldsHidesNoOtherField() throws {
    func files(_ field: String) -> [String: String] {
      let data = "module.exports = { eleventyComputed: { a: d => d.t.match(/[{]/) }, \(field) };\n"
      return [
        "eleventy.config.js": "module.exports = {};\n", "posts/posts.11tydata.js": data,
        "posts/a.md": "# Secret\n",
      ]
    }
    #expect(try load(files("draft: true")).allFiles.isEmpty)
    #expect(try load(files("draft: false")).allFiles.map(\.path) == ["a.md"])
  }

  @Test func aRewriteLosesNoPage() throws {
    let script = "export default { title: 'T', rewrites: { 'e.md': 'index.md', 'f.md': '../../g.md' } }\n"
    let portfolio = try load([
      ".vitepress/config.mjs": script, "index.md": "# Home\n", "e.md": "# E\n", "f.md": "# F\n",
    ])
    #expect(Set(portfolio.allFiles.map(\.path)) == ["index.md", "e.md", "f.md"])
  }
}
