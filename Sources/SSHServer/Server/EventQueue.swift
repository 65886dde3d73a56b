internal import CSystem
internal import Glibc
internal import Visit

/// The descriptors whose events the service waits for (epoll, level-triggered unless it is said).
///
/// A copy refers to the same queue of the kernel.
struct EventQueue {
  /// What a descriptor is, which says who handles its events.
  enum Source: UInt64 {
    /// Visitors connect to it.
    case listener
    /// A signalfd.
    case signal
    /// The control socket of a visitor's process.
    case control
    /// A connection in the ``AdmissionQueue``.
    case waiting
    /// Readers of the metrics connect to it.
    case metrics
  }

  struct Event {
    let source: Source
    let descriptor: Int32
  }

  /// Room for the events of one wait. It is made by the caller, which decides where in memory it lies: the
  /// kernel writes it for each visit.
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

  /// Reports a descriptor, which is watched already, only when more input arrives.
  func watchForMore(_ descriptor: Int32, as source: Source) {
    _ = csystem_epoll_control(
      epoll, EPOLL_CTL_MOD, descriptor, EPOLLIN.rawValue | EPOLLET.rawValue, Self.tag(descriptor, source))
  }

  /// Stops watching. A descriptor that is not watched is ignored.
  func remove(_ descriptor: Int32) { _ = csystem_epoll_control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0) }

  /// Waits until there are events or the deadline is reached, and passes each event to `handle`.
  /// - Parameter deadline: nil waits without a limit.
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
