internal import Glibc

/// The address that a connection comes from: IPv4, IPv6, or a local socket.
///
/// The bytes are stored inline: the service keeps addresses for each visit, in memory that is copied when it
/// changes.
package struct NetworkAddress: Hashable, Sendable {
  /// The address from the most significant byte on; the rest is zero.
  fileprivate let value: UInt128
  /// The number of bytes: 4, 16, or 0 for a local socket.
  fileprivate let length: Int32

  private init(value: UInt128, length: Int32) {
    self.value = value
    self.length = length
  }

  /// A local socket.
  package static let local = NetworkAddress(value: 0, length: 0)

  /// Creates an address from its 4 or 16 bytes in network order, or a local socket from no bytes.
  package init(bytes: some Collection<UInt8>) {
    var bytes = bytes.prefix(16)
    // An IPv4-mapped IPv6 address is an IPv4 address (RFC 4291, section 2.5.5.2).
    if bytes.count == 16, bytes.starts(with: Self.mappedPrefix) { bytes = bytes.dropFirst(12) }
    length = Int32(bytes.count)
    value = bytes.enumerated().reduce(0) { $0 | UInt128($1.element) << (120 - 8 * $1.offset) }
  }

  private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  /// Parses a numeric address; nil for anything else.
  package init?(_ text: String) {
    // C would end the text at a zero byte.
    if text.utf8.contains(0) { return nil }
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(bytes: withUnsafeBytes(of: four) { Array($0) })
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      self.init(bytes: withUnsafeBytes(of: six) { Array($0) })
    } else {
      return nil
    }
  }

  /// Whether it is an IPv4 address.
  package var isIPv4: Bool { length == 4 }

  /// The source for limits: an IPv4 address itself, or the /64 network of an IPv6 address, which a household has.
  package var block: NetworkAddress {
    length == 16 ? NetworkAddress(value: (value >> 64) << 64, length: length) : self
  }

  /// The address for logs: digits, letters, dots and colons only.
  package var text: String {
    guard length > 0 else { return "local" }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let isWritten = withUnsafeBytes(of: value.bigEndian) {
      inet_ntop(isIPv4 ? AF_INET : AF_INET6, $0.baseAddress, &buffer, socklen_t(buffer.count)) != nil
    }
    guard isWritten else { return "unknown" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// A network of addresses: one address, or a prefix such as `10.0.0.0/8`.
package struct Network: Sendable, Equatable {
  private let address: NetworkAddress
  /// The number of leading bits that are equal in all its addresses.
  private let bits: Int

  /// Parses an address, or an address, a slash and the length of the prefix; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let address = NetworkAddress(first) else { return nil }
    let length = Int(address.length) * 8
    guard let bits = parts.count > 1 ? Int(parts[1]) : length, (0...length).contains(bits) else { return nil }
    self.address = address
    self.bits = bits
  }

  package func contains(_ other: NetworkAddress) -> Bool {
    other.length == address.length && (other.value ^ address.value) >> (128 - bits) == 0
  }
}
