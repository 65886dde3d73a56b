internal import Visit

/// The numbers of packets of a session since it began.
struct PacketCounts: Equatable {
  var sent: UInt64
  var received: UInt64
}

/// Detects that the client exchanges keys again (RFC 4253, section 9), and limits how long it may take.
///
/// libssh does not report a re-exchange. While one is in progress the library accepts output but sends none, so
/// a client that never finishes would keep its process forever. Packet counts reveal a re-exchange:
///
/// - A write that sends no packet was held back.
/// - When the library has answered something that was not a request of the visitor, the owner sends a probe
///   (SSH_MSG_IGNORE). If it is held back, the client has still to send two packets, its key and NEWKEYS. If it
///   goes out, and the library had sent three packets at once (KEXINIT, its key and NEWKEYS), only the client's
///   NEWKEYS is left.
///
/// This type calls neither the library nor a clock: callers pass counts and times.
struct KeyReexchange {
  private let limit: Duration
  /// The number of packets sent when the library began to hold output back.
  private var sentWhenHeld: UInt64?
  /// The exchange in progress. It is over when the session has received `packetsReceived` packets.
  private var exchange: (packetsReceived: UInt64, deadline: Instant)?

  /// - Parameter limit: how long an exchange may take.
  init(limit: Duration) {
    self.limit = limit
  }

  /// Whether the library has held output back since the last call of ``update(_:)``, or at that time.
  var isHoldingOutput: Bool { sentWhenHeld != nil }

  /// When the client must have finished the exchange; nil when none was detected by a probe.
  var deadline: Instant? { exchange?.deadline }

  /// Whether a probe could detect an exchange that is not known yet.
  var needsProbe: Bool { sentWhenHeld == nil && exchange == nil }

  /// Records a write by the packet counts before and after it.
  mutating func recordWrite(before: PacketCounts, after: PacketCounts) {
    if after.sent == before.sent { sentWhenHeld = before.sent }
  }

  /// Records a probe by the packet counts before and after it.
  /// - Parameter answers: the number of packets that the library had sent by itself just before.
  mutating func recordProbe(before: PacketCounts, after: PacketCounts, answers: UInt64, now: Instant) {
    let sent = after.sent - before.sent
    if sent == 0 {
      sentWhenHeld = before.sent
      exchange = (before.received + 2, now + limit)
    } else if answers + sent > 3 {
      exchange = (after.received + 1, now + limit)
    }
  }

  /// Compares the current counts with the recorded ones: clears the state of held output if output was sent, and the
  /// exchange if the client has finished it.
  mutating func update(_ counts: PacketCounts) {
    if let sentWhenHeld, counts.sent != sentWhenHeld { self.sentWhenHeld = nil }
    if let exchange, counts.received >= exchange.packetsReceived { self.exchange = nil }
  }
}
