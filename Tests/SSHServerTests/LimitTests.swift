import Commands
import Testing

@testable import SSHServer

/// The tables and counters of limits.
struct LimitTests {
  @Test func everyRowIsAnOptionOfItsOwn() {
    #expect(Set(Limits.all.map(\.name)).count == Limits.all.count)
    for limit in Limits.all {
      #expect(limit.name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }, "\(limit.name)")
      #expect(!limit.help.isEmpty && limit.help.count < 70)
    }
  }

  @Test func everyFieldHasARow() {
    #expect(Mirror(reflecting: Limits()).children.count == Limits.all.count)
    for limit in Limits.all {
      var limits = Limits()
      limits[keyPath: limit.field] += 1
      let changed = Limits.all.filter { limits[keyPath: $0.field] != Limits()[keyPath: $0.field] }
      #expect(changed.map(\.name) == [limit.name])
    }
  }

  @Test func everyRangeHoldsWhatHoldsWithoutAWord() {
    for limit in Limits.all { #expect(limit.range.contains(Limits()[keyPath: limit.field]), "\(limit.name)") }
  }

  @Test func theLimitsFitEachOther() {
    let limits = Limits()
    #expect(limits.perSource <= limits.visitors && limits.halfOpenPerSource <= limits.halfOpen)
    #expect(limits.idleWarning < limits.idle && limits.idle < limits.age)
  }

  /// A visitor of sshd's stays as long as one of the service's.
  @Test func bothWaysToServeHaveTheSame() {
    let (limits, own) = (Limits(), VisitLimits())
    #expect(own.idle == limits.idle * 1000 && own.warning == limits.idleWarning * 1000)
    #expect(own.age == limits.age * 1000)
  }

  @Test func whatAClientRepeatsTooOftenIsTooMuch() {
    let notes: [(most: Int, note: (inout RequestTally) -> Void)] = [
      (Limits.authenticationTries, { $0.authenticate() }), (Limits.refusedOpens, { $0.refuseOpen() }),
      (Limits.environmentRequests, { $0.setEnvironment() }), (Limits.refusedRequests, { $0.refuse() }),
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
