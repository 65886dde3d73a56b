internal import CSystem
internal import Glibc
internal import Visit

/// The sockets, the host key, the content and the sandbox: everything that exists before the first connection.
struct Setup {
  let limits: ServiceLimits
  /// The addresses that must send PROXY headers; nil when no header is expected.
  let proxies: [Network]?
  let monitor: Monitor
  let notifier = Notifier()
  let hostKey: HostKey
  let acceptor: Acceptor
  let sockets: [Socket]
  /// Whether systemd holds the sockets, too.
  let areSocketsShared: Bool
  let metricsSocket: Socket?
  let sandbox: Sandbox
  let content: LoadedContent

  /// Opens sockets and reads the host key, drops privileges, and only then reads the content.
  init(_ settings: ServiceSettings, load: @escaping Server.Load) throws(ServiceFailure) {
    if geteuid() == 0, settings.user == nil {
      throw ServiceFailure(
        "'serve' does not run as root; start it from another account, or name one with --user")
    }
    limits = settings.limits
    proxies = settings.proxies
    monitor = Monitor(EventLog(settings.logFormat, linesPerSecond: limits.logLines))
    hostKey = try HostKey(settings)
    acceptor = try Acceptor(hostKey)
    let inherited = Socket.inherited()
    areSocketsShared = !inherited.isEmpty
    sockets = areSocketsShared ? inherited : try Self.listen(at: settings.addresses)
    metricsSocket = try settings.metrics.map { (address) throws(ServiceFailure) in
      try Socket(forMetricsAt: address)
    }
    if let user = settings.user { try Privileges.switchTo(user) }
    guard let sandbox = Sandbox() else {
      throw ServiceFailure("this system cannot confine visitors' processes: it has no seccomp")
    }
    self.sandbox = sandbox
    // Memory that only loading needs must not stay in the heap, which every visitor's process inherits.
    csystem_map_large_allocations()
    var content = try LoadedContent(limits, load: load)
    monitor.reportFaults(content.faults)
    signal(SIGPIPE, SIG_IGN)
    // All variables have been read. A visitor's process must not inherit any.
    clearenv()
    try WarmUp.run(acceptor: acceptor, service: content.service)
    content.measureMemory()
    let breaches = sandbox.breaches(memory: content.memoryLimit)
    if !breaches.isEmpty {
      throw ServiceFailure(
        "the sandbox does not work on this system: a visitor could \(breaches.joined(separator: ", "))")
    }
    self.content = content
  }

  private static func listen(at addresses: [String]) throws(ServiceFailure) -> [Socket] {
    var sockets: [Socket] = []
    for address in addresses { sockets.append(try Socket(listeningAt: address)) }
    return sockets
  }
}
