internal import CSystem
internal import Glibc
internal import Visit

/// The listening sockets for visitors.
///
/// If descriptors or memory run out, accepting pauses for a moment. One descriptor is kept in reserve, so that the
/// newest connection can be accepted and closed. Otherwise it would stay in the queue, and epoll would report it
/// again and again.
struct Listener {
  enum Arrival {
    /// A connection and the address that it comes from.
    case connection(Int32, NetworkAddress)
    /// The client closed the connection before it was accepted.
    case aborted
    /// No connection is waiting.
    case none
    /// No descriptor was left; the newest connection was closed.
    case outOfDescriptors
  }

  let sockets: [Socket]
  /// Whether systemd holds the sockets, too. Then connections that are not accepted wait for the next service.
  let areShared: Bool
  private let events: EventQueue
  /// A descriptor to close when no other is left.
  private var reserve: Int32 = -1
  /// When accepting continues after a shortage; nil unless it has paused.
  private(set) var pauseEnd: Instant?
  private(set) var isClosed = false

  init(_ sockets: [Socket], areShared: Bool, events: EventQueue) {
    self.sockets = sockets
    self.areShared = areShared
    self.events = events
  }

  /// Begins to watch for connections.
  mutating func start() {
    watch()
    openReserve()
  }

  /// Accepts a connection at one of the sockets, without waiting.
  mutating func accept(at listener: Int32) -> Arrival {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let socket = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        accept4(listener, $0, &length, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
      }
    }
    if socket >= 0 { return .connection(socket, NetworkAddress(storage)) }
    switch errno {
    case EAGAIN: return .none
    case ECONNABORTED, EINTR: return .aborted
    case EMFILE, ENFILE:
      closeNewest(at: listener)
      pause()
      return .outOfDescriptors
    default:
      pause()
      return .none
    }
  }

  /// Continues after a pause that is over.
  mutating func resume(now: Instant) {
    guard let end = pauseEnd, now >= end else { return }
    pauseEnd = nil
    if !isClosed { watch() }
  }

  /// Closes the sockets.
  mutating func close() {
    for socket in sockets {
      events.remove(socket.descriptor)
      Glibc.close(socket.descriptor)
    }
    isClosed = true
  }

  private func watch() { sockets.forEach { events.watch($0.descriptor, as: .listener) } }

  private mutating func pause() {
    guard pauseEnd == nil else { return }
    sockets.forEach { events.remove($0.descriptor) }
    pauseEnd = .now + FixedLimits.pause
  }

  private mutating func closeNewest(at listener: Int32) {
    Glibc.close(reserve)
    let socket = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
    if socket >= 0 { Glibc.close(socket) }
    openReserve()
  }

  private mutating func openReserve() { reserve = open("/dev/null", O_RDONLY | O_CLOEXEC) }
}
