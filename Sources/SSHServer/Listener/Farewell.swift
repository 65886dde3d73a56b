/// The bytes for a client that is refused before the key exchange: the server's identification line and one
/// unencrypted SSH_MSG_DISCONNECT (RFC 4253, sections 4.2, 6 and 11.1). Clients show its description. The server
/// does not have to read anything before.
struct Farewell {
  let bytes: [UInt8]

  /// The server's identification line, without its line break. It contains no version of the program.
  static let banner = "SSH-2.0-portfolio-tui"

  /// SSH_DISCONNECT_TOO_MANY_CONNECTIONS
  private static let reason: UInt8 = 12

  init(_ sentence: String) {
    // SSH_MSG_DISCONNECT, the reason, the description, an empty language tag.
    var payload: [UInt8] = [1, 0, 0, 0, Self.reason]
    payload += Self.string(sentence) + Self.string("")
    // Packet and length field together are a multiple of 8 bytes, with at least 4 bytes of padding.
    let padding = 4 + (8 - (4 + 1 + payload.count + 4) % 8) % 8
    let length = 1 + payload.count + padding
    bytes =
      Array("\(Self.banner)\r\n".utf8) + Self.number(length) + [UInt8(padding)] + payload
      + [UInt8](repeating: 0, count: padding)
  }

  /// A uint32 of RFC 4251.
  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  /// A string of RFC 4251.
  private static func string(_ text: String) -> [UInt8] { number(text.utf8.count) + text.utf8 }
}
