internal import Glibc

/// Where a connection comes from.
package struct NetworkAddress: Hashable, Sendable {
  /// 4 or 16 bytes; none for a local socket.
  package private(set) var bytes: [UInt8]

  /// A local socket.
  package static let local = NetworkAddress(bytes: [])

  package init(bytes: [UInt8]) {
    // An IPv4 address in IPv6's clothes is an IPv4 address.
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    self.bytes = bytes.count == 16 && bytes.starts(with: mapped) ? Array(bytes[12...]) : bytes
  }

  /// Reads an address; nil where it is none.
  package init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    // C would end the text at a zero.
    if text.utf8.contains(0) { return nil }
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(bytes: four.bytes)
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      self.init(bytes: six.bytes)
    } else {
      return nil
    }
  }

  /// What is counted as one: the address, or the /64 that a household of IPv6 has.
  package var block: NetworkAddress {
    bytes.count == 16 ? NetworkAddress(bytes: Array(bytes[..<8]) + [UInt8](repeating: 0, count: 8)) : self
  }

  /// How logs write it: digits, letters, dots and colons only.
  package var text: String {
    guard !bytes.isEmpty else { return "local" }
    var buffer = [CChar](repeating: 0, count: 64)
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "unknown" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Addresses that are trusted to say whom they speak for: one, or a network (`10.0.0.0/8`).
package struct Network: Sendable {
  private let source: NetworkAddress
  private let bits: Int

  /// Nil where the text is neither.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let source = NetworkAddress(first) else { return nil }
    let length = source.bytes.count * 8
    guard let bits = parts.count > 1 ? Int(parts[1]) : length, (0...length).contains(bits) else { return nil }
    self.source = source
    self.bits = bits
  }

  package func contains(_ other: NetworkAddress) -> Bool {
    guard other.bytes.count == source.bytes.count else { return false }
    for (index, (left, right)) in zip(source.bytes, other.bytes).enumerated() {
      let rest = bits - index * 8
      if rest <= 0 { break }
      let mask: UInt8 = rest >= 8 ? 0xFF : ~(0xFF >> UInt8(rest))
      if left & mask != right & mask { return false }
    }
    return true
  }
}

extension in_addr {
  fileprivate var bytes: [UInt8] { withUnsafeBytes(of: s_addr) { Array($0) } }
}

extension in6_addr {
  fileprivate var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }
}
