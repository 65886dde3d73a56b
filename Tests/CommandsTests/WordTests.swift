import Testing

/// How the words of the command line are understood, and the errors for wrong ones.
struct WordTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder(SamplePortfolio.files)
  }

  // MARK: No words

  @Test func printsTheWelcomePageAndTheListWithoutATerminal() throws {
    let result = try content.run()
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(
      result.text == """
        Ada
        ═══
        Engineer
        London · ada@example.com · https://example.com · github.com/ada

        Hello, see one [1].

        [1] articles/one

        Projects
          projects/same
            Same there

        Notes
          articles/one
            Article one
          articles/same
            Same here

        Work
          work/acme
            Acme

        pages
          pages/resume
            A page called resume

        'cat PAGE' prints a page; 'help' lists the commands.

        """)
  }

  // MARK: Commands and pages of the same name

  @Test func prefersACommandToAPage() throws {
    #expect(try content.run("resume").text.hasPrefix("# Ada\n"))
  }

  @Test(arguments: [
    ["./resume"], ["--", "resume"], ["cat", "resume"], ["cat", "--", "resume"], ["pages/resume"],
  ])
  func printsAPageWithTheNameOfACommand(words: [String]) throws {
    let result = try Launch(["--content", content.path] + words)
    #expect(result.status == 0)
    #expect(result.text == "A page called resume\n════════════════════\n\nForced.\n")
  }

  @Test(arguments: [["pages/resume#forced"], ["cat", "resume#nope"]])
  func refusesAnUnknownHeading(words: [String]) throws {
    let result = try Launch(["--content", content.path] + words)
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(result.error.hasPrefix("portfolio-tui: there is no heading '#"), "\(result.error)")
  }

  @Test func refusesAnUnknownPageAfterTwoHyphens() throws {
    #expect(try content.run("--", "ls").status == 2)
    #expect(try content.run("./ls").status == 2)
    let result = try content.run("--", "--help")
    #expect(result.status == 2)
    #expect(result.error == said("there is no page '--help'; did you mean 'help'?"))
  }

  @Test func doesNotSuggestTheWordItself() throws {
    let result = try content.run("cat", "check")
    #expect(result.status == 2)
    #expect(!result.error.contains("did you mean 'check'?"))
  }

  // MARK: Wrong words

  @Test(arguments: [
    (["lss"], "there is no page 'lss'; did you mean 'ls'?"),
    (["hlep"], "there is no page 'hlep'; did you mean 'help'?"),
    (["verison"], "there is no page 'verison'; did you mean 'version'?"),
    (["cat", "acm"], "there is no page 'acm'; did you mean 'work/acme'?"),
    (["articles/on"], "there is no page 'articles/on'; did you mean 'articles/one'?"),
    (["work/amce"], "there is no page 'work/amce'; did you mean 'work/acme'?"),
    (["nothinglikeit"], "there is no page 'nothinglikeit'; 'ls' lists them all"),
    (["--colour", "x"], "there is no option '--colour'; did you mean '--color'?"),
    (["--widht", "20"], "there is no option '--widht'; did you mean '--width'?"),
    (["--jsno"], "there is no option '--jsno'; did you mean '--json'?"),
    (["-x"], "there is no option '-x'; 'help' lists them all"),
    (["-oX"], "there is no option '-o'; 'help' lists them all"),
    (["--nosuchthing"], "there is no option '--nosuchthing'; 'help' lists them all"),
    (["-w"], "'-w' needs a value"), (["--width"], "'--width' needs a value"),
    (["--width="], "'--width' must be a number from 20 to 1000"),
    (["--width", "19"], "'--width' must be a number from 20 to 1000"),
    (["--width", "1001"], "'--width' must be a number from 20 to 1000"),
    (["-w", "-5"], "'-w' must be a number from 20 to 1000"),
    (["-w", "99999999999999999999"], "'-w' must be a number from 20 to 1000"),
    (["-w", "٣٠"], "'-w' must be a number from 20 to 1000"),
    (["--color", "maybe"], "'--color' must be auto, always or never"),
    (["--hyperlinks=on"], "'--hyperlinks' must be auto, always or never"),
    (["--theme", "nice"], "'--theme' must be standard, light, dark, paper, contrast, gruvbox, nord or mono"),
    (["--json=yes"], "'--json' takes no value"), (["--content", ""], "'--content' must not be empty"),
  ])
  func suggestsTheNearestWord(words: [String], sentence: String) throws {
    let result = try Launch(["--content", content.path] + words)
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(result.error == said(sentence))
  }

  @Test func startsWithTheTitleOfASiteWithoutAWelcomePage() throws {
    let blog = try ContentFolder([
      "_config.yml": "title: A Blog\ndescription: Of mine\n", "a/x.md": "Text.\n",
    ])
    #expect(
      try blog.run().text == """
        A Blog
        ══════
        Of mine

        a
          a/x
            X

        'cat PAGE' prints a page; 'help' lists the commands.

        """)
  }

  // MARK: Options

  @Test func acceptsOptionsAnywhere() throws {
    let expected = try content.run("cat", "one", "-w", "30").text
    for words in [["-w30", "cat", "one"], ["cat", "--width=30", "one"], ["cat", "one", "--width", "30"]] {
      #expect(try Launch(["--content", content.path] + words).text == expected)
    }
    #expect(try Launch(["cat", "one", "--content=\(content.path)", "-w", "30"]).text == expected)
  }

  @Test func prefersTheOptionToTheVariable() throws {
    let other = try ContentFolder(["a/x.md": "Other.\n"])
    #expect(try Launch(["ls"], environment: ["PORTFOLIO_CONTENT": other.path]).lines == ["a/x\tX\t\tOther."])
    #expect(try content.run("ls", environment: ["PORTFOLIO_CONTENT": other.path]).lines.count == 5)
    #expect(try Launch(["ls"], environment: ["PORTFOLIO_CONTENT": ""]).lines.count == 13)
    let missing = try Launch(["ls"], environment: ["PORTFOLIO_CONTENT": "/nowhere"])
    #expect(missing.status == 1)
    #expect(missing.error == said("/nowhere: no such file or directory"))
  }

  @Test func printsHelpWithoutContent() throws {
    #expect(try Launch(["help"], environment: ["PORTFOLIO_CONTENT": "/nowhere"]).status == 0)
    #expect(try Launch(["version", "--content", "/nowhere"]).status == 0)
  }

  @Test func usesTheLastOfRepeatedOptions() throws {
    #expect(try content.run("cat", "one", "--color", "always", "--color", "never").hasEscape == false)
  }
}
