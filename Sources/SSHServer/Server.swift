internal import CSystem
internal import Glibc

/// The listener: admits or refuses, forks, counts, and tells. It never reads a byte that a visitor sent, but
/// for a PROXY header of an address that is trusted to send one.
public final class Server {
  private let limits: Limits
  private let acceptor: Acceptor
  private let sandbox: Sandbox
  private let log: EventLog
  private let notifier = Notifier()
  private let proxies: [Network]?
  private let reload: () -> (any Service)?
  private var service: any Service
  private var listeners: [Socket]
  private let metricsListener: Socket?
  private var admission: Admission
  private var metrics = Metrics()
  private let epoll: Int32
  private var children: [Int32: Child] = [:]
  private var controls: [Int32: Int32] = [:]
  private var nextID = 1
  private var waiting: [Int32: Waiting] = [:]
  private var reserve: Int32 = -1
  private var pauseEnd: Int?
  private var drainEnd: Int?
  private var killEnd: Int?
  private var memoryLimit = 0
  private var scratch = [UInt8](repeating: 0, count: 1 << 14)
  /// What is printed when it stands.
  public let key: (path: String, fingerprint: String, isNew: Bool)

  /// A descriptor that is waited for a moment.
  private struct Waiting {
    enum Purpose {
      /// Told why it is refused; until the client has read it.
      case farewell
      /// To send a PROXY header.
      case proxy
      /// To send anything at all: a silent connection is worth no process.
      case firstByte(id: Int, Source)
      /// To ask for the metrics.
      case metrics
    }
    var purpose: Purpose
    var end: Int
  }

  /// What an event is about: kept in the upper half of its tag.
  private enum Tag: UInt64 {
    case listener, signal, control, waiting, metrics
  }

  /// Sets up all that may fail, in the order in which privileges go.
  public init(
    _ configuration: Configuration, service: any Service, faults: Int,
    reload: @escaping () -> (any Service)?
  ) throws(ServiceFailure) {
    if geteuid() == 0, configuration.user == nil {
      throw ServiceFailure(
        "'serve' does not run as root; start it from another account, or name one with --user")
    }
    limits = configuration.limits
    guard let format = EventLog.Format(rawValue: configuration.logFormat) else {
      throw ServiceFailure("the log's format must be logfmt or json")
    }
    log = EventLog(format, linesPerSecond: limits.logLines)
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
    self.service = service
    self.reload = reload
    admission = Admission(limits)
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    metrics.contentFaults = faults
    signal(SIGPIPE, SIG_IGN)
    try warmUp()
    memoryLimit = Privileges.addressSpace + limits.memory << 20
    let breaches = sandbox.breaches(memory: memoryLimit)
    if !breaches.isEmpty {
      throw ServiceFailure(
        "the sandbox does not hold here: a visitor could \(breaches.joined(separator: ", "))")
    }
  }

  /// The addresses it listens at.
  public var addresses: [String] { listeners.map(\.address) }

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
      acceptor: acceptor, socket: ends[0], control: control[1], service: service, limits: Limits())
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
  public func run() -> Int32 {
    // A visitor's objects, strewn over the holes of this heap, would each copy a page: 816 KiB of their own
    // instead of 772, and 403 page faults instead of 369.
    csystem_fill_holes()
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
    var events = [epoll_event](repeating: epoll_event(), count: 64)
    var lastSign = Clock.milliseconds
    while drainEnd == nil || !children.isEmpty {
      let count = csystem_epoll_wait(epoll, &events, Int32(events.count), timeout(lastSign))
      for index in 0..<max(0, Int(count)) {
        let tag = csystem_epoll_tag(&events[index])
        let descriptor = Int32(truncatingIfNeeded: tag & 0xFFFF_FFFF)
        switch Tag(rawValue: tag >> 32) {
        case .listener?: accept(at: descriptor)
        case .signal?: takeSignals(signalDescriptor)
        case .control?: readRecords(of: descriptor)
        case .waiting?: goOn(with: descriptor)
        case .metrics?: acceptMetrics(descriptor)
        case nil: break
        }
      }
      attendToTime()
      if let interval = notifier.interval, Clock.milliseconds - lastSign >= interval {
        lastSign = Clock.milliseconds
        notifier.tell("WATCHDOG=1")
      }
    }
    log.write("stopped")
    return 0
  }

  /// - Parameter again: it is watched already, and from now on only what is new counts.
  private func watch(_ descriptor: Int32, _ tag: Tag, again: Bool = false) {
    _ = csystem_epoll_control(
      epoll, again ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor,
      EPOLLIN.rawValue | (again ? EPOLLET.rawValue : 0),
      tag.rawValue << 32 | UInt64(UInt32(bitPattern: descriptor)))
  }

  private func forget(_ descriptor: Int32) {
    _ = csystem_epoll_control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0)
  }

  /// Milliseconds until something is due; -1 for never: an idle service sleeps.
  private func timeout(_ lastSign: Int) -> Int32 {
    var due = waiting.values.map(\.end) + children.values.map(deadline)
    due += [pauseEnd, drainEnd, killEnd, notifier.interval.map { lastSign + $0 }].compactMap { $0 }
    return due.min().map { Int32(clamping: max(0, $0 - Clock.milliseconds)) } ?? -1
  }

  /// When a process that should have ended by itself is ended: one that was stopped cannot.
  private func deadline(_ child: Child) -> Int {
    let seconds = child.hasBegun ? limits.age + limits.stall : limits.grace + limits.watchdog
    return child.start + (seconds + 5) * 1000
  }

  private func attendToTime() {
    let now = Clock.milliseconds
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
      tell(.end)
      killEnd = now + 2000
    }
    if let end = killEnd, now >= end {
      children.values.forEach { kill($0, .drain) }
      killEnd = now + 1000
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
    if let fresh = reload() {
      service = fresh
      metrics.generation += 1
      log.write("reload", [("generation", .number(metrics.generation))])
    } else {
      // The last good tree stays.
      log.write("reload_failed")
    }
  }

  /// Lets nobody in any more, and gives those who are here some time; the second time they get none.
  private func drain() {
    let now = Clock.milliseconds
    if drainEnd == nil {
      log.write("drain", [("visitors", .number(admission.visitors)), ("seconds", .number(limits.drain))])
      notifier.tell("STOPPING=1")
      for listener in listeners {
        forget(listener.descriptor)
        close(listener.descriptor)
      }
      for (descriptor, one) in waiting {
        if case .firstByte(let id, _) = one.purpose { admission.end(id) }
        drop(descriptor)
      }
      drainEnd = now + limits.drain * 1000
      tell(.drain)
    } else {
      drainEnd = now
    }
  }

  private func tell(_ order: Order) {
    for child in children.values { tell(order, child) }
  }

  private func tell(_ order: Order, _ child: Child) {
    var byte = order.rawValue
    _ = csystem_send(child.control, &byte, 1)
  }

  // MARK: Admission

  private func accept(at listener: Int32) {
    // A few at a time, so that nothing else waits for a flood to end.
    for _ in 0..<16 {
      var storage = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let socket = withUnsafeMutablePointer(to: &storage) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          accept4(listener, $0, &length, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
        }
      }
      if socket < 0 {
        switch errno {
        case EAGAIN: return
        case ECONNABORTED, EINTR: continue
        case EMFILE, ENFILE: return makeRoom(at: listener)
        default: return pause()
        }
      }
      let peer = Source(storage)
      if let proxies {
        guard peer == .local || proxies.contains(where: { $0.contains(peer) }) else {
          metrics.countConnection("untrusted")
          close(socket)
          continue
        }
        wait(for: socket, .proxy, milliseconds: 1000)
      } else {
        judge(socket, peer)
      }
    }
  }

  /// No descriptor is left: the newest connection is closed with the one in reserve, and the rest wait.
  private func makeRoom(at listener: Int32) {
    close(reserve)
    let socket = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
    if socket >= 0 { close(socket) }
    reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
    metrics.countDrop(.busy)
    log.write("out_of_descriptors")
    pause()
  }

  /// What is short now may be there in a moment: nobody is let in until then.
  private func pause() {
    guard pauseEnd == nil else { return }
    listeners.forEach { forget($0.descriptor) }
    pauseEnd = Clock.milliseconds + 100
  }

  private func judge(_ socket: Int32, _ source: Source) {
    switch admission.judge(source, now: Clock.milliseconds) {
    case .admit: admit(socket, source)
    case .admitInsteadOf(let id):
      evict(id)
      admit(socket, source)
    case .refuse(let reason): refuse(socket, source, reason)
    }
  }

  private func refuse(_ socket: Int32, _ source: Source, _ reason: EndReason) {
    metrics.countConnection("refused")
    metrics.countDrop(reason)
    log.write("refused", [("source", .word(source.text)), ("reason", .word(reason.name))])
    guard waiting.count < Limits.farewells else {
      close(socket)
      return
    }
    let bytes = Farewell.for(reason).bytes
    _ = csystem_send(socket, bytes, bytes.count)
    shutdown(socket, Int32(SHUT_WR))
    wait(for: socket, .farewell, milliseconds: 1000)
  }

  /// How long a silent connection waits before it is given a process all the same: a client may want to hear
  /// us first.
  private static let silence = 1000

  private func admit(_ socket: Int32, _ source: Source) {
    admission.begin(nextID, of: source, now: Clock.milliseconds)
    metrics.countConnection("accepted")
    wait(for: socket, .firstByte(id: nextID, source), milliseconds: Self.silence)
    nextID += 1
  }

  /// Ends a half-open connection that is in the way.
  private func evict(_ id: Int) {
    admission.end(id)
    if let victim = children.values.first(where: { $0.id == id }) { return kill(victim, .earlyDrop) }
    for (socket, one) in waiting {
      if case .firstByte(id, let source) = one.purpose {
        metrics.countEnd(.earlyDrop, milliseconds: 0)
        logEnd(id, source, .earlyDrop, nil, 0, nil)
        drop(socket)
      }
    }
  }

  private func begin(_ socket: Int32, _ id: Int, _ source: Source) {
    waiting[socket] = nil
    forget(socket)
    defer { close(socket) }
    _ = csystem_set_tcp(socket, TCP_NODELAY, 1)
    var ends: [Int32] = [0, 0]
    let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let isPaired = socketpair(AF_UNIX, flags, 0, &ends) == 0
    let process = isPaired ? fork() : -1
    if process == 0 { serve(socket, control: ends[1]) }
    guard process > 0 else {
      admission.end(id)
      if isPaired { ends.forEach { close($0) } }
      let copy = dup(socket)
      if copy >= 0 { refuse(copy, source, .busy) }
      return
    }
    close(ends[1])
    let child = Child(id: id, process: process, control: ends[0], source: source, start: Clock.milliseconds)
    children[process] = child
    controls[child.control] = process
    watch(child.control, .control)
  }

  /// The visitor's process: takes what it needs, gives up everything else, and meets the visitor.
  private func serve(_ socket: Int32, control: Int32) -> Never {
    csystem_unblock_signals()
    // Out of each other's way first, then to fixed places, and nothing else stays open.
    let (high, higher) = (fcntl(socket, F_DUPFD, 16), fcntl(control, F_DUPFD, 16))
    let null = open("/dev/null", O_RDWR)
    dup2(null, STDIN_FILENO)
    dup2(null, STDOUT_FILENO)
    dup2(high, 3)
    dup2(higher, 4)
    _ = csystem_close_from(5)
    setTCPOptions(3)
    service.prepare()
    guard sandbox.enter(processorSeconds: limits.processor, memory: memoryLimit) else { _exit(70) }
    let connection = Connection(acceptor: acceptor, socket: 3, control: 4, service: service, limits: limits)
    _ = connection?.run()
    // Nothing is freed that the end of the process frees.
    if let connection { _ = Unmanaged.passRetained(connection) }
    _exit(0)
  }

  /// A network that is gone is noticed within 45 seconds, without a byte of SSH's.
  private func setTCPOptions(_ socket: Int32) {
    var on: Int32 = 1
    var buffer = Limits.sendBuffer
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, 4)
    setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &buffer, 4)
    let options = [
      (TCP_KEEPIDLE, 15), (TCP_KEEPINTVL, 15), (TCP_KEEPCNT, 2), (TCP_USER_TIMEOUT, 45_000),
    ]
    for (option, value) in options { _ = csystem_set_tcp(socket, option, Int32(value)) }
  }

  // MARK: Visitors' processes

  private func readRecords(of control: Int32) {
    // Nobody's any more: an event of the same moment ended it, and the number may be somebody else's by now.
    guard let process = controls[control], var child = children[process] else { return }
    var buffer = [UInt8](repeating: 0, count: 16 * Record.size)
    let count = read(control, &buffer, buffer.count)
    if count <= 0 {
      if count == 0 || errno != EAGAIN { forget(control) }
      return
    }
    child.unread += buffer[..<count]
    while child.unread.count >= Record.size {
      let record = Record(child.unread[..<Record.size])
      child.unread.removeFirst(Record.size)
      if let record { note(record, &child) }
    }
    children[process] = child
  }

  private func note(_ record: Record, _ child: inout Child) {
    let id = ("id", EventLog.Value.number(child.id))
    switch record.kind {
    case .exchanged:
      metrics.addExchange(microseconds: record.first)
      log.write(
        "conn_open", [id, ("source", .word(child.source.text)), ("client", .word("\(record.client)"))])
    case .began:
      guard !child.hasBegun else { return }
      child.hasBegun = true
      if !admission.settle(child.id) { tell(.full, child) }
      log.write(
        "session_start",
        [id, ("term", .word("\(record.term)")), ("size", .word("\(record.first)x\(record.second)"))])
    case .shown: metrics.addFirstFrame(microseconds: record.first)
    case .ended: child.end = record
    }
  }

  private func reap() {
    var status: Int32 = 0
    while true {
      let process = waitpid(-1, &status, WNOHANG)
      guard process > 0 else { return }
      guard let control = children[process]?.control else { continue }
      readRecords(of: control)
      guard let child = children.removeValue(forKey: process) else { continue }
      forget(control)
      close(control)
      controls[control] = nil
      admission.end(child.id)
      let (reason, signal) = Self.reason(child, status)
      let duration = Clock.milliseconds - child.start
      metrics.countEnd(reason, milliseconds: duration)
      logEnd(child.id, child.source, reason, signal, duration, child.end)
    }
  }

  private func logEnd(
    _ id: Int, _ source: Source, _ reason: EndReason, _ signal: String?, _ duration: Int, _ end: Record?
  ) {
    log.write(
      "session_end",
      [
        ("id", .number(id)), ("source", .word(source.text)),
        ("reason", .word(reason.name + (signal.map { ":\($0)" } ?? ""))), ("milliseconds", .number(duration)),
        ("bytes_in", .number(Int(clamping: end?.first ?? 0))),
        ("bytes_out", .number(Int(clamping: end?.second ?? 0))),
      ])
  }

  /// Why a process ended: what the parent did to it, what it said, or the signal.
  private static func reason(_ child: Child, _ status: Int32) -> (EndReason, signal: String?) {
    if let reason = child.killReason { return (reason, nil) }
    switch status & 0x7F {
    case 0: return (child.end?.reason ?? .resources, nil)
    case SIGALRM: return (.watchdog, nil)
    case SIGXCPU, SIGKILL, SIGXFSZ: return (.resources, nil)
    case let number:
      let names = [
        SIGSEGV: "SEGV", SIGILL: "ILL", SIGABRT: "ABRT", SIGTRAP: "TRAP", SIGBUS: "BUS", SIGSYS: "SYS",
        SIGTERM: "TERM", SIGFPE: "FPE",
      ]
      return (.signal, names[number] ?? "\(number)")
    }
  }

  private func kill(_ child: Child, _ reason: EndReason) {
    if children[child.process]?.killReason == nil { children[child.process]?.killReason = reason }
    Glibc.kill(child.process, SIGKILL)
  }

  // MARK: Descriptors that are waited for

  private func wait(for descriptor: Int32, _ purpose: Waiting.Purpose, milliseconds: Int) {
    waiting[descriptor] = Waiting(purpose: purpose, end: Clock.milliseconds + milliseconds)
    watch(descriptor, .waiting)
  }

  private func drop(_ descriptor: Int32) {
    waiting[descriptor] = nil
    forget(descriptor)
    close(descriptor)
  }

  private func goOn(with descriptor: Int32) {
    switch waiting[descriptor]?.purpose {
    case .farewell?: discard(descriptor)
    case .proxy?: readProxyHeader(descriptor)
    case .firstByte(let id, let source)?:
      admission.hear(id)
      begin(descriptor, id, source)
    case .metrics?: answerMetrics(descriptor)
    case nil: break
    }
  }

  /// What a refused client sends is thrown away unread; were it left, the sentence could be lost.
  private func discard(_ descriptor: Int32) {
    let count = csystem_receive(descriptor, &scratch, scratch.count, 0)
    if count == 0 || count < 0 && errno != EAGAIN { drop(descriptor) }
  }

  private func readProxyHeader(_ socket: Int32) {
    var buffer = [UInt8](repeating: 0, count: ProxyHeader.maximumBytes)
    let count = csystem_receive(socket, &buffer, buffer.count, 1)
    guard count > 0 else { return drop(socket) }
    switch ProxyHeader.parse(Array(buffer[..<count])) {
    case .incomplete:
      // What lies there would wake us again and again: only more of it shall.
      watch(socket, .waiting, again: true)
    case .malformed:
      metrics.countConnection("malformed")
      drop(socket)
    case .header(let header):
      guard csystem_receive(socket, &buffer, header.length, 0) == header.length else {
        return drop(socket)
      }
      waiting[socket] = nil
      forget(socket)
      judge(socket, header.source ?? .local)
    }
  }

  // MARK: Metrics

  private func acceptMetrics(_ listener: Int32) {
    let client = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
    if client >= 0 { wait(for: client, .metrics, milliseconds: 1000) }
  }

  /// Whatever was asked, the answer is the same.
  private func answerMetrics(_ client: Int32) {
    discard(client)
    guard waiting[client] != nil else { return }
    metrics.visitors = admission.visitors
    metrics.preAuthentication = admission.halfOpen
    let body = metrics.text
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n"
    let bytes = Array((head + body).utf8)
    _ = csystem_send(client, bytes, bytes.count)
    shutdown(client, Int32(SHUT_WR))
    waiting[client]?.purpose = .farewell
  }
}

extension Farewell {
  /// The sentence for a reason.
  static func `for`(_ reason: EndReason) -> Farewell {
    switch reason {
    case .full: Farewell("There are as many visitors here as there may be. Try again soon.")
    case .busy: Farewell("The service is too busy just now. Try again soon.")
    default: Farewell("There are too many connections from your address. Try again soon.")
    }
  }
}
