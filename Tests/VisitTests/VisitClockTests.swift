import Testing
import Visit

/// The limits of a visit, measured with a clock that the tests set.
struct VisitClockTests {
  /// A clock that stands still until a test advances it.
  private final class ManualClock {
    private(set) var now = Instant.now

    func advance(by duration: Duration) { now = now + duration }
  }

  private let time = ManualClock()
  private let limits = VisitLimits(idle: .seconds(100), warning: .seconds(30), age: .seconds(1000))

  private func makeClock(_ limits: VisitLimits? = nil) -> VisitClock {
    VisitClock(limits ?? self.limits) { [time] in time.now }
  }

  @Test func warnsOnceBeforeTheEndOfAnIdleVisit() {
    var clock = makeClock()
    #expect(clock.timeout == .seconds(70))
    time.advance(by: .seconds(70) - .microseconds(1))
    #expect(clock.nextEvent() == nil)
    time.advance(by: .microseconds(1))
    #expect(clock.timeout == .zero)
    #expect(clock.nextEvent() == .warning)
    #expect(clock.nextEvent() == nil)
    #expect(clock.timeout == .seconds(30))
  }

  @Test func endsAnIdleVisit() {
    var clock = makeClock()
    time.advance(by: .seconds(70))
    #expect(clock.nextEvent() == .warning)
    time.advance(by: .seconds(30) - .microseconds(1))
    #expect(clock.nextEvent() == nil)
    time.advance(by: .microseconds(1))
    #expect(clock.nextEvent() == .idle)
    #expect(clock.nextEvent() == .idle)
  }

  @Test func endsAnIdleVisitEvenIfTheWarningWasMissed() {
    var clock = makeClock()
    time.advance(by: .seconds(100))
    #expect(clock.nextEvent() == .idle)
  }

  @Test func restartsTheIdleTimeAndTheWarningWithInput() {
    var clock = makeClock()
    time.advance(by: .seconds(70))
    #expect(clock.nextEvent() == .warning)
    time.advance(by: .seconds(29))
    clock.restartIdleTime()
    #expect(clock.timeout == .seconds(70))
    time.advance(by: .seconds(69))
    #expect(clock.nextEvent() == nil)
    time.advance(by: .seconds(1))
    #expect(clock.nextEvent() == .warning)
    time.advance(by: .seconds(30))
    #expect(clock.nextEvent() == .idle)
  }

  @Test func endsAVisitOfMaximumLengthInSpiteOfInput() {
    var clock = makeClock()
    for _ in 0..<19 {
      time.advance(by: .seconds(50))
      clock.restartIdleTime()
    }
    #expect(clock.timeout == .seconds(50))
    time.advance(by: .seconds(50))
    clock.restartIdleTime()
    #expect(clock.timeout == .zero)
    #expect(clock.nextEvent() == .expired)
  }

  @Test func prefersTheMaximumLengthToTheIdleTime() {
    var clock = makeClock(VisitLimits(idle: .seconds(10), warning: .seconds(5), age: .seconds(10)))
    time.advance(by: .seconds(10))
    #expect(clock.nextEvent() == .expired)
  }

  @Test func doesNotWarnWithoutAWarning() {
    var clock = makeClock(VisitLimits(idle: .seconds(10), warning: .zero, age: .seconds(100)))
    #expect(clock.timeout == .seconds(10))
    time.advance(by: .seconds(10))
    #expect(clock.nextEvent() == .idle)
  }

  @Test(arguments: [(60, 60, 30), (10, 60, 5), (61, 60, 60), (1200, 0, 0)])
  func movesAWarningThatIsTooEarlyToHalfOfTheIdleTime(idle: Int, warning: Int, expected: Int) {
    var limits = VisitLimits(idle: .seconds(idle), warning: .seconds(warning))
    limits.shortenWarning()
    #expect(limits.warning == .seconds(expected))
  }
}
