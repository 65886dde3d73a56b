internal import Visit

/// The header with which a proxy tells whom it speaks for ("The PROXY protocol", versions 1 and 2, HAProxy).
struct ProxyHeader: Equatable {
  /// How many bytes it has.
  var length: Int
  /// Nil where the proxy speaks for itself (a health check), or does not know.
  var source: NetworkAddress?

  enum Outcome: Equatable {
    case header(ProxyHeader)
    /// Not all of it is there yet.
    case incomplete
    case malformed
  }

  private static let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]
  /// The longest of version 1, and the longest of version 2 that is read.
  static let maximumLine = 107
  static let maximumBytes = 16 + 536

  /// Reads a header at the beginning of what has arrived.
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

  private static func parseLine(_ line: ArraySlice<UInt8>, length: Int) -> Outcome {
    let words = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init)
    if words.first == "UNKNOWN" { return .header(ProxyHeader(length: length, source: nil)) }
    guard words.count == 5, let sender = NetworkAddress(words[1]), let receiver = NetworkAddress(words[2]),
      words[3...].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16($0) != nil })
    else { return .malformed }
    let isFour = words[1].contains(".") && !words[1].contains(":")
    guard words[0] == (isFour ? "TCP4" : "TCP6"), words[0] == "TCP6" || receiver.bytes.count == 4 else {
      return .malformed
    }
    return .header(ProxyHeader(length: length, source: sender))
  }

  private static func parseBinary(_ bytes: [UInt8]) -> Outcome {
    let (version, command) = (bytes[12] >> 4, bytes[12] & 0xF)
    let (family, length) = (bytes[13], Int(bytes[14]) << 8 | Int(bytes[15]))
    guard version == 2, command <= 1, 16 + length <= maximumBytes else { return .malformed }
    guard bytes.count >= 16 + length else { return .incomplete }
    // LOCAL: the proxy itself; whatever follows is skipped.
    if command == 0 { return .header(ProxyHeader(length: 16 + length, source: nil)) }
    switch family {
    case 0x11 where length >= 12:
      return .header(ProxyHeader(length: 16 + length, source: NetworkAddress(bytes: Array(bytes[16..<20]))))
    case 0x21 where length >= 36:
      return .header(ProxyHeader(length: 16 + length, source: NetworkAddress(bytes: Array(bytes[16..<32]))))
    case 0x00, 0x31: return .header(ProxyHeader(length: 16 + length, source: nil))
    default: return .malformed
    }
  }
}
