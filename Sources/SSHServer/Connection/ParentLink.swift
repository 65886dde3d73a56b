internal import CSystem
internal import Glibc

/// The socket from a visitor's process to the service: the process reads orders and writes records.
struct ParentLink {
  /// -1 when the service has ended.
  private(set) var descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Reads the next order. Returns the order to end if the service has ended or the byte is not an order.
  mutating func receive() -> Order {
    var byte: UInt8 = 0
    let count = read(descriptor, &byte, 1)
    // At the end of the input the descriptor is always ready; `poll` ignores a negative one.
    if count == 0 { descriptor = -1 }
    return count == 1 ? Order(rawValue: byte) ?? .end : .end
  }

  func send(_ record: Record) {
    let bytes = record.bytes
    _ = csystem_send(descriptor, bytes, bytes.count)
  }
}
