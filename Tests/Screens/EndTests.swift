import Foundation
import Testing

@testable import TerminalEmulator

/// However it ends, the terminal is as it was.
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

  @Test func theCursorIsSeenInATerminalOfLibvterm() throws {
    let terminal = try started()
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.isCursorVisible)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func signalsEndIt(number: Int32) throws {
    let terminal = try started()
    terminal.signal(number)
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  /// Keys, and what tells that their screen is there.
  private static let screens: [(keys: String, sign: String)] = [
    ("3\r", "j/k scroll"), ("z", "j/k scroll"), ("?", "─ Keys ─"), ("3\ro", "─ Contents ─"),
    ("4f", "─ Links ─"),
    ("/ev", " /ev"), ("3/event\r", "n/N next"), ("s", "Search all pages:"),
    ("sevent", "Search all pages: event"),
  ]

  @Test(arguments: screens.map(\.keys), [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT])
  func aSignalOnAnyScreenGivesTheTerminalBack(keys: String, number: Int32) throws {
    let terminal = try started()
    terminal.send(keys)
    let sign = try #require(Self.screens.first { $0.keys == keys }?.sign)
    #expect(terminal.wait(for: sign), "\(terminal.text)")
    terminal.signal(number)
    #expect(terminal.ended() == (number == SIGSEGV || number == SIGABRT ? 128 + number : 0))
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test(arguments: screens.map(\.keys))
  func anyScreenComesBackAfterASuspension(keys: String) throws {
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
  func aFallGivesTheTerminalBack(number: Int32) throws {
    let terminal = try started()
    terminal.send("/x")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /x") })
    terminal.signal(number)
    #expect(terminal.ended() == 128 + number)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
    #expect(terminal.text.contains("it fell over a fault of its own; the terminal is yours again"))
  }

  @Test(arguments: [SIGUSR1, SIGUSR2, SIGALRM])
  func anotherSignalLeavesNothing(number: Int32) throws {
    let terminal = try started()
    terminal.signal(number)
    terminal.send("q")
    #expect(terminal.ended() != nil)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func aBrokenPipeIsNoEnd() throws {
    let terminal = try started()
    terminal.signal(SIGPIPE)
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func suspendedItGivesTheTerminalBackAndComesAgain() throws {
    let terminal = try started(isJob: true)
    let process = terminal.process
    for _ in 0..<3 {
      terminal.send("\u{1A}")
      #expect(terminal.wait { $0.processState == "T" && $0.leftovers.isEmpty })
      #expect(!terminal.text.contains("j/k select"))
      kill(process, SIGCONT)
      #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
      #expect(terminal.wait { $0.isAlternate && $0.hasMouse && !$0.isCursorVisible })
      #expect(terminal.bracketsPastes)
      #expect(terminal.modesNow != terminal.modesBefore)
      terminal.send("2")
      #expect(terminal.wait { $0.line(1).contains("┌ Openlane") || $0.text.contains("▸ ") })
    }
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func aSuspendedOneSeesANewSize() throws {
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
  func aTerminalThatVanishesEndsIt(keys: String) throws {
    let terminal = try started()
    terminal.send(keys)
    terminal.vanish()
    #expect(terminal.ended() != nil)
    #expect(terminal.processorTime < 0.5, "it must not turn in a circle until a deadline")
  }
}
