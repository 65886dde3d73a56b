import Testing

@testable import SSHServer
@testable import Visit

/// A refused client is sent an identification line and one packet, as RFC 4253 defines them.
struct FarewellTests {
  private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } }

  @Test(arguments: Array(0...40) + [255, 1000])
  func writesADisconnectMessageForASentenceOfAnyLength(length: Int) throws {
    let sentence = String(repeating: "é", count: length)
    let bytes = Farewell(sentence).bytes
    let end = try #require(bytes.firstIndex(of: 0x0A))
    #expect(String(decoding: bytes[...end], as: UTF8.self) == "SSH-2.0-portfolio-tui\r\n")

    // Section 6: the packet's length, the padding's length, the payload, the padding.
    var packet = bytes[(end + 1)...]
    #expect(packet.count % 8 == 0 && packet.count >= 16)
    #expect(number(packet) == packet.count - 4)
    packet = packet.dropFirst(4)
    let padding = Int(packet.removeFirst())
    #expect((4...255).contains(padding))
    packet = packet.dropLast(padding)

    // Section 11.1: the message number, the reason, the description, the language tag.
    let kind = packet.removeFirst()
    #expect(kind == 1)
    #expect(number(packet) == 12)
    packet = packet.dropFirst(4)
    let count = number(packet)
    #expect(String(decoding: packet.dropFirst(4).prefix(count), as: UTF8.self) == sentence)
    packet = packet.dropFirst(4 + count)
    #expect(Array(packet) == [0, 0, 0, 0])
  }

  @Test func everyReasonToRefuseHasASentence() {
    let sentences = [EndReason.full, .busy, .perSource].map { $0.refusal }
    #expect(Set(sentences).count == 3)
  }
}
