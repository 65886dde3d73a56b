import ContentSamples
import PortfolioModel
import Testing

struct PageFileTests {
  @Test func takesTheTitleFromFrontMatterElseHeadingElseFileName() throws {
    #expect(try Sample("---\ntitle: T\n---\n# H\n").page.title == "T")
    #expect(try Sample("---\nweight: 1\n---\n\nText.\n\n## G\n\n# The *H*\n").page.title == "The H")
    #expect(try Sample("H\n=\n").page.title == "H")
    #expect(try Sample("Text.\n\n## A part\n").page.title == "P")
    #expect(try Sample("").page.title == "P")
  }

  @Test func keepsALongTitleWhole() throws {
    let title = String(repeating: "words ", count: 150) + "end"
    #expect(try Sample("# \(title)\n\nText.\n").page.title == title)
    #expect(try Sample("\n\n# \(title)\n\nText.\n").page.title == title)
  }

  @Test func keepsTheLineOfTheTitle() throws {
    #expect(try Sample("---\nweight: 1\ntitle: T\n---\n").page.titleLine == 3)
    #expect(try Sample("---\nweight: 1\n---\n\nText.\n\n# H\n").page.titleLine == 7)
    #expect(try Sample("Text.\n").page.titleLine == 1)
  }

  @Test func findsNoHeadingInCode() throws {
    #expect(try Sample("```sh\n# comment\n```\n").page.title == "P")
  }
}
