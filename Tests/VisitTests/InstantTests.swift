import Testing
import Visit

struct InstantTests {
  @Test func addsAndSubtractsDurations() {
    let start = Instant.now
    let later = start + .milliseconds(1500)
    #expect(later > start)
    #expect(later - start == .milliseconds(1500))
    #expect(start - later == .milliseconds(-1500))
    #expect(later - .milliseconds(1500) == start)
  }

  @Test func doesNotRunBackwards() {
    let start = Instant.now
    #expect(Instant.now >= start)
  }

  @Test func convertsDurationsToWholeUnits() {
    #expect(Duration.microseconds(1_999).milliseconds == 1)
    #expect(Duration.nanoseconds(1_999).microseconds == 1)
    #expect(Duration.seconds(3).microseconds == 3_000_000)
  }

  /// A timeout that is rounded down would end before the event is due, and `poll` would be called again at
  /// once.
  @Test(arguments: [
    (Duration.zero, Int32(0)), (.microseconds(1), 1), (.microseconds(1000), 1), (.microseconds(1001), 2),
    (.seconds(-5), 0), (.seconds(10_000_000), Int32.max),
  ])
  func roundsTimeoutsOfPollUp(duration: Duration, milliseconds: Int32) {
    #expect(duration.pollTimeout == milliseconds)
  }
}
