internal import CSystem
internal import Glibc
internal import Visit

/// The sockets, the host key, the content and the sandbox: everything that exists before the first connection.
struct Setup {
  let settings: ServiceSettings
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
    try Self.refuseRoot(settings)
    self.settings = settings
    proxies = settings.proxies
    monitor = Monitor(EventLog(settings.logFormat, linesPerSecond: settings.limits.logLines))
    hostKey = try HostKey(settings)
    acceptor = try Acceptor(hostKey)
    let inherited = Socket.inherited()
    areSocketsShared = !inherited.isEmpty
    sockets = areSocketsShared ? inherited : try Self.listen(at: settings.addresses)
    metricsSocket = try settings.metrics.map { (address) throws(ServiceFailure) in
      try Socket(forMetricsAt: address)
    }
    if let user = settings.user { try Privileges.switchTo(user) }
    sandbox = try Self.makeSandbox()
    // Memory that only loading needs must not stay in the heap, which every visitor's process inherits.
    csystem_map_large_allocations()
    var content = try LoadedContent(load: load)
    monitor.reportFaults(content.faults + Self.faults(settings, areSocketsShared: areSocketsShared))
    signal(SIGPIPE, SIG_IGN)
    // All variables have been read. A visitor's process must not inherit any.
    clearenv()
    try WarmUp.run(acceptor: acceptor, service: content.service)
    content.measureMemory()
    try sandbox.refuseBreaches(memory: content.memoryLimit)
    self.content = content
  }

  /// Tests what ``init(_:load:)`` would do, without listening, generating a host key or starting visits, so that it can
  /// run beside a service with the same settings.
  /// - Returns: the fingerprint of the host key, nil if the start would generate one; and the faults of the content and
  ///   the settings.
  static func check(
    _ settings: ServiceSettings, load: @escaping Server.Load
  ) throws(ServiceFailure) -> (fingerprint: String?, faults: [String]) {
    try refuseRoot(settings)
    for address in settings.addresses { try Socket.check(address) }
    if let metrics = settings.metrics { try Socket.checkMetrics(metrics) }
    let key = try HostKey.existing(settings)
    if let user = settings.user { try Privileges.switchTo(user) }
    let sandbox = try makeSandbox()
    var content = try LoadedContent(load: load)
    content.measureMemory()
    try sandbox.refuseBreaches(memory: content.memoryLimit)
    return (key?.fingerprint, content.faults)
  }

  private static func faults(_ settings: ServiceSettings, areSocketsShared: Bool) -> [String] {
    guard areSocketsShared, settings.addresses != ServiceSettings.defaultAddresses else { return [] }
    return [
      "'listen' has no effect, because systemd passes the sockets; change ListenStream in the socket unit"
    ]
  }

  private static func refuseRoot(_ settings: ServiceSettings) throws(ServiceFailure) {
    if geteuid() == 0, settings.user == nil {
      throw ServiceFailure(
        "'serve' does not run as root; start it from another account, or name one with --user")
    }
  }

  private static func makeSandbox() throws(ServiceFailure) -> Sandbox {
    if let sandbox = Sandbox() { return sandbox }
    throw ServiceFailure("this system cannot confine visitors' processes: it has no seccomp")
  }

  private static func listen(at addresses: [String]) throws(ServiceFailure) -> [Socket] {
    var sockets: [Socket] = []
    for address in addresses { sockets.append(try Socket(listeningAt: address)) }
    return sockets
  }
}

extension Sandbox {
  /// - Parameter memory: the maximum address space of a visitor's process, in bytes.
  fileprivate func refuseBreaches(memory: Int) throws(ServiceFailure) {
    let breaches = breaches(memory: memory)
    if breaches.isEmpty { return }
    throw ServiceFailure(
      "the sandbox does not work on this system: a visitor could \(breaches.joined(separator: ", "))")
  }
}
