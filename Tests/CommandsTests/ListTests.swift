import Foundation
import TestSupport
import Testing

struct ListTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder(SamplePortfolio.files)
  }

  @Test func printsARowForEachPageWithFourColumns() throws {
    let result = try content.run("ls")
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(
      result.text == """
        projects/same\tSame there\t\tSecond needle.
        articles/one\tArticle one\t2024-01-31\tAbout one.
        articles/same\tSame here\t\tFirst.
        work/acme\tAcme\t\tSays "hi" \\ ␇.
        pages/resume\tA page called resume\t\tForced.

        """)
  }

  @Test func doesNotCutRowsInAPipe() throws {
    let long = String(repeating: "word ", count: 100) + "end"
    try content.write("---\ntitle: T\nsummary: \(long)\n---\n", to: "z/long.md")
    #expect(try content.run("ls", "z", "-w", "20").text == "z/long\tT\t\t\(long)\n")
  }

  @Test(arguments: ["articles", "articles/"])
  func listsThePagesOfASection(name: String) throws {
    let result = try content.run("ls", name)
    #expect(result.lines.map { $0.prefix(8) } == ["articles", "articles"])
  }

  @Test func refusesAnUnknownSection() throws {
    let result = try content.run("ls", "nowhere")
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(
      result.error
        == said("there is no section 'nowhere'; the sections are projects, articles, work and pages"))
  }

  @Test func namesTheOptionForAFolder() throws {
    let result = try content.run("ls", "/tmp")
    #expect(result.status == 2)
    #expect(result.error == said("'/tmp' is a folder; 'ls --content /tmp' lists its pages"))
  }

  @Test func listsTheOnlyPageOfAFile() throws {
    let result = try Launch(["ls", "--content", content.path + "/articles/one.md"])
    #expect(result.status == 0)
    #expect(result.text == "index\tArticle one\t2024-01-31\tAbout one.\n")
  }

  @Test func refusesTwoSections() throws {
    let result = try content.run("ls", "articles", "work")
    #expect(result.status == 2)
    #expect(result.error == said("unexpected word 'work' after 'ls'; see 'help ls'"))
  }

  @Test func printsEveryPageAsJSON() throws {
    let result = try content.run("ls", "--json")
    #expect(result.status == 0)
    let rows = try #require(try JSONSerialization.jsonObject(with: result.output) as? [[String: Any]])
    #expect(
      rows.map { $0["path"] as? String } == [
        "projects/same", "articles/one", "articles/same", "work/acme", "pages/resume",
      ])
    let one = try #require(rows.first { $0["slug"] as? String == "one" })
    #expect(
      Set(one.keys) == [
        "path", "section", "slug", "file", "title", "date", "summary", "tags", "words", "minutes",
      ])
    #expect(one["section"] as? String == "articles")
    #expect(one["title"] as? String == "Article one")
    #expect(one["date"] as? String == "2024-01-31")
    #expect(one["tags"] as? [String] == ["a", "b"])
    #expect(one["words"] as? Int == 5)
    #expect(one["minutes"] as? Int == 1)
    let work = try #require(rows.first { $0["slug"] as? String == "acme" })
    #expect(work["summary"] as? String == "Says \"hi\" \\ ␇.")
  }

  @Test(arguments: ["two  spaces.md", "escape\u{1B}[31m.md"])
  func namesTheFileExactlyInJSON(name: String) throws {
    let folder = try TemporaryFolder(["notes/" + name: "# T\n"])
    let result = try Launch(["ls", "--json", "--content", folder.path])
    let rows = try #require(try JSONSerialization.jsonObject(with: result.output) as? [[String: Any]])
    #expect(rows.first?["file"] as? String == "notes/" + name)
    #expect(result.output.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") })
  }

  @Test func printsThePagesOfASectionAsJSON() throws {
    let result = try content.run("ls", "work", "--json")
    let rows = try #require(try JSONSerialization.jsonObject(with: result.output) as? [[String: Any]])
    #expect(rows.count == 1)
  }

  @Test func listsDraftsOnRequest() throws {
    #expect(
      try content.run("ls", "--drafts", "articles").text.contains("articles/draft\tDraft\t\tNot yet.\n"))
    #expect(try !content.run("ls", "articles").text.contains("draft"))
  }

  @Test func listsTheBundledContent() throws {
    let result = try Launch(["ls"])
    #expect(result.status == 0)
    #expect(result.lines.count == 13)
    #expect(
      result.lines.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 4 })
  }

  @Test func reportsAnEmptyFolder() throws {
    let empty = try ContentFolder()
    let result = try empty.run("ls")
    #expect(result.status == 1)
    #expect(result.error == said("there is no page in \(empty.path)"))
  }

  @Test func reportsAMissingFolder() throws {
    let result = try Launch(["--content", "/nowhere", "ls"])
    #expect(result.status == 1)
    #expect(result.error == said("/nowhere: no such file or directory"))
  }
}
