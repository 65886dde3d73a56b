import Foundation
import Testing

struct HostileArgumentTests {
  private static let commands = ["", "cat", "ls", "help"]

  @Test(arguments: [
    "", " ", "#", "#x", "../../etc/passwd", "../../../../../../../../etc/passwd.md", "%00",
    "%2e%2e/%2e%2e/etc/passwd", "a\tb", "articles/../../x", "~", "*", "$(id)", "`id`", "index/..",
    "\u{1B}]0;owned\u{07}", "\u{1B}[2J", "\u{9B}31m", "\u{202E}txt.exe", "a\nportfolio-tui: forged",
    "a\rforged", "\u{200B}", "\u{E0041}", "%s%n%x",
  ])
  func refusesAHostileWord(word: String) throws {
    // So deep that `../` of the words leads to no file of the system, which `cat FILE` would print.
    let content = try ContentFolder(["a/b/c/d/e/f/g/h/i/j/k": ""])
    for command in Self.commands {
      let result = try Launch(
        (command.isEmpty ? [] : [command]) + ["--", word], folder: content.path + "/a/b/c/d/e/f/g/h/i/j")
      #expect(result.status == 2, "\(command)")
      #expect(result.text == "")
      #expect(isOneFilteredLine(result.error), "\(result.error.debugDescription)")
    }
  }

  @Test(arguments: [
    "-\u{1B}[31m", "--\u{1B}]0;x\u{07}", "--\u{202E}", "-o\u{1B}", "--width=\u{1B}[2J", "--color=\u{9B}",
    "--content=/\u{1B}[31m/nowhere", "-\u{0301}", "--\n", "-oProxyCommand=id", "---", "--=", "-=",
  ])
  func refusesAHostileOptionInOneFilteredLine(word: String) throws {
    let result = try Launch([word, "ls"])
    #expect(result.status == (word.hasPrefix("--content") ? 1 : 2))
    #expect(result.text == "")
    #expect(isOneFilteredLine(result.error), "\(result.error.debugDescription)")
  }

  @Test func refusesAMegabyteOfArguments() throws {
    // Linux limits an argument to 128 KiB.
    let word = String(repeating: "x", count: 100_000)
    let many = try Launch(["cat"] + Array(repeating: word, count: 10))
    #expect(many.status == 2)
    #expect(!many.isOverdue)
    for words in [
      ["cat", word], ["ls", word], ["help", word], ["./" + word], ["--", word], ["--" + word],
    ] {
      let result = try Launch(words)
      #expect(result.status == 2)
      #expect(isOneFilteredLine(result.error))
      #expect(result.error.utf8.count < 1000)
    }
    #expect(try Launch(["-w", word]).status == 2)
    #expect(try Launch(["grep", word]).status == 1)
  }

  @Test(arguments: [#"\377\376"#, #"\300\233"#, #"\355\240\200"#, #"\360\237"#, #"\233\061m"#])
  func refusesAWordThatIsNotUTF8(bytes: String) throws {
    for command in Self.commands {
      let result = try Launch(script: "exec \"$P\" \(command) \"$(printf '\(bytes)')\"")
      #expect(result.status == 2)
      #expect(result.text == "")
      #expect(isOneFilteredLine(result.error))
      #expect(result.error.contains("\u{FFFD}"))
    }
    let option = try Launch(script: "exec \"$P\" --\"$(printf '\(bytes)')\"")
    #expect(option.status == 2)
    #expect(isOneFilteredLine(option.error))
  }

  @Test func readsNoPageOutsideTheContent() throws {
    let content = try ContentFolder(["inside/a/p.md": "Inside.\n", "secret.md": "Secret.\n"])
    for word in ["../secret", "../secret.md", "a/../../secret", "/../secret.md", "a/%2e%2e/%2e%2e/secret"] {
      let result = try Launch(["--content", content.path + "/inside", "cat", word])
      #expect(result.status == 2)
      #expect(!result.text.contains("Secret"))
    }
  }

  @Test func skipsALinkOutOfTheContent() throws {
    let content = try ContentFolder(["inside/a/p.md": "Inside.\n", "secret.md": "Secret.\n"])
    try FileManager.default.createSymbolicLink(
      atPath: content.path + "/inside/a/link.md", withDestinationPath: content.path + "/secret.md")
    try FileManager.default.createSymbolicLink(
      atPath: content.path + "/inside/folder", withDestinationPath: content.path)
    let inside = content.path + "/inside"
    #expect(try Launch(["--content", inside, "cat", "a/link"]).status == 2)
    #expect(try Launch(["--content", inside, "ls"]).lines.count == 1)
    #expect(try Launch(["--content", inside, "grep", "Secret"]).status == 1)
    let check = try Launch(["check", inside])
    #expect(check.lines.dropFirst() == ["\(inside)/a/link.md: skipped: the link leads out of the content"])
  }

  @Test func doesNotFollowLinksInCircles() throws {
    let content = try ContentFolder(["a/p.md": "Text.\n"])
    try FileManager.default.createDirectory(atPath: content.path + "/b", withIntermediateDirectories: false)
    for name in ["one", "two", "three"] {
      try FileManager.default.createSymbolicLink(
        atPath: content.path + "/b/" + name, withDestinationPath: ".")
    }
    let result = try content.run("ls")
    #expect(!result.isOverdue)
    #expect(result.lines.count == 1)
  }

  /// Whether a text is one line of the program without control, bidirectional or invisible characters.
  private func isOneFilteredLine(_ text: String) -> Bool {
    text.hasPrefix("portfolio-tui: ") && text.hasSuffix("\n")
      && text.unicodeScalars.dropLast().allSatisfy { scalar in
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,
          0xE0000...0xE007F:
          false
        default: true
        }
      }
  }
}
