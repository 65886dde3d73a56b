import ContentSource
import PortfolioModel
import TestSupport
import Testing

/// Pages that their front matter publishes at the root of a site.
struct PermalinkTests {
  private func welcome(_ pages: [String: String]) throws -> String? {
    let folder = try TemporaryFolder([
      "_config.yml": "title: T\ninclude: [_pages]\n", "README.md": "# Theme\n",
    ])
    for (path, fields) in pages {
      try folder.write("---\npermalink: /\n\(fields)\n---\nText.\n", to: path)
    }
    let tree = try ContentLoader.load(directory: folder.path)
    return Portfolio(tree, visibility: Portfolio.Visibility(today: CalendarDate("2026-11-29"))).welcome?.path
  }

  @Test(arguments: ["draft: true", "published: false", "private: true", "publishDate: 2099-01-01"])
  func anUnpublishedPageDoesNotTakeThePlaceOfAnother(fields: String) throws {
    let pages = ["_pages/a.md": fields, "_pages/b.md": "title: B"]
    #expect(try welcome(pages) == "_pages/b.md")
  }

  @Test func aDraftAloneLeavesTheReadme() throws {
    #expect(try welcome(["_pages/a.md": "draft: true"]) == "README.md")
  }

  @Test func aPageWithTheDayOfItsPublicationIsTheFirst() throws {
    #expect(try welcome(["_pages/a.md": "published: 2024-01-01"]) == "_pages/a.md")
  }
}
