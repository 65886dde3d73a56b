import Testing
import Visit

@testable import Commands

/// The visits that a service creates for the requests of clients, with the bundled content.
struct PortfolioServiceTests {
  private static let content = Result { () throws(Failure) in try ServedContent(folder: nil) }

  private func begin(_ command: String?, terminal: VisitRequest.Terminal? = nil) throws -> any Visit {
    let service = PortfolioService(
      content: try Self.content.get(), terminals: PortfolioService.Terminals(),
      publicName: PublicName("example.com:2222"), limits: VisitLimits())
    return service.begin(VisitRequest(command: command, terminal: terminal), files: NoFiles())
  }

  /// A terminal that never has a screen.
  private let dumb = VisitRequest.Terminal(term: "dumb", columns: 40, rows: 24)

  @Test func printsTheOutputOfACommand() throws {
    let visit = try begin("ls articles")
    #expect(visit.ending == .finished(status: 0))
    let rows = visit.nextText().split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0.hasPrefix("articles/") && $0.count { $0 == "\t" } == 3 })
    #expect(visit.nextError().isEmpty)
  }

  @Test func printsAPageAtTheWidthOfTheTerminal() throws {
    let visit = try begin(
      "cat principles", terminal: VisitRequest.Terminal(term: "dumb", columns: 30, rows: 9))
    let text = visit.nextText()
    #expect(text.hasPrefix("Principles\r\n"))
    #expect(text.split(separator: "\r\n").allSatisfy { $0.count <= 30 })
  }

  /// A row stays free for the prompt of the visitor's shell.
  @Test(arguments: [(80, 24), (60, 12), (100, 40)])
  func fitsTheResumeOnTheTerminal(columns: Int, rows: Int) throws {
    let visit = try begin(
      "resume --fit", terminal: VisitRequest.Terminal(term: "dumb", columns: columns, rows: rows))
    #expect(visit.ending == .finished(status: 0))
    let lines = visit.nextText().split(separator: "\r\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count < rows && lines.count > rows / 2)
    #expect(lines.allSatisfy { $0.count <= columns })
  }

  @Test(arguments: [
    ("nowhere", "portfolio-tui: there is no page 'nowhere'; 'ls' lists them all\n"),
    ("serve", "portfolio-tui: 'serve' is not for visitors\n"),
    ("cat 'x", "portfolio-tui: the quotation mark ' is not closed\n"),
    ("ls x y", "portfolio-tui: unexpected word 'y' after 'ls'; see 'help ls'\n"),
    ("cat \u{1B}[2J", "portfolio-tui: there is no page '␛[2J'; 'ls' lists them all\n"),
  ])
  func reportsErrors(command: String, error: String) throws {
    let visit = try begin(command)
    #expect(visit.ending == .finished(status: 2))
    #expect(visit.nextOutput().isEmpty)
    #expect(String(decoding: visit.nextError(), as: UTF8.self) == error)
  }

  @Test func returnsTheStatusOfASearchWithoutMatches() throws {
    let visit = try begin("grep nothinglikethis")
    #expect(visit.ending == .finished(status: 1))
    #expect(visit.nextOutput().isEmpty && visit.nextError().isEmpty)
  }

  @Test func printsTheWelcomePageWithoutATerminal() throws {
    let visit = try begin(nil)
    #expect(visit.ending == .finished(status: 0))
    #expect(visit.nextText().hasSuffix("'cat PAGE' prints a page; 'help' lists the commands.\n"))
  }

  @Test func beginsTheLinearModeWithoutATerminal() throws {
    let visit = try begin("--linear")
    #expect(visit is LinearVisit)
    #expect(visit.ending == nil)
    #expect(visit.nextText().hasSuffix("\n> "))
    visit.receive("q\n")
    #expect(visit.ending == .finished(status: 0))
    // A client without a terminal has no line discipline, and nothing is echoed.
    #expect(visit.nextText() == "")
  }

  @Test func beginsTheLinearModeOnATerminalWithoutAScreen() throws {
    let visit = try begin(nil, terminal: dumb)
    #expect(visit is LinearVisit)
    #expect(visit.nextText().hasSuffix("\r\n> "))
    visit.receive("q")
    #expect(visit.nextText() == "q")
    #expect(visit.timeout.map { $0 > .seconds(1000) } == true)
  }

  @Test func beginsAtTheRequestedPlace() throws {
    let visit = try begin("principles", terminal: dumb)
    #expect(visit.nextText().hasPrefix("Principles\r\n"))
    #expect(visit.ending == nil)
  }

  /// The files of a screen are opened by `prepare()`. Nothing may be opened later.
  @Test func beginsTheLinearModeIfItWasNotPrepared() throws {
    let terminal = VisitRequest.Terminal(term: "xterm-256color", columns: 80, rows: 24)
    #expect(try begin(nil, terminal: terminal) is LinearVisit)
  }
}

/// A service that refuses every file.
private final class NoFiles: VisitFiles {
  func open(_ number: Int) -> Int32? { nil }
}
