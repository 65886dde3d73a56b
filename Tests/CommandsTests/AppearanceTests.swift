import Foundation
import Testing

struct AppearanceTests {
  private static let prose = """
    ---
    title: A title of several words that has to be broken somewhere
    tags: [one, two, three, four, five, six, seven]
    ---

    # A heading of quite a few words, more than fit

    Prose with *emphasis*, **strong words**, ~~struck ones~~ and a footnote[^1] that goes on
    for a while, 日本語の文章もここにある、長い文が折り返される, and ends.

    > A quote of many words that are wrapped as well, with a
    > - list within it that is wrapped too

    1. An item of an ordered list that is long enough
       - an inner item that is long enough as well
         - and another of them that does not fit either
    10. The tenth

    - [x] a task that was done some time ago
    - [ ] a task that is still to be done some time

    | left column | a column of words | right |
    |:------------|:-----------------:|------:|
    | some words  | many more words than fit into it | 1,234,567 |

    ---

    > [!NOTE]
    > Something to note that is not short either.

    [^1]: What the footnote says in a good number of words.
    """

  private let content: ContentFolder

  init() throws {
    content = try ContentFolder([
      "a/prose.md": Self.prose, "a/link.md": "---\ntitle: L\n---\nA [label](https://example.com/x).\n",
      "a/evil.md": "[l](javascript:x) [m](https://e.com/\u{1B}]8;;x) [n](ssh://x) `\u{1B}[31m` &#27;[2J\n",
    ])
  }

  // MARK: Width

  @Test(arguments: [20, 21, 27, 40, 59, 76, 80, 100, 1000])
  func noLineOfProseIsWiderThanItsWidth(width: Int) throws {
    let result = try content.run("cat", "prose", "-w", String(width))
    #expect(result.status == 0)
    let wide = result.lines.filter { columns($0) > width }
    #expect(wide == [])
    #expect(result.lines.count > 20)
  }

  @Test(arguments: [20, 40, 80])
  func linesOfTheBundledPagesFitExceptCodeAndDestinations(width: Int) throws {
    let pages = try Launch(["ls"]).lines.map { String($0.prefix { $0 != "\t" }) }
    for page in pages {
      var code: Set<Substring> = []
      var isCode = false
      for line in try Launch(["cat", page, "--raw"]).text.split(separator: "\n") {
        if line.hasPrefix("```") { isCode.toggle() } else if isCode { code.insert(line.drop { $0 == " " }) }
      }
      let wide = try Launch(["cat", page, "-w", String(width)]).lines.filter { line in
        columns(line) > width && !isAloneInItsLine(destination: line)
          && !code.contains(line.drop { $0 == " " })
      }
      #expect(wide == [], "\(page)")
    }
  }

  /// Whether a line holds nothing but an address, or a numbered destination: `[2] articles/some-page`.
  private func isAloneInItsLine(destination line: String) -> Bool {
    line.wholeMatch(of: #/\s*\S*://\S*|\[\d+\] \S+/#) != nil
  }

  @Test func withoutAWidthAPipeHasEightyColumns() throws {
    let expected = try content.run("cat", "prose", "-w", "80").text
    #expect(try content.run("cat", "prose").text == expected)
    #expect(try content.run("cat", "prose", environment: ["COLUMNS": "30", "LINES": "5"]).text == expected)
  }

  @Test func codeAndAddressesKeepTheirLength() throws {
    let long = String(repeating: "x", count: 300)
    let text = "```\n\(long)\n```\n\n[l](https://example.com/\(long))\n"
    let result = try Launch(["cat", "-", "-w", "20"], input: text)
    #expect(result.text.contains(long + "\n"))
    #expect(result.text.contains("https://example.com/\(long)\n"))
  }

  /// Columns as a terminal counts these letters: East Asian ones are two.
  private func columns(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) {
      $0 + ((0x3000...0x9FFF).contains($1.value) || $1.value >= 0xFF00 && $1.value < 0xFF61 ? 2 : 1)
    }
  }

  // MARK: Colour

  @Test(
    arguments: [
      ([], [:], false), ([], ["CLICOLOR": "1"], false), ([], ["COLORTERM": "truecolor"], false),
      ([], ["FORCE_COLOR": "1"], true), ([], ["FORCE_COLOR": "true"], true), ([], ["FORCE_COLOR": "3"], true),
      ([], ["FORCE_COLOR": "0"], false), ([], ["FORCE_COLOR": "false"], false),
      ([], ["FORCE_COLOR": ""], false),
      ([], ["CLICOLOR_FORCE": "1"], true), ([], ["CLICOLOR_FORCE": "0"], false),
      ([], ["CLICOLOR_FORCE": ""], false),
      ([], ["FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"], false), ([], ["NO_COLOR": "1"], false),
      ([], ["NO_COLOR": "1", "FORCE_COLOR": "1"], false), ([], ["NO_COLOR": "", "FORCE_COLOR": "1"], true),
      ([], ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false), (["--color=always"], [:], true),
      (["--color=always"], ["NO_COLOR": "1"], true), (["--color=always"], ["TERM": "dumb"], true),
      (["--color=always"], ["TERM": ""], true), (["--color=never"], ["FORCE_COLOR": "1"], false),
      (["--color=never"], ["CLICOLOR_FORCE": "1"], false), (["--color=auto"], ["FORCE_COLOR": "1"], true),
      (["--color=auto"], [:], false), (["--theme=dark"], [:], false),
    ] as [([String], [String: String], Bool)])
  func escapesAreInAPipeOnlyWhenAsked(flags: [String], variables: [String: String], isColoured: Bool) throws {
    let result = try Launch(
      ["--content", content.path, "cat", "prose"] + flags, environment: variables)
    #expect(result.status == 0)
    #expect(result.hasEscape == isColoured)
  }

  @Test(arguments: [
    "ls", "grep the", "resume", "help", "help cat", "version", "check", "", "nosuchpage", "cat x",
  ])
  func noCommandSendsAnEscapeToAPipe(words: String) throws {
    let result = try Launch(words.split(separator: " ").map(String.init))
    #expect(!result.hasEscape)
  }

  @Test func colourChangesNoWord() throws {
    // Where nothing can be struck through, its marks are shown instead.
    let plain = try content.run("cat", "prose").text.replacing("~~", with: "")
    let coloured = try content.run("cat", "prose", "--color", "always").text
    let words = coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "").split(whereSeparator: \.isWhitespace)
    #expect(words == plain.split(whereSeparator: \.isWhitespace))
  }

  @Test func theNumberOfColoursIsTheTerminals() throws {
    func output(_ variables: [String: String]) throws -> String {
      try Launch(
        ["cat", "-", "--color=always", "--theme=dark"], input: "# H\n\n`c`\n", environment: variables
      ).text
    }
    #expect(try output(["TERM": "xterm-256color"]).contains("8;5;"))
    #expect(try output(["TERM": "xterm"]).contains("8;5;") == false)
    #expect(try output(["COLORTERM": "truecolor"]).contains("8;2;"))
    #expect(try output(["TERM": "linux"]).contains("8;2;") == false)
  }

  @Test(arguments: ["standard", "light", "dark", "mono"])
  func everyThemeHasALook(name: String) throws {
    let result = try content.run("cat", "prose", "--theme", name, "--color", "always")
    #expect(result.status == 0)
    #expect(result.hasEscape)
    let colours = result.text.matches(of: #/\u{1B}\[[0-9;]*;(3[0-7]|9[0-7]|38;[0-9;]+)[;m]/#)
    #expect(colours.isEmpty == (name == "mono"))
  }

  // MARK: Links

  @Test func linksCanBeClickedWhenAsked() throws {
    let result = try content.run("cat", "link", "--hyperlinks", "always")
    let opening = result.text.firstMatch(of: #/\u{1B}\]8;[^;]*;https://example\.com/x(\u{1B}\\|\u{07})/#)
    #expect(opening != nil)
    #expect(result.text.contains("label"))
    #expect(!result.text.contains("[1]"))
    #expect(result.text.contains("\u{1B}[") == false)
  }

  @Test(arguments: [[], ["--hyperlinks", "auto"], ["--hyperlinks", "never"], ["--color", "always"]])
  func linksAreNumberedInAPipeElse(flags: [String]) throws {
    let result = try Launch(
      ["--content", content.path, "cat", "link"] + flags,
      environment: ["VTE_VERSION": "7000", "TERM_PROGRAM": "WezTerm"])
    #expect(result.text.contains("\u{1B}]8") == false)
    #expect(result.text.contains("https://example.com/x"))
  }

  @Test func onlyOurOwnEscapesAreSent() throws {
    let result = try content.run("cat", "evil", "--hyperlinks", "always", "--color", "always")
    let ours = #/\u{1B}\[[0-9;]*m|\u{1B}\]8;[^;\u{1B}]*;([!-~]*)\u{1B}\\/#
    let links = result.text.matches(of: ours).compactMap { $0.output.1 }.filter { !$0.isEmpty }
    #expect(!result.text.replacing(ours, with: "").contains("\u{1B}"))
    #expect(!links.contains { $0.hasPrefix("javascript") || $0.hasPrefix("ssh") })
  }
}
