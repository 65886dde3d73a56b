import Testing

@testable import SSHServer
@testable import Visit

/// The deadlines of a connection, and which reason counts when several are reached.
struct DeadlineTests {
  private let start = Instant.now
  private let limits = {
    var limits = ServiceLimits()
    limits.grace = .seconds(10)
    limits.stall = .seconds(30)
    return limits
  }()

  private func at(_ seconds: Double) -> Instant { start + .milliseconds(Int(seconds * 1000)) }

  private func idle() -> KeyReexchange { KeyReexchange(limit: limits.grace) }

  /// A re-exchange whose probe was held back.
  private func pending(at now: Instant) -> KeyReexchange {
    var reexchange = idle()
    let counts = PacketCounts(sent: 1, received: 1)
    reexchange.recordProbe(before: counts, after: counts, answers: 1, now: now)
    return reexchange
  }

  @Test func theFirstRequestMustComeWithinTheGraceTime() {
    let deadlines = Deadlines(limits, start: start)
    #expect(deadlines.next == at(10))
    #expect(deadlines.reached(at: at(9.999)) == nil)
    #expect(deadlines.reached(at: at(10)) == .grace)
  }

  @Test func aVisitWithoutWaitingOutputHasNoDeadline() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.endRequest()
    deadlines.update(reexchange: idle(), waitingSince: nil)
    #expect(deadlines.next == nil)
    #expect(deadlines.reached(at: at(100_000)) == nil)
    #expect(!deadlines.isOutputWaiting)
  }

  @Test func waitingOutputEndsTheVisitAfterTheStallTime() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.endRequest()
    deadlines.update(reexchange: idle(), waitingSince: at(5))
    #expect(deadlines.isOutputWaiting)
    #expect(deadlines.next == at(35))
    #expect(deadlines.reached(at: at(34.999)) == nil)
    #expect(deadlines.reached(at: at(35)) == .stall)
  }

  @Test func progressMovesTheStallTime() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.endRequest()
    deadlines.update(reexchange: idle(), waitingSince: at(5))
    deadlines.update(reexchange: idle(), waitingSince: at(20))
    #expect(deadlines.next == at(50))
    deadlines.update(reexchange: idle(), waitingSince: nil)
    #expect(deadlines.next == nil)
  }

  @Test func outputThatIsHeldBackHasTheGraceTimeAndIsAFaultOfTheProtocol() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.endRequest()
    var reexchange = idle()
    let counts = PacketCounts(sent: 1, received: 1)
    reexchange.recordWrite(before: counts, after: counts)
    deadlines.update(reexchange: reexchange, waitingSince: at(5))
    #expect(deadlines.next == at(15))
    #expect(deadlines.reached(at: at(15)) == .protocol)
  }

  @Test func aReexchangeThatIsNotFinishedEndsTheVisit() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.endRequest()
    deadlines.update(reexchange: pending(at: at(3)), waitingSince: nil)
    #expect(deadlines.next == at(13))
    #expect(deadlines.reached(at: at(12.999)) == nil)
    #expect(deadlines.reached(at: at(13)) == .protocol)
  }

  @Test func theClientHasSomeTimeToCloseAfterTheExitStatus() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.endRequest()
    #expect(deadlines.closeReason == nil)
    deadlines.beginClose(.quit, now: at(2))
    #expect(deadlines.closeReason == .quit)
    #expect(deadlines.next == at(2) + FixedLimits.leave)
    #expect(deadlines.reached(at: at(2)) == nil)
    #expect(deadlines.reached(at: at(2) + FixedLimits.leave) == .quit)
  }

  @Test func aVisitThatTheServiceEndsHasAMomentForItsLastOutput() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.endRequest()
    deadlines.beginConclusion(.full, now: at(2))
    #expect(deadlines.next == at(2) + FixedLimits.lastMoment)
    #expect(deadlines.reached(at: at(2) + FixedLimits.lastMoment) == .full)
  }

  @Test func theEarliestDeadlineIsNext() {
    var deadlines = Deadlines(limits, start: start)
    deadlines.update(reexchange: pending(at: at(3)), waitingSince: at(-25))
    #expect(deadlines.next == at(-15))
    deadlines.update(reexchange: pending(at: at(3)), waitingSince: at(2))
    #expect(deadlines.next == at(10))
    deadlines.endRequest()
    #expect(deadlines.next == at(12))
  }

  @Test func ofSeveralDeadlinesThatWereReachedTheFirstReasonCounts() {
    var deadlines = Deadlines(limits, start: start)
    let late = at(1000)
    deadlines.update(reexchange: idle(), waitingSince: start)
    #expect(deadlines.reached(at: late) == .grace)
    deadlines.endRequest()
    #expect(deadlines.reached(at: late) == .stall)
    deadlines.update(reexchange: pending(at: start), waitingSince: start)
    #expect(deadlines.reached(at: late) == .protocol)
    deadlines.beginConclusion(.drain, now: start)
    #expect(deadlines.reached(at: late) == .drain)
    deadlines.beginClose(.quit, now: start)
    #expect(deadlines.reached(at: late) == .quit)
  }
}
