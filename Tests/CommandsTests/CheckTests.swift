import Foundation
import TestSupport
import Testing

struct CheckTests {
  @Test func findsNoFaultInTheBundledContent() throws {
    let result = try Launch(["check"])
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.text == "content: plain folder, 14 pages, no faults\n")
  }

  @Test func findsNoFaultInTheContentFolderOfTheRepository() throws {
    let result = try Launch(["check", "content"], folder: BuiltProducts.repository.path)
    #expect(result.status == 0)
    #expect(result.text == "content: plain folder, 14 pages, no faults\n")
  }

  @Test func printsEachFaultOnALineWithItsFileAndLineNumber() throws {
    let content = try ContentFolder([
      "a/p.md": "---\ntitle: T\ndate: soon\nsumary: 1\n---\n\n[x](gone)\n![](i.png)\n\u{1B}[31m\n[y](#z)\n",
      "a/q.md": "---\ntitle: [\n", "a/check.md": "Text.\n", "a/i.png": "",
    ])
    try content.write(Data([0xFF, 0xFE, 0x41, 0x00]), to: "b/utf16.md")
    let result = try Launch(["check", content.path])
    #expect(result.status == 1)
    #expect(result.error == "")
    #expect(
      Array(result.lines.dropFirst())
        == [
          "a/p.md:3: 'date' must be YYYY-MM-DD", "a/q.md:1: front matter is never closed",
          "b/utf16.md: skipped: it is not UTF-8 text", "a/p.md:7: the link 'gone' leads nowhere",
          "a/check.md: 'check' is a command; only './check' shows the page",
          "a/p.md:4: 'sumary' is not a known field; did you mean 'summary'?",
          "a/p.md:9: a hidden control character, U+001B",
          "a/p.md:10: the link '#z' leads to no heading of a/p",
          "a/p.md:8: an image has no alternative text",
        ].map { content.path + "/" + $0 })
    let place = #/[^:]+(:[0-9]+)?: .+/#
    #expect(result.lines.dropFirst().allSatisfy { $0.wholeMatch(of: place) != nil })
    #expect(result.lines.first == "\(content.path): plain folder, 3 pages")
  }

  @Test(arguments: CommandNames.all)
  func reportsAPageWithTheNameOfACommand(name: String) throws {
    let content = try ContentFolder(["a/\(name).md": "Text.\n"])
    let result = try Launch(["check", content.path])
    #expect(result.status == 1)
    #expect(
      result.lines.dropFirst()
        == ["\(content.path)/a/\(name).md: '\(name)' is a command; only './\(name)' shows the page"])
  }

  @Test func checksTheFolderOfTheContentOptionAndOfTheVariable() throws {
    let content = try ContentFolder(["a/p.md": "[x](gone)\n"])
    let sentence = "\(content.path)/a/p.md:1: the link 'gone' leads nowhere\n"
    #expect(try content.run("check").text.hasSuffix(sentence))
    #expect(
      try Launch(["check"], environment: ["PORTFOLIO_CONTENT": content.path]).text.hasSuffix("\n" + sentence))
  }

  @Test func printsOneSlashAfterAFolderNamedWithASlash() throws {
    let content = try ContentFolder(["a/p.md": "[x](gone)\n"])
    let result = try Launch(["check", content.path + "/"])
    #expect(result.lines.dropFirst() == ["\(content.path)/a/p.md:1: the link 'gone' leads nowhere"])
  }

  @Test func spellsInvisibleCharactersInNamesOfFiles() throws {
    let content = try ContentFolder([
      "drafts/a\u{200B}.md": "Text.\n", "drafts/a.md": "Text.\n", "drafts/👩\u{200D}💻.md": "Text.\n",
    ])
    try content.write(Data([0xFF, 0xFE, 0x41, 0x00]), to: "b/\u{202E}c.md")
    let lines = try Launch(["check", "--all", content.path]).lines
    for name in ["drafts/a\\u{200B}.md", "drafts/a.md", "drafts/👩\u{200D}💻.md", "b/\\u{202E}c.md"] {
      #expect(lines.count { $0.hasPrefix("\(content.path)/\(name): ") } == 1, "\(name) \(lines)")
    }
  }

  @Test func checksDrafts() throws {
    let content = try ContentFolder(["a/p.md": "---\ndraft: true\n---\n[x](gone)\n"])
    #expect(
      try Launch(["check", content.path]).lines == [
        "\(content.path): plain folder, 0 pages, 1 file left out (1 draft)",
        "\(content.path)/a/p.md:4: the link 'gone' leads nowhere",
      ])
  }

  @Test func filtersControlCharactersInNamesAndContent() throws {
    let content = try ContentFolder(["a/\u{1B}]0;x\u{07}\n.md": "[x](go\u{9B}ne\u{202E})\n"])
    let result = try Launch(["check", content.path])
    #expect(result.status == 1)
    #expect(!result.hasEscape)
    #expect(result.lines.count == 3)
    #expect(!result.text.unicodeScalars.contains { "\u{07}\u{9B}\u{202E}".unicodeScalars.contains($0) })
  }

  @Test func reportsAMissingFolder() throws {
    let result = try Launch(["check", "/nowhere"])
    #expect(result.status == 1)
    #expect(result.text == "")
    #expect(result.error == said("/nowhere: no such file or directory"))
  }

  @Test func refusesTwoFolders() throws {
    #expect(try Launch(["check", "/tmp", "/usr"]).status == 2)
  }

  @Test func checksAHugoSite() throws {
    let content = try ContentFolder([
      "content/posts/one.md": """
      +++
      title = "One"
      date = 2024-01-31
      draft = false
      [taxonomies]
      tags = ["a"]
      +++
      {{< figure src="/pic.png" alt="A picture" >}} [two]({{< ref "two.md" >}})
      """,
      "content/posts/two.md": "---\ntitle: Two\nlayout: post\nauthor: me\n---\n[one](/posts/one/)\n",
      "static/pic.png": "", "config.toml": "",
    ])
    let result = try Launch(["check", content.path])
    #expect(result.text == "\(content.path): Hugo, content in content/, 2 pages, no faults\n")
  }

  @Test func listsWhatIsLeftOutWithAll() throws {
    let content = try ContentFolder([
      "hugo.toml": "", "content/posts/x.md": "", "content/posts/x.de.md": "",
      "content/posts/d.md": "---\ndraft: true\n---\n",
      "content/CLAUDE.md": "", "content/posts/other.RST": "", "content/posts/b/book.ipynb": "{}",
    ])
    let result = try Launch(["check", "--all", content.path])
    #expect(result.status == 0)
    #expect(
      result.lines == [
        "\(content.path): Hugo, content in content/, 1 page, 5 files left out (1 draft, 1 other language, 1 about the repository, 2 not Markdown), no faults",
        "\(content.path)/content/CLAUDE.md: left out: about the repository",
        "\(content.path)/content/posts/b/book.ipynb: left out: not Markdown",
        "\(content.path)/content/posts/d.md: left out: draft",
        "\(content.path)/content/posts/other.RST: left out: not Markdown",
        "\(content.path)/content/posts/x.de.md: left out: other language",
      ])
    #expect(try content.run("--lang", "de", "ls").lines.count == 1)
  }

  @Test func checksFiveThousandFilesInTime() throws {
    let content = try ContentFolder()
    for number in 0..<5000 {
      try content.write("# Page \(number)\n\n[next](\((number + 1) % 5000).md)\n", to: "a/\(number).md")
    }
    let result = try Launch(["check", content.path])
    #expect(!result.isOverdue)
    #expect(result.status == 0)
    #expect(result.text == "\(content.path): plain folder, 5000 pages, no faults\n")
    let list = try content.run("ls")
    #expect(!list.isOverdue)
    #expect(list.lines.count == 5000)
  }
}
