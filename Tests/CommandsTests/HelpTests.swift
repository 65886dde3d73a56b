import Testing

/// The commands of the program that work without a terminal and without a service.
enum CommandNames {
  static let all = [
    "ls", "cat", "get", "grep", "resume", "feed", "check", "init", "completions", "manual", "help", "version",
  ]
}

struct HelpTests {
  @Test(arguments: [["help"], ["--help"], ["-h"], ["-h", "help"]])
  func printsHelp(words: [String]) throws {
    let result = try Launch(words)
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(!result.hasEscape)
    if words != ["-h", "help"] { #expect(result.text.contains("\nCommands\n")) }
  }

  @Test func listsEveryCommandAndOption() throws {
    let text = try Launch(["help"]).text
    let options = [
      "-w, --width N", "--color WHEN", "--theme NAME", "--hyperlinks WHEN", "--hyphenate WHEN", "--json",
      "--raw",
      "--format NAME",
      "--content DIR", "--drafts", "--pager", "-h, --help", "--version",
    ]
    for word in CommandNames.all + options { #expect(text.contains("\n  \(word)"), "\(word)") }
  }

  @Test func separatesItsParts() throws {
    let text = try Launch(["help"]).text
    #expect(text.contains("\n\nTo show a page that has the same name"))
  }

  @Test(arguments: [20, 33, 60, 80, 200])
  func fitsTheWidth(width: Int) throws {
    for words in [["help"]] + CommandNames.all.map({ ["help", $0] }) {
      let lines = try Launch(words + ["-w", String(width)]).lines
      #expect(lines.allSatisfy { $0.count <= width }, "\(words) \(lines.filter { $0.count > width })")
    }
  }

  @Test(arguments: CommandNames.all)
  func printsTheSameHelpOfACommandInEveryForm(name: String) throws {
    let result = try Launch(["help", name])
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("portfolio-tui \(name)"))
    #expect(try Launch([name, "--help"]).text == result.text)
    #expect(try Launch([name, "-h"]).text == result.text)
    #expect(try Launch(["--help", name]).text == result.text)
    #expect(try Launch([name, "x", "y", "z", "--help"]).text == result.text)
  }

  @Test func printsTheHelpOfCat() throws {
    #expect(
      try Launch(["help", "cat"]).text == """
        portfolio-tui cat PAGE...

        Print pages as text.

        A page is named by its path as `ls` prints it, or by its slug if no other page
        has the same.

        `cat FILE.md` prints any Markdown file, and `cat -` reads Markdown from
        standard input.

        Options
          --raw    print the Markdown unchanged
          --pager  show the output in $PAGER, or in less

        """)
  }

  @Test func refusesAnUnknownCommand() throws {
    let result = try Launch(["help", "resum"])
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(result.error == said("there is no command 'resum'; did you mean 'resume'?"))
    #expect(
      try Launch(["help", "xyzzy"]).error == said("there is no command 'xyzzy'; 'help' lists them all"))
    #expect(try Launch(["help", "ls", "cat"]).status == 2)
  }

  @Test(arguments: [["version"], ["--version"], ["ls", "--version"]])
  func printsTheVersion(words: [String]) throws {
    let result = try Launch(words)
    #expect(result.status == 0)
    #expect(result.text.wholeMatch(of: #/portfolio-tui [0-9]+\.[0-9]+\.[0-9]+\n/#) != nil)
  }

  @Test func refusesAnArgumentOfVersion() throws {
    let result = try Launch(["version", "x"])
    #expect(result.status == 2)
    #expect(result.error == said("unexpected word 'x' after 'version'; see 'help version'"))
  }
}
