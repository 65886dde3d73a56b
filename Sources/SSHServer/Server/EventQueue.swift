internal import CSystem
internal import Glibc
internal import Visit

/// The descriptors whose events the service waits for (epoll; level-triggered except with
/// ``watchForMore(_:as:)``).
///
/// A copy of this value refers to the same epoll instance.
struct EventQueue {
  /// The kind of a descriptor, which determines how its events are handled.
  enum Source: UInt64 {
    /// A listening socket for visitors.
    case listener
    /// A signalfd.
    case signal
    /// The control socket of a visitor's process.
    case control
    /// A connection in the ``AdmissionQueue``.
    case waiting
    /// A listening socket for clients that read the metrics.
    case metrics
  }

  struct Event {
    let source: Source
    let descriptor: Int32
  }

  /// A buffer for the events of one wait. The caller allocates it near other memory that changes with each visit,
  /// because the kernel writes to it.
  typealias Buffer = [epoll_event]

  private let epoll: Int32

  init() {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
  }

  static func makeBuffer() -> Buffer { Buffer(repeating: epoll_event(), count: 64) }

  /// Watches a descriptor for input.
  func watch(_ descriptor: Int32, as source: Source) {
    _ = csystem_epoll_control(
      epoll, EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue, Self.tag(descriptor, source))
  }

  /// Makes a watched descriptor edge-triggered: it is reported again only when more input arrives.
  func watchForMore(_ descriptor: Int32, as source: Source) {
    _ = csystem_epoll_control(
      epoll, EPOLL_CTL_MOD, descriptor, EPOLLIN.rawValue | EPOLLET.rawValue, Self.tag(descriptor, source))
  }

  /// Stops watching a descriptor; does nothing if it is not watched.
  func remove(_ descriptor: Int32) { _ = csystem_epoll_control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0) }

  /// Waits until there are events or the deadline is reached, and passes each event to `handle`.
  /// - Parameter deadline: nil to wait without a limit.
  func wait(until deadline: Instant?, _ buffer: inout Buffer, handle: (Event) -> Void) {
    let timeout = deadline.map { ($0 - .now).pollTimeout } ?? -1
    let count = csystem_epoll_wait(epoll, &buffer, Int32(buffer.count), timeout)
    for index in 0..<max(0, Int(count)) {
      let tag = csystem_epoll_tag(&buffer[index])
      guard let source = Source(rawValue: tag >> 32) else { continue }
      handle(Event(source: source, descriptor: Int32(truncatingIfNeeded: tag & 0xFFFF_FFFF)))
    }
  }

  /// The source in the upper half, the descriptor in the lower one.
  private static func tag(_ descriptor: Int32, _ source: Source) -> UInt64 {
    source.rawValue << 32 | UInt64(UInt32(bitPattern: descriptor))
  }
}
