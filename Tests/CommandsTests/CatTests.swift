import Foundation
import TestSupport
import Testing

struct CatTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder(SamplePortfolio.files)
  }

  private let one = """
    Article one
    ═══════════
    31 Jan 2024 · a, b

    A link [1] and a needle.

    [1] https://example.com/x

    """

  @Test(arguments: ["articles/one", "one", "articles/one.md", "one.md", "./articles/one", "one#"])
  func findsAPageByPathSlugOrFileName(name: String) throws {
    let result = try content.run("cat", name)
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.text == one)
  }

  @Test func printsAPageThatIsNamedWithoutACommand() throws {
    #expect(try content.run("articles/one").text == one)
    #expect(try content.run("articles/one#").text == one)
  }

  @Test func separatesSeveralPagesWithARule() throws {
    let result = try content.run("cat", "one", "articles/same", "-w", "30")
    let rule = String(repeating: "─", count: 30)
    #expect(result.text == one + "\n\(rule)\n\nSame here\n═════════\n\nFirst.\n")
  }

  @Test func printsNothingIfOnePageIsUnknown() throws {
    let result = try content.run("cat", "one", "nowhere")
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(result.error == said("there is no page 'nowhere'; 'ls' lists them all"))
  }

  @Test func reportsAnAmbiguousSlug() throws {
    let result = try content.run("cat", "same")
    #expect(result.status == 2)
    #expect(result.error == said("'same' is the name of several pages: projects/same, articles/same"))
  }

  @Test func refusesASection() throws {
    let result = try content.run("cat", "articles")
    #expect(result.status == 2)
    #expect(result.error == said("'articles' is a section; 'ls articles' lists its 2 pages"))
  }

  @Test func printsADraftOnRequest() throws {
    #expect(try content.run("cat", "draft").status == 2)
    #expect(try content.run("cat", "draft", "--drafts").text.hasPrefix("Draft\n"))
  }

  @Test func needsAPage() throws {
    let result = try content.run("cat")
    #expect(result.status == 2)
    #expect(result.error == said("'cat' needs a page; 'ls' lists them"))
  }

  // MARK: Raw

  @Test func printsTheBytesOfAFileWithRaw() throws {
    let bytes = Data("---\ntitle: T\r\n---\n\u{1B}[31m\0".utf8) + Data([0xFF, 0xC0]) + Data("no end".utf8)
    try content.write(bytes, to: "a/raw.md")
    let result = try content.run("cat", "a/raw", "--raw")
    #expect(result.status == 0)
    #expect(result.output == bytes)
    let two = try content.run("cat", "--raw", "a/raw", "a/raw")
    #expect(two.output == bytes + bytes)
  }

  @Test func copiesStandardInputWithRaw() throws {
    let bytes = Data((0...255).map { UInt8($0) })
    #expect(try Launch(["cat", "-", "--raw"], input: bytes).output == bytes)
  }

  @Test(arguments: ["what-i-do", "openlane", "replay-safe-event-platform", "index"])
  func printsTheBundledFilesUnchanged(slug: String) throws {
    let result = try Launch(["cat", slug, "--raw"])
    let path = ["what-i-do": "about/", "openlane": "experience/", "index": ""][slug] ?? "projects/"
    let file = try Data(contentsOf: BuiltProducts.repository.appending(path: "content/\(path)\(slug).md"))
    #expect(result.output == file)
  }

  // MARK: Input and files

  @Test func rendersStandardInput() throws {
    let result = try Launch(["cat", "-"], input: "# T\n\n- one\n- two\n")
    #expect(result.status == 0)
    #expect(result.text == "# T\n\n• one\n• two\n")
    #expect(try Launch(["-"], input: "# T\n").text == "# T\n")
  }

  @Test func printsTheTitleOfTheInputsFrontMatter() throws {
    #expect(
      try Launch(["cat", "-"], input: "---\ntitle: T\ndate: 2024-01-01\n---\nText.\n").text
        == "# T\n\nText.\n")
    #expect(try Launch(["cat", "-"], input: "---\ndate: 2024-01-01\n---\n# H\n").text == "# H\n")
  }

  @Test func printsNothingForEmptyInput() throws {
    let result = try Launch(["cat", "-"])
    #expect(result.status == 0)
    #expect(result.text == "")
  }

  @Test(arguments: ["index.md", "README.md", "a/index.md"])
  func rendersAFileOfAnyName(name: String) throws {
    let files = try ContentFolder([name: "---\ndraft: true\n---\n# H\n"])
    let result = try Launch(["cat", files.path + "/" + name])
    #expect(result.status == 0)
    #expect(result.text == "# H\n")
  }

  @Test func findsAFileByARelativePath() throws {
    let files = try ContentFolder(["notes.md": "Notes.\n", "sub/x.txt": "Text.\n", "y.txt": "Y.\n"])
    #expect(try Launch(["cat", "notes.md"], folder: files.path).text == "Notes.\n")
    #expect(try Launch(["cat", "./notes.md"], folder: files.path).text == "Notes.\n")
    #expect(try Launch(["cat", "sub/x.txt"], folder: files.path).text == "Text.\n")
    #expect(try Launch(["cat", "y.txt"], folder: files.path).text == "Y.\n")
    #expect(
      try Launch(["cat", "../\((files.path as NSString).lastPathComponent)/notes.md"], folder: files.path)
        .text
        == "Notes.\n")
  }

  @Test func prefersAFileToABundledPage() throws {
    let files = try ContentFolder(["about/principles.md": "A file.\n"])
    #expect(try Launch(["cat", "about/principles.md"], folder: files.path).text == "A file.\n")
    #expect(try Launch(["cat", "about/principles"], folder: files.path).text.hasPrefix("Principles\n"))
  }

  @Test func prefersAPageToAFile() throws {
    try content.write("A file.\n", to: "elsewhere/articles/one.md")
    let result = try Launch(
      ["--content", content.path, "cat", "articles/one.md"], folder: content.path + "/elsewhere")
    #expect(result.text == one)
  }

  @Test func reportsAFolder() throws {
    let result = try Launch(["cat", "/tmp/"])
    #expect(result.status == 1)
    #expect(result.error == said("/tmp/: is a directory"))
  }

  @Test func refusesAFileThatIsNoText() throws {
    try content.write(Data([0x7F, 0x45, 0x4C, 0x46, 0, 1]), to: "program.md")
    let path = content.path + "/program.md"
    let result = try Launch(["cat", path])
    #expect(result.status == 1 && result.text.isEmpty)
    #expect(result.error == said("\(path): is not a text file"))
    #expect(try Launch(["cat", "--raw", path]).status == 0)
  }

  @Test func readsAPipe() throws {
    let result = try Launch(script: "printf '# T\\n' | \"$P\" cat -")
    #expect(result.text == "# T\n")
  }

  @Test func rendersFiveMegabytesInTime() throws {
    let paragraph = String(repeating: "Words that fill a line of prose. ", count: 30) + "\n\n"
    let count = (5 << 20) / paragraph.utf8.count
    let result = try Launch(["cat", "-", "--raw"], input: String(repeating: paragraph, count: count))
    #expect(result.output.count == count * paragraph.utf8.count)
    let code = "```\n" + String(repeating: "let x = 1 // a line of code\n", count: (5 << 20) / 28) + "```\n"
    let rendered = try Launch(["cat", "-"], input: code)
    #expect(rendered.status == 0, "\(rendered.error)")
    #expect(!rendered.isOverdue)
    #expect(rendered.output.count > 5 << 20)
  }

  @Test func reportsInputOverTheLimit() throws {
    let result = try Launch(script: "head -c 68000000 /dev/zero | tr '\\0' x | \"$P\" cat - --raw")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.error == said("standard input: is larger than 64 MiB"))
  }

  @Test(arguments: ["/dev/zero", "/proc/self/mem"])
  func reportsADevice(path: String) throws {
    let result = try Launch(["cat", path])
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("portfolio-tui: \(path): "))
  }

  @Test(arguments: [
    ("---\ntags: [a]\n---\n\nHello.\n", "Hello.\n"), ("Hello.\n", "Hello.\n"),
    ("---\ntitle: Given\n---\n\n# Given\n\nHello.\n", "# Given\n\nHello.\n"),
    ("---\ntitle: Given\n---\n\n## Given\n\nHello.\n", "## Given\n\nHello.\n"),
    ("---\ntitle: Given\n---\nHello.\n\n# Given\n", "Hello.\n\n# Given\n"),
    ("---\ntitle: Given\n---\n\n# Other\n\n# Given\n", "# Given\n\n# Other\n\n# Given\n"),
    ("---\ntags: [a]\n---\n\n## Part\n\n# Title\n", "## Part\n\n# Title\n"),
    ("{\"title\": \"Given\"}\nHello.\n", "# Given\n\nHello.\n"),
    ("+++\ntitle = 'Given'\n+++\nHello.\n", "# Given\n\nHello.\n"),
    ("---\ntitle: Given\n---\n    code\n\n# Given\n", "    code\n\n# Given\n"),
  ])
  func printsTheTitleOfAFileOnce(text: String, expected: String) throws {
    #expect(try Launch(["cat", "-"], input: text).text == expected)
    let content = try ContentFolder(["note.md": text])
    #expect(try Launch(["cat", content.path + "/note.md"]).text == expected)
  }

  @Test func printsTheTitleThatAFileExports() throws {
    let content = try ContentFolder([
      "note.mdx": "export const meta = { title: 'Given' }\n\nHello.\n\n## Part\n"
    ])
    #expect(try Launch(["cat", content.path + "/note.mdx"]).text == "# Given\n\nHello.\n\n## Part\n")
  }
}
