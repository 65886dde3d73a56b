internal import CSystem
internal import Glibc
internal import Visit

/// The process of one visitor, from the fork to its end.
struct VisitorProcess {
  let acceptor: Acceptor
  let sandbox: Sandbox
  let service: any VisitService
  let limits: ServiceLimits
  /// The most address space, in bytes.
  let memoryLimit: Int

  /// The numbers of the two descriptors that the process keeps.
  private static let socket: Int32 = 3
  private static let control: Int32 = 4

  /// Serves the visitor in the process that was just forked: opens files that the visit needs, enters the sandbox,
  /// and only then reads the first byte.
  func run(socket: Int32, control: Int32) -> Never {
    // A signal for the service may be sent to its process group; the service decides when a visit ends.
    for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] { signal(number, SIG_IGN) }
    csystem_unblock_signals()
    Self.keepOnly(socket: socket, control: control)
    Self.setOptions(of: Self.socket)
    service.prepare()
    guard sandbox.enter(processor: limits.processor, memory: memoryLimit) else { _exit(70) }
    let connection = Connection(
      acceptor: acceptor, socket: Self.socket, control: Self.control, service: service, limits: limits)
    _ = connection?.run()
    // Not deallocated, because freeing writes to shared pages, which copies them; the memory is freed at exit.
    if let connection { _ = Unmanaged.passRetained(connection) }
    _exit(0)
  }

  /// Closes all descriptors but two, and moves these to fixed numbers. It needs no new descriptor, because the
  /// process may have reached its limit.
  private static func keepOnly(socket: Int32, control: Int32) {
    // First to 0 and 1: neither of the two descriptors can have these numbers.
    dup2(socket, STDIN_FILENO)
    dup2(control, STDOUT_FILENO)
    dup2(STDIN_FILENO, Self.socket)
    dup2(STDOUT_FILENO, Self.control)
    _ = csystem_close_from(5)
    // Standard error is the log of the service, and a visitor's process must not write to it.
    let null = open("/dev/null", O_RDWR)
    for standard in STDIN_FILENO...STDERR_FILENO { dup2(null, standard) }
    close(null)
  }

  /// Enables TCP keep-alive, which detects vanished clients without any SSH packets, and sets the size of the buffer.
  private static func setOptions(of socket: Int32) {
    var on: Int32 = 1
    var buffer = FixedLimits.sendBuffer
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, 4)
    setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &buffer, 4)
    let seconds = Int(FixedLimits.probe.components.seconds)
    let options = [
      (TCP_KEEPIDLE, seconds), (TCP_KEEPINTVL, seconds), (TCP_KEEPCNT, 2),
      (TCP_USER_TIMEOUT, 3 * FixedLimits.probe.milliseconds),
    ]
    for (option, value) in options { _ = csystem_set_tcp(socket, option, Int32(value)) }
  }
}
