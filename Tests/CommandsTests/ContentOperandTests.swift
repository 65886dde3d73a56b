import Glibc
import Testing

/// A file, a folder or standard input in place of a page: `portfolio-tui notes.md`.
struct ContentOperandTests {
  private static let page = "---\ndraft: true\n---\nText with a [link](other.md).\n"
  private static let printed = "Text with a link [1].\n\n[1] other.md\n"
  private let folder: ContentFolder

  init() throws {
    folder = try ContentFolder([
      "notes.md": Self.page, "blog/posts/a.md": "# A\n", "blog/posts/resume.md": "# Page\n",
      "articles/x": "# File\n", "picture.png": "\u{89}PNG\r\n\u{1A}\n\0\0",
    ])
  }

  private func run(_ arguments: String..., input: String = "", content: String? = nil) throws -> Launch {
    try Launch(
      arguments, input: .init(input.utf8), environment: content.map { ["PORTFOLIO_CONTENT": $0] } ?? [:],
      folder: folder.path)
  }

  @Test func printsAFileLikeCat() throws {
    let result = try run("notes.md")
    #expect(result.status == 0)
    #expect(result.text == (try run("cat", "./notes.md").text))
    #expect(result.text.contains("Text with a link [1]"))
  }

  @Test func namesAHeadingOfAFile() throws {
    try folder.write("# A\n\n## Set up\n", to: "setup.md")
    try folder.write("Number.\n", to: "issue#1.md")
    let whole = try run("setup.md").text
    #expect(try run("setup.md#set-up").text == whole)
    #expect(try run("cat", "setup.md#set-up").text == whole)
    #expect(try run("cat", "./setup.md#set-up").text == whole)
    #expect(try run("issue#1.md").text == "Number.\n")
    let wrong = try run("cat", "setup.md#sets-up")
    #expect(wrong.status == 2)
    #expect(
      wrong.error.contains("there is no heading '#sets-up' in setup.md; did you mean"), "\(wrong.error)")
  }

  @Test func printsAFileUnchanged() throws {
    #expect(try run("notes.md", "--raw").text == Self.page)
  }

  @Test func readsStandardInputWithoutWords() throws {
    let result = try run(input: "Some *text*")
    #expect(result.text == "Some text\n")
    #expect(result.status == 0)
    #expect(try run("-", input: "Some *text*").text == "Some text\n")
    #expect(try run("--raw", input: "Some *text*").text == "Some *text*")
  }

  @Test func ignoresStandardInputWhereContentIsNamed() throws {
    #expect(try run(input: "Some *text*", content: "blog").text.contains("posts/a\n"))
    #expect(try run("-", input: "Some *text*", content: "blog").status == 2)
  }

  @Test(arguments: ["blog", "./blog", "blog/"])
  func takesAFolderAsTheContent(word: String) throws {
    let result = try run(word)
    #expect(result.text.contains("\n  posts/a\n"), "\(result.text)")
    #expect(try run(word, "posts/a").text.hasPrefix("A\n"))
  }

  @Test func takesAnAbsolutePath() throws {
    #expect(try run(folder.path + "/blog").text.contains("\n  posts/a\n"))
  }

  @Test func prefersAPageOfNamedContent() throws {
    let result = try run("notes.md", content: "blog")
    #expect(result.text.contains("Text with a link"))
    #expect(try run("posts", content: "blog").error.contains("'posts' is a section"))
    #expect(try run("./resume", content: "blog").text.hasPrefix("Page\n"))
  }

  @Test func showsASingleFileAsTheContent() throws {
    let result = try run("--content", "notes.md", "cat", "index")
    #expect(result.text.hasSuffix(Self.printed), "\(result.text)")
    #expect(try run("check", "notes.md").text == "notes.md: Markdown file, 1 page, no faults\n")
  }

  @Test func namesTheFileOfAFault() throws {
    try folder.write("# T\n\n[x](#nowhere)\n", to: "blog/bad.md")
    #expect(
      try run("check", "blog/bad.md").text == """
        blog/bad.md: Markdown file, 1 page
        blog/bad.md:3: the link '#nowhere' leads to no heading of index

        """)
  }

  @Test func takesTheCurrentFolderAsTheContent() throws {
    #expect(try run(".").text.contains("blog/a\n"))
    try folder.write("", to: "empty/x.txt")
    let result = try Launch([".."], folder: folder["empty"])
    #expect(result.text.contains("blog/a\n"), "\(result.text)")
    let empty = try Launch(["."], folder: folder["empty"])
    #expect(empty.status == 1 && empty.error == said("there is no page in ."))
  }

  @Test func refusesWhatIsNoText() throws {
    let result = try run("check", "picture.png")
    #expect(result.status == 1)
    #expect(result.error == said("picture.png: is not a text file"))
  }

  @Test(arguments: [".", "blog", "./notes.md", "notes.md", ".."])
  func refusesAPathBesideNamedContent(word: String) throws {
    let result = try run("--content", "blog", word)
    #expect(result.status == 2 && result.text.isEmpty)
    #expect(result.error == said("'\(word)' and '--content' both name the content; give one of them"))
  }

  @Test func takesAPathInPlaceOfTheVariable() throws {
    #expect(try run(".", content: "articles").text.contains("blog/a\n"))
  }

  @Test(arguments: ["/dev/null", "/dev/zero", "pipe.md"])
  func refusesWhatIsNeitherAFileNorAFolder(word: String) throws {
    try #require(mkfifo(folder["pipe.md"], 0o600) == 0)
    let result = try run(word)
    #expect(result.status == 1 && result.text.isEmpty)
    #expect(result.error == said("\(word): is neither a regular file nor a folder"))
  }

  @Test func reportsAFileThatDoesNotExist() throws {
    let result = try run("nothing.md")
    #expect(result.status == 2)
    #expect(result.error == said("there is no page or file 'nothing.md'; 'ls' lists them all"))
  }
}
