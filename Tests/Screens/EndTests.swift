import Foundation
import Testing

@testable import TerminalEmulator

/// The program restores the terminal, however it ends or stops.
struct EndTests {
  private func started(isJob: Bool = false) throws -> Terminal {
    let terminal = try Terminal(columns: 100, rows: 30, isJob: isJob)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    return terminal
  }

  @Test(arguments: ["q", "Q", "\u{3}", "/x\u{3}\u{3}", "?qq", "\rq"])
  func keysQuit(keys: String) throws {
    let terminal = try started()
    #expect(terminal.modesNow != terminal.modesBefore)
    terminal.send(keys)
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func showsTheCursorBeforeItLeavesTheAlternateScreen() throws {
    let terminal = try started()
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.isCursorVisible)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func signalsQuit(number: Int32) throws {
    let terminal = try started()
    terminal.signal(number)
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  /// Keys that open a screen, and text by which the screen is recognized.
  private static let screens: [(keys: String, sign: String)] = [
    ("3\r", "j/k scroll"), ("z", "j/k scroll"), ("?", "─ Keys ─"), ("3\ro", "─ Contents ─"),
    ("4f", "─ Links ─"),
    ("/ev", " /ev"), ("3/event\r", "n/N next"), ("s", "Search all pages:"),
    ("sevent", "Search all pages: event"),
  ]

  /// One signal of each kind: the program quits after SIGTERM, and crashes after SIGSEGV.
  @Test(arguments: screens.map(\.keys), [SIGTERM, SIGSEGV])
  func restoresTheTerminalFromEveryScreen(keys: String, number: Int32) throws {
    let terminal = try started()
    terminal.send(keys)
    let sign = try #require(Self.screens.first { $0.keys == keys }?.sign)
    #expect(terminal.wait(for: sign), "\(terminal.text)")
    terminal.signal(number)
    #expect(terminal.ended() == (number == SIGSEGV ? 128 + number : 0))
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test(arguments: screens.map(\.keys))
  func redrawsEveryScreenAfterASuspension(keys: String) throws {
    let terminal = try started(isJob: true)
    terminal.send(keys)
    let sign = try #require(Self.screens.first { $0.keys == keys }?.sign)
    #expect(terminal.wait(for: sign), "\(terminal.text)")
    let process = terminal.process
    terminal.signal(SIGTSTP)
    #expect(terminal.wait { $0.processState == "T" && $0.leftovers.isEmpty })
    #expect(!terminal.text.contains(sign))
    kill(process, SIGCONT)
    #expect(terminal.wait { $0.isAlternate && $0.text.contains(sign) }, "\(terminal.text)")
  }

  @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE])
  func restoresTheTerminalAfterACrash(number: Int32) throws {
    let terminal = try started()
    terminal.send("/x")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /x") })
    terminal.signal(number)
    #expect(terminal.ended() == 128 + number)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
    #expect(terminal.text.contains("an internal error ended the program; the terminal has been restored"))
  }

  @Test(arguments: [SIGUSR1, SIGUSR2, SIGALRM])
  func quitsAfterASignalThatItIgnores(number: Int32) throws {
    let terminal = try started()
    terminal.signal(number)
    terminal.send("q")
    #expect(terminal.ended() != nil)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func ignoresSIGPIPE() throws {
    let terminal = try started()
    terminal.signal(SIGPIPE)
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func restoresTheTerminalWhileItIsSuspended() throws {
    let terminal = try started(isJob: true)
    let process = terminal.process
    for (key, page) in [("2", "Openlane"), ("1", "Welcome"), ("3", "Replay-safe")] {
      terminal.send("\u{1A}")
      #expect(terminal.wait { $0.processState == "T" && $0.leftovers.isEmpty })
      #expect(!terminal.text.contains("j/k select"))
      kill(process, SIGCONT)
      #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
      #expect(terminal.wait { $0.isAlternate && $0.hasMouse && !$0.isCursorVisible })
      #expect(terminal.bracketsPastes)
      #expect(terminal.modesNow != terminal.modesBefore)
      #expect(!terminal.text.contains("▸ \(page)"))
      terminal.send(key)
      #expect(terminal.wait(for: "▸ \(page)"), "\(terminal.text)")
    }
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func usesTheSizeThatChangedDuringASuspension() throws {
    let terminal = try started(isJob: true)
    let process = terminal.process
    terminal.signal(SIGTSTP)
    #expect(terminal.wait { $0.processState == "T" && $0.leftovers.isEmpty })
    terminal.resize(columns: 70, rows: 20)
    kill(process, SIGCONT)
    #expect(terminal.wait { $0.line(19).hasPrefix(" j/k select") && $0.line(1).hasSuffix("┐") })
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  @Test(arguments: ["", "/", String(repeating: "jk", count: 100), "\u{1B}[200~", "\u{1B}["])
  func quitsWhenTheTerminalIsClosed(keys: String) throws {
    let terminal = try started()
    terminal.send(keys)
    terminal.vanish()
    #expect(terminal.ended() != nil)
    #expect(terminal.processorTime < 0.5, "the program must not poll a closed terminal")
  }
}
