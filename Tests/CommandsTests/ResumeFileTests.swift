import Foundation
import Testing

/// A résumé file as the content.
struct ResumeFileTests {
  private static let resume = """
    {
      "meta": {"version": "v1.0.0", "ratio": 1.50},
      "basics": {
        "summary": "Two\\nlines, a \\u202e mark and a \\u001b.",
        "name": "Ada Lovelace",
        "location": {"city": "London", "address": "St James's Square"}
      },
      "work": [
        {"summary": "Wrote notes.", "name": "Engine", "startDate": "1842", "x-custom": [null, true, {}]},
        {"name": "Other", "endDate": "1840-02"}
      ],
      "skills": [{"name": "Mathematics", "keywords": ["Bernoulli", "numbers"]}],
      "hobbies": ["Horses"]
    }
    """
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder(["resume.json": Self.resume])
  }

  private func run(_ arguments: String...) throws -> Launch {
    try Launch(["--content", content["resume.json"]] + arguments)
  }

  @Test func listsThePagesOfTheFile() throws {
    let result = try run("ls")
    #expect(result.status == 0)
    #expect(
      result.lines.map { $0.prefix { $0 != "\t" } } == [
        "about/contact", "about/meta", "about/hobbies", "work/engine", "work/other", "skills/mathematics",
      ])
  }

  @Test(arguments: [
    "Two", "Ada Lovelace", "St James's", "Wrote notes", "X-custom", "Bernoulli", "Horses", "1.50", "Engine",
  ])
  func showsEveryTextOnAPage(text: String) throws {
    let pages = ["index", "contact", "meta", "hobbies", "engine", "other", "mathematics"]
    let result = try Launch(["--content", content["resume.json"], "cat"] + pages)
    #expect(result.status == 0 && !result.hasEscape)
    #expect(result.text.contains(text))
  }

  @Test func givesTheContentBackAsJSON() throws {
    let result = try run("resume", "--format", "json")
    #expect(result.status == 0 && !result.hasEscape)
    let written = try JSONSerialization.jsonObject(with: result.output) as? NSDictionary
    let read = try JSONSerialization.jsonObject(with: Data(Self.resume.utf8)) as? NSDictionary
    #expect(written == read)
    #expect(!result.text.contains("\u{202E}"))
  }

  @Test func writesTheMembersInTheOrderOfTheSchema() throws {
    let names = try run("resume", "--format", "json").lines.compactMap { line in
      line.wholeMatch(of: #/ {2,6}"([^"]+)": .*/#).map { String($0.1) }
    }
    #expect(
      names == [
        "basics", "name", "summary", "location", "address", "city", "work", "name", "startDate", "summary",
        "x-custom", "name", "endDate", "skills", "name", "keywords", "meta", "version", "ratio", "hobbies",
      ])
  }

  @Test func printsAllPartsAsText() throws {
    let text = try run("resume").text
    #expect(text.hasPrefix("# Ada Lovelace\n\nLondon\n\nTwo lines"))
    #expect(text.contains("\n### Engine (1842 – now)\n\nWrote notes.\n"))
    #expect(text.hasSuffix("\n## Skills\n\n• Mathematics: Bernoulli, numbers\n"))
  }

  @Test func opensTheFileWithoutTheOption() throws {
    let result = try Launch([content["resume.json"]])
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("Ada Lovelace\n") && result.text.contains("\n  work/engine\n"))
  }

  @Test func prefersWhatTheFolderSaysAboutThePerson() throws {
    try content.write("---\nname: Own\nemail: own@x.org\n---\nHello.\n", to: "index.md")
    let result = try content.run("resume", "--format", "json")
    let resume = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: NSObject])
    let basics = try #require(resume["basics"] as? [String: NSObject])
    #expect(basics["name"] == "Own" as NSString && basics["email"] == "own@x.org" as NSString)
    #expect(basics["location"] == ["city": "London", "address": "St James's Square"] as NSDictionary)
    #expect(resume["hobbies"] == ["Horses"] as NSArray)
  }

  // MARK: Faults

  @Test func checkFindsNoFault() throws {
    try content.write(#"{"basics": {"name": "A"}, "work": [{"name": "B", "x": 1}]}"#, to: "good.json")
    let result = try Launch(["check", content["good.json"]])
    #expect(result.status == 0)
    #expect(result.text == "\(content["good.json"]): JSON Resume, 2 pages, no faults\n")
  }

  @Test func checkNamesTheLineOfEachFault() throws {
    try content.write(
      "{\"work\": [\n{\"name\": \"A\",\n\"startDate\": \"soon\"},\n{\"url\": 1, \"name\": \"B\\u200b\"}]}",
      to: "faulty.json")
    let path = content["faulty.json"]
    let result = try Launch(["check", path])
    #expect(result.status == 1)
    #expect(
      result.lines.dropFirst() == [
        "\(path):3: 'startDate' must be a date", "\(path):4: 'url' must be text",
        "\(path):4: a hidden control character, U+200B, and one more",
      ])
  }

  @Test func saysWhereAFileIsNotJSON() throws {
    try content.write("{\n\"work\": [}", to: "broken.json")
    let check = try Launch(["check", content["broken.json"]])
    #expect(check.status == 1)
    #expect(check.lines.last == content["broken.json"] + ":2: a value is expected")
    let list = try Launch(["--content", content["broken.json"], "ls"])
    #expect(list.status == 1)
    let path = content["broken.json"]
    #expect(list.error == said("there is no page in \(path) (broken.json:2: a value is expected)"))
  }
}
