import PortfolioUI
import Testing

/// Bytes of a terminal, and the events that they are.
struct InputParserTests {
  /// Parses bytes and then waits for the rest of what is incomplete.
  private static func events(_ bytes: [UInt8]) -> [String] {
    var parser = InputParser()
    return (parser.parse(bytes) + parser.flush()).filter { event in
      // A reply is no input; TerminalReplyTests are about what it changes.
      if case .reply = event { return false }
      return true
    }.map(description)
  }

  private static func events(_ text: String) -> [String] { events(Array(text.utf8)) }

  /// A key in its notation, `other` for one without a meaning; a paste in quotes; `click@ROW,COLUMN` for the
  /// mouse.
  static func description(of event: Event) -> String {
    switch event {
    case .key(.other): "other"
    case .key(let key): key.notation
    case .paste(let text): "\"\(text)\""
    case .mouse(let mouse):
      switch mouse.kind {
      case .press: "click@\(mouse.row),\(mouse.column)"
      case .wheelUp: "wheel-up@\(mouse.row),\(mouse.column)"
      case .wheelDown: "wheel-down@\(mouse.row),\(mouse.column)"
      }
    default: "unexpected"
    }
  }

  // MARK: Keys

  @Test(arguments: [
    ("q", "q"), ("Q", "Q"), (" ", "space"), ("é漢😀", "é 漢 😀"), ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"),
    ("\u{7F}", "Backspace"), ("\u{8}", "Backspace"), ("\u{3}", "^C"), ("\u{1}", "^A"), ("\u{1A}", "^Z"),
    ("\u{1C}\u{1D}\u{1E}\u{1F}", "^\\ ^] ^^ ^_"), ("\u{0}", ""), ("\u{1B}", "Esc"),
    ("\u{1B}\u{1B}", "Esc Esc"),
    ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", "↑ ↓ → ←"), ("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", "↑ ↓ → ←"),
    ("\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF", "Home End Home End"), ("\u{1B}[1~\u{1B}[4~", "Home End"),
    ("\u{1B}[7~\u{1B}[8~", "Home End"), ("\u{1B}[5~\u{1B}[6~\u{1B}[3~", "PgUp PgDn Del"),
    ("\u{1B}[Z", "S-Tab"), ("\u{1B}OM\u{1B}OI", "Enter Tab"), ("\u{1B}[1;5A\u{1B}[5;2~", "↑ PgUp"),
    ("\u{1B}OP\u{1B}[15~\u{1B}[[A\u{1B}[2~", "other other other other"), ("\u{1B}x", "other"),
    ("\u{1B}\r", "Enter"), ("\u{1B}é", "é"),
  ])
  func parsesKeys(bytes: String, expected: String) {
    #expect(Self.events(bytes).joined(separator: " ") == expected)
  }

  /// An ESC in the middle of a sequence begins another one, whose bytes are not typed.
  @Test(arguments: ["\u{1B}", "\u{1B}O", "\u{1B}[", "\u{1B}[1;5", "\u{1B}[[", "\u{1B}[M", "\u{1B}[M !"])
  func parsesASequenceAfterAnIncompleteOne(start: String) {
    #expect(Self.events(start + "\u{1B}[B").last == "↓")
    #expect(Self.events(start + "\u{1B}[B").allSatisfy { ["↓", "Esc"].contains($0) })
  }

  @Test func cancelEndsASequence() {
    #expect(Self.events("\u{1B}[1;\u{18}a\u{1B}[2\u{1A}b\u{1B}]0;x\u{18}c") == ["a", "b", "c"])
  }

  @Test func parsesSequencesInPieces() {
    let bytes = Array("\u{1B}[B\u{1B}OA\u{1B}[<64;2;3M\u{1B}[5~é\u{1B}[113;1:2u\u{1B}[200~x\u{1B}[201~".utf8)
    var parser = InputParser()
    let events = bytes.flatMap { parser.parse([$0]) }
    #expect(!parser.isPending)
    #expect(events.map(Self.description) == ["↓", "↑", "wheel-up@2,1", "PgUp", "é", "q", "\"x\""])
  }

  @Test(
    arguments: [
      [0xFF, 0xFE], [0x80, 0x80, 0xBF], [0xC3], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xC2, 0x9B], [0x00, 0x00], [0xF8, 0x88],
    ] as [[UInt8]])
  func dropsInvalidUTF8AndNoCharacterAfterIt(bytes: [UInt8]) {
    #expect(Self.events(bytes + [0x61]) == ["a"])
    #expect(Self.events(bytes + Array("é".utf8)).last == "é")
  }

  // MARK: Replies

  /// Replies to requests of other programs, and reports that the program has no use for.
  static let replies = [
    "\u{1B}[?64;1;2;6;22c", "\u{1B}[>41;354;0c", "\u{1B}P!|00000000\u{1B}\\", "\u{1B}[24;80R",
    "\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}[?2026;2$y",
    "\u{1B}P>|XTerm(354)\u{1B}\\", "\u{1B}[?0u", "\u{1B}[?1u", "\u{1B}[I", "\u{1B}[O", "\u{1B}[8;30;100t",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[?997;1n", "\u{1B}[0n", "\u{1B}[>4;2m",
    "\u{1B}[201~", "\u{1B}[M !!", "\u{1B}[32;10;10M", "\u{1B}[ q", "\u{1B}[1$~", "\u{1B}[=1u",
  ]

  @Test(arguments: replies)
  func ignoresReplies(reply: String) {
    #expect(Self.events(reply) == [])
    #expect(Self.events(reply + "x") == ["x"])
  }

  @Test(arguments: [
    "\u{1B}[" + String(repeating: "1;", count: 500_000) + "m",
    "\u{1B}[" + String(repeating: "9", count: 1_000_000) + "A",
    "\u{1B}]52;c;" + String(repeating: "q", count: 1_000_000) + "\u{07}",
    "\u{1B}P" + String(repeating: "q\u{3}", count: 500_000) + "\u{1B}\\",
    "\u{1B}_" + String(repeating: "q", count: 100_000) + "\u{1B}\\",
  ])
  func ignoresASequenceOfAnyLength(sequence: String) {
    #expect(Self.events(sequence + "x") == ["x"])
  }

  // MARK: Time

  @Test func waitsBrieflyAfterEscape() {
    var parser = InputParser()
    #expect(parser.parse([0x1B]).isEmpty && parser.isPending)
    #expect(parser.pendingDelay < .milliseconds(100))
    #expect(parser.flush().map(Self.description) == ["Esc"])
    #expect(!parser.isPending)
  }

  /// Alt and one of these characters begins a string as well: without a limit no key would work any more.
  @Test(arguments: ["\u{1B}]", "\u{1B}P", "\u{1B}_", "\u{1B}^", "\u{1B}X", "\u{1B}]\u{1B}"])
  func abandonsAStringWithoutAnEnd(start: String) {
    var parser = InputParser()
    #expect(parser.parse(Array((start + "text").utf8)).isEmpty && parser.isPending)
    #expect(parser.pendingDelay == .seconds(1))
    #expect(parser.flush().isEmpty && !parser.isPending)
    #expect(parser.parse([0x71]).map(Self.description) == ["q"])
  }

  // MARK: Mouse

  @Test(arguments: [
    ("\u{1B}[<0;1;1M", "click@0,0"), ("\u{1B}[<0;20;3M", "click@2,19"), ("\u{1B}[<0;20;3m", ""),
    ("\u{1B}[<64;5;6M", "wheel-up@5,4"), ("\u{1B}[<65;5;6M", "wheel-down@5,4"),
    ("\u{1B}[<28;5;6M", "click@5,4"), ("\u{1B}[<2;5;6M", ""), ("\u{1B}[<32;5;6M", ""),
    ("\u{1B}[<66;5;6M", ""),
    ("\u{1B}[<0;2147483648;2147483648M", "click@9999,9999"), ("\u{1B}[<0;2147483648;2147483648m", ""),
    ("\u{1B}[<64;99999999999999999999;99999999999999999999M", "wheel-up@9999,9999"),
    ("\u{1B}[<0;0;0M", "click@0,0"), ("\u{1B}[<;;M", "click@0,0"), ("\u{1B}[<-1;-5;-5M", ""),
    ("\u{1B}[<0;1M", ""), ("\u{1B}[<0;-9223372036854775808;1M", ""),
    ("\u{1B}[<0;1;-9223372036854775808M", ""),
    ("\u{1B}[<-9223372036854775808;9223372036854775807;9223372036854775807M", ""),
  ])
  func parsesMouseReports(bytes: String, expected: String) {
    #expect(Self.events(bytes).joined(separator: " ") == expected)
  }

  // MARK: Pastes

  @Test func aBracketedPasteIsOneEvent() {
    #expect(Self.events("\u{1B}[200~ab\u{3}q\u{1B}[Ac\u{1B}[201~d") == ["\"ab\u{3}q\u{1B}[Ac\"", "d"])
  }

  @Test func limitsAPasteAndFindsItsEnd() {
    let long = String(repeating: "q\u{3}\u{1B}Q x\r", count: 1 << 17)
    let events = Self.events("\u{1B}[200~" + long + "\u{1B}[201~d")
    #expect(events.count == 2)
    #expect(events[0].count > 4000 && events[0].count < 4200)
    #expect(long.hasPrefix(events[0].dropFirst().prefix(4000)))
    #expect(events[1] == "d")
  }

  @Test func aPasteWithoutAnEndIsPastedAfterAWhile() {
    var parser = InputParser()
    #expect(parser.parse(Array("\u{1B}[200~abc".utf8)).isEmpty)
    #expect(parser.pendingDelay == .seconds(1))
    #expect(parser.flush().map(Self.description) == ["\"abc\""])
    #expect(parser.parse([0x71]).map(Self.description) == ["q"])
  }
}
