internal import CSystem
internal import Glibc
internal import Visit

/// A socket that listens, and the words for it.
struct Socket {
  let descriptor: Int32
  let address: String

  /// Listens at `ADDRESS:PORT`; a sentence where that cannot be.
  init(listeningAt text: String) throws(ServiceFailure) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[colon...].dropFirst()) else {
      throw ServiceFailure("'\(text)' is no address to listen at: it must be ADDRESS:PORT, or :PORT for all")
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let isAll = host.isEmpty || host == "*"
    var storage = sockaddr_storage()
    var length = socklen_t(0)
    if isAll { host = Self.hasIPv6 ? "::" : "0.0.0.0" }
    guard Self.fill(&storage, &length, host, port) else {
      throw ServiceFailure("'\(host)' is no address of the numeric kind")
    }
    let family = Int32(storage.ss_family)
    let descriptor = socket(
      family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, 4)
    // One socket for every address of both kinds; an address that was named is itself alone.
    var isOnlySix: Int32 = isAll ? 0 : 1
    if family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &isOnlySix, 4) }
    let bound = withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    guard descriptor >= 0, bound == 0, listen(descriptor, 4096) == 0 else {
      let error = errno
      close(descriptor)
      throw ServiceFailure("cannot listen at \(text): \(Self.explanation(of: error))")
    }
    self.descriptor = descriptor
    address = text
  }

  /// The listening sockets that systemd passes to this process: sd_listen_fds(3). Empty when there are none.
  static func inherited() -> [Socket] {
    guard let process = getenv("LISTEN_PID").flatMap({ Int32(String(cString: $0)) }), process == getpid(),
      let count = getenv("LISTEN_FDS").flatMap({ Int32(String(cString: $0)) }), (1...64).contains(count)
    else { return [] }
    return (3..<3 + count).map { Socket(inherited: $0) }
  }

  private init(inherited descriptor: Int32) {
    self.descriptor = descriptor
    address = "inherited:\(descriptor)"
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Listens for readers of the metrics: at an address of the loopback interface, or at a path.
  init(forMetricsAt address: String) throws(ServiceFailure) {
    guard Self.isLoopback(address) else {
      throw ServiceFailure(
        "metrics are for this machine: 127.0.0.1:PORT, [::1]:PORT or a path, not \(address)")
    }
    if address.hasPrefix("/") {
      try self.init(at: address)
    } else {
      try self.init(listeningAt: address)
    }
  }

  /// A socket in the file system, for this machine only.
  private init(at path: String) throws(ServiceFailure) {
    var address = sockaddr_un()
    let bytes = Array(path.utf8)
    guard bytes.count < 108 else { throw ServiceFailure("the path \(path) is too long for a socket") }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var information = stat()
    // What a run before this one left; never a file of another kind.
    if lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0, listen(descriptor, 16) == 0 else {
      throw ServiceFailure("cannot listen at \(path): \(Self.explanation(of: errno))")
    }
    self.descriptor = descriptor
    self.address = path
  }

  /// Whether an address is one of this machine alone.
  private static func isLoopback(_ text: String) -> Bool {
    text.hasPrefix("127.") || text.hasPrefix("[::1]:") || text.hasPrefix("/")
  }

  private static var hasIPv6: Bool {
    let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    defer { if descriptor >= 0 { close(descriptor) } }
    return descriptor >= 0
  }

  private static func fill(
    _ storage: inout sockaddr_storage, _ length: inout socklen_t, _ host: String, _ port: UInt16
  ) -> Bool {
    var four = sockaddr_in()
    if inet_pton(AF_INET, host, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
      return true
    }
    var six = sockaddr_in6()
    guard inet_pton(AF_INET6, host, &six.sin6_addr) == 1 else { return false }
    six.sin6_family = sa_family_t(AF_INET6)
    six.sin6_port = port.bigEndian
    length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
    return true
  }

  private static func explanation(of error: Int32) -> String {
    switch error {
    case EADDRINUSE: "something else listens there; end it, or name another with --listen"
    case EACCES: "a port below 1024 is root's: start as root with --user, or name another with --listen"
    case EADDRNOTAVAIL: "this machine has no such address"
    case EAFNOSUPPORT: "this machine has no IPv6"
    default: String(cString: strerror(error)).lowercased()
    }
  }
}

extension NetworkAddress {
  /// The peer's address as `accept` reports it.
  init(_ storage: sockaddr_storage) {
    let family = Int32(storage.ss_family)
    self = withUnsafeBytes(of: storage) { bytes in
      switch family {
      case AF_INET:
        NetworkAddress(bytes: withUnsafeBytes(of: bytes.load(as: sockaddr_in.self).sin_addr) { Array($0) })
      case AF_INET6:
        NetworkAddress(bytes: withUnsafeBytes(of: bytes.load(as: sockaddr_in6.self).sin6_addr) { Array($0) })
      default: .local
      }
    }
  }
}
