import Foundation
import TestSupport
import Testing

/// The command `config`, and configuration files as the program reads them.
struct ConfigTests {
  /// A folder with a configuration file, and the variables by which the program finds it.
  private func home(_ text: String) throws -> (folder: TemporaryFolder, variables: [String: String]) {
    let folder = try TemporaryFolder(["portfolio-tui/config.toml": text])
    return (folder, ["XDG_CONFIG_HOME": folder.path])
  }

  @Test func printsWhatHoldsAndWhereItComesFrom() throws {
    let (folder, variables) = try home("width = 50\n[keys]\nzoom = \"Z\"\n[serve]\ngrace = 7\n")
    let environment = variables.merging(["PORTFOLIO_HYPHENATE": "never"]) { $1 }
    let result = try Launch(["config", "--theme", "nord"], environment: environment)
    #expect(result.status == 0 && result.error == "")
    let file = folder["portfolio-tui/config.toml"]
    for line in [
      "width = 50  # \(file):1", "theme = \"nord\"  # --theme",
      "hyphenate = \"never\"  # PORTFOLIO_HYPHENATE",
      "zoom = \"Z\"  # \(file):3", "grace = 7  # \(file):5",
    ] {
      #expect(result.lines.contains(line), "\(line)")
    }
    #expect(result.lines.contains { $0.hasPrefix("# quit = \"q Q\"") })
  }

  /// The output is a configuration file itself, with the defaults as comments.
  @Test func printsAConfigurationFile() throws {
    let (folder, variables) = try home(
      "width = 50\ntheme = \"mine\"\n[themes.mine]\nlink = \"#00ff00\"\n[keys]\nzoom = \"Z\"\n")
    let printed = try Launch(["config"], environment: variables)
    try folder.write(printed.text, to: "c.toml")
    let again = try Launch(["config", "--config", folder["c.toml"]])
    #expect(again.status == 0 && again.error == "")
    func settings(_ result: Launch) -> [Substring] {
      result.lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: "  # ").first ?? "" }
    }
    #expect(settings(again) == settings(printed))
    #expect(settings(printed).contains("link = \"#00ff00\""))
  }

  @Test func checkListsTheFaults() throws {
    let (folder, variables) = try home("width = 5\nthem = \"light\"\n")
    let file = folder["portfolio-tui/config.toml"]
    let faulty = try Launch(["config", "check"], environment: variables)
    #expect(faulty.status == 1 && faulty.error == "")
    #expect(
      faulty.text == """
        \(file):1: 'width' must be a number from 20 to 1000
        \(file):2: there is no setting 'them'; did you mean 'theme' or 'themes'?

        """)
    let clean = try Launch(["config", "check"], environment: ["XDG_CONFIG_HOME": "/nowhere"])
    #expect(clean.status == 0 && clean.text == "no faults\n")
    #expect(try Launch(["config", "chek"]).status == 2)
  }

  @Test func checkListsContentAndAStartThatDoNotExist() throws {
    let (folder, variables) = try home("\ncontent = \"/nowhere\"\n")
    let file = folder["portfolio-tui/config.toml"]
    let missing = try Launch(["config", "check"], environment: variables)
    #expect(missing.status == 1)
    #expect(missing.text == "\(file):2: 'content': /nowhere: no such file or directory\n")
    let (other, otherVariables) = try home("start = \"projects/nowhere\"\n")
    let start = try Launch(["config", "check"], environment: otherVariables)
    #expect(start.status == 1)
    #expect(start.text.hasPrefix("\(other["portfolio-tui/config.toml"]):1: 'start': there is no page"))
  }

  @Test func aFaultIsReportedAndTheCommandRuns() throws {
    let (folder, variables) = try home("width = 5\n")
    let result = try Launch(["cat", "principles"], environment: variables)
    #expect(result.status == 0)
    #expect(
      result.error
        == said("\(folder["portfolio-tui/config.toml"]):1: 'width' must be a number from 20 to 1000"))
    #expect(result.output == (try Launch(["cat", "principles"])).output)
  }

  @Test func aNamedFileMustExist() throws {
    let result = try Launch(["ls", "--config", "/nowhere.toml"])
    #expect(result.status == 2)
    #expect(result.error == said("there is no file '/nowhere.toml' for '--config'"))
  }

  @Test func anUnknownThemeNamesAllThemes() throws {
    let (folder, variables) = try home("[themes.mine]\nlink = \"red\"\n")
    let result = try Launch(["ls", "--theme", "x"], environment: variables)
    #expect(result.status == 2 && folder["portfolio-tui/config.toml"].hasPrefix("/"))
    #expect(result.error.hasPrefix("portfolio-tui: '--theme' must be mine, standard, light"))
  }

  @Test func theFolderOfTheContentHasThemes() throws {
    let content = try ContentFolder([
      "a/p.md": "# T\n\n[a](https://example.org)\n",
      ".portfolio.toml": "theme = \"mine\"\n[themes.mine]\nlink = \"bright-green\"\n",
    ])
    let text = try content.run("cat", "p", "--color", "always").text
    #expect(text.contains("\u{1B}[0;92m"))
    #expect(try content.run("cat", "p", "--color", "always", "--theme", "mine").text == text)
    #expect(try content.run("cat", "p", "--color", "always", "--theme", "light").text != text)
    #expect(try content.run("ls").lines.count == 1)
    #expect(try content.run("check").status == 0)
    try content.write("them = \"mine\"\n", to: ".portfolio.toml")
    let check = try content.run("check")
    #expect(check.status == 1)
    #expect(check.text.contains("/.portfolio.toml:1: there is no setting 'them'"))
  }

  /// Hostile case 107.
  @Test func hostileFilesEndInSentences() throws {
    let deep = "x = " + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let many = (0..<100_000).map { "k\($0)=1\n" }.joined()
    let cases: [(text: String, fault: String)] = [
      (String(repeating: "#", count: 10 << 20), "is larger than 1 MiB"),
      (many, "there is no setting 'k0'"), (deep, "nested"),
      ("\"\\u001b[31m\\u0007\" = 1\n", "there is no setting '"),
      ("[themes.m]\ntext = \"#zzzzzz\"\n", "has no colour '#zzzzzz'"),
      ("[keys]\nnext = \"x\"\nzoom = \"x\"\n", "'x' is a key of 'next' already"),
    ]
    for (text, fault) in cases {
      let (folder, variables) = try home(text)
      let result = try Launch(["config", "check"], environment: variables)
      #expect(result.status == 1)
      #expect(result.text.contains(fault), "\(result.text.prefix(200))")
      #expect(!result.text.utf8.contains { $0 < 0x20 && $0 != 0x0A })
      #expect(result.lines.count <= 51)
      let command = try Launch(["cat", "principles"], environment: variables)
      #expect(command.status == 0 && !command.output.isEmpty)
      #expect(command.error.contains(folder["portfolio-tui/config.toml"]))
    }
  }
}
