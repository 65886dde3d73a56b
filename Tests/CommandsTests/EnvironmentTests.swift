import Foundation
import Testing

/// Environment variables, folders and limits that are hostile or missing.
struct EnvironmentTests {
  private static let evil = "\u{1B}]0;x\u{07}"

  @Test(arguments: [
    ["TERM": ""], ["TERM": evil], ["TERM": "../../../../etc/passwd"], ["TERM": "nosuchterminal"],
    ["TERM": String(repeating: "x", count: 100_000)], ["LANG": evil], ["LC_ALL": "C"],
    ["LC_ALL": "xx_XX.latin1"],
    ["LANG": "ja_JP.SJIS", "LC_CTYPE": "POSIX"], ["LANGUAGE": "../../x"], ["COLUMNS": "-1"],
    ["COLUMNS": "99999999999999999999"], ["COLUMNS": "0", "LINES": "0"], ["COLUMNS": evil],
    ["TERMINFO": "/etc/passwd", "TERMINFO_DIRS": "/dev/zero", "TERMCAP": "/dev/zero"], ["COLORTERM": evil],
    ["PAGER": "touch /tmp/portfolio-tui-was-here", "EDITOR": "false", "BROWSER": "false"],
    ["NCURSES_NO_UTF8_ACS": "1", "ESCDELAY": "-1"], ["HOME": "/nowhere"], ["TMPDIR": "/nowhere"],
    ["LD_LIBRARY_PATH": "/nowhere", "MALLOC_PERTURB_": "165"], ["TZ": ":/etc/passwd"], ["TZ": evil],
    ["VTE_VERSION": "99999999999999999999999"], ["TERM_PROGRAM": evil], ["PWD": evil],
  ])
  func ignoresHostileVariables(variables: [String: String]) throws {
    for words in [["cat", "principles"], ["ls"]] {
      let expected = try Launch(words)
      let result = try Launch(words, environment: variables)
      #expect(result.status == 0)
      #expect(result.output == expected.output)
      #expect(result.error == "")
    }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/portfolio-tui-was-here"))
  }

  @Test(arguments: ["\u{1B}]0;x\u{07}", "xterm-256color\u{1B}[31m", "999999", ""])
  func printsNothingOfAHostileTerminalName(name: String) throws {
    let result = try Launch(
      ["cat", "principles", "--color=always"], environment: ["TERM": name, "COLORTERM": name])
    #expect(result.status == 0)
    #expect(!result.text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "").contains("\u{1B}"))
  }

  @Test func runsWithoutVariables() throws {
    let expected = try Launch(["cat", "principles"])
    let result = try Launch(script: "exec env -i \"$P\" cat principles")
    #expect(result.status == 0)
    #expect(result.output == expected.output)
  }

  @Test func runsInADeletedFolder() throws {
    let folder = try ContentFolder()
    let gone = "cd '\(folder.path)' && mkdir gone && cd gone && rmdir ../gone && "
    let result = try Launch(script: gone + "\"$P\" ls")
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.lines.count == 13)
    let relative = try Launch(script: gone + "\"$P\" --content here ls")
    #expect(relative.status == 1)
    #expect(relative.error == said("here: no such file or directory"))
    #expect(try Launch(script: gone + "\"$P\" init here").status == 1)
  }

  @Test func printsToAPipeUnderAFileSizeLimitOfZero() throws {
    let result = try Launch(script: "ulimit -f 0; \"$P\" ls")
    #expect(result.status == 0)
    #expect(result.lines.count == 13)
  }

  @Test func writesNoFiles() throws {
    let folder = try ContentFolder()
    let script = """
      cd '\(folder.path)' && export HOME=$PWD TMPDIR=$PWD
      for words in ls 'cat principles' resume 'grep event' check help version nowhere ''; do "$P" $words; done
      """
    #expect(try Launch(script: script).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func needsFewDescriptors() throws {
    let content = try ContentFolder(["a/b/c/d/p.md": "Text.\n"])
    let result = try Launch(script: "ulimit -n 16; \"$P\" --content '\(content.path)' ls")
    #expect(result.status == 0)
    #expect(result.lines.count == 1)
  }

  @Test func reportsThatNoDescriptorIsLeft() throws {
    let content = try ContentFolder(["a/p.md": "Text.\n"])
    let result = try Launch(script: "ulimit -n 4; \"$P\" --content '\(content.path)' ls")
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("portfolio-tui: "))
  }
}
