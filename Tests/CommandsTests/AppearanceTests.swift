import Foundation
import Testing

/// The width, the colours and the links of printed pages.
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
  func wrapsProseAtTheWidth(width: Int) throws {
    let result = try content.run("cat", "prose", "-w", String(width))
    #expect(result.status == 0)
    let wide = result.lines.filter { columns($0) > width }
    #expect(wide == [])
    #expect(result.lines.count > 20)
  }

  @Test(arguments: [20, 40, 80])
  func wrapsTheBundledPagesButForCodeAndAddresses(width: Int) throws {
    let pages = try Launch(["ls"]).lines.map { String($0.prefix { $0 != "\t" }) }
    for page in pages {
      var code: Set<String> = []
      var isCode = false
      for line in try Launch(["cat", page, "--raw"]).text.split(separator: "\n") {
        if line.hasPrefix("```") {
          isCode.toggle()
        } else if isCode {
          code.insert(line.trimmingCharacters(in: .whitespaces))
        }
      }
      let wide = try Launch(["cat", page, "-w", String(width)]).lines.filter { line in
        // An address of the list of links, as in `[1] projects/page`.
        columns(line) > width && line.wholeMatch(of: #/\[[0-9]+\] \S+/#) == nil
          && !code.contains(line.trimmingCharacters(in: .whitespaces))
      }
      #expect(wide == [], "\(page)")
    }
  }

  @Test func usesEightyColumnsInAPipe() throws {
    let expected = try content.run("cat", "prose", "-w", "80").text
    #expect(try content.run("cat", "prose").text == expected)
    #expect(try content.run("cat", "prose", environment: ["COLUMNS": "30", "LINES": "5"]).text == expected)
  }

  @Test func doesNotBreakCodeAndAddresses() throws {
    let long = String(repeating: "x", count: 300)
    let text = "```\n\(long)\n```\n\n[l](https://example.com/\(long))\n"
    let result = try Launch(["cat", "-", "-w", "20"], input: text)
    #expect(result.text.contains(long + "\n"))
    #expect(result.text.contains("https://example.com/\(long)\n"))
  }

  /// The columns of a line; East Asian wide characters have two.
  private func columns(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) {
      $0 + ((0x3000...0x9FFF).contains($1.value) || $1.value >= 0xFF00 && $1.value < 0xFF61 ? 2 : 1)
    }
  }

  // MARK: Colours

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
  func sendsStylesToAPipeOnlyWhenAsked(flags: [String], variables: [String: String], isStyled: Bool) throws {
    let result = try Launch(
      ["--content", content.path, "cat", "prose"] + flags, environment: variables)
    #expect(result.status == 0)
    #expect(result.hasEscape == isStyled)
  }

  @Test(arguments: [
    "ls", "grep the", "resume", "help", "help cat", "version", "check", "", "nosuchpage", "cat x",
  ])
  func sendsNoEscapeSequenceToAPipe(words: String) throws {
    let result = try Launch(words.split(separator: " ").map(String.init))
    #expect(!result.hasEscape)
  }

  @Test func colorsChangeNoWord() throws {
    // Without styles, tildes mark text that is struck through and `#` headings, which have rules otherwise.
    func words(_ text: String) -> [Substring] {
      text.split(whereSeparator: \.isWhitespace).filter { !$0.allSatisfy { "#═─".contains($0) } }
    }
    let plain = try content.run("cat", "prose").text.replacing("~~", with: "")
    let colored = try content.run("cat", "prose", "--color", "always").text
    #expect(words(colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")) == words(plain))
  }

  /// The forms of SGR for colours: `38;5;N` from the palette, `38;2;R;G;B` direct, `3N` and `9N` from 16
  /// colours.
  enum ColorForm {
    case basic, palette, direct
  }

  @Test(
    arguments: [
      (["TERM": "xterm"], .basic), (["TERM": "linux"], .basic), (["TERM": "screen"], .basic),
      (["TERM": "xterm-256color"], .palette), (["TERM": "st"], .palette), (["TERM": "st-256color"], .palette),
      (["TERM": "mintty"], .palette), (["TERM": "konsole"], .palette), (["TERM": "vte"], .palette),
      (["TERM": "vte-256color"], .palette), (["TERM": "gnome"], .palette),
      (["TERM": "some-new-terminal"], .palette),
      (["TERM": "wezterm"], .direct), (["TERM": "contour"], .direct), (["TERM": "rio"], .direct),
      (["TERM": "foot-extra"], .direct), (["TERM": "alacritty-direct"], .direct),
      (["TERM": "xterm-kitty"], .direct),
      (["TERM": "xterm", "COLORTERM": "truecolor"], .direct), (["TERM": "vt100"], .basic),
    ] as [([String: String], ColorForm)])
  func usesTheColorsOfTheTerminal(variables: [String: String], form: ColorForm) throws {
    let output = try Launch(
      ["cat", "-", "--color=always", "--theme=dark"], input: "# H\n\n`c`\n", environment: variables
    ).text
    #expect(output.contains("8;5;") == (form == .palette))
    #expect(output.contains("8;2;") == (form == .direct))
    #expect(output.contains("\u{1B}["))
  }

  @Test(arguments: ["standard", "light", "dark", "paper", "contrast", "gruvbox", "nord", "mono"])
  func everyThemeHasStyles(name: String) throws {
    let result = try content.run(
      "cat", "prose", "--theme", name, "--color", "always", environment: ["TERM": "xterm-256color"])
    #expect(result.status == 0)
    #expect(result.hasEscape)
    let colors = result.text.matches(of: #/\u{1B}\[[0-9;]*;(3[0-7]|9[0-7]|38;[0-9;]+)[;m]/#)
    #expect(colors.isEmpty == (name == "mono"))
  }

  // MARK: Links

  @Test func printsHyperlinksWhenAsked() throws {
    let result = try content.run("cat", "link", "--hyperlinks", "always")
    let opening = result.text.firstMatch(of: #/\u{1B}\]8;[^;]*;https://example\.com/x(\u{1B}\\|\u{07})/#)
    #expect(opening != nil)
    #expect(result.text.contains("label"))
    #expect(!result.text.contains("[1]"))
    #expect(result.text.contains("\u{1B}[") == false)
  }

  @Test(arguments: [[], ["--hyperlinks", "auto"], ["--hyperlinks", "never"], ["--color", "always"]])
  func numbersLinksInAPipe(flags: [String]) throws {
    let result = try Launch(
      ["--content", content.path, "cat", "link"] + flags,
      environment: ["VTE_VERSION": "7000", "TERM_PROGRAM": "WezTerm"])
    #expect(result.text.contains("\u{1B}]8") == false)
    #expect(result.text.contains("https://example.com/x"))
  }

  @Test func sendsNoEscapeSequenceOfAPage() throws {
    let result = try content.run("cat", "evil", "--hyperlinks", "always", "--color", "always")
    let ours = #/\u{1B}\[[0-9;]*m|\u{1B}\]8;[^;\u{1B}]*;([!-~]*)\u{1B}\\/#
    let links = result.text.matches(of: ours).compactMap { $0.output.1 }.filter { !$0.isEmpty }
    #expect(!result.text.replacing(ours, with: "").contains("\u{1B}"))
    #expect(!links.contains { $0.hasPrefix("javascript") || $0.hasPrefix("ssh") })
  }
}
