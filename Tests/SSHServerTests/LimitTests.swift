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

  /// Whether the clock's second was the same all the while.
  private func withinASecond(_ body: () -> Void) -> Bool {
    let second = Clock.milliseconds / 1000
    body()
    return Clock.milliseconds / 1000 == second
  }

  @Test func whoSendsTooMuchInASecondPausesUntilItIsOver() {
    var pauses: [Int] = []
    var isWithin = false
    while !isWithin {
      isWithin = withinASecond {
        var budget = InputBudget(bytesPerSecond: 1000)
        pauses = [5_000_000, 5_000_500, 5_001_000, 5_001_001, 5_009_999].map { budget.pause(received: $0) }
      }
    }
    #expect(pauses[..<3] == [0, 0, 0])
    #expect(pauses[3...].allSatisfy { (1...1000).contains($0) })
  }
}
