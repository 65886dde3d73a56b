import Foundation
import Testing

@testable import TerminalEmulator

/// What a terminal may send, and what must come of it.
struct InputTests {
  private func started(_ keys: String = "") throws -> Terminal {
    let terminal = try Terminal(columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    terminal.send(keys)
    return terminal
  }

  /// That it still does what it is told, and typed nothing meanwhile.
  private func expectResponsive(_ terminal: Terminal) {
    terminal.send("/zq")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /zq ") }, "\(terminal.text)")
    terminal.send("\u{3}")
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  private static let answers = [
    "\u{1B}[?64;1;2;6;22c", "\u{1B}[>41;354;0c", "\u{1B}P!|00000000\u{1B}\\", "\u{1B}[24;80R",
    "\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}[?2026;2$y",
    "\u{1B}P>|XTerm(354)\u{1B}\\", "\u{1B}[?0u", "\u{1B}[113;5u", "\u{1B}[I", "\u{1B}[O", "\u{1B}[8;30;100t",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[?997;1n", "\u{1B}[0n",
    "\u{1B}[<0;2147483648;2147483648M", "\u{1B}[<0;2147483648;2147483648m",
    "\u{1B}[<64;99999999999999999999;99999999999999999999M", "\u{1B}[<0;0;0M", "\u{1B}[<-1;-5;-5M",
    "\u{1B}[<;;M", "\u{1B}[<0;-9223372036854775808;1M", "\u{1B}[<0;1;-9223372036854775808M",
    "\u{1B}[<-9223372036854775808;9223372036854775807;9223372036854775807M",
  ]

  @Test(arguments: answers)
  func anAnswerIsNotAKey(answer: String) throws {
    let terminal = try started(answer)
    expectResponsive(terminal)
  }

  @Test func answersAreNotTypedIntoAPrompt() throws {
    let terminal = try started("/ev")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /ev ") })
    for answer in Self.answers { terminal.send(answer) }
    terminal.send("en")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /even ") }, "\(terminal.line(29))")
  }

  @Test func anOldMouseReportIsNotTyped() throws {
    let terminal = try started("/ev")
    terminal.send("\u{1B}[M !!")
    terminal.send("en")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /ev") && $0.line(29).contains("en ") })
    #expect(terminal.line(29).hasPrefix(" /even "), "\(terminal.line(29))")
  }

  @Test(arguments: [
    "\u{1B}[" + String(repeating: "1;", count: 500_000) + "m",
    "\u{1B}[" + String(repeating: "9", count: 1_000_000) + "A",
    "\u{1B}]52;c;" + String(repeating: "q", count: 1_000_000) + "\u{07}",
    "\u{1B}P" + String(repeating: "q\u{3}", count: 500_000) + "\u{1B}\\",
    "\u{1B}_" + String(repeating: "q", count: 100_000) + "\u{1B}\\",
  ])
  func aSequenceWithoutAnEndIsReadToItsEnd(sequence: String) throws {
    let terminal = try started()
    terminal.send(sequence)
    expectResponsive(terminal)
  }

  /// Alt and one of these letters begins such a string: then no key, not even ^C, does anything.
  @Test(arguments: ["\u{1B}]", "\u{1B}P", "\u{1B}_", "\u{1B}^", "\u{1B}X", "\u{1B}[200~"])
  func silenceEndsAStringWithoutAnEnd(start: String) throws {
    let terminal = try started(start)
    let end = Date(timeIntervalSinceNow: 1.1)
    while Date() < end { terminal.takeWithin(milliseconds: 100) }
    terminal.send("q")
    terminal.takeWithin(milliseconds: 1000)
    #expect(!terminal.isAlternate)
  }

  @Test func whatIsNoUTF8IsDropped() throws {
    let terminal = try started("/")
    for bytes: [UInt8] in [
      [0xFF, 0xFE], [0x80, 0x80, 0xBF], [0xC3], [0x61], [0xF0, 0x9F, 0x98], [0x62], [0xC0, 0xAF],
      [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC2, 0x9B], [0x00, 0x00], [0x63],
    ] { terminal.send(bytes) }
    #expect(terminal.wait { $0.line(29).hasPrefix(" /abc ") }, "\(terminal.line(29))")
    terminal.send("\u{15}")
    for byte in "é漢😀".utf8 { terminal.send([byte]) }
    #expect(terminal.wait { $0.line(29).hasPrefix(" /é漢😀") }, "\(terminal.line(29))")
  }

  @Test func splitSequencesAreWhole() throws {
    let terminal = try started()
    for byte in "\u{1B}[B\u{1B}[B\u{1B}OA\u{1B}[<64;2;3M\u{1B}[5~".utf8 { terminal.send([byte]) }
    expectResponsive(terminal)
  }

  // MARK: Pastes

  private static let bomb = String(repeating: "q\u{3}\u{1B}Q x\r", count: 1 << 17)

  @Test func aPasteInBracketsIsNoKeys() throws {
    let terminal = try started("\u{1B}[200~" + Self.bomb + "\u{1B}[201~")
    expectResponsive(terminal)
  }

  @Test func aPasteInBracketsIsTextInAPrompt() throws {
    let terminal = try started("/")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /") })
    terminal.send("\u{1B}[200~ab\u{3}q\u{1B}[Ac" + "\u{1B}[201~d")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /abq[Acd ") }, "\(terminal.line(29))")
    terminal.send("\u{15}\u{1B}[200~" + Self.bomb + "\u{1B}[201~")
    #expect(terminal.wait { $0.line(29).contains("qQ x") && $0.isCursorVisible })
    terminal.send("\u{15}ok")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /ok ") })
  }

  @Test func aPasteWithoutBracketsIsKeys() throws {
    let terminal = try started()
    terminal.send(Self.bomb)
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test(arguments: ["/", "s"])
  func aPasteWithoutBracketsIsTypedInAPrompt(key: String) throws {
    let terminal = try started(key)
    #expect(terminal.wait { $0.isCursorVisible })
    terminal.send(String(repeating: "q", count: 1 << 20))
    terminal.send("\u{3}")
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") }, "\(terminal.line(29))")
    #expect(terminal.isRunning)
  }
}
