import Testing

@testable import SSHServer
@testable import Visit

/// The packet counts of a session, as tests change them.
private struct Packets {
  private(set) var counts = PacketCounts(sent: 100, received: 200)

  mutating func send(_ count: UInt64) { counts.sent += count }
  mutating func receive(_ count: UInt64) { counts.received += count }
}

/// Key re-exchange is recognized by packet counts alone.
struct KeyReexchangeTests {
  private static let limit: Duration = .seconds(10)
  private let start = Instant.now

  @Test func detectsNothingAtFirst() {
    let reexchange = KeyReexchange(limit: Self.limit)
    #expect(!reexchange.isHoldingOutput)
    #expect(reexchange.deadline == nil)
    #expect(reexchange.needsProbe)
  }

  @Test func aWriteThatSendsNoPacketIsHeldUntilAPacketIsSent() {
    var reexchange = KeyReexchange(limit: Self.limit)
    var packets = Packets()
    reexchange.recordWrite(before: packets.counts, after: packets.counts)
    #expect(reexchange.isHoldingOutput)
    #expect(!reexchange.needsProbe)
    packets.receive(5)
    reexchange.update(packets.counts)
    #expect(reexchange.isHoldingOutput)
    packets.send(1)
    reexchange.update(packets.counts)
    #expect(!reexchange.isHoldingOutput)
    #expect(reexchange.needsProbe)
    #expect(reexchange.deadline == nil)
  }

  @Test func aWriteThatSendsAPacketIsNotHeld() {
    var reexchange = KeyReexchange(limit: Self.limit)
    var packets = Packets()
    let before = packets.counts
    packets.send(1)
    reexchange.recordWrite(before: before, after: packets.counts)
    #expect(!reexchange.isHoldingOutput)
    #expect(reexchange.needsProbe)
  }

  @Test func aProbeThatIsHeldBackMeansThatTheClientOwesTwoPackets() {
    var reexchange = KeyReexchange(limit: Self.limit)
    var packets = Packets()
    // The library answered the client's KEXINIT with its own.
    packets.receive(1)
    packets.send(1)
    reexchange.recordProbe(before: packets.counts, after: packets.counts, answers: 1, now: start)
    #expect(reexchange.isHoldingOutput)
    #expect(reexchange.deadline == start + Self.limit)
    #expect(!reexchange.needsProbe)
    // Its key.
    packets.receive(1)
    packets.send(2)
    reexchange.update(packets.counts)
    #expect(reexchange.deadline == start + Self.limit)
    // NEWKEYS.
    packets.receive(1)
    packets.send(1)
    reexchange.update(packets.counts)
    #expect(reexchange.deadline == nil)
    #expect(!reexchange.isHoldingOutput)
    #expect(reexchange.needsProbe)
  }

  @Test func threeAnswersAtOnceMeanThatTheClientOwesNewKeys() {
    var reexchange = KeyReexchange(limit: Self.limit)
    var packets = Packets()
    // KEXINIT and the client's key came together; KEXINIT, our key and NEWKEYS went out, and then the probe.
    packets.receive(2)
    packets.send(3)
    let before = packets.counts
    packets.send(1)
    reexchange.recordProbe(before: before, after: packets.counts, answers: 3, now: start)
    #expect(!reexchange.isHoldingOutput)
    #expect(reexchange.deadline == start + Self.limit)
    #expect(!reexchange.needsProbe)
    reexchange.update(packets.counts)
    #expect(reexchange.deadline == start + Self.limit)
    packets.receive(1)
    reexchange.update(packets.counts)
    #expect(reexchange.deadline == nil)
    #expect(reexchange.needsProbe)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func fewerAnswersAndAProbeThatGoesOutMeanNothing(answers: UInt64) {
    var reexchange = KeyReexchange(limit: Self.limit)
    var packets = Packets()
    packets.send(answers)
    let before = packets.counts
    packets.send(1)
    reexchange.recordProbe(before: before, after: packets.counts, answers: answers, now: start)
    #expect(reexchange.deadline == nil)
    #expect(!reexchange.isHoldingOutput)
    #expect(reexchange.needsProbe)
  }

  @Test func packetsReceivedWhileTheProbeIsSentAreNotMissed() {
    var reexchange = KeyReexchange(limit: Self.limit)
    var packets = Packets()
    packets.receive(2)
    packets.send(3)
    let before = packets.counts
    packets.send(1)
    // A packet of the client is handled by the call that sends the probe: NEWKEYS is still to come after it.
    packets.receive(1)
    reexchange.recordProbe(before: before, after: packets.counts, answers: 3, now: start)
    reexchange.update(packets.counts)
    #expect(reexchange.deadline != nil)
    packets.receive(1)
    reexchange.update(packets.counts)
    #expect(reexchange.deadline == nil)
  }

  @Test func aSecondReexchangeHasADeadlineOfItsOwn() {
    var reexchange = KeyReexchange(limit: Self.limit)
    var packets = Packets()
    reexchange.recordProbe(before: packets.counts, after: packets.counts, answers: 1, now: start)
    packets.receive(2)
    packets.send(1)
    reexchange.update(packets.counts)
    let later = start + .seconds(60)
    reexchange.recordProbe(before: packets.counts, after: packets.counts, answers: 1, now: later)
    #expect(reexchange.deadline == later + Self.limit)
  }
}
