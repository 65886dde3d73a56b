import Testing

@testable import SSHServer
@testable import Visit

/// The defaults of limits, and the counters that enforce them.
struct LimitTests {
  @Test func theDefaultsAreConsistent() {
    let limits = ServiceLimits()
    #expect(limits.perSource <= limits.visitors && limits.halfOpenPerSource <= limits.halfOpen)
    #expect(limits.visit.warning < limits.visit.idle && limits.visit.idle < limits.visit.age)
  }

  @Test func whatAClientRepeatsTooOftenIsTooMuch() {
    let notes: [(most: Int, note: (inout RequestTally) -> Void)] = [
      (FixedLimits.authenticationTries, { $0.authenticate() }),
      (FixedLimits.refusedOpens, { $0.refuseOpen() }),
      (FixedLimits.environmentRequests, { $0.setEnvironment() }),
      (FixedLimits.refusedRequests, { $0.refuse() }),
    ]
    for (most, note) in notes {
      var tally = RequestTally()
      for _ in 0..<most {
        note(&tally)
        #expect(!tally.isExcessive)
      }
      note(&tally)
      #expect(tally.isExcessive)
    }
    // A little of everything is not too much of anything.
    var tally = RequestTally()
    for (most, note) in notes { for _ in 0..<most { note(&tally) } }
    #expect(!tally.isExcessive)
  }

  @Test func pausesUntilTheEndOfTheSecondInWhichTooMuchCame() {
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
