import Testing

@testable import SSHServer
@testable import Visit

/// The defaults of limits, and the values that enforce them.
struct LimitTests {
  @Test func defaultsAreConsistent() {
    let limits = ServiceLimits()
    #expect(limits.perSource <= limits.visitors && limits.halfOpenPerSource <= limits.halfOpen)
    #expect(limits.visit.warning < limits.visit.idle && limits.visit.idle < limits.visit.age)
  }

  @Test(arguments: [
    (RequestTally.Kind.authentication, FixedLimits.authenticationTries),
    (.refusedOpen, FixedLimits.refusedOpens), (.environment, FixedLimits.environmentRequests),
    (.refusedRequest, FixedLimits.refusedRequests),
  ])
  func oneRequestMoreThanTheLimitIsExcessive(kind: RequestTally.Kind, most: Int) {
    var tally = RequestTally()
    for _ in 0..<most {
      tally.count(kind)
      #expect(!tally.isExcessive)
    }
    tally.count(kind)
    #expect(tally.isExcessive)
  }

  @Test func kindsOfRequestsAreCountedApart() {
    var tally = RequestTally()
    for _ in 0..<FixedLimits.authenticationTries { tally.count(.authentication) }
    for _ in 0..<FixedLimits.refusedOpens { tally.count(.refusedOpen) }
    for _ in 0..<FixedLimits.environmentRequests { tally.count(.environment) }
    for _ in 0..<FixedLimits.refusedRequests { tally.count(.refusedRequest) }
    #expect(!tally.isExcessive)
  }

  @Test func aKeepAliveRequestEachSecondIsNotExcessive() {
    var tally = RequestTally()
    for second in 1...3600 {
      tally.age = .seconds(second)
      tally.count(.refusedRequest)
    }
    #expect(!tally.isExcessive)
    for _ in 0...FixedLimits.refusedRequests { tally.count(.refusedRequest) }
    #expect(tally.isExcessive)
  }

  @Test func pausesUntilTheSecondIsOverInWhichTooMuchWasReceived() {
    let start = Instant.now
    var budget = InputBudget(bytesPerSecond: 1000)
    func pause(_ received: UInt64, after milliseconds: Int) -> Duration {
      budget.pause(received: received, now: start + .milliseconds(milliseconds))
    }
    #expect(pause(5_000_000, after: 0) == .zero)
    #expect(pause(5_000_500, after: 1) == .zero)
    #expect(pause(5_001_000, after: 2) == .zero)
    #expect(pause(5_001_001, after: 3) == .milliseconds(997))
    #expect(pause(5_009_999, after: 999) == .milliseconds(1))
    #expect(pause(5_009_999, after: 1000) == .zero)
    #expect(pause(5_010_999, after: 1500) == .zero)
    #expect(pause(5_011_000, after: 1500) == .milliseconds(500))
  }
}
