import Testing

@testable import SSHServer
@testable import Visit

/// What the callbacks record: one terminal, one request, bounded input.
struct ClientRequestTests {
  @Test func aCommandIsRequestedWithTheTerminalBeforeIt() throws {
    var requests = ClientRequests()
    let isTerminalAccepted = requests.setTerminal("xterm", columns: 100, rows: 30)
    let isCommandAccepted = requests.setCommand("ls")
    #expect(isTerminalAccepted && isCommandAccepted)
    let visit = try #require(requests.visit)
    #expect(visit.command == "ls")
    #expect(visit.terminal?.term == "xterm")
    #expect(visit.terminal?.columns == 100 && visit.terminal?.rows == 30)
  }

  @Test func aShellIsARequestWithoutACommand() throws {
    var requests = ClientRequests()
    let isAccepted = requests.setCommand(nil)
    #expect(isAccepted)
    let visit = try #require(requests.visit)
    #expect(visit.command == nil && visit.terminal == nil)
  }

  @Test func aSecondTerminalAndASecondRequestAreRefused() {
    var requests = ClientRequests()
    var answers = [requests.setTerminal("xterm", columns: 1, rows: 1)]
    answers.append(requests.setTerminal("vt100", columns: 2, rows: 2))
    answers.append(requests.setCommand("one"))
    answers.append(requests.setCommand("two"))
    answers.append(requests.setCommand(nil))
    answers.append(requests.setTerminal("linux", columns: 3, rows: 3))
    #expect(answers == [true, false, true, false, false, false])
    #expect(requests.visit?.command == "one")
    #expect(requests.terminal?.term == "xterm")
  }

  @Test func aTerminalAfterTheRequestIsRefused() {
    var requests = ClientRequests()
    let isCommandAccepted = requests.setCommand("ls")
    let isTerminalAccepted = requests.setTerminal("xterm", columns: 1, rows: 1)
    #expect(isCommandAccepted && !isTerminalAccepted)
    #expect(requests.terminal == nil)
  }

  @Test(arguments: [(64, 64), (65, 0), (100_000, 0)])
  func aNameThatIsTooLongForATerminalIsDropped(length: Int, kept: Int) {
    var requests = ClientRequests()
    let isAccepted = requests.setTerminal(String(repeating: "x", count: length), columns: 80, rows: 24)
    #expect(isAccepted)
    #expect(requests.terminal?.term.utf8.count == kept)
  }

  @Test func inputBeyondTheLimitIsDropped() {
    var requests = ClientRequests()
    let piece = [UInt8](repeating: 7, count: 32_768)
    for _ in 0..<100 { piece.withUnsafeBytes { requests.append($0) } }
    #expect(requests.input.count == FixedLimits.inputBytes)
    requests.removeInput()
    #expect(requests.input.isEmpty)
    piece.withUnsafeBytes { requests.append($0) }
    #expect(requests.input == piece)
  }

  @Test func activityIsASizeInputOrItsEnd() {
    var requests = ClientRequests()
    #expect(!requests.hasActivity)
    requests.newSize = (1, 1)
    #expect(requests.hasActivity)
    requests.newSize = nil
    [1].withUnsafeBytes { requests.append($0) }
    #expect(requests.hasActivity)
    requests.removeInput()
    requests.isInputEnded = true
    #expect(requests.hasActivity)
  }
}
