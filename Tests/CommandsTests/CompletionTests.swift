import Foundation
import TestSupport
import Testing

/// The completion scripts in the shells that they are for.
struct CompletionTests {
  static let shells = ["bash", "zsh", "fish"]

  /// A title that a shell must not evaluate, with a control character.
  private static let title = "$(touch evil) `touch evil` \\u001b[31m %F{red} \\\\ end"

  private let content: ContentFolder
  private let folder: TemporaryFolder

  init() throws {
    content = try ContentFolder([
      "index.md": "---\nname: Ada\n---\n",
      "articles/index.md": "---\ntitle: Notes\n---\n",
      "articles/one.md": "---\ntitle: \"\(Self.title)\"\n---\nText.\n",
      "articles/two.md": "# Two\n\n## Second part\n\n## $(touch evil)\n",
      "projects/index.md": "---\ntitle: Projects\n---\n", "projects/first.md": "# First\n",
      "files/cv.pdf": "%PDF", "files/two words.pdf": "%PDF", "files/in/co:lon.pdf": "%PDF",
      "files/$(touch evil)'s.pdf": "%PDF", "files/\"`touch evil`.pdf": "%PDF",
      // A combining mark makes one character of itself and the quotation mark before it.
      "files/z'\u{308}`\u{308}touch evil`\u{308}.pdf": "%PDF",
    ])
    folder = try TemporaryFolder([
      "my notes/page.md": "# Page\n", "my notes/other.md": "# Other\n", "resume file.json": "{}",
      "resume folder/x": "",
    ])
  }

  @Test(arguments: shells)
  func completesEveryKindOfWord(shell: String) throws {
    let session = try ShellSession(shell, in: folder, content: content.path)
    let cases = [
      ("portfolio-tui compl", "<completions>"),
      ("portfolio-tui --json l", "<--json><ls>"),
      ("portfolio-tui --width 90 l", "<--width><90><ls>"),
      ("portfolio-tui resume --form", "<resume><--format>"),
      ("portfolio-tui resume --format j", "<resume><--format><json>"),
      ("portfolio-tui resume --format=j", "<resume><--format=json>"),
      ("portfolio-tui --theme gr", "<--theme><gruvbox>"),
      ("portfolio-tui ls pro", "<ls><projects>"),
      ("portfolio-tui cat articles/on", "<cat><articles/one>"),
      ("portfolio-tui articles/on", "<articles/one>"),
      ("portfolio-tui cat articles/one projects/f", "<cat><articles/one><projects/first>"),
      // A slug, and the headings of a page.
      ("portfolio-tui cat tw", "<cat><two>"),
      ("portfolio-tui tw", "<two>"),
      ("portfolio-tui cat two#sec", "<cat><two#second-part>"),
      ("portfolio-tui articles/two#to", "<articles/two#touch-evil>"),
      ("portfolio-tui 'two#sec", "<two#second-part>"),
      ("portfolio-tui help ke", "<help><keys>"),
      ("portfolio-tui completions fi", "<completions><fish>"),
      ("portfolio-tui get cv", "<get><cv.pdf>"),
      // Nothing fits.
      ("portfolio-tui grep l", "<grep><l>"),
      ("portfolio-tui ls projects pro", "<ls><projects><pro>"),
      // After `--` there is no command and no option.
      ("portfolio-tui -- compl", "<--><compl>"),
      ("portfolio-tui -- articles/on", "<--><articles/one>"),
      ("portfolio-tui cat -- --r", "<cat><--><--r>"),
    ]
    for (typed, words) in cases {
      let completed = try session.words(after: typed)
      #expect(completed == words, "\(typed)")
    }
  }

  @Test(arguments: shells)
  func keepsWordsWithSpacesAndMarksWhole(shell: String) throws {
    let session = try ShellSession(shell, in: folder, content: content.path)
    let cases = [
      ("portfolio-tui get tw", "<get><two words.pdf>"),
      ("portfolio-tui get two\\ w", "<get><two words.pdf>"),
      ("portfolio-tui get 'two w", "<get><two words.pdf>"),
      ("portfolio-tui get \"two w", "<get><two words.pdf>"),
      ("portfolio-tui get in/c", "<get><in/co:lon.pdf>"),
      ("portfolio-tui get in/co:l", "<get><in/co:lon.pdf>"),
      ("portfolio-tui get 'in/co:l", "<get><in/co:lon.pdf>"),
      ("portfolio-tui get \\$", "<get><$(touch evil)'s.pdf>"),
      ("portfolio-tui get \"\\$", "<get><$(touch evil)'s.pdf>"),
      ("portfolio-tui get '$", "<get><$(touch evil)'s.pdf>"),
      ("portfolio-tui get z", "<get><z'\u{308}`\u{308}touch evil`\u{308}.pdf>"),
      ("portfolio-tui get 'z", "<get><z'\u{308}`\u{308}touch evil`\u{308}.pdf>"),
      ("portfolio-tui get \\\"", "<get><\"`touch evil`.pdf>"),
    ]
    for (typed, words) in cases {
      let completed = try session.words(after: typed)
      #expect(completed == words, "\(typed)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder["evil"]))
  }

  @Test(arguments: shells)
  func completesFilesAndFolders(shell: String) throws {
    let session = try ShellSession(shell, in: folder, content: content.path)
    let cases = [
      ("portfolio-tui --content my", "<--content><my notes/>"),
      ("portfolio-tui --content=my", "<--content=my notes/>"),
      ("portfolio-tui my\\ notes/pa", "<my notes/page.md>"),
      ("portfolio-tui cat my\\ notes/pa", "<cat><my notes/page.md>"),
      ("portfolio-tui init --from resume\\ fi", "<init><--from><resume file.json>"),
      ("portfolio-tui check re", "<check><resume folder/>"),
      // Pages of the content that the command line names.
      ("portfolio-tui --content my\\ notes cat my-notes/o", "<--content><my notes><cat><my-notes/other>"),
      ("portfolio-tui my\\ notes my-notes/o", "<my notes><my-notes/other>"),
      ("portfolio-tui cat --content='my notes' my-notes/o", "<cat><--content=my notes><my-notes/other>"),
      // A content that cannot be read has no pages, and there is no message.
      ("portfolio-tui --content /nowhere cat art", "<--content></nowhere><cat><art>"),
    ]
    for (typed, words) in cases {
      let completed = try session.words(after: typed)
      #expect(completed == words, "\(typed)")
    }
  }

  @Test(arguments: shells)
  func listsWordsWithTheirMeaning(shell: String) throws {
    let session = try ShellSession(shell, in: folder, content: content.path)
    let pages = try session.list(after: "portfolio-tui cat articles/", waitingFor: "two")
    let options = try session.list(after: "portfolio-tui serve --", waitingFor: "--max-visitors")
    if shell != "bash" {
      #expect(pages.contains("$(touch evil) `touch evil` ␛[31m %F{red} \\ end"), "\(pages)")
      #expect(options.contains("visitors at once"), "\(options)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder["evil"]))
  }

  // MARK: What the scripts are told

  private func told(_ shell: String, _ words: String..., environment: [String: String] = [:]) throws
    -> [String]
  {
    let result = try Launch(
      ["completions", shell, "--words", "--"] + words,
      environment: ["PORTFOLIO_CONTENT": content.path].merging(environment) { $1 })
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.output.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 && shell == "fish" })
    return result.lines
  }

  @Test func tellsTheTitleOfAPageFiltered() throws {
    let row = try told("fish", "cat", "").first { $0.hasPrefix("articles/one\t") }
    #expect(row == "articles/one\t$(touch evil) `touch evil` ␛[31m %F{red} \\ end")
  }

  @Test func escapesColonsAndBackslashesForZsh() throws {
    #expect(try told("zsh", "get", "co:") == ["none", "in/co\\:lon.pdf:"])
    #expect(try told("zsh", "cat", "articles/o").last?.hasSuffix("%F{red} \\\\ end") == true)
  }

  @Test func quotesForBashAsTheWordIsQuoted() throws {
    #expect(try told("bash", "get", "t") == ["none", "two\\ words.pdf"])
    #expect(try told("bash", "get", "'t") == ["none", "'two words.pdf"])
    #expect(try told("bash", "get", "\\$") == ["none", "\\$\\(touch\\ evil\\)\\'s.pdf"])
    #expect(try told("bash", "get", "'$") == ["none", "'$(touch evil)'\\''s.pdf"])
    #expect(try told("bash", "get", "\"\\$") == ["none", "\"\\$(touch evil)'s.pdf"])
  }

  @Test func completesDraftsOnlyOnRequest() throws {
    try content.write("---\ndraft: true\n---\n# Draft\n", to: "articles/draft.md")
    #expect(try told("bash", "cat", "articles/d") == ["files"])
    #expect(try told("bash", "--drafts", "cat", "articles/d") == ["none", "articles/draft"])
  }

  @Test func offersASlugOnlyIfItNamesThePage() throws {
    try content.write("# Other\n", to: "projects/two.md")
    try content.write("# List\n", to: "projects/lsof.md")
    try content.write("# Command\n", to: "projects/cat.md")
    #expect(try told("bash", "cat", "tw") == ["files"])
    #expect(try told("bash", "ls") == ["none", "ls", "lsof"])
    #expect(try told("bash", "ca") == ["none", "cat"])
    #expect(try told("bash", "cat", "ca") == ["none", "cat"])
    // Both names of a page are not offered at once.
    #expect(try told("fish", "cat", "on").map { $0.prefix { $0 != "\t" } } == ["none", "one"])
  }

  @Test func tellsTheHeadingsOfAPage() throws {
    #expect(
      try told("fish", "cat", "two#")
        == ["none", "two#two\tTwo", "two#second-part\tSecond part", "two#touch-evil\t$(touch evil)"])
    #expect(try told("bash", "articles/two#sec") == ["none", "articles/two#second-part"])
    #expect(try told("bash", "cat", "articles/none#") == ["files"])
    #expect(try told("bash", "cat", "two#x") == ["files"])
    #expect(try told("bash", "ls", "articles#") == ["none"])
  }

  @Test func isSilentAboutContentThatCannotBeRead() throws {
    #expect(try told("fish", "--content", "/nowhere", "ls", "") == ["none"])
    #expect(try told("fish", "--nonsense", "cat", "--width", "x", "zzz") == ["files"])
  }

  @Test(arguments: [[], ["tcsh"], ["bash", "zsh"]])
  func refusesOtherOperands(words: [String]) throws {
    let result = try Launch(["completions"] + words)
    #expect(result.status == 2)
    #expect(
      result.text == ""
        && result.error.contains(words.isEmpty ? "bash, zsh or fish" : "'\(words.last ?? "")'"))
  }
}
