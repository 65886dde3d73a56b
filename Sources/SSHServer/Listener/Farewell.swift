/// What a client is told that cannot be let in: a banner and a plain disconnect message (RFC 4253, 4.2, 6
/// and 11.1), which every client shows, and for which nothing need be read of it.
struct Farewell {
  let bytes: [UInt8]

  static let banner = "SSH-2.0-portfolio-tui"

  /// SSH_DISCONNECT_TOO_MANY_CONNECTIONS
  private static let reason: UInt8 = 12

  init(_ sentence: String) {
    // SSH_MSG_DISCONNECT, the reason, the sentence, and no language.
    var payload: [UInt8] = [1, 0, 0, 0, Self.reason]
    payload += Self.string(sentence) + Self.string("")
    // The packet without its length must be a multiple of 8, with 4 bytes of padding at least.
    let padding = 4 + (8 - (4 + 1 + payload.count + 4) % 8) % 8
    let length = 1 + payload.count + padding
    bytes =
      Array("\(Self.banner)\r\n".utf8) + Self.number(length) + [UInt8(padding)] + payload
      + [UInt8](repeating: 0, count: padding)
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func string(_ text: String) -> [UInt8] { number(text.utf8.count) + text.utf8 }
}
