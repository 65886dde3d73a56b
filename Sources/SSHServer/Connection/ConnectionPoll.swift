internal import CSystem
internal import Glibc
internal import Visit

/// Waits for a visitor's socket and for orders of the parent.
struct ConnectionPoll {
  enum Event {
    case network, timeout, order
  }

  private let socket: Int32
  private var budget: InputBudget
  /// Whether the client has ended its half of the TCP connection.
  private(set) var isHalfClosed = false
  /// Whether the TCP connection was reset.
  private(set) var isReset = false

  init(socket: Int32, bytesPerSecond: Int) {
    self.socket = socket
    budget = InputBudget(bytesPerSecond: bytesPerSecond)
  }

  /// Waits until the socket or the control socket is ready, but not beyond a deadline. If the visitor has used up
  /// the ``InputBudget``, the socket is not polled for input until the current second is over.
  /// - Parameters:
  ///   - isWriting: whether to wait for the socket to become writable as well.
  ///   - bytesReceived: the number of bytes received since the connection began.
  mutating func wait(
    until deadline: Instant, control: Int32, isWriting: Bool, bytesReceived: UInt64
  ) -> Event {
    let now = Instant.now
    let pause = budget.pause(received: bytesReceived, now: now)
    let isPaused = pause > .zero
    let events = (isPaused ? 0 : Int16(POLLIN)) | (isWriting ? Int16(POLLOUT) : 0) | csystem_poll_half_closed
    var polled = [
      pollfd(fd: socket, events: events, revents: 0), pollfd(fd: control, events: Int16(POLLIN), revents: 0),
    ]
    let end = isPaused ? min(deadline, now + pause) : deadline
    var count = poll(&polled, 2, (end - now).pollTimeout)
    // While output waits, the alarm of the watchdog may interrupt this.
    while count == -1, errno == EINTR { count = poll(&polled, 2, (end - Instant.now).pollTimeout) }
    if polled[0].revents & (csystem_poll_half_closed | Int16(POLLHUP)) != 0 { isHalfClosed = true }
    if polled[0].revents & Int16(POLLERR) != 0 { isReset = true }
    if polled[1].revents != 0 { return .order }
    return count == 0 && Instant.now >= deadline ? .timeout : .network
  }
}
