internal import Visit

/// The header in which a proxy sends the address of its client ("The PROXY protocol", HAProxy, versions 1 and 2).
///
/// The bytes come from an address that is trusted to send a header, but are parsed like any input.
struct ProxyHeader: Equatable {
  /// The length of the header, in bytes.
  var length: Int
  /// The client's address; nil if the proxy connects for itself (a health check), or sends no address.
  var source: NetworkAddress?

  enum Outcome: Equatable {
    case header(ProxyHeader)
    /// The header may be complete when more bytes arrive.
    case incomplete
    case malformed
  }

  /// The first 12 bytes of version 2 (section 2.2).
  private static let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]
  /// The longest header of version 1, in bytes (section 2.1).
  static let maximumLine = 107
  /// The longest header of version 2 that is accepted, in bytes: 16 and the recommended limit of the rest.
  static let maximumBytes = 16 + 536

  /// Parses the header at the beginning of the bytes that have arrived.
  static func parse(_ bytes: [UInt8]) -> Outcome {
    if bytes.prefix(12).elementsEqual(signature.prefix(bytes.count)) {
      return bytes.count < 16 ? .incomplete : parseBinary(bytes)
    }
    let start = Array("PROXY ".utf8)
    guard bytes.prefix(6).elementsEqual(start.prefix(bytes.count)) else { return .malformed }
    guard let end = bytes.prefix(maximumLine).firstIndex(of: 0x0A) else {
      return bytes.count < maximumLine ? .incomplete : .malformed
    }
    guard end > 6, bytes[end - 1] == 0x0D else { return .malformed }
    return parseLine(bytes[6..<end - 1], length: end + 1)
  }

  /// Parses a header of version 1.
  /// - Parameter line: the text between `PROXY ` and the line break.
  private static func parseLine(_ line: ArraySlice<UInt8>, length: Int) -> Outcome {
    let words = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init)
    if words.first == "UNKNOWN" { return .header(ProxyHeader(length: length, source: nil)) }
    guard words.count == 5, let sender = NetworkAddress(words[1]), let receiver = NetworkAddress(words[2]),
      words[3...].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16($0) != nil })
    else { return .malformed }
    // Decided by the text, because an IPv4-mapped IPv6 address becomes an IPv4 address when it is parsed.
    let isIPv4 = words[1].contains(".") && !words[1].contains(":")
    guard words[0] == (isIPv4 ? "TCP4" : "TCP6"), words[0] == "TCP6" || receiver.isIPv4 else {
      return .malformed
    }
    return .header(ProxyHeader(length: length, source: sender))
  }

  /// Parses a header of version 2, of which at least 16 bytes have arrived.
  private static func parseBinary(_ bytes: [UInt8]) -> Outcome {
    let (version, command) = (bytes[12] >> 4, bytes[12] & 0xF)
    let (family, length) = (bytes[13], Int(bytes[14]) << 8 | Int(bytes[15]))
    guard version == 2, command <= 1, 16 + length <= maximumBytes else { return .malformed }
    guard bytes.count >= 16 + length else { return .incomplete }
    // The command LOCAL: the proxy itself has connected, and the addresses must be ignored.
    if command == 0 { return .header(ProxyHeader(length: 16 + length, source: nil)) }
    switch family {
    case 0x11 where length >= 12:  // TCP over IPv4
      return .header(ProxyHeader(length: 16 + length, source: NetworkAddress(bytes: bytes[16..<20])))
    case 0x21 where length >= 36:  // TCP over IPv6
      return .header(ProxyHeader(length: 16 + length, source: NetworkAddress(bytes: bytes[16..<32])))
    case 0x00, 0x31:  // unspecified, or a stream of a local socket
      return .header(ProxyHeader(length: 16 + length, source: nil))
    default: return .malformed
    }
  }
}
