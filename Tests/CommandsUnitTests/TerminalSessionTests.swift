import Curses
import Markdown
import PortfolioModel
import PortfolioUI
import TerminalText
import Testing
import Visit

@testable import Commands

/// A session on a terminal: its bytes, its effects and its time, on a screen that records the frames.
struct TerminalSessionTests {
  private let time = ManualClock()
  private let screen = RecordingScreen()
  private let limits = VisitLimits(idle: .seconds(100), warning: .seconds(30), age: .seconds(1000))
  private let begin = TerminalControl.begin(mouse: true)
  private let end = TerminalControl.end + "<end>" + TerminalControl.showCursor

  /// - Parameter limits: nil for a session of the owner.
  private func makeSession(_ limits: VisitLimits?, on screen: RecordingScreen? = nil) -> TerminalSession {
    let portfolio = Portfolio([
      "index.md": "# Hello\n\nSee [an address](https://example.org/).\n",
      "notes/one.md": "# One\n\n\(String(repeating: "Text.\n\n", count: 50))## Last\n\nMore.\n",
      "notes/two.md": "# Two\n\nText.\n",
    ])
    let configuration = State.Configuration(
      portfolio: portfolio, size: Size(columns: 80, rows: 24), command: "ssh -t host", opensLinks: true
    ) { $0.document }
    let session = TerminalSession(
      State(configuration), screen: screen ?? self.screen, limits: limits
    ) { [time] in time.now }
    session.begin()
    return session
  }

  // MARK: Begin and end

  @Test func beginsWithTheModesAndAFrame() {
    let session = makeSession(nil)
    #expect(session.hasOutput)
    #expect(session.nextText() == begin + "<frame 1>")
    #expect(!session.hasOutput)
    #expect(screen.text.contains("Hello"))
  }

  @Test func endsWithTheModesRestored() {
    let session = makeSession(nil)
    _ = session.nextOutput()
    session.receive("q")
    #expect(session.ending == .finished(status: 0))
    #expect(session.nextText() == end)
    #expect(session.nextText() == "")
  }

  @Test func sendsNoSequencesToATerminalThatMayNotKnowThem() {
    let screen = RecordingScreen(isXtermLike: false)
    let session = makeSession(nil, on: screen)
    #expect(session.nextText() == "<frame 1>")
    session.receive("yMM")
    #expect(session.nextText() == "<frame 2>")
    session.receive("q")
    #expect(session.nextText() == "<end>")
  }

  @Test func continuesAfterItsEndWithEveryCellPainted() {
    let session = makeSession(nil)
    _ = session.nextOutput()
    session.end()
    session.end()
    #expect(session.nextText() == end)
    session.begin()
    #expect(session.nextText() == begin + "<invalidate><frame 2>")
    #expect(session.ending == nil)
  }

  @Test func endsWithTheInput() {
    let session = makeSession(limits)
    session.endInput()
    #expect(session.ending == .finished(status: 0))
  }

  // MARK: Frames

  @Test func drawsAFrameOnlyWhenOutputIsAskedFor() {
    let session = makeSession(nil)
    _ = session.nextOutput()
    for _ in 0..<10 { session.receive("j") }
    session.resize(columns: 90, rows: 30)
    #expect(screen.frames.count == 1)
    #expect(session.nextText() == "<frame 2>")
    #expect(session.nextText() == "")
    #expect(screen.frames.last?.lines.count == 30)
    #expect(screen.frames.last?.lines.first?.columns == 90)
  }

  @Test func limitsTheSizeThatAClientReports() {
    let session = makeSession(limits)
    session.resize(columns: 100_000, rows: -1)
    _ = session.nextOutput()
    #expect(screen.frames.last?.lines.count == 24)
    #expect(screen.frames.last?.lines.first?.columns == 80)
  }

  @Test func showsAnAnnouncement() {
    let session = makeSession(limits)
    session.announce("Something \u{1B}[31mhappened")
    _ = session.nextOutput()
    #expect(screen.text.contains("Something ␛[31mhappened"))
  }

  // MARK: Effects

  @Test func redrawsEveryCell() {
    let session = makeSession(nil)
    _ = session.nextOutput()
    session.receive("\u{0C}")
    #expect(session.nextText() == "<invalidate><frame 2>")
  }

  @Test func copiesTheAddress() {
    let session = makeSession(nil)
    _ = session.nextOutput()
    session.receive("y")
    #expect(session.nextText() == TerminalControl.copy(ClipboardText("ssh -t host")) + "<frame 2>")
  }

  @Test func leavesTheMouseToTheTerminalUntilItIsTakenBack() {
    let session = makeSession(nil)
    _ = session.nextOutput()
    session.receive("M")
    #expect(session.nextText() == TerminalControl.mouse(false) + "<frame 2>")
    session.end()
    _ = session.nextOutput()
    session.begin()
    #expect(session.nextText() == TerminalControl.begin(mouse: false) + "<invalidate><frame 3>")
    session.receive("M")
    #expect(session.nextText() == TerminalControl.mouse(true) + "<frame 4>")
  }

  @Test func theOwnerCanSuspendTheProgram() {
    let session = makeSession(nil)
    session.receive("\u{1A}")
    #expect(session.removeRequests() == [.suspend])
    #expect(session.removeRequests() == [])
    session.suspend()
    #expect(session.removeRequests() == [.suspend])
  }

  @Test func aVisitorCannotSuspendTheProgram() {
    let session = makeSession(limits)
    session.receive("\u{1A}")
    #expect(session.removeRequests() == [])
    _ = session.nextOutput()
    #expect(screen.text.contains("There is no shell to return to; q quits"))
    session.suspend()
    #expect(session.removeRequests() == [])
  }

  @Test func theOwnerCanOpenAnAddress() throws {
    let session = makeSession(nil)
    session.receive("f\r")
    guard case .open(let link)? = session.removeRequests().first else {
      Issue.record("the address was not opened")
      return
    }
    #expect(link.address == "https://example.org/")
  }

  @Test func aVisitorCannotOpenAnAddress() {
    let session = makeSession(limits)
    session.receive("f\r")
    #expect(session.removeRequests() == [])
    #expect(session.ending == nil)
  }

  // MARK: Time

  @Test func theOwnerHasUnlimitedTime() {
    let session = makeSession(nil)
    #expect(session.timeout == nil)
    time.advance(by: .seconds(1_000_000))
    session.elapse()
    #expect(session.ending == nil)
  }

  @Test func anEscapeCharacterIsAKeyIfNothingFollows() {
    let session = makeSession(nil)
    session.receive("?")
    _ = session.nextOutput()
    #expect(screen.text.contains("─ Keys ─"))
    session.receive("\u{1B}")
    _ = session.nextOutput()
    #expect(screen.text.contains("─ Keys ─"))
    #expect(session.timeout.map { $0 > .zero && $0 < .milliseconds(100) } == true)
    session.elapse()
    _ = session.nextOutput()
    #expect(!screen.text.contains("─ Keys ─"))
    #expect(session.timeout == nil)
  }

  @Test func aVisitorIsWarnedAndThenTheVisitEnds() {
    let session = makeSession(limits)
    _ = session.nextOutput()
    #expect(session.timeout == .seconds(70))
    time.advance(by: .seconds(70))
    session.elapse()
    _ = session.nextOutput()
    #expect(screen.text.contains("The visit ends soon unless a key is pressed"))
    #expect(session.ending == nil)
    #expect(session.timeout == .seconds(30))
    time.advance(by: .seconds(30))
    session.elapse()
    #expect(session.ending == .idle)
    #expect(
      session.nextText() == end + "The visit ended because no key was pressed for a long time. "
        + "To return to this page: ssh -t host\r\n")
  }

  @Test func aKeyRestartsTheIdleTime() {
    let session = makeSession(limits)
    time.advance(by: .seconds(70))
    session.elapse()
    session.receive("j")
    #expect(session.timeout == .seconds(70))
    _ = session.nextOutput()
    #expect(!screen.text.contains("The visit ends soon"))
    time.advance(by: .seconds(69))
    session.elapse()
    #expect(session.ending == nil)
  }

  @Test func aVisitEndsAtItsMaximumLength() {
    let session = makeSession(limits)
    for _ in 0..<20 {
      time.advance(by: .seconds(50))
      session.receive("j")
    }
    session.elapse()
    #expect(session.ending == .expired)
    #expect(session.nextText().contains("The visit ended because it reached its maximum length. "))
  }

  @Test func theEndSaysHowToReturnToThePage() {
    let session = makeSession(limits)
    session.receive("j\r")
    session.conclude("The service stops.")
    #expect(session.ending == .concluded)
    #expect(
      session.nextText().hasSuffix("The service stops. To return to this page: ssh -t host notes/one\r\n"))
  }

  @Test func nothingHappensAfterTheEnd() {
    let session = makeSession(limits)
    session.conclude("First.")
    _ = session.nextOutput()
    session.conclude("Second.")
    session.receive("y")
    session.endInput()
    session.announce("Third.")
    time.advance(by: .seconds(10_000))
    session.elapse()
    #expect(session.ending == .concluded)
    #expect(session.nextText() == "")
  }
}
