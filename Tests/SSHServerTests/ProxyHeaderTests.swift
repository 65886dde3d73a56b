import TestSupport
import Testing

@testable import SSHServer
@testable import Visit

/// PROXY headers of both versions, complete, incomplete and malformed.
struct ProxyHeaderTests {
  private static let signature: [UInt8] = Array("\r\n\r\n\0\r\nQUIT\n".utf8)

  private static func line(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A header of version 2.
  private static func binary(
    _ command: UInt8, _ family: UInt8, _ body: [UInt8], length: Int? = nil
  ) -> [UInt8] {
    let length = length ?? body.count
    return signature + [command, family, UInt8(length >> 8), UInt8(length & 0xFF)] + body
  }

  private static let four: [UInt8] = [192, 0, 2, 7, 10, 0, 0, 1, 0x12, 0x34, 0, 22]
  private static let six: [UInt8] =
    [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [7] + [UInt8](repeating: 1, count: 20)
  private static let mapped: [UInt8] =
    [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 192, 0, 2, 7] + [UInt8](repeating: 1, count: 20)

  /// Valid headers, and the addresses that they announce; nil for the proxy itself.
  static let good: [(bytes: [UInt8], source: String?)] = [
    (line("PROXY TCP4 192.0.2.7 10.0.0.1 4660 22\r\n"), "192.0.2.7"),
    (line("PROXY TCP6 2001:db8::7 ::1 4660 22\r\n"), "2001:db8::7"),
    (line("PROXY TCP6 ::ffff:192.0.2.7 ::1 4660 22\r\n"), "192.0.2.7"),
    (line("PROXY UNKNOWN\r\n"), nil),
    (line("PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n"), nil),
    (binary(0x21, 0x11, four), "192.0.2.7"),
    (binary(0x21, 0x11, four + [3, 0, 4, 0, 0, 0, 0]), "192.0.2.7"),
    (binary(0x21, 0x11, four + [UInt8](repeating: 0xFF, count: 524)), "192.0.2.7"),
    (binary(0x21, 0x21, six), "2001:db8::7"),
    (binary(0x21, 0x21, mapped), "192.0.2.7"),
    (binary(0x20, 0x00, []), nil),
    (binary(0x20, 0x11, four), nil),
    (binary(0x20, 0x77, [1, 2, 3]), nil),
    (binary(0x21, 0x00, []), nil),
    (binary(0x21, 0x31, [UInt8](repeating: 0, count: 216)), nil),
  ]

  @Test(arguments: good.indices)
  func parsesTheSourceAndLeavesWhatFollows(index: Int) throws {
    let (bytes, source) = Self.good[index]
    for rest in ["", "SSH-2.0-OpenSSH_9.2\r\n", "PROXY TCP4 1.1.1.1 1.1.1.1 1 1\r\n"] {
      guard case .header(let header) = ProxyHeader.parse(bytes + Array(rest.utf8)) else {
        Issue.record("no header")
        continue
      }
      #expect(header.length == bytes.count)
      #expect(header.source?.text == source)
    }
  }

  @Test(arguments: good.indices)
  func everyPartOfAHeaderIsIncomplete(index: Int) {
    let bytes = Self.good[index].bytes
    for count in 0..<bytes.count {
      #expect(ProxyHeader.parse(Array(bytes.prefix(count))) == .incomplete, "\(count) bytes")
    }
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH_9.2\r\n", "GET / HTTP/1.1\r\n", "proxy TCP4 192.0.2.7 10.0.0.1 1 2\r\n", "\n", "\0",
    "PROXY\r\n", "PROXY \r\n", "PROXYTCP4 192.0.2.7 10.0.0.1 1 2\r\n", "PROXY TCP4\r\n",
    "PROXY TCP4 192.0.2.7 10.0.0.1 1 2\n", "PROXY TCP4 192.0.2.7 10.0.0.1 1\r\n",
    "PROXY TCP4 192.0.2.7 10.0.0.1 1 2 3\r\n", "PROXY TCP4  192.0.2.7 10.0.0.1 1 2\r\n",
    "PROXY TCP4 192.0.2.7 10.0.0.1 1 65536\r\n", "PROXY TCP4 192.0.2.7 10.0.0.1 -1 2\r\n",
    "PROXY TCP4 192.0.2.7 10.0.0.1 +1 2\r\n", "PROXY TCP4 192.0.2.7 10.0.0.1 x 2\r\n",
    "PROXY TCP4 192.0.2 10.0.0.1 1 2\r\n", "PROXY TCP4 192.0.2.256 10.0.0.1 1 2\r\n",
    "PROXY TCP4 localhost 10.0.0.1 1 2\r\n", "PROXY TCP4 2001:db8::7 ::1 1 2\r\n",
    "PROXY TCP4 192.0.2.7 ::1 1 2\r\n", "PROXY TCP6 192.0.2.7 10.0.0.1 1 2\r\n",
    "PROXY UDP4 192.0.2.7 10.0.0.1 1 2\r\n", "PROXY UNKNOWNS\r\n", "PROXY TCP4 192.0.2.7\0 10.0.0.1 1 2\r\n",
    "\r\n\r\n\0\r\nQUIT\r",
  ])
  func rejectsMalformedLines(text: String) {
    #expect(ProxyHeader.parse(Array(text.utf8)) == .malformed)
  }

  @Test func aLineHasAtMost107Bytes() {
    let start = "PROXY UNKNOWN "
    let longest = Array((start + String(repeating: "x", count: 107 - start.count - 2) + "\r\n").utf8)
    #expect(longest.count == 107)
    #expect(ProxyHeader.parse(longest) == .header(ProxyHeader(length: 107, source: nil)))
    let longer = Array((start + String(repeating: "x", count: 108 - start.count - 2) + "\r\n").utf8)
    #expect(longer.count == 108)
    #expect(ProxyHeader.parse(longer) == .malformed)
    let endless = Array("PROXY ".utf8) + [UInt8](repeating: 0x41, count: 65_535)
    #expect(ProxyHeader.parse(Array(endless.prefix(106))) == .incomplete)
    #expect(ProxyHeader.parse(Array(endless.prefix(107))) == .malformed)
    #expect(ProxyHeader.parse(endless) == .malformed)
  }

  @Test func rejectsMalformedBinaryHeaders() {
    let four = Self.four
    // The version, the command, the family, or addresses that are too short for it are wrong.
    for (command, family, body): (UInt8, UInt8, [UInt8]) in [
      (0x11, 0x11, four), (0x31, 0x11, four), (0x22, 0x11, four), (0x2F, 0x11, four), (0x21, 0x12, four),
      (0x21, 0x41, four), (0x21, 0xFF, four), (0x21, 0x11, Array(four.dropLast())), (0x21, 0x11, []),
      (0x21, 0x21, Array(Self.six.dropLast())), (0x21, 0x21, four),
    ] {
      #expect(ProxyHeader.parse(Self.binary(command, family, body)) == .malformed)
    }
    var bytes = Self.binary(0x21, 0x11, four)
    bytes[11] = 0x0B
    #expect(ProxyHeader.parse(bytes) == .malformed)
  }

  @Test(arguments: [537, 1024, 65_535])
  func rejectsALengthBeyondTheLimitBeforeItsBytesCome(length: Int) {
    for command: UInt8 in [0x20, 0x21] {
      #expect(ProxyHeader.parse(Self.binary(command, 0x11, [], length: length)) == .malformed)
      #expect(ProxyHeader.parse(Self.binary(command, 0x11, Self.four, length: length)) == .malformed)
    }
    #expect(ProxyHeader.parse(Self.binary(0x21, 0x11, Self.four, length: 536)) == .incomplete)
  }

  @Test func survivesRandomChanges() {
    var generator = SeededGenerator(seed: 2)
    for (bytes, _) in Self.good {
      for _ in 0..<2000 {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
            in: 0...255, using: &generator)
        }
        if case .header(let header) = ProxyHeader.parse(bytes) { #expect(header.length <= bytes.count) }
      }
    }
  }
}
