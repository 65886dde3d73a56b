internal import CSystem
internal import Glibc
internal import Visit

/// A visit that the service makes to itself before the first visitor, so that everything that is initialized at
/// first use is initialized in memory that all visitors' processes share.
enum WarmUp {
  /// Keys that lay out another page, scroll it, search it and show the help.
  private static let keys = ["j", "\r", " ", "/", "e", "\r", "n", "?"]

  /// Visits the service over a pair of sockets; the client runs in a forked process.
  static func run(acceptor: Acceptor, service: any VisitService) throws(ServiceFailure) {
    guard let network = SocketPair(), let control = SocketPair() else {
      throw ServiceFailure("cannot create a pair of sockets")
    }
    let client = fork()
    if client == 0 {
      close(network.first)
      _exit(Client.visit(over: network.second, keys: keys) == nil ? 0 : 1)
    }
    close(network.second)
    service.prepare()
    let connection = Connection(
      acceptor: acceptor, socket: network.first, control: control.second, service: service,
      limits: ServiceLimits(), asksForFiles: false)
    let reason = connection?.run()
    control.close()
    var status: Int32 = 0
    while waitpid(client, &status, 0) == -1, errno == EINTR {}
    guard reason == .eof, status == 0 else {
      throw ServiceFailure(
        "the test connection of the service to itself failed (\(reason?.name ?? "no session"))")
    }
  }
}

/// Two connected sockets of this process.
struct SocketPair {
  let first: Int32
  let second: Int32

  /// Returns nil when no descriptor is left.
  init?(isNonblocking: Bool = false) {
    let flags = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | (isNonblocking ? SOCK_NONBLOCK.rawValue : 0)
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(flags), 0, &ends) == 0 else { return nil }
    (first, second) = (ends[0], ends[1])
  }

  func close() {
    Glibc.close(first)
    Glibc.close(second)
  }
}
