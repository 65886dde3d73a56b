import ContentSource
import Markdown
import PortfolioModel
import TestSupport
import Testing

/// The identifiers of rules in the Rust reference.
struct RuleIdentifierTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "book.toml": "[book]\ntitle = \"T\"\n\n[preprocessor.spec]\ncommand = \"x\"\n",
      "src/SUMMARY.md": "- [A](a.md)\n- [B](b.md)\n",
      "src/a.md": "r[a]\n# A\n\n````text\n```\nr[a.code]\n````\n\n~~~\nr[a.tilde]\n~~~\n",
      "src/b.md": "# B\n\nSee [a], [a.code] and [a.tilde].\n",
    ])
  }

  @Test func theFileStaysAsItIs() throws {
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    let page = try #require(portfolio.pages.first { $0.path == "a.md" })
    #expect(String(decoding: page.file, as: UTF8.self).hasPrefix("r[a]\n# A\n"))
    #expect(try #require(Search(["r[a]"])).matches(in: page).map(\.line).first == 1)
    #expect(page.document.anchors.map(\.name) == ["r-a"])
    let other = try #require(portfolio.pages.first { $0.path == "b.md" })
    #expect(try #require(Search(["r-a"])).matches(in: other).isEmpty)
  }

  @Test func onlyRulesOutsideCodeAreDefined() throws {
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    let page = try #require(portfolio.pages.first { $0.path == "b.md" })
    let definitions = page.inclusions.map { String(decoding: $0.text, as: UTF8.self).split(separator: "\n") }
    #expect(definitions == [["[a]: </a.md#r-a>"]])
  }
}
