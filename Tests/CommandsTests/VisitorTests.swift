import Foundation
import Testing

/// The program as the forced command of sshd, which passes the visitor's command in a variable.
struct VisitorTests {
  private func visit(_ command: String?, options: [String] = [], environment: [String: String] = [:]) throws
    -> Launch
  {
    var variables = environment
    if let command { variables["SSH_ORIGINAL_COMMAND"] = command }
    return try Launch(["--visitor"] + options, environment: variables)
  }

  @Test(arguments: [
    "ls", "ls --json", "ls articles", "cat principles", "cat principles --raw", "grep redis",
    "grep nothinglikethis", "resume", "resume --format json", "help", "help cat", "version", "--version",
    "-w 40 cat principles", "cat principles --color always", "nowhere", "ls nowhere", "cat", "grep",
    "--width 1", "projects/replay-safe-event-platform",
  ])
  func runsTheCommandsOfTheOwner(words: String) throws {
    let expected = try Launch(words.split(separator: " ").map(String.init))
    let result = try visit(words)
    // The owner's help lists more commands.
    if !words.hasPrefix("help") { #expect(result.output == expected.output) }
    #expect(result.error == expected.error)
    #expect(result.status == expected.status)
  }

  @Test(arguments: [
    "cat 'principles'", "cat \"principles\"", "c\"a\"t 'princi'ples", "  cat \t principles\n",
    "cat prin\\ciples",
    "'cat' principles ", "cat\nprinciples",
  ])
  func splitsWordsAsAShellDoes(words: String) throws {
    let result = try visit(words)
    #expect(result.text.hasPrefix("Principles\n"))
    #expect(result.status == 0)
  }

  @Test(arguments: ["cat 'principles", "cat \"", "'", "cat 'a\"b"])
  func refusesAnOpenQuotationMark(words: String) throws {
    let result = try visit(words)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error.hasPrefix("portfolio-tui: the quotation mark "))
  }

  @Test(arguments: [
    "; ls", "ls; id", "ls && id", "ls | id", "$(id)", "`id`", "ls > x", "$HOME", "~", "*", "\\", "\"\"",
    "id; cat /etc/passwd", "cat /etc/passwd", "cat ../../etc/passwd", "cat ./README.md", "scp -t x",
    "scp -f /etc/passwd", "rsync --server . x", "git-upload-pack x", "sftp-server", "/usr/lib/sftp-server",
    "sh", "-oProxyCommand=id", "-- --content", "\u{1B}]0;x\u{7}", "\u{9B}2J", "\u{202E}",
  ])
  func refusesEverythingThatAShellWouldRun(words: String) throws {
    let result = try visit(words)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(!result.hasEscape && !result.error.contains("root:") && !result.error.contains("uid="))
    #expect(result.error.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    "check", "init x", "serve", "serve --help", "health", "--content / ls", "--content=/ ls", "--drafts",
    "--pager cat principles", "--watch", "--visitor", "--public-name x ls", "--idle 1", "ls --content /",
    "cat -", "cat principles -",
  ])
  func refusesCommandsAndOptionsOfTheOwner(words: String) throws {
    let result = try visit(words)
    #expect(result.status == 2)
    #expect(result.error.contains("not for visitors"), "\(result.error)")
  }

  @Test func listsOnlyWhatVisitorsMayDoInHelp() throws {
    let text = try visit("help").text
    for word in [
      "init DIR", "check", "serve", "health", "--content", "--pager", "--watch", "--visitor", "--idle",
    ] {
      #expect(!text.contains("  \(word)"), "\(word)")
    }
    for word in ["ls", "cat", "grep", "resume", "version", "-w, --width", "--linear"] {
      #expect(text.contains("\n  \(word)"), "\(word)")
    }
  }

  @Test func ignoresTheVisitorsEnvironment() throws {
    let content = try ContentFolder(SamplePortfolio.files)
    let expected = try visit("ls")
    let result = try visit(
      "ls",
      environment: [
        "PORTFOLIO_CONTENT": content.path, "PAGER": "false", "COLUMNS": "3", "FORCE_COLOR": "1",
        "CLICOLOR_FORCE": "1", "LANG": "C", "LC_ALL": "C", "TERMINFO": "/etc", "HOME": "/nowhere",
      ])
    #expect(result.output == expected.output)
    #expect(result.error == "" && result.status == 0)
  }

  @Test func appliesTheOptionsOfTheForcedCommand() throws {
    let content = try ContentFolder(SamplePortfolio.files)
    let result = try visit("cat one", options: ["--content", content.path, "--public-name", "example.com"])
    #expect(result.text.hasPrefix("Article one\n"))
    #expect(try visit(nil, options: ["--content", content.path]).text.hasPrefix("Ada\n"))
  }

  @Test(arguments: ["ls", "nowhere", "serve"])
  func refusesACommandBesideVisitor(word: String) throws {
    let result = try Launch(["--visitor", word])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error.hasPrefix("portfolio-tui: '--visitor' ") && result.error.contains("'\(word)'"))
  }

  @Test(arguments: [
    "example.com", "example.com:2222", "localhost:1", "192.0.2.7", "[2001:db8::1]:22", "2001:db8::1",
    "a-b_c.de",
    "example.com:65535", String(repeating: "a", count: 255),
  ])
  func acceptsAHostAndAPortAsPublicName(name: String) throws {
    #expect(try visit("version", options: ["--public-name", name]).status == 0)
  }

  @Test(arguments: [
    "", ":22", "example.com:0", "example.com:65536", "example.com:x", "-oProxyCommand=id", "a b", "a;b",
    "a'b",
    "$(id)", "é.com", "\u{1B}[2J", "user@example.com", String(repeating: "a", count: 256),
  ])
  func refusesABadPublicName(name: String) throws {
    let result = try visit("version", options: ["--public-name", name])
    #expect(result.status == 2 && !result.hasEscape)
    #expect(result.error == said("'--public-name' must be the name of a host, or a name and a port"))
  }

  @Test(arguments: ["0", "-1", "86401", "x", ""])
  func refusesABadIdleTime(value: String) throws {
    let result = try visit("version", options: ["--idle", value])
    #expect(result.status == 2)
    #expect(result.error == said("'--idle' must be a number from 1 to 86400"))
  }

  @Test func endsAnIdleLinearVisit() throws {
    let result = try Launch(
      script: "SSH_ORIGINAL_COMMAND=--linear \"$P\" --visitor --idle 1 < <(exec sleep 8)")
    #expect(result.status == 0)
    #expect(result.text.contains("The visit ends soon"))
    #expect(result.text.contains("The visit ended because nothing was typed for a long time."))
  }
}
