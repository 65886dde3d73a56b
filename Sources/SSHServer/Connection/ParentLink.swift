internal import CSystem
internal import Glibc

/// The socket between a visitor's process and the service: orders come in, records go out.
struct ParentLink {
  /// -1 when the service has ended.
  private(set) var descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Reads the next order. The end of the service is an order to end, and so is a byte that is not an order.
  mutating func receive() -> Order {
    var byte: UInt8 = 0
    let count = read(descriptor, &byte, 1)
    // `poll` ignores a negative descriptor; this one would be ready for ever.
    if count == 0 { descriptor = -1 }
    return count == 1 ? Order(rawValue: byte) ?? .end : .end
  }

  func send(_ record: Record) {
    let bytes = record.bytes
    _ = csystem_send(descriptor, bytes, bytes.count)
  }
}
