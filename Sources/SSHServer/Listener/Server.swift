internal import CSystem
internal import Glibc
package import Visit

/// The listener: admits or refuses, forks, counts, and tells. It never reads a byte that a visitor sent, but
/// for a PROXY header of an address that is trusted to send one.
package final class Server {
  let limits: ServiceLimits
  let acceptor: Acceptor
  let sandbox: Sandbox
  let log: EventLog
  private let notifier = Notifier()
  let proxies: [Network]?
  private let load: Load
  var service: any VisitService
  var listeners: [Socket]
  /// Whether somebody else holds them as well, and who waits there loses nothing when we end.
  private let areListenersShared: Bool
  private let metricsListener: Socket?
  var admission: Admission
  var metrics = Metrics()
  private let epoll: Int32
  var children: [Int32: Child] = [:]
  var controls: [Int32: Int32] = [:]
  var nextID = 1
  var waiting: [Int32: Waiting] = [:]
  var reserve: Int32 = -1
  var pauseEnd: Instant?
  var drainEnd: Instant?
  private var killEnd: Instant?
  var memoryLimit = 0
  var scratch = [UInt8](repeating: 0, count: 1 << 14)
  /// What is printed when it stands.
  package let key: (path: String, fingerprint: String, isNew: Bool)

  /// A descriptor that is waited for a moment.
  struct Waiting {
    enum Purpose {
      /// Told why it is refused; until the client has read it.
      case farewell
      /// To send a PROXY header.
      case proxy
      /// To send anything at all: a silent connection is worth no process.
      case firstByte(id: Int, NetworkAddress)
      /// To ask for the metrics.
      case metrics
    }
    var purpose: Purpose
    var end: Instant
  }

  /// What an event is about: kept in the upper half of its tag.
  enum Tag: UInt64 {
    case listener, signal, control, waiting, metrics
  }

  /// Makes what is served of the content as it is now, and tells its faults; or a sentence where it cannot.
  package typealias Load = () throws(ServiceFailure) -> (service: any VisitService, faults: [String])

  /// Sets up all that may fail, in the order in which privileges go; the content is read when they are gone.
  package init(_ configuration: ServiceSettings, load: @escaping Load) throws(ServiceFailure) {
    if geteuid() == 0, configuration.user == nil {
      throw ServiceFailure(
        "'serve' does not run as root; start it from another account, or name one with --user")
    }
    limits = configuration.limits
    log = EventLog(configuration.logFormat, linesPerSecond: limits.logLines)
    let hostKey: HostKey
    if let path = configuration.hostKey {
      hostKey = try HostKey(named: path)
    } else if let folder = configuration.stateFolder {
      hostKey = try HostKey(inStateFolder: folder)
    } else {
      throw ServiceFailure("there is no place for a host key: set HOME, or name a key with --host-key")
    }
    key = (hostKey.path, hostKey.fingerprint, hostKey.isNew)
    acceptor = try Acceptor(hostKey)
    var sockets = InheritedSockets.take()
    areListenersShared = !sockets.isEmpty
    if sockets.isEmpty {
      for address in configuration.addresses { sockets.append(try Socket(listeningAt: address)) }
    }
    listeners = sockets
    metricsListener = try configuration.metrics.map { (address) throws(ServiceFailure) in
      guard Socket.isLoopback(address) else {
        throw ServiceFailure(
          "metrics are for this machine: 127.0.0.1:PORT, [::1]:PORT or a path, not \(address)")
      }
      return address.hasPrefix("/") ? try Socket(at: address) : try Socket(listeningAt: address)
    }
    if let user = configuration.user { try Privileges.become(user) }
    proxies = configuration.proxies
    guard let sandbox = Sandbox() else {
      throw ServiceFailure("this system has no seccomp to shut visitors in")
    }
    self.sandbox = sandbox
    self.load = load
    // What only the loading takes would else lie in the heap, of which each visitor's process has a copy.
    csystem_keep_large_apart()
    let content = try load()
    service = content.service
    admission = Admission(limits)
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    signal(SIGPIPE, SIG_IGN)
    note(faults: content.faults)
    // All that was said by variables has been heard; a visitor's process has none but its own.
    clearenv()
    try warmUp()
    measureMemory()
    let breaches = sandbox.breaches(memory: memoryLimit)
    if !breaches.isEmpty {
      throw ServiceFailure(
        "the sandbox does not hold here: a visitor could \(breaches.joined(separator: ", "))")
    }
  }

  /// A visitor's process may use so much beside what it begins with: all that is loaded.
  private func measureMemory() {
    memoryLimit = Int(csystem_address_space()) + limits.memoryMiB << 20
  }

  /// One visit of our own, so that every visitor's process begins warm.
  private func warmUp() throws(ServiceFailure) {
    var ends: [Int32] = [0, 0]
    var control: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0,
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &control) == 0
    else { throw ServiceFailure("cannot make a socket") }
    let client = fork()
    if client == 0 {
      close(ends[0])
      _exit(Client.visit(over: ends[1]) == nil ? 0 : 1)
    }
    close(ends[1])
    service.prepare()
    let connection = Connection(
      acceptor: acceptor, socket: ends[0], control: control[1], service: service, limits: ServiceLimits())
    let reason = connection?.run()
    control.forEach { close($0) }
    var status: Int32 = 0
    while waitpid(client, &status, 0) == -1, errno == EINTR {}
    guard reason == .quit, status == 0 else {
      throw ServiceFailure("the service could not visit itself (\(reason?.name ?? "no session"))")
    }
  }

  // MARK: The loop

  /// Serves until a signal ends it; the exit status.
  package func run() -> Int32 {
    // A visitor's objects, strewn over the holes of this heap, would each copy a page.
    csystem_fill_holes()
    // What each visit changes lies side by side: a page that is written here is the last visitor's alone.
    children.reserveCapacity(Self.usualVisitors)
    controls.reserveCapacity(Self.usualVisitors)
    admission.reserveCapacity(Self.usualVisitors)
    var events = [epoll_event](repeating: epoll_event(), count: 64)
    let signals = [SIGCHLD, SIGTERM, SIGINT, SIGHUP]
    let signalDescriptor = csystem_signal_descriptor(signals, Int32(signals.count))
    watch(signalDescriptor, .signal)
    listeners.forEach { watch($0.descriptor, .listener) }
    if let metricsListener { watch(metricsListener.descriptor, .metrics) }
    reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
    for listener in listeners {
      log.write(
        "listening", [("address", .word(listener.address)), ("landlock", .number(Sandbox.landlockLevel))])
    }
    notifier.tell("READY=1")
    var lastSign = Instant.now
    while !isOver {
      let count = csystem_epoll_wait(epoll, &events, Int32(events.count), timeout(lastSign))
      for index in 0..<max(0, Int(count)) {
        let tag = csystem_epoll_tag(&events[index])
        let descriptor = Int32(truncatingIfNeeded: tag & 0xFFFF_FFFF)
        switch Tag(rawValue: tag >> 32) {
        case .listener?: if drainEnd == nil { accept(at: descriptor) }
        case .signal?: takeSignals(signalDescriptor)
        case .control?: readRecords(of: descriptor)
        case .waiting?: goOn(with: descriptor)
        case .metrics?: acceptMetrics(descriptor)
        case nil: break
        }
      }
      attendToTime()
      if let interval = notifier.interval, Instant.now - lastSign >= interval {
        lastSign = .now
        notifier.tell("WATCHDOG=1")
      }
    }
    log.write("stopped")
    return 0
  }

  /// More of them move the tables; that is no fault.
  private static let usualVisitors = 16

  private var isOver: Bool {
    drainEnd != nil && children.isEmpty && (waiting.isEmpty || killEnd != nil)
  }

  /// - Parameter again: it is watched already, and from now on only what is new counts.
  func watch(_ descriptor: Int32, _ tag: Tag, again: Bool = false) {
    _ = csystem_epoll_control(
      epoll, again ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor,
      EPOLLIN.rawValue | (again ? EPOLLET.rawValue : 0),
      tag.rawValue << 32 | UInt64(UInt32(bitPattern: descriptor)))
  }

  func forget(_ descriptor: Int32) {
    _ = csystem_epoll_control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0)
  }

  /// Milliseconds until something is due; -1 for never: an idle service sleeps.
  private func timeout(_ lastSign: Instant) -> Int32 {
    var due: Instant?
    func add(_ instant: Instant) { due = min(due ?? instant, instant) }
    for one in waiting.values { add(one.end) }
    for child in children.values { add(deadline(child)) }
    if let interval = notifier.interval { add(lastSign + interval) }
    // The end of the drain is past when there is another.
    if let end = killEnd ?? drainEnd { add(end) }
    if let pauseEnd { add(pauseEnd) }
    return due.map { ($0 - .now).pollTimeout } ?? -1
  }

  /// When a process that should have ended by itself is ended: one that was stopped cannot.
  private func deadline(_ child: Child) -> Instant {
    let limit = child.hasBegun ? limits.visit.age + limits.stall : limits.grace + limits.watchdog
    return child.start + limit + FixedLimits.overtime
  }

  private func attendToTime() {
    let now = Instant.now
    for (descriptor, one) in waiting where now >= one.end {
      if case .firstByte(let id, let source) = one.purpose {
        begin(descriptor, id, source)
      } else {
        drop(descriptor)
      }
    }
    for child in children.values where now >= deadline(child) { kill(child, .watchdog) }
    if let end = pauseEnd, now >= end {
      pauseEnd = nil
      if drainEnd == nil { listeners.forEach { watch($0.descriptor, .listener) } }
    }
    if let end = drainEnd, now >= end, killEnd == nil {
      waiting.keys.forEach(drop)
      tell(.end)
      killEnd = now + FixedLimits.lastOrder
    }
    if let end = killEnd, now >= end {
      children.values.forEach { kill($0, .drain) }
      killEnd = now + FixedLimits.lastOrder
    }
  }

  // MARK: Signals

  private func takeSignals(_ descriptor: Int32) {
    var number = csystem_next_signal(descriptor)
    while number != 0 {
      switch number {
      case SIGCHLD: reap()
      case SIGHUP: reloadContent()
      default: drain()
      }
      number = csystem_next_signal(descriptor)
    }
  }

  private func reloadContent() {
    do throws(ServiceFailure) {
      let content = try load()
      service = content.service
      measureMemory()
      metrics.generation += 1
      log.write("reload", [("generation", .number(metrics.generation))])
      note(faults: content.faults)
    } catch {
      // The last good tree stays.
      log.write("reload_failed", [("why", .sentence(error.message))])
    }
  }

  private func note(faults: [String]) {
    metrics.contentFaults = faults.count
    for fault in faults { log.write("content_fault", [("what", .sentence(fault))]) }
  }

  /// Lets nobody in any more, and gives those who are here, if only just, some time; the second time they get
  /// none.
  private func drain() {
    let now = Instant.now
    if drainEnd == nil {
      log.write(
        "drain",
        [
          ("visitors", .number(admission.visitors)),
          ("seconds", .number(Int(limits.drain.components.seconds))),
        ])
      notifier.tell("STOPPING=1")
      for listener in listeners {
        // Who waits there already; a flood may not keep us.
        if !areListenersShared { for _ in 0..<64 where !accept(at: listener.descriptor) { break } }
        forget(listener.descriptor)
        close(listener.descriptor)
      }
      drainEnd = now + limits.drain
      tell(.drain)
    } else {
      drainEnd = now
    }
  }

  func tell(_ order: Order) {
    for child in children.values { tell(order, child) }
  }

  func tell(_ order: Order, _ child: Child) {
    var byte = order.rawValue
    _ = csystem_send(child.control, &byte, 1)
  }
}
