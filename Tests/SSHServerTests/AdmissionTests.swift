import Testing

@testable import SSHServer
@testable import Visit

/// Who is let in, and that every count comes back to nothing.
struct AdmissionTests {
  private func address(_ number: Int) -> NetworkAddress {
    NetworkAddress(bytes: [10, 0, UInt8(number / 256), UInt8(number % 256)])
  }

  private func limits(_ change: (inout ServiceLimits) -> Void) -> ServiceLimits {
    var limits = ServiceLimits()
    change(&limits)
    return limits
  }

  @Test func amongEqualsTheSilentGoUnlessTheyCameJustNow() throws {
    var limits = ServiceLimits()
    limits.halfOpen = 3
    var admission = Admission(limits)
    for id in 1...3 {
      let source = NetworkAddress(bytes: [10, 0, 0, UInt8(id)])
      #expect(admission.decide(on: source, now: at(id * 100)) == .admit)
      admission.add(id, from: source, now: at(id * 100))
    }
    admission.recordFirstByte(of: 1)
    let late = NetworkAddress(bytes: [10, 0, 1, 1])
    // 1 spoke, and has been here for 310 ms; 2 has been silent for 210; 3 for 110.
    #expect(admission.decide(on: late, now: at(410)) == .admitInsteadOf(2))
    // 3 is silent, too, but not three times as long as 1 is here.
    admission.recordFirstByte(of: 2)
    #expect(admission.decide(on: late, now: at(320)) == .admitInsteadOf(1))
  }

  /// Lets connections in, one a millisecond; those that were.
  private func fill(_ admission: Door, _ ids: Range<Int>, from source: NetworkAddress, at start: Int = 0)
    -> [Int]
  {
    ids.filter { id in
      guard admission.judge(source, now: start + id) == .admit else { return false }
      admission.begin(id, of: source)
      return true
    }
  }

  @Test func aSourceHasSoManyHalfOpenConnections() {
    let admission = Door(limits { $0.halfOpenPerSource = 3 })
    #expect(fill(admission, 0..<5, from: address(1)) == [0, 1, 2])
    #expect(admission.judge(address(1), now: 9) == .refuse(.perSource))
    #expect(admission.judge(address(2), now: 9) == .admit)
    #expect(admission.settle(0))
    #expect(admission.judge(address(1), now: 9) == .admit)
  }

  @Test func aSourceHasSoManyConnections() {
    let admission = Door(limits { $0.perSource = 3 })
    for id in fill(admission, 0..<3, from: address(1)) { #expect(admission.settle(id)) }
    #expect(admission.judge(address(1), now: 9) == .refuse(.perSource))
    #expect(admission.judge(address(2), now: 9) == .admit)
    admission.end(1)
    #expect(admission.judge(address(1), now: 9) == .admit)
  }

  @Test func aSourceBeginsSoManyInASecondAndAsManyAtOnce() {
    let admission = Door(limits { $0.ratePerSource = 4 })
    func come(_ count: Int, at now: Int) -> Int {
      (0..<count).count { _ in admission.judge(address(1), now: now) == .admit }
    }
    #expect(come(9, at: 1000) == 4)
    #expect(come(9, at: 1249) == 0)
    #expect(come(9, at: 1250) == 1)
    #expect(come(9, at: 60_000) == 4)
    #expect(admission.judge(address(2), now: 60_000) == .admit)
  }

  @Test func aRefusalCostsASourceNothing() {
    let admission = Door(limits { $0.ratePerSource = 1 })
    #expect(admission.judge(address(1), now: 0) == .admit)
    for now in stride(from: 10, to: 1000, by: 10) {
      #expect(admission.judge(address(1), now: now) == .refuse(.perSource))
    }
    #expect(admission.judge(address(1), now: 1000) == .admit)
  }

  @Test func aNetworkOf64BitsIsOneSource() throws {
    let admission = Door(limits { $0.halfOpenPerSource = 2 })
    for (id, text) in ["2001:db8::1", "2001:db8::ffff:1"].enumerated() {
      let source = try #require(NetworkAddress(text))
      #expect(admission.judge(source, now: 0) == .admit)
      admission.begin(id, of: source)
    }
    #expect(admission.judge(try #require(NetworkAddress("2001:db8::2")), now: 0) == .refuse(.perSource))
    #expect(admission.judge(try #require(NetworkAddress("2001:db8:0:1::2")), now: 0) == .admit)
  }

  @Test func theOldestOfTheHeaviestSourceMakesRoom() {
    let admission = Door(limits { $0.halfOpen = 6 })
    #expect(fill(admission, 0..<2, from: address(1)).count == 2)
    #expect(fill(admission, 2..<5, from: address(2)).count == 3)
    #expect(fill(admission, 5..<6, from: address(3)).count == 1)
    #expect(admission.judge(address(4), now: 9) == .admitInsteadOf(2))
    admission.end(2)
    admission.begin(6, of: address(4))
    // Two each now: the older source's older connection.
    #expect(admission.judge(address(5), now: 9) == .admitInsteadOf(0))
    #expect(admission.halfOpen == 6)
  }

  @Test func aVisitorWhoAskedForSomethingIsInNobodysWay() {
    let admission = Door(limits { $0.halfOpen = 2 })
    #expect(fill(admission, 0..<1, from: address(1)) == [0])
    #expect(admission.settle(0))
    #expect(fill(admission, 1..<3, from: address(1)) == [1, 2])
    #expect(admission.judge(address(2), now: 9) == .admitInsteadOf(1))
  }

  @Test func whenItIsFullEverybodyIsToldSo() {
    let admission = Door(limits { $0.visitors = 2 })
    for id in fill(admission, 0..<2, from: address(1)) { #expect(admission.settle(id)) }
    #expect(admission.judge(address(2), now: 9) == .refuse(.full))
    admission.end(0)
    #expect(admission.judge(address(2), now: 9) == .admit)
  }

  @Test func whoAsksWhenItHasBecomeFullIsToldSo() {
    let admission = Door(limits { $0.visitors = 1 })
    #expect(fill(admission, 0..<2, from: address(1)) == [0, 1])
    #expect(admission.settle(0))
    #expect(!admission.settle(1))
    #expect(admission.visitors == 2)
    admission.end(1)
    admission.end(0)
    #expect(admission.visitors == 0)
  }

  @Test func settlingTwiceIsSettlingOnce() {
    let admission = Door(ServiceLimits())
    #expect(fill(admission, 0..<1, from: address(1)) == [0])
    #expect(admission.settle(0) && admission.settle(0))
    #expect(admission.visitors == 1 && admission.halfOpen == 0)
  }

  @Test func endingTwiceIsEndingOnce() {
    let admission = Door(ServiceLimits())
    #expect(fill(admission, 0..<2, from: address(1)) == [0, 1])
    admission.end(0)
    admission.end(0)
    #expect(admission.halfOpen == 1)
  }

  /// Thousands of comings and goings in an order of a seed.
  @Test func everyCountComesBackToNothing() {
    var generator = Seeded(state: 1)
    let admission = Door(
      limits {
        $0.visitors = 20
        $0.halfOpen = 10
        $0.perSource = 5
      })
    var here: Set<Int> = []
    for id in 0..<20_000 {
      let source = address(Int.random(in: 0..<30, using: &generator))
      switch admission.judge(source, now: id * 20) {
      case .admit:
        admission.begin(id, of: source)
        here.insert(id)
      case .admitInsteadOf(let victim):
        #expect(here.remove(victim) != nil)
        admission.end(victim)
        admission.begin(id, of: source)
        here.insert(id)
      case .refuse: break
      }
      if let one = here.randomElement(using: &generator), Bool.random(using: &generator) {
        if !admission.settle(one) || Bool.random(using: &generator) {
          admission.end(one)
          here.remove(one)
        }
      }
      #expect(admission.halfOpen + admission.visitors == here.count)
      #expect(admission.halfOpen <= 10 && admission.visitors <= 21)
    }
    #expect(here.count > 5)
    for id in here { admission.end(id) }
    #expect(admission.halfOpen == 0 && admission.visitors == 0)
    for number in 0..<30 { #expect(admission.judge(address(number), now: 1_000_000) == .admit) }
  }

  @Test func twentyThousandSourcesAreForgottenAgain() {
    let admission = Door(ServiceLimits())
    for number in 0..<20_000 { #expect(admission.judge(address(number), now: number) == .admit) }
    #expect(admission.sourceCount <= 10_001)
  }
}

private let origin = Instant.now

/// The instant that many milliseconds after an arbitrary origin.
private func at(_ milliseconds: Int) -> Instant { origin + .milliseconds(milliseconds) }

/// An admission that is shared, as the macros of the tests cannot change a value.
private final class Door {
  private var admission: Admission

  init(_ limits: ServiceLimits) { admission = Admission(limits) }

  var halfOpen: Int { admission.halfOpen }
  var visitors: Int { admission.visitors }
  var sourceCount: Int { admission.sourceCount }

  func judge(_ source: NetworkAddress, now: Int) -> Admission.Decision {
    admission.decide(on: source, now: at(now))
  }
  func begin(_ connection: Int, of source: NetworkAddress) {
    admission.add(connection, from: source, now: at(0))
  }
  func settle(_ connection: Int) -> Bool { admission.beginVisit(of: connection) }
  func end(_ connection: Int) { admission.remove(connection) }
}

/// Numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
