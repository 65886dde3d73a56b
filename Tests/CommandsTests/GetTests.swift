import Foundation
import Glibc
import TestSupport
import Testing

/// `get` and `ls --files`: the files of the folder `files`, on the machine itself.
struct GetTests {
  private let content: ContentFolder
  private static let bytes = Data((0..<70_000).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 >> 8) })

  init() throws {
    content = try ContentFolder([
      "notes/one.md":
        "# One\n\nMy [CV](../files/cv.pdf), [talk](/files/talks/a%20b.txt), [none](/files/none).\n",
      "files/page.md": "# A page\n", "files/talks/a b.txt": "talk",
    ])
    try content.write(Self.bytes, to: "files/cv.pdf")
  }

  @Test(arguments: ["cv.pdf", "files/cv.pdf"])
  func writesAFileAsItIs(name: String) throws {
    let result = try content.run("get", name)
    #expect(result.status == 0 && result.error == "")
    #expect(result.output == Self.bytes)
  }

  @Test func listsFilesWithTheirSizes() throws {
    let result = try content.run("ls", "--files")
    #expect(result.status == 0)
    #expect(result.text == "cv.pdf\t70000\ntalks/a b.txt\t4\n")
    let json = try content.run("ls", "--files", "--json")
    let rows = try #require(try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    #expect(rows.map { $0["name"] as? String } == ["cv.pdf", "talks/a b.txt"])
    #expect(rows.map { $0["size"] as? Int } == [70_000, 4])
  }

  @Test func linksToAFileShowTheCommand() throws {
    let result = try content.run("cat", "one")
    let command = "portfolio-tui --content \(content.path) get"
    #expect(result.text.contains("[1] \(command) cv.pdf > cv.pdf\n"), "\(result.text)")
    #expect(result.text.contains("[2] \(command) 'talks/a b.txt' > 'a b.txt'\n"))
    #expect(result.text.contains("[3] /files/none\n"))
    let visitor = try Launch(
      ["--visitor", "--content", content.path, "--public-name", "example.org:2222"],
      environment: ["SSH_ORIGINAL_COMMAND": "cat one"])
    #expect(visitor.text.contains("[1] ssh -p 2222 example.org get cv.pdf > cv.pdf\n"), "\(visitor.text)")
    // The service splits the words that SSH has joined.
    #expect(visitor.text.contains(#"get ''\''talks/a b.txt'\''' > 'a b.txt'"#))
  }

  @Test(arguments: [
    ("../notes/one.md", "'../notes/one.md' is not in the folder 'files'; 'ls --files' lists what is there"),
    ("/etc/passwd", "'/etc/passwd' is not in the folder 'files'; 'ls --files' lists what is there"),
    ("a/../../b", "'a/../../b' is not in the folder 'files'; 'ls --files' lists what is there"),
    ("talks", "'talks' is a folder; 'ls --files' lists its files"),
  ])
  func refusesWhatIsNoFileOfTheFolder(word: String, sentence: String) throws {
    let result = try content.run("get", word)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.error == said(sentence))
  }

  @Test(arguments: [
    ("cv.pdg", "there is no file 'cv.pdg'; did you mean 'cv.pdf'?"),
    ("nothinglikethis", "there is no file 'nothinglikethis'; 'ls --files' lists them all"),
    ("", "there is no file ''; 'ls --files' lists them all"),
    ("page.md", "'page.md' is a page; 'cat --raw files/page' prints it"),
  ])
  func suggestsTheNearestName(word: String, sentence: String) throws {
    let result = try content.run("get", word)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error == said(sentence))
  }

  @Test func refusesLinksPipesAndLargeFiles() throws {
    try content.link("files/draft.txt", to: "../notes/one.md")
    try content.link("files/passwd", to: "/etc/passwd")
    try content.link("files/same.pdf", to: "cv.pdf")
    try #require(mkfifo(content["files/pipe"], 0o644) == 0)
    try content.write(Data(), to: "files/big.iso")
    try #require(truncate(content["files/big.iso"], 16 << 20 + 1) == 0)
    for (name, reason) in [
      ("draft.txt", "the link leads out of the folder 'files'"),
      ("passwd", "the link leads out of the folder 'files'"), ("pipe", "it is not a regular file"),
      ("big.iso", "it is larger than 16 MiB"),
    ] {
      let result = try content.run("get", name)
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(result.error == said("'\(name)' cannot be taken: \(reason)"))
    }
    // A link within the folder is as good as the file.
    #expect(try content.run("get", "same.pdf").output == Self.bytes)
    #expect(
      try content.run("ls", "--files").text == "cv.pdf\t70000\nsame.pdf\t70000\ntalks/a b.txt\t4\n")
  }

  @Test func offersNoNameThatCannotBeTyped() throws {
    try content.write("x", to: "files/a\u{1B}[2J.txt")
    let result = try content.run("ls", "--files")
    #expect(result.text == "cv.pdf\t70000\ntalks/a b.txt\t4\n")
    #expect(try content.run("get", "a\u{1B}[2J.txt").status == 2)
  }

  @Test func hasNoFilesWithoutAFolder() throws {
    let empty = try ContentFolder(["a/b.md": "# B\n"])
    #expect(try empty.run("ls", "--files").text == "")
    #expect(try empty.run("ls", "--files", "--json").text == "[]\n")
    let result = try empty.run("get", "x")
    #expect(result.status == 2)
    #expect(result.error == said("there is no file 'x'; this content has no files to take"))
    #expect(try Launch(["get", "x"]).error == result.error)
  }

  @Test func refusesWrongOperands() throws {
    #expect(try content.run("get").error == said("'get' needs a file; 'ls --files' lists them"))
    #expect(try content.run("get", "a", "b").status == 2)
    let section = try content.run("ls", "--files", "notes")
    #expect(section.status == 2)
    #expect(section.error == said("'--files' does not apply to a section; see 'help ls'"))
  }

  @Test func writesAFileWhoseNameIsLikeAnOption() throws {
    try content.write("x", to: "files/-x")
    #expect(try content.run("get", "--", "-x").text == "x")
  }

  /// A copy program of the visitor's client asks for itself; sshd passes that to the forced command.
  @Test(arguments: [
    ("scp -f cv.pdf", "scp"), ("scp -t x", "scp"), ("/usr/lib/openssh/sftp-server", "sftp"),
    ("internal-sftp", "sftp"), ("rsync --server --sender -e.LsfxC . x", "rsync"),
  ])
  func namesTheCommandToCopyPrograms(words: String, name: String) throws {
    let result = try Launch(
      ["--visitor", "--content", content.path], environment: ["SSH_ORIGINAL_COMMAND": words])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.error
        == said(
          "'\(name)' is not offered: 'ssh HOST get FILE > FILE' writes a file, 'ssh HOST ls --files' lists them"
        ))
  }
}
