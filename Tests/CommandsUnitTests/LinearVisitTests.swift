import Markdown
import PortfolioModel
import PortfolioUI
import TerminalText
import Testing
import Visit

@testable import Commands

/// A visit line by line: the editing of the line, answers, flow control and time.
struct LinearVisitTests {
  private let time = ManualClock()
  private let limits = VisitLimits(idle: .seconds(100), warning: .seconds(30), age: .seconds(1000))

  /// - Parameter isStarted: whether the first output is already taken.
  private func makeVisit(
    echoes: Bool, limits: VisitLimits? = nil, at place: Place? = nil, isStarted: Bool = true
  ) -> LinearVisit {
    let portfolio = Portfolio([
      "index.md": "# Hello\n\nText.\n", "notes/one.md": "# One\n\nFirst.\n",
      "notes/long.md": "# Long\n\n" + String(repeating: "Many words.\n\n", count: 6000),
    ])
    let session = LinearSession(portfolio, DocumentRenderer(width: 60, theme: .plain)) { $0.document }
    let visit = LinearVisit(
      session, at: place, echoes: echoes, limits: limits, now: { [time] in time.now }
    ) { lines in ANSIEncoder(depth: .none, styles: false, hyperlinks: false).bytes(lines) }
    if isStarted { _ = visit.nextOutput() }
    return visit
  }

  // MARK: Answers

  @Test func beginsWithTheWelcomePageTheListAndAPrompt() {
    let visit = makeVisit(echoes: false, isStarted: false)
    let text = visit.nextText()
    #expect(text.hasPrefix("Hello\n"))
    #expect(text.contains("1. ") && text.hasSuffix("\n> "))
    #expect(!text.contains("\r"))
    #expect(visit.nextText() == "")
  }

  @Test func beginsAtAPlace() {
    let visit = makeVisit(echoes: false, at: Place(page: "notes/one"), isStarted: false)
    #expect(visit.nextText().hasPrefix("One\n"))
  }

  @Test func answersALine() {
    let visit = makeVisit(echoes: false)
    visit.receive("one\n")
    let text = visit.nextText()
    #expect(text.hasPrefix("One\n") && text.hasSuffix("First.\n> "))
  }

  @Test(arguments: ["\n", "\r"])
  func answersWithCarriageReturnsInRawMode(end: String) {
    let visit = makeVisit(echoes: true)
    visit.receive("one" + end)
    let text = visit.nextText()
    #expect(text.hasPrefix("one\r\nOne\r\n") && text.hasSuffix("First.\r\n> "))
  }

  @Test func joinsTheBytesOfALine() {
    let visit = makeVisit(echoes: false)
    visit.receive("o")
    visit.receive("ne")
    #expect(visit.nextText() == "")
    visit.receive("\n")
    #expect(visit.nextText().hasPrefix("One\n"))
  }

  // MARK: Editing

  @Test func echoesASCIIOnly() {
    let visit = makeVisit(echoes: true)
    visit.receive("aé\u{1B}\u{07}\u{00}b")
    #expect(visit.nextText() == "ab")
  }

  @Test func doesNotEchoWhereTheTerminalDoes() {
    let visit = makeVisit(echoes: false)
    visit.receive("abc\u{7F}\u{15}")
    #expect(visit.nextText() == "")
  }

  @Test(arguments: ["\u{7F}", "\u{08}"])
  func erasesACharacter(key: String) {
    let visit = makeVisit(echoes: true)
    visit.receive("onx" + key + "e" + "\n")
    #expect(visit.nextText().hasPrefix("onx\u{08} \u{08}e\r\nOne\r\n"))
    visit.receive(key)
    #expect(visit.nextText() == "")
  }

  @Test func erasesTheLine() {
    let visit = makeVisit(echoes: true)
    visit.receive("abcé\u{15}one\n")
    #expect(visit.nextText().hasPrefix("abc\u{08} \u{08}\u{08} \u{08}\u{08} \u{08}one\r\nOne\r\n"))
  }

  @Test func cutsALineThatIsTooLong() {
    let visit = makeVisit(echoes: true)
    visit.receive(String(repeating: "x", count: 5000))
    #expect(visit.nextText() == String(repeating: "x", count: 1000))
    visit.receive("\u{15}one\n")
    #expect(visit.nextText().contains("\r\nOne\r\n"))
  }

  // MARK: End

  @Test(arguments: ["q\n", "\u{03}", "\u{04}", "abc\u{03}"])
  func endsByKeys(keys: String) {
    let visit = makeVisit(echoes: true)
    visit.receive(keys)
    #expect(visit.ending == .finished(status: 0))
    #expect(visit.nextText().hasSuffix("\r\n"))
  }

  @Test func controlDEndsOnlyOnAnEmptyLine() {
    let visit = makeVisit(echoes: true)
    visit.receive("a\u{04}")
    #expect(visit.ending == nil)
    visit.receive("\u{7F}\u{04}")
    #expect(visit.ending == .finished(status: 0))
  }

  @Test func controlCharactersDoNotEndWithoutRawMode() {
    let visit = makeVisit(echoes: false)
    visit.receive("\u{03}\u{04}")
    #expect(visit.ending == nil)
  }

  @Test func answersTheRestAtTheEndOfTheInput() {
    let visit = makeVisit(echoes: false)
    visit.receive("one")
    visit.endInput()
    #expect(visit.ending == .finished(status: 0))
    #expect(visit.nextText().hasPrefix("One\n"))
  }

  @Test func ignoresInputAfterTheEnd() {
    let visit = makeVisit(echoes: true)
    visit.receive("\u{03}")
    _ = visit.nextOutput()
    visit.receive("one\n")
    visit.endInput()
    #expect(visit.nextText() == "")
  }

  // MARK: Flow control

  @Test func pausesUntilItsOutputIsTaken() {
    let visit = makeVisit(echoes: false)
    // Each answer is longer than the buffer, so the second waits until the first is taken.
    visit.receive("long\nlong\none\n")
    visit.endInput()
    #expect(visit.ending == nil)
    var answers: [String] = []
    while visit.ending == nil || answers.count < 3 {
      let text = visit.nextText()
      if text.isEmpty { break }
      answers.append(text)
    }
    #expect(answers.count == 3)
    #expect(answers.prefix(2).allSatisfy { $0.hasPrefix("Long\n") && $0.utf8.count > 1 << 16 })
    #expect(answers.last?.hasPrefix("One\n") == true)
    #expect(visit.ending == .finished(status: 0))
  }

  @Test func dropsInputBeyondItsBuffer() {
    let visit = makeVisit(echoes: false)
    visit.receive("long\n")
    // The answer waits, so this input is kept, up to 64 KiB.
    for _ in 0..<100 { visit.receive(String(repeating: " \n", count: 1000)) }
    visit.receive("one\n")
    visit.endInput()
    var text = ""
    while case let next = visit.nextText(), !next.isEmpty { text += next }
    #expect(visit.ending == .finished(status: 0))
    #expect(!text.contains("One\n"))
  }

  // MARK: Sentences and time

  @Test func announcesASentenceFiltered() {
    let visit = makeVisit(echoes: true)
    visit.announce("New \u{1B}[31mcontent")
    #expect(visit.nextText() == "\r\nNew ␛[31mcontent\r\n> ")
  }

  @Test func concludesWithASentence() {
    let visit = makeVisit(echoes: false, limits: limits)
    visit.conclude("The service stops.")
    #expect(visit.ending == .concluded)
    #expect(visit.nextText() == "\nThe service stops.\n")
  }

  @Test func warnsAndEndsAnIdleVisit() {
    let visit = makeVisit(echoes: true, limits: limits)
    #expect(visit.timeout == .seconds(70))
    time.advance(by: .seconds(70))
    visit.elapse()
    #expect(
      visit.nextText()
        == "\r\nThe visit ends soon unless something is typed.\r\n> ")
    #expect(visit.timeout == .seconds(30))
    time.advance(by: .seconds(30))
    visit.elapse()
    #expect(visit.ending == .idle)
    #expect(visit.nextText() == "\r\nThe visit ended because nothing was typed for a long time.\r\n")
  }

  @Test func inputRestartsTheIdleTime() {
    let visit = makeVisit(echoes: true, limits: limits)
    time.advance(by: .seconds(99))
    visit.receive("x")
    time.advance(by: .seconds(69))
    visit.elapse()
    #expect(visit.ending == nil)
    #expect(visit.timeout == .seconds(1))
  }

  @Test func endsAVisitOfMaximumLength() {
    let visit = makeVisit(echoes: false, limits: limits)
    for _ in 0..<20 {
      time.advance(by: .seconds(50))
      visit.receive("\n")
    }
    _ = visit.nextOutput()
    visit.elapse()
    #expect(visit.ending == .expired)
    #expect(visit.nextText() == "\nThe visit ended because it reached its maximum length.\n")
  }

  @Test func theOwnerHasUnlimitedTime() {
    let visit = makeVisit(echoes: false)
    #expect(visit.timeout == nil)
    time.advance(by: .seconds(1_000_000))
    visit.elapse()
    #expect(visit.ending == nil)
  }
}
