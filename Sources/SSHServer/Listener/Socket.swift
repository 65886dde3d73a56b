internal import CSystem
internal import Glibc
internal import Visit

/// A listening socket, non-blocking.
struct Socket {
  let descriptor: Int32
  /// The address as the log shows it.
  let address: String

  /// Listens at a TCP address.
  /// - Parameters:
  ///   - text: `ADDRESS:PORT`, `[ADDRESS]:PORT`, or `:PORT` for all addresses of both families.
  ///   - isTest: whether to take a free port in place of that of the address, which a running service may have.
  init(listeningAt text: String, isTest: Bool = false) throws(ServiceFailure) {
    var (host, port) = try Self.parts(of: text)
    if isTest { port = 0 }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let isAll = host.isEmpty || host == "*"
    if isAll { host = Self.hasIPv6 ? "::" : "0.0.0.0" }
    guard let address = SocketAddress(host: host, port: port) else {
      throw ServiceFailure("'\(host)' is not a numeric address")
    }
    let descriptor = socket(
      address.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else {
      throw ServiceFailure("cannot listen on \(text): \(Self.explanation(of: errno))")
    }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, 4)
    // Without an address, one socket accepts both IPv4 and IPv6. The socket of an IPv6 address accepts IPv6 only.
    var isIPv6Only: Int32 = isAll ? 0 : 1
    if address.family == AF_INET6 {
      setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &isIPv6Only, 4)
    }
    let isBound = address.withPointer { bind(descriptor, $0, $1) == 0 }
    guard isBound, listen(descriptor, 4096) == 0 else {
      let error = errno
      close(descriptor)
      throw ServiceFailure("cannot listen on \(text): \(Self.explanation(of: error))")
    }
    self.descriptor = descriptor
    self.address = text
  }

  /// Tests an address to listen on.
  static func check(_ text: String) throws(ServiceFailure) {
    // A unit that gets its sockets from systemd may forbid others (RestrictAddressFamilies), and needs no address.
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if probe < 0, errno == EAFNOSUPPORT {
      _ = try parts(of: text)
      return
    }
    close(probe)
    close(try Socket(listeningAt: text, isTest: true).descriptor)
  }

  private static func parts(of text: String) throws(ServiceFailure) -> (host: String, port: UInt16) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[colon...].dropFirst()) else {
      throw ServiceFailure(
        "'\(text)' is not an address to listen on; use ADDRESS:PORT, or :PORT for all addresses")
    }
    return (String(text[..<colon]), port)
  }

  /// Listens for readers of the metrics: at an address of the loopback interface, or at a path.
  init(forMetricsAt address: String) throws(ServiceFailure) {
    try Self.refuseRemoteMetrics(address)
    if address.hasPrefix("/") {
      try self.init(at: address)
    } else {
      try self.init(listeningAt: address)
    }
  }

  /// Tests an address for metrics beside a running service: that of a path only as far as its folder.
  static func checkMetrics(_ address: String) throws(ServiceFailure) {
    try refuseRemoteMetrics(address)
    guard address.hasPrefix("/") else {
      close(try Socket(listeningAt: address, isTest: true).descriptor)
      return
    }
    guard SocketAddress(path: address) != nil else { throw tooLong(address) }
    let folder = address[...(address.lastIndex(of: "/") ?? address.startIndex)]
    // Whether it may be written to is another question in another unit with the same settings: portfolio-tui-relief.
    guard access(String(folder), F_OK) == 0 else {
      throw ServiceFailure("cannot listen on \(address): \(explanation(of: errno))")
    }
  }

  private static func refuseRemoteMetrics(_ address: String) throws(ServiceFailure) {
    if isLoopback(address) { return }
    throw ServiceFailure(
      "metrics are for this machine only: use 127.0.0.1:PORT, [::1]:PORT or a path, not \(address)")
  }

  private static func tooLong(_ path: String) -> ServiceFailure {
    ServiceFailure("the path \(path) is too long for a socket")
  }

  /// Listens at a path in the file system.
  private init(at path: String) throws(ServiceFailure) {
    guard let address = SocketAddress(path: path) else { throw Self.tooLong(path) }
    let descriptor = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    // Remove the socket of an earlier run, but never a file of another kind.
    var information = stat()
    if lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    guard address.withPointer({ bind(descriptor, $0, $1) == 0 }), listen(descriptor, 16) == 0 else {
      throw ServiceFailure("cannot listen on \(path): \(Self.explanation(of: errno))")
    }
    self.descriptor = descriptor
    self.address = path
  }

  /// The listening sockets that systemd passes to this process, sd_listen_fds(3); empty when there are none.
  static func inherited() -> [Socket] {
    guard let process = getenv("LISTEN_PID").flatMap({ Int32(String(cString: $0)) }), process == getpid(),
      let count = getenv("LISTEN_FDS").flatMap({ Int32(String(cString: $0)) }), (1...64).contains(count)
    else { return [] }
    return (3..<3 + count).map { Socket(inherited: $0) }
  }

  /// The port of the first socket that systemd passes to this process; nil without one.
  static var inheritedPort: UInt16? { inherited().first.flatMap { SocketAddress(of: $0.descriptor)?.port } }

  private init(inherited descriptor: Int32) {
    self.descriptor = descriptor
    address = "inherited:\(descriptor)"
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Whether an address can be reached from this machine only.
  private static func isLoopback(_ text: String) -> Bool {
    text.hasPrefix("127.") || text.hasPrefix("[::1]:") || text.hasPrefix("/")
  }

  private static var hasIPv6: Bool {
    let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    defer { if descriptor >= 0 { close(descriptor) } }
    return descriptor >= 0
  }

  /// Explains an error of `bind` or `listen`, with the remedy.
  private static func explanation(of error: Int32) -> String {
    switch error {
    case EADDRINUSE: "another program listens there; stop it, or choose another address with --listen"
    case EACCES:
      "ports below 1024 need root: start as root with --user, or choose another address with --listen"
    case EADDRNOTAVAIL: "this machine has no such address"
    case EAFNOSUPPORT:
      "this machine has no IPv6, or the unit of the service forbids network sockets (RestrictAddressFamilies)"
    default: String(cString: strerror(error)).lowercased()
    }
  }
}
