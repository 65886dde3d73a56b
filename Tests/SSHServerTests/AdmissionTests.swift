import TestSupport
import Testing

@testable import SSHServer
@testable import Visit

/// Limits on connections hold in all and for each source, and every count returns to zero.
struct AdmissionTests {
  private func address(_ number: Int) -> NetworkAddress {
    NetworkAddress(bytes: [10, 0, UInt8(number / 256), UInt8(number % 256)])
  }

  private func limits(_ change: (inout ServiceLimits) -> Void) -> ServiceLimits {
    var limits = ServiceLimits()
    change(&limits)
    return limits
  }

  /// Opens connections, one each millisecond; returns those that were admitted.
  private func open(
    _ ids: Range<Int>, from source: NetworkAddress, in admission: SharedAdmission
  ) -> [Int] {
    ids.filter { id in
      guard admission.decide(on: source, at: id) == .admit else { return false }
      admission.add(id, from: source)
      return true
    }
  }

  // MARK: Limits

  @Test func limitsHalfOpenConnectionsOfASource() {
    let admission = SharedAdmission(limits { $0.halfOpenPerSource = 3 })
    #expect(open(0..<5, from: address(1), in: admission) == [0, 1, 2])
    #expect(admission.decide(on: address(1), at: 9) == .refuse(.perSource))
    #expect(admission.decide(on: address(2), at: 9) == .admit)
    #expect(admission.beginVisit(of: 0))
    #expect(admission.decide(on: address(1), at: 9) == .admit)
  }

  @Test func limitsConnectionsOfASource() {
    let admission = SharedAdmission(limits { $0.perSource = 3 })
    for id in open(0..<3, from: address(1), in: admission) { #expect(admission.beginVisit(of: id)) }
    #expect(admission.decide(on: address(1), at: 9) == .refuse(.perSource))
    #expect(admission.decide(on: address(2), at: 9) == .admit)
    admission.remove(1)
    #expect(admission.decide(on: address(1), at: 9) == .admit)
  }

  @Test func limitsVisitors() {
    let admission = SharedAdmission(limits { $0.visitors = 2 })
    for id in open(0..<2, from: address(1), in: admission) { #expect(admission.beginVisit(of: id)) }
    #expect(admission.decide(on: address(2), at: 9) == .refuse(.full))
    admission.remove(0)
    #expect(admission.decide(on: address(2), at: 9) == .admit)
  }

  @Test func reportsAVisitThatBeginsWhenTheServiceHasBecomeFull() {
    let admission = SharedAdmission(limits { $0.visitors = 1 })
    #expect(open(0..<2, from: address(1), in: admission) == [0, 1])
    #expect(admission.beginVisit(of: 0))
    #expect(!admission.beginVisit(of: 1))
    #expect(admission.visitors == 2)
    admission.remove(1)
    admission.remove(0)
    #expect(admission.visitors == 0)
  }

  // MARK: The rate of a source

  @Test func limitsTheRateOfASourceAndAllowsABurstOfASecond() {
    let admission = SharedAdmission(limits { $0.ratePerSource = 4 })
    func admitted(of count: Int, at time: Int) -> Int {
      (0..<count).count { _ in admission.decide(on: address(1), at: time) == .admit }
    }
    #expect(admitted(of: 9, at: 1000) == 4)
    #expect(admitted(of: 9, at: 1249) == 0)
    #expect(admitted(of: 9, at: 1250) == 1)
    #expect(admitted(of: 9, at: 60_000) == 4)
    #expect(admission.decide(on: address(2), at: 60_000) == .admit)
  }

  @Test func aRefusalDoesNotCountAgainstTheRate() {
    let admission = SharedAdmission(limits { $0.ratePerSource = 1 })
    #expect(admission.decide(on: address(1), at: 0) == .admit)
    for time in stride(from: 10, to: 1000, by: 10) {
      #expect(admission.decide(on: address(1), at: time) == .refuse(.perSource))
    }
    #expect(admission.decide(on: address(1), at: 1000) == .admit)
  }

  /// Attempts that are less than a millisecond apart must not keep the credit from growing.
  @Test func aFloodKeepsTheRateThatItsSourceHas() {
    var admission = Admission(limits { $0.ratePerSource = 10 })
    let start = Instant.now
    var admitted = 0
    for attempt in 0..<50_000 {
      let now = start + .microseconds(attempt * 100)
      if admission.decide(on: address(1), now: now) == .admit { admitted += 1 }
    }
    // A burst of 10, then 10 a second for 5 seconds.
    #expect((59...60).contains(admitted))
  }

  @Test func countsANetworkOf64BitsAsOneSource() throws {
    let admission = SharedAdmission(limits { $0.halfOpenPerSource = 2 })
    for (id, text) in ["2001:db8::1", "2001:db8::ffff:1"].enumerated() {
      let source = try #require(NetworkAddress(text))
      #expect(admission.decide(on: source, at: 0) == .admit)
      admission.add(id, from: source)
    }
    #expect(
      admission.decide(on: try #require(NetworkAddress("2001:db8::2")), at: 0) == .refuse(.perSource))
    #expect(admission.decide(on: try #require(NetworkAddress("2001:db8:0:1::2")), at: 0) == .admit)
  }

  // MARK: Eviction

  @Test func evictsTheOldestConnectionOfTheSourceWithTheMost() {
    let admission = SharedAdmission(limits { $0.halfOpen = 6 })
    #expect(open(0..<2, from: address(1), in: admission).count == 2)
    #expect(open(2..<5, from: address(2), in: admission).count == 3)
    #expect(open(5..<6, from: address(3), in: admission).count == 1)
    #expect(admission.decide(on: address(4), at: 9) == .admitInsteadOf(2))
    admission.remove(2)
    admission.add(6, from: address(4))
    // Two each now: the older connection of the two sources.
    #expect(admission.decide(on: address(5), at: 9) == .admitInsteadOf(0))
    #expect(admission.halfOpen == 6)
  }

  @Test func evictsASilentConnectionBeforeOneThatHasSpokenUnlessItIsNew() {
    var admission = Admission(limits { $0.halfOpen = 3 })
    for id in 1...3 {
      let source = NetworkAddress(bytes: [10, 0, 0, UInt8(id)])
      let decision = admission.decide(on: source, now: instant(id * 100))
      #expect(decision == .admit)
      admission.add(id, from: source, now: instant(id * 100))
    }
    admission.recordFirstByte(of: 1)
    let other = NetworkAddress(bytes: [10, 0, 1, 1])
    // The first has spoken and is 310 ms old; the second has been silent for 210 ms, the third for 110 ms.
    let first = admission.decide(on: other, now: instant(410))
    #expect(first == .admitInsteadOf(2))
    // The third is silent, but has not been for a third of the age of the first.
    admission.recordFirstByte(of: 2)
    let second = admission.decide(on: other, now: instant(320))
    #expect(second == .admitInsteadOf(1))
  }

  @Test func doesNotEvictVisitors() {
    let admission = SharedAdmission(limits { $0.halfOpen = 2 })
    #expect(open(0..<1, from: address(1), in: admission) == [0])
    #expect(admission.beginVisit(of: 0))
    #expect(open(1..<3, from: address(1), in: admission) == [1, 2])
    #expect(admission.decide(on: address(2), at: 9) == .admitInsteadOf(1))
  }

  // MARK: Counts

  @Test func countsAVisitOnce() {
    let admission = SharedAdmission(ServiceLimits())
    #expect(open(0..<1, from: address(1), in: admission) == [0])
    #expect(admission.beginVisit(of: 0) && admission.beginVisit(of: 0))
    #expect(admission.visitors == 1 && admission.halfOpen == 0)
  }

  @Test func countsTheEndOfAConnectionOnce() {
    let admission = SharedAdmission(ServiceLimits())
    #expect(open(0..<2, from: address(1), in: admission) == [0, 1])
    admission.remove(0)
    admission.remove(0)
    #expect(admission.halfOpen == 1)
  }

  /// Thousands of connections begin and end in a random order.
  @Test func everyCountReturnsToZero() {
    var generator = SeededGenerator(seed: 1)
    let admission = SharedAdmission(
      limits {
        $0.visitors = 20
        $0.halfOpen = 10
        $0.perSource = 5
      })
    var open: Set<Int> = []
    for id in 0..<20_000 {
      let source = address(Int.random(in: 0..<30, using: &generator))
      switch admission.decide(on: source, at: id * 20) {
      case .admit:
        admission.add(id, from: source)
        open.insert(id)
      case .admitInsteadOf(let victim):
        #expect(open.remove(victim) != nil)
        admission.remove(victim)
        admission.add(id, from: source)
        open.insert(id)
      case .refuse: break
      }
      if let one = open.randomElement(using: &generator), Bool.random(using: &generator) {
        if !admission.beginVisit(of: one) || Bool.random(using: &generator) {
          admission.remove(one)
          open.remove(one)
        }
      }
      #expect(admission.halfOpen + admission.visitors == open.count)
      #expect(admission.halfOpen <= 10 && admission.visitors <= 21)
    }
    #expect(open.count > 5)
    for id in open { admission.remove(id) }
    #expect(admission.halfOpen == 0 && admission.visitors == 0)
    for number in 0..<30 { #expect(admission.decide(on: address(number), at: 1_000_000) == .admit) }
  }

  @Test func forgetsSourcesWithoutConnections() {
    let admission = SharedAdmission(ServiceLimits())
    for number in 0..<20_000 { #expect(admission.decide(on: address(number), at: number) == .admit) }
    #expect(admission.sourceCount <= 10_001)
  }
}

private let origin = Instant.now

/// The instant that many milliseconds after a fixed one.
private func instant(_ milliseconds: Int) -> Instant { origin + .milliseconds(milliseconds) }

/// An admission behind a reference: the macros of the tests cannot change a value. Times are in milliseconds;
/// connections begin at 0.
private final class SharedAdmission {
  private var admission: Admission

  init(_ limits: ServiceLimits) { admission = Admission(limits) }

  var halfOpen: Int { admission.halfOpen }
  var visitors: Int { admission.visitors }
  var sourceCount: Int { admission.sourceCount }

  func decide(on source: NetworkAddress, at milliseconds: Int) -> Admission.Decision {
    admission.decide(on: source, now: instant(milliseconds))
  }
  func add(_ connection: Int, from source: NetworkAddress) {
    admission.add(connection, from: source, now: instant(0))
  }
  func beginVisit(of connection: Int) -> Bool { admission.beginVisit(of: connection) }
  func remove(_ connection: Int) { admission.remove(connection) }
}
