import Testing

@testable import SSHServer
@testable import Visit

/// The service ends in steps: time to leave, the order to end, and the kill.
struct DrainTests {
  private let start = Instant.now

  private func at(_ seconds: Int) -> Instant { start + .seconds(seconds) }

  @Test func nothingIsDueBeforeItHasBegun() {
    var drain = Drain()
    #expect(!drain.hasBegun && !drain.hasOrdered)
    #expect(drain.deadline == nil)
    let step = drain.advance(now: at(1000))
    #expect(step == .none)
    #expect(!drain.hasOrdered)
  }

  @Test func visitorsAreOrderedToEndWhenTheirTimeIsOver() {
    var drain = Drain()
    drain.begin(now: at(0), limit: .seconds(30))
    #expect(drain.hasBegun && !drain.hasOrdered)
    #expect(drain.deadline == at(30))
    var steps = [drain.advance(now: at(29))]
    steps.append(drain.advance(now: at(30)))
    #expect(steps == [.none, .order])
    #expect(drain.hasOrdered)
  }

  @Test func processesThatStayAreKilledAgainAndAgain() {
    var drain = Drain()
    drain.begin(now: at(0), limit: .seconds(30))
    var steps = [drain.advance(now: at(30))]
    #expect(drain.deadline == at(30) + FixedLimits.lastOrder)
    steps.append(drain.advance(now: at(31)))
    steps.append(drain.advance(now: at(32)))
    steps.append(drain.advance(now: at(33)))
    steps.append(drain.advance(now: at(34)))
    #expect(steps == [.order, .none, .kill, .none, .kill])
  }

  @Test func theSecondCallEndsTheTimeToLeave() {
    var drain = Drain()
    drain.begin(now: at(0), limit: .seconds(30))
    drain.begin(now: at(3), limit: .seconds(30))
    #expect(drain.deadline == at(3))
    let step = drain.advance(now: at(3))
    #expect(step == .order)
  }

  @Test func aCallAfterTheOrderChangesNothing() {
    var drain = Drain()
    drain.begin(now: at(0), limit: .zero)
    let first = drain.advance(now: at(0))
    drain.begin(now: at(1), limit: .seconds(30))
    #expect(first == .order)
    #expect(drain.deadline == at(0) + FixedLimits.lastOrder)
  }
}
