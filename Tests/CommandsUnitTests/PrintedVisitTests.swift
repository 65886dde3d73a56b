import Testing
import Visit

@testable import Commands

struct PrintedVisitTests {
  private let output = Array("a\nb\n".utf8)
  private let error = Array("portfolio-tui: wrong\n".utf8)

  @Test func separatesOutputAndErrorsInAPipe() {
    let visit = PrintedVisit(output: output, error: error, status: 2, isTerminal: false)
    #expect(visit.ending == .finished(status: 2))
    #expect(visit.nextOutput() == output)
    #expect(visit.nextError() == error)
    #expect(visit.nextOutput().isEmpty && visit.nextError().isEmpty)
  }

  @Test func writesErrorsAfterTheOutputOnATerminal() {
    let visit = PrintedVisit(output: output, error: error, status: 1, isTerminal: true)
    #expect(visit.nextText() == "a\r\nb\r\nportfolio-tui: wrong\r\n")
    #expect(visit.nextError().isEmpty)
  }

  @Test func ignoresInputAndTime() {
    let visit = PrintedVisit(output: output, error: [], status: 0, isTerminal: true)
    visit.receive("q")
    visit.resize(columns: 1, rows: 1)
    visit.announce("x")
    visit.elapse()
    visit.endInput()
    #expect(visit.timeout == nil)
    #expect(visit.ending == .finished(status: 0))
    #expect(visit.nextText() == "a\r\nb\r\n")
  }

  @Test func canBeConcluded() {
    let visit = PrintedVisit(output: output, error: [], status: 0, isTerminal: false)
    visit.conclude("The service stops.")
    #expect(visit.ending == .concluded)
  }
}
