internal import CSystem
internal import Glibc
internal import Visit

/// The socket from a visitor's process to the service: the process reads orders and writes records.
struct ParentLink {
  /// -1 when the service has ended.
  private(set) var descriptor: Int32
  /// The orders that arrived while an answer was waited for.
  private var earlyOrders: [Order] = []

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

  /// Removes the next order that arrived while an answer was waited for.
  mutating func removeEarlyOrder() -> Order? { earlyOrders.isEmpty ? nil : earlyOrders.removeFirst() }

  /// Asks for a file, and waits for the answer. Returns its descriptor; nil if it is refused, or none comes in time.
  mutating func file(_ number: Int, within limit: Duration) -> Int32? {
    guard descriptor >= 0 else { return nil }
    send(Record(.file, first: UInt64(clamping: number)))
    let deadline = Instant.now + limit
    while Instant.now < deadline {
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, (deadline - .now).pollTimeout) > 0 else { continue }
      var byte: UInt8 = 0
      var file: Int32 = -1
      let count = csystem_receive_descriptor(descriptor, &byte, &file)
      guard count == 1, let order = Order(rawValue: byte) else { return nil }
      switch order {
      case .file: return file >= 0 ? file : nil
      case .noFile: return nil
      case .full, .drain, .end: earlyOrders.append(order)
      }
    }
    return nil
  }

  func send(_ record: Record) {
    let bytes = record.bytes
    _ = csystem_send(descriptor, bytes, bytes.count)
  }
}
