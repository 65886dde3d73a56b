import Foundation
import Testing

@testable import TerminalEmulator

/// Input of a real terminal: what `Tests/PortfolioUITests/InputParserTests.swift` tests byte by byte arrives
/// through the pty, with its timing and its sizes.
struct InputTests {
  private func started(_ keys: String = "") throws -> Terminal {
    let terminal = try Terminal(columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    terminal.send(keys)
    return terminal
  }

  /// Checks that keys work, and that nothing is typed into the prompt before them.
  private func expectResponsive(_ terminal: Terminal) {
    terminal.send("/zq")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /zq ") }, "\(terminal.text)")
    terminal.send("\u{3}")
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  /// Device attributes, a cursor position, a colour, focus, and an X10 mouse report.
  private static let replies = [
    "\u{1B}[?64;1;2;6;22c", "\u{1B}[24;80R", "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[I", "\u{1B}[<-1;-5;-5M", "\u{1B}[M !!",
  ]

  @Test func doesNotTypeRepliesIntoAPrompt() throws {
    let terminal = try started("/ev")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /ev ") })
    for reply in Self.replies { terminal.send(reply) }
    terminal.send("en")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /even ") }, "\(terminal.line(29))")
  }

  @Test(arguments: [
    "\u{1B}[" + String(repeating: "1;", count: 500_000) + "m",
    "\u{1B}P" + String(repeating: "q\u{3}", count: 500_000) + "\u{1B}\\",
  ])
  func ignoresASequenceOfAnyLength(sequence: String) throws {
    let terminal = try started()
    terminal.send(sequence)
    expectResponsive(terminal)
  }

  @Test func readsKeysASecondAfterAStringWithoutAnEnd() throws {
    let terminal = try started("\u{1B}]")
    let end = Date(timeIntervalSinceNow: 1.1)
    while Date() < end { terminal.readOutput(withinMilliseconds: 100) }
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  @Test func readsUTF8ByteByByte() throws {
    let terminal = try started("/")
    for bytes: [UInt8] in [[0xFF, 0xFE], [0xC3], [0x61], [0xF0, 0x9F, 0x98], [0x62]] { terminal.send(bytes) }
    for byte in "é漢😀".utf8 { terminal.send([byte]) }
    #expect(terminal.wait { $0.line(29).hasPrefix(" /abé漢😀") }, "\(terminal.line(29))")
  }

  @Test func readsSequencesByteByByte() throws {
    let terminal = try started()
    for byte in "\u{1B}[B\u{1B}[B\u{1B}OA\u{1B}[<64;2;3M\u{1B}[5~".utf8 { terminal.send([byte]) }
    expectResponsive(terminal)
  }

  // MARK: Extended keys

  /// Each key is pressed, repeated or not, and let go, as kitty reports it with all its flags set.
  private func pressInKittysProtocol(_ keys: [String], _ terminal: Terminal) {
    for key in keys { terminal.send("\u{1B}[\(key)u\u{1B}[\(key.prefix { $0 != ";" });1:3u") }
  }

  @Test func readsASessionInKittysKeyboardProtocol() throws {
    let terminal = try started()
    // 3, Enter.
    pressInKittysProtocol(["51;1;51", "13"], terminal)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    // /, Shift and Aé.
    pressInKittysProtocol(["47", "57441;2", "97:65;2;65", "233;;233"], terminal)
    #expect(terminal.wait { $0.line(29).hasPrefix(" /Aé ") }, "\(terminal.line(29))")
    // Backspace, Esc.
    pressInKittysProtocol(["127", "127", "101", "118", "27"], terminal)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") }, "\(terminal.line(29))")
    pressInKittysProtocol(["113"], terminal)
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test(arguments: ["113u", "113;1u", "113;129:1u", "99;5u", "27;5;99~", "27;1;113~", "99;5:2u", "81;2u"])
  func anExtendedKeyQuits(sequence: String) throws {
    let terminal = try started("\u{1B}[\(sequence)")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func lettingAKeyGoDoesNothing() throws {
    let terminal = try started("\u{1B}[113;1:3u\u{1B}[99;5:3u\u{1B}[1;1:3B\u{1B}[13;1:3u")
    expectResponsive(terminal)
  }

  // MARK: Pastes

  private static let longPaste = String(repeating: "q\u{3}\u{1B}Q x\r", count: 1 << 17)

  @Test func aBracketedPasteIsIgnoredOutsideAPrompt() throws {
    let terminal = try started("\u{1B}[200~" + Self.longPaste + "\u{1B}[201~")
    expectResponsive(terminal)
  }

  @Test func aBracketedPasteIsTextInAPrompt() throws {
    let terminal = try started("/")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /") })
    terminal.send("\u{1B}[200~ab\u{3}q\u{1B}[Ac" + "\u{1B}[201~d")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /abq[Acd ") }, "\(terminal.line(29))")
    terminal.send("\u{15}\u{1B}[200~" + Self.longPaste + "\u{1B}[201~")
    #expect(terminal.wait { $0.line(29).contains("qQ x") && $0.isCursorVisible })
    terminal.send("\u{15}ok")
    #expect(terminal.wait { $0.line(29).hasPrefix(" /ok ") })
  }

  @Test func aPasteWithoutBracketsIsReadAsKeys() throws {
    let terminal = try started()
    terminal.send(Self.longPaste)
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
