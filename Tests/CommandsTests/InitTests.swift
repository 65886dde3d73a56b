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
