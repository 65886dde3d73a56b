import Foundation
import TestSupport
import Testing

struct GrepTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder(SamplePortfolio.files)
  }

  @Test func printsPathLineNumberAndTextOfAMatch() throws {
    let result = try content.run("grep", "needle")
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(
      result.text == """
        projects/same:7: Second needle.
        articles/one:8: A [link](https://example.com/x) and a needle.

        """)
  }

  @Test func countsLinesFromTheStartOfTheFile() throws {
    let file = try String(
      contentsOfFile: BuiltProducts.repository.path + "/content/projects/canary-rollouts.md", encoding: .utf8)
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    let number = try #require(lines.firstIndex { $0.contains("stable one") })
    let result = try Launch(["grep", "stable one", "metrics"])
    #expect(result.lines.contains("projects/canary-rollouts:\(number + 1): \(lines[number])"))
  }

  @Test func endsWithStatus1WithoutAMatch() throws {
    let result = try content.run("grep", "nosuchword")
    #expect(result.status == 1)
    #expect(result.text == "")
    #expect(result.error == "")
  }

  @Test func matchesCaseIfTheWordHasACapital() throws {
    #expect(try content.run("grep", "Needle").status == 1)
    #expect(try content.run("grep", "hello").lines == ["index:12: Hello, see [one](articles/one.md)."])
  }

  @Test func needsAllWords() throws {
    #expect(try content.run("grep", "needle", "second").lines == ["projects/same:7: Second needle."])
    #expect(try content.run("grep", "needle second").lines == ["projects/same:7: Second needle."])
    #expect(try content.run("grep", "needle", "absent").status == 1)
  }

  @Test(arguments: [[], [""], [" "]])
  func needsAWord(words: [String]) throws {
    let result = try Launch(["grep"] + words)
    #expect(result.status == 2)
    #expect(result.error == said("'grep' needs a word to look for"))
  }

  @Test func printsEveryMatchAsJSON() throws {
    let result = try content.run("grep", "--json", "needle")
    let rows = try #require(try JSONSerialization.jsonObject(with: result.output) as? [[String: Any]])
    #expect(rows.map { $0["path"] as? String } == ["projects/same", "articles/one"])
    #expect(rows.map { $0["line"] as? Int } == [7, 8])
    #expect(rows.first?["text"] as? String == "Second needle.")
  }

  @Test func printsAnEmptyArrayWithoutAMatch() throws {
    let result = try content.run("grep", "--json", "nosuchword")
    #expect(result.status == 1)
    #expect(result.text == "[]\n")
  }

  @Test func filtersControlCharacters() throws {
    try content.write("a findme \u{1B}[31m\u{9B}2J\u{202E} b\n", to: "a/evil.md")
    let result = try content.run("grep", "findme")
    #expect(result.text == "a/evil:1: a findme ␛[31m\u{FFFD}2J b\n")
  }

  @Test func searchesForWordsAfterTwoHyphens() throws {
    try content.write("use --force here\n", to: "a/options.md")
    #expect(try content.run("grep", "--", "--force").lines == ["a/options:1: use --force here"])
  }

  @Test func searchesDraftsOnRequest() throws {
    #expect(try content.run("grep", "yet").status == 1)
    #expect(try content.run("grep", "yet", "--drafts").lines == ["articles/draft:5: Not yet."])
  }
}
