import Foundation
import Glibc
import Testing

struct InitTests {
  private let parent: ContentFolder

  init() throws {
    parent = try ContentFolder()
  }

  @Test(arguments: ["new", "empty"])
  func createsAFolderThatPassesCheckAndCanBeShown(name: String) throws {
    let folder = parent.path + "/" + name
    if name == "empty" {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    let result = try Launch(["init", folder])
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.text == "Created \(folder). Show it with: portfolio-tui --content \(folder)\n")

    let check = try Launch(["check", folder])
    #expect(check.status == 0)
    #expect(check.text.hasPrefix("\(folder): plain folder, 5 pages") && check.text.hasSuffix("no faults\n"))
    let list = try Launch(["--content", folder, "ls"])
    #expect(list.status == 0)
    #expect(list.lines.count == 4)
    #expect(try Launch(["--content", folder, "resume"]).status == 0)
    #expect(try Launch(["--content", folder]).status == 0)
  }

  @Test func refusesAFolderThatIsNotEmpty() throws {
    try parent.write("mine", to: "full/.hidden")
    let folder = parent.path + "/full"
    let result = try Launch(["init", folder])
    #expect(result.status == 1)
    #expect(result.text == "")
    #expect(result.error == said("\(folder) already exists and is not an empty folder"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [".hidden"])
  }

  @Test func refusesAFile() throws {
    try parent.write("mine", to: "file")
    let result = try Launch(["init", parent.path + "/file"])
    #expect(result.status == 1)
    #expect(try String(contentsOfFile: parent.path + "/file", encoding: .utf8) == "mine")
  }

  @Test func doesNotFollowADanglingLink() throws {
    try #require(symlink(parent.path + "/target", parent.path + "/link") == 0)
    #expect(try Launch(["init", parent.path + "/link"]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: parent.path + "/target"))
  }

  @Test func refusesAFolderThatItHasCreated() throws {
    #expect(try Launch(["init", parent.path + "/x"]).status == 0)
    #expect(try Launch(["init", parent.path + "/x"]).status == 1)
  }

  @Test func reportsAMissingParentFolder() throws {
    let result = try Launch(["init", parent.path + "/no/such"])
    #expect(result.status == 1)
    #expect(result.error == said("\(parent.path)/no/such: no such file or directory"))
  }

  @Test func reportsAFolderThatCannotBeWritten() throws {
    let result = try Launch(["init", "/proc/new"])
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("portfolio-tui: /proc/new: "))
  }

  @Test(arguments: [[], [""]])
  func needsAName(words: [String]) throws {
    let result = try Launch(["init"] + words)
    #expect(result.status == 2)
    #expect(result.error == said("'init' needs the name of a folder"))
  }

  @Test func filtersTheNameInItsOutput() throws {
    let result = try Launch(["init", parent.path + "/\u{1B}[31m"])
    #expect(result.status == 0)
    #expect(!result.hasEscape)
    #expect(result.text.hasPrefix("Created \(parent.path)/␛[31m."))
  }
}

/// `init DIR --from FILE`.
struct InitFromResumeTests {
  private let parent: ContentFolder

  init() throws {
    parent = try ContentFolder([
      "resume.json": """
      {"basics": {"name": "Ada", "label": "Engineer", "email": "a@x.org", "phone": "1", "summary": "S."},
       "work": [{"name": "Acme", "position": "Lead", "startDate": "2020-02", "endDate": "2021", "summary": "W.",
         "highlights": ["H"], "team": 3}],
       "skills": [{"name": "Web", "level": "Master", "keywords": ["HTML"]}]}
      """,
      "cv.yaml": "cv: {name: Ada, sections: {talks: [{name: T, date: 2024}]}}\n", "other.json": "{}",
      "broken.json": "{", "notes.md": "Text.\n",
    ])
  }

  @Test(arguments: ["resume.json", "cv.yaml"])
  func writesThePagesOfTheFile(name: String) throws {
    let folder = parent["new"]
    let result = try Launch(["init", folder, "--from", parent[name]])
    #expect(result.status == 0 && result.error == "")
    #expect(try Launch(["check", folder]).text.hasSuffix("no faults\n"))
    for command in [["ls"], ["resume"], ["cat", "index"]] {
      let written = try Launch(["--content", folder] + command)
      #expect(written.status == 0 && !written.output.isEmpty)
      #expect(written.text == (try Launch(["--content", parent[name]] + command).text))
    }
  }

  @Test func theResumeOfTheFolderIsThatOfTheFile() throws {
    let folder = parent["new"]
    #expect(try Launch(["init", folder, "--from", parent["resume.json"]]).status == 0)
    let result = try Launch(["--content", folder, "resume", "--format", "json"])
    let resume = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: NSObject])
    #expect(
      resume["work"] == [
        [
          "name": "Acme", "position": "Lead", "startDate": "2020-02", "endDate": "2021", "summary": "W.",
          "highlights": ["H"],
        ] as [String: Any]
      ] as NSArray)
    #expect(
      resume["skills"] == [["name": "Web", "level": "Master", "keywords": ["HTML"]] as [String: Any]]
        as NSArray)
  }

  @Test(arguments: [
    ("other.json", "1: this is no résumé: it has neither 'cv' nor 'basics' or a section of JSON Resume"),
    ("broken.json", "1: a name in quotation marks is expected"),
  ])
  func refusesAFileThatIsNoResume(name: String, fault: String) throws {
    let result = try Launch(["init", parent["new"], "--from", parent[name]])
    #expect(result.status == 1)
    #expect(result.error == said("\(name):\(fault)"))
    #expect(!FileManager.default.fileExists(atPath: parent["new"]))
  }

  @Test func refusesMarkdownAndAFileThatDoesNotExist() throws {
    let markdown = try Launch(["init", parent["new"], "--from", parent["notes.md"]])
    #expect(markdown.status == 1)
    #expect(markdown.error == said("\(parent["notes.md"]) is no résumé: it must be a file of JSON or YAML"))
    #expect(try Launch(["init", parent["new"], "--from", parent["gone.json"]]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: parent["new"]))
  }

  @Test func overwritesNothing() throws {
    try parent.write("mine", to: "full/index.md")
    let result = try Launch(["init", parent["full"], "--from", parent["resume.json"]])
    #expect(result.status == 1)
    #expect(try String(contentsOfFile: parent["full/index.md"], encoding: .utf8) == "mine")
  }
}
