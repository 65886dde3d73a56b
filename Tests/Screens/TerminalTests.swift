import Foundation
import Testing

struct TerminalTests {
  @Test(arguments: [(100, 30), (80, 24), (59, 20), (40, 10)])
  func theWelcomePageOrTheListIsSeenAtOnce(columns: Int, rows: Int) {
    let terminal = EmulatedTerminal(columns: columns, rows: rows)
    #expect(terminal.wait(for: "Welcome"))
    #expect(terminal.wait(for: "quit"))
  }

  @Test func aTerminalThatIsTooSmallSaysSoAndGrows() {
    let terminal = EmulatedTerminal(columns: 19, rows: 5)
    #expect(terminal.wait(for: "Terminal too small"))
    terminal.resize(columns: 80, rows: 24)
    #expect(terminal.wait(for: "1 About"))
  }

  @Test func aPersonReadsSearchesFollowsAndQuits() {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "Welcome"))
    terminal.send("3\r")
    #expect(terminal.wait(for: "## Problem"))
    terminal.send("/event")
    #expect(terminal.wait { $0.text.contains("1/") })
    terminal.send("\rn")
    #expect(terminal.wait { $0.text.contains("2/") })
    terminal.send("\u{1B}")
    #expect(terminal.wait(for: "Esc back"))
    terminal.send("o")
    #expect(terminal.wait(for: "Contents"))
    terminal.send("q")
    #expect(terminal.wait { !$0.text.contains("Contents") })
    terminal.send("f1\r")
    #expect(terminal.wait(for: "Openlane ─"))
    terminal.send("H")
    #expect(terminal.wait(for: "Replay-safe event platform ─"))
    terminal.send("q")
    #expect(terminal.ended() == 0)
    for mode in ["1049", "1000", "1006", "2004"] { #expect(terminal.isOff(mode), "\(mode)") }
    #expect(terminal.received.suffix(40).contains(0x1B))
  }

  @Test(arguments: ["\u{03}", "q", "Q"])
  func theseKeysQuit(key: String) {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "Welcome"))
    terminal.send(key)
    #expect(terminal.ended() == 0)
    #expect(terminal.isOff("1049"))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func aSignalEndsItAndGivesTheTerminalBack(number: Int32) {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "Welcome"))
    kill(terminal.process, number)
    #expect(terminal.ended() != nil)
    #expect(terminal.isOff("1049"))
    #expect(terminal.isOff("1000"))
  }

  @Test(arguments: [SIGSEGV, SIGILL, SIGABRT])
  func aFallGivesTheTerminalBackAndSaysSo(number: Int32) {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "Welcome"))
    kill(terminal.process, number)
    #expect(terminal.ended() == 128 + number)
    #expect(terminal.isOff("1049"))
    #expect(String(decoding: terminal.received, as: UTF8.self).contains("the terminal is yours again"))
  }

  @Test(arguments: [
    "xterm", "xterm-256color", "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "tmux-256color", "linux",
    "vt100", "", "../../etc/passwd", "a\u{1B}[2Jb", String(repeating: "x", count: 5000),
  ])
  func anyTermGetsASession(term: String) {
    let terminal = EmulatedTerminal(environment: ["TERM": term, "LANG": "C.UTF-8"])
    #expect(terminal.wait(for: "quit"))
    terminal.send("q\n")
    #expect(terminal.ended() == 0)
  }

  @Test func aDumbTerminalGetsNumberedText() {
    let terminal = EmulatedTerminal(rows: 60, environment: ["TERM": "dumb", "LANG": "C.UTF-8"])
    #expect(terminal.wait(for: "search, q quit"))
    #expect(!terminal.received.contains(0x1B))
    terminal.send("q\n")
    #expect(terminal.ended() == 0)
  }

  @Test func withoutColoursTheChoiceIsStillSeen() {
    let terminal = EmulatedTerminal(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"])
    #expect(terminal.wait(for: "quit"))
    #expect(!terminal.hasColors)
    #expect(terminal.cell(2, 4).isReverse)
  }

  @Test func coloursAreThoseOfTheTerminal() {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "quit"))
    #expect(terminal.hasColors)
  }

  @Test func aLocaleWithoutUTF8GetsASCII() {
    let terminal = EmulatedTerminal(environment: ["TERM": "xterm", "LANG": "C"])
    #expect(terminal.wait(for: "+ 1 About"))
    let text = terminal.text
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func everySizeIsDrawn() {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "Welcome"))
    for rows in stride(from: 1, through: 60, by: 7) {
      for columns in stride(from: 1, through: 200, by: 23) {
        terminal.resize(columns: columns, rows: rows)
        terminal.take(milliseconds: 5)
      }
    }
    for (columns, rows) in [(0, 0), (65535, 65535), (500, 200), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
      terminal.take(milliseconds: 60)
    }
    #expect(terminal.wait(for: "1 About"))
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  @Test func whatATerminalAnswersIsNotTyped() {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "Welcome"))
    terminal.send("/")
    #expect(terminal.wait { $0.text.hasSuffix(" /") })
    terminal.send(
      "\u{1B}[?1;2c\u{1B}[24;80R\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}[?2026;2$y\u{1B}P>|xterm\u{1B}\\")
    terminal.send("\u{1B}[I\u{1B}[O\u{1B}[<0;2147483648;2147483648M\u{1B}[?0u")
    terminal.send([0xFF, 0x80, 0xC3])
    terminal.send("ok")
    #expect(terminal.wait(for: "/ok"))
  }

  @Test func aPasteIsTextOrNothing() {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "Welcome"))
    terminal.send("\u{1B}[200~q\u{03}\u{1B}q" + String(repeating: "q", count: 100_000) + "\u{1B}[201~")
    terminal.send("/\u{1B}[200~pasted\u{1B}[201~")
    #expect(terminal.wait(for: "/pasted"))
  }

  @Test func idleSendsNothing() {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "quit"))
    while terminal.take(milliseconds: 100) {}
    let count = terminal.received.count
    #expect(!terminal.take(milliseconds: 400))
    #expect(terminal.received.count == count)
  }

  @Test func suspendedItGivesTheTerminalBackAndReturns() {
    let terminal = EmulatedTerminal()
    #expect(terminal.wait(for: "quit"))
    kill(terminal.process, SIGTSTP)
    #expect(terminal.wait { $0.isOff("1049") })
    kill(terminal.process, SIGCONT)
    #expect(terminal.wait { !$0.isOff("1049") })
    #expect(terminal.wait(for: "1 About"))
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  @Test func aPlaceOpensAtItsHeading() {
    let terminal = EmulatedTerminal(["projects/replay-safe-event-platform#outcome"])
    #expect(terminal.wait(for: "## Outcome"))
  }

  @Test func aSavedPageIsShown() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "watched-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appending(path: "notes/one.md")
    try FileManager.default.createDirectory(
      at: page.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("# One\n\nBefore.\n".utf8).write(to: page)
    let terminal = EmulatedTerminal(["--content", folder.path, "--watch"])
    #expect(terminal.wait(for: "Before."))
    try Data("# One\n\nAfter.\n".utf8).write(to: page)
    #expect(terminal.wait(for: "After."))
    try Data("---\ntitle: [One\n---\nBroken.\n".utf8).write(to: page)
    #expect(terminal.wait(for: "front matter"))
    #expect(terminal.text.contains("After."))
  }
}
