internal import CSystem
internal import Glibc
internal import Visit

/// The running service: accepts connections, decides which are admitted, and gives each a process of its own.
///
/// It never reads a byte that a visitor sent, except a PROXY header from a trusted address. All of it runs in
/// one thread and one loop, which connects the other types of this folder with those of `Listener`.
///
/// Visitors' processes are forked from this one and share its memory until either side writes to a page. Each
/// page that the service writes after a fork is copied for the newest visitor. So everything that changes with
/// each visit is allocated together, when the loop is made, and a visit allocates no object here.
final class ServiceLoop {
  /// The settings of the start, of which a reload changes the limits.
  private var settings: ServiceSettings
  private let acceptor: Acceptor
  private let sandbox: Sandbox
  private let metricsSocket: Socket?
  private let events: EventQueue
  private let monitor: Monitor
  private var notifier: Notifier
  private var listener: Listener
  private var queue: AdmissionQueue
  private var children: Children
  private var content: LoadedContent
  private var drain = Drain()

  init(_ setup: Setup) {
    settings = setup.settings
    acceptor = setup.acceptor
    sandbox = setup.sandbox
    metricsSocket = setup.metricsSocket
    events = EventQueue()
    monitor = setup.monitor.copy()
    notifier = setup.notifier
    listener = Listener(setup.sockets, areShared: setup.areSocketsShared, events: events)
    queue = AdmissionQueue(settings.limits, proxies: setup.proxies, events: events, monitor: monitor)
    children = Children(settings.limits, events: events)
    content = setup.content
    // With more visitors the tables are reallocated, which is slower but correct.
    children.reserveCapacity(Self.usualVisitors)
    queue.admission.reserveCapacity(Self.usualVisitors)
  }

  // MARK: The loop

  /// Serves until a signal ends the service; returns the exit status.
  func run() -> Int32 {
    var buffer = EventQueue.makeBuffer()
    let signals = [SIGCHLD, SIGTERM, SIGINT, SIGHUP]
    events.watch(csystem_signal_descriptor(signals, Int32(signals.count)), as: .signal)
    if let metricsSocket { events.watch(metricsSocket.descriptor, as: .metrics) }
    listener.start()
    monitor.reportListening(at: listener.sockets.map(\.address))
    notifier.send("READY=1")
    while !isOver {
      events.wait(until: deadline, &buffer) { handle($0) }
      handleDeadlines(now: .now)
    }
    monitor.reportStopped()
    return 0
  }

  private static let usualVisitors = 16

  private var isOver: Bool {
    drain.hasBegun && children.isEmpty && (queue.isEmpty || drain.hasOrdered)
  }

  /// The time of the next deadline; nil if there is none, so that an idle service sleeps.
  private var deadline: Instant? {
    [queue.deadline, children.deadline, listener.pauseEnd, notifier.deadline, drain.deadline]
      .compactMap { $0 }.min()
  }

  private func handle(_ event: EventQueue.Event) {
    switch event.source {
    case .listener: if !listener.isClosed { acceptConnections(at: event.descriptor) }
    case .signal: handleSignals(event.descriptor)
    case .control: children.readRecords(from: event.descriptor) { handle($0, &$1) }
    case .waiting: perform(queue.handleInput(on: event.descriptor))
    case .metrics: queue.addMetricsReader(at: event.descriptor)
    }
  }

  private func handleDeadlines(now: Instant) {
    for connection in queue.removeExpired(now: now) { start(connection) }
    children.killOverdue(now: now)
    listener.resume(now: now)
    switch drain.advance(now: now) {
    case .none: break
    case .order:
      queue.removeAll()
      children.send(.end)
    case .kill: children.killAll(.drain)
    }
    notifier.sendWatchdog(now: now)
  }

  // MARK: Connections

  /// Accepts a limited number of connections, so that a flood of connections does not block everything else.
  /// - Returns: whether more connections may be waiting.
  @discardableResult
  private func acceptConnections(at socket: Int32) -> Bool {
    for _ in 0..<16 {
      switch listener.accept(at: socket) {
      case .connection(let socket, let peer): perform(queue.add(socket, from: peer))
      case .aborted: break
      case .none: return false
      case .outOfDescriptors:
        monitor.reportOutOfDescriptors()
        return false
      }
    }
    return true
  }

  private func perform(_ step: AdmissionQueue.Step) {
    switch step {
    case .none: break
    case .start(let connection): start(connection)
    case .evict(let id): children.kill(id: id, .earlyDrop)
    }
  }

  /// Forks a process for a connection, or refuses the connection if the system cannot create one.
  private func start(_ connection: AdmissionQueue.Admitted) {
    _ = csystem_set_tcp(connection.socket, TCP_NODELAY, 1)
    let control = SocketPair(isNonblocking: true)
    let process = control == nil ? -1 : fork()
    guard let control, process >= 0 else {
      control?.close()
      queue.admission.remove(connection.id)
      return queue.refuse(connection.socket, connection.source, .busy)
    }
    if process == 0 {
      let visitor = VisitorProcess(
        acceptor: acceptor, sandbox: sandbox, service: content.service, limits: settings.limits,
        memoryLimit: content.memoryLimit)
      visitor.run(socket: connection.socket, control: control.second)
    }
    close(connection.socket)
    close(control.second)
    let child = Child(
      id: connection.id, process: process, control: control.first, source: connection.source, start: .now,
      generation: content.generation)
    children.add(child)
    if drain.hasBegun { child.send(.drain) }
  }

  private func handle(_ record: Record, _ child: inout Child) {
    switch record.kind {
    case .exchanged: monitor.reportKeyExchange(record, of: child)
    case .began:
      guard !child.hasBegun else { return }
      child.hasBegun = true
      if !queue.admission.beginVisit(of: child.id) { child.send(.full) }
      monitor.reportStart(record, of: child)
    case .shown: monitor.reportFirstOutput(record)
    case .ended: child.end = record
    case .file:
      let (content, generation) = (content, child.generation)
      let isSent = child.answer(record, now: .now) { number in
        generation == content.generation ? content.service.openFile(number) : nil
      }
      monitor.reportFile(isSent: isSent)
    }
  }

  private func reap() {
    children.reap {
      handle($0, &$1)
    } handleEnd: { child, status in
      queue.admission.remove(child.id)
      monitor.reportEnd(child.summary(status: status, now: .now))
    }
  }

  // MARK: Signals

  private func handleSignals(_ descriptor: Int32) {
    while case let number = csystem_next_signal(descriptor), number != 0 {
      switch number {
      case SIGCHLD: reap()
      case SIGHUP: reload()
      default: beginDrain()
      }
    }
  }

  private func reload() {
    do throws(ServiceFailure) {
      try content.reload()
      let limits = content.settings.limits
      settings.limits = limits
      queue.admission.limits = limits
      children.limits = limits
      monitor.linesPerSecond = limits.logLines
      monitor.reportReload(content.faults + content.settings.changesForRestart(from: settings))
    } catch {
      monitor.reportReloadFailure(error)
    }
  }

  /// Stops accepting, and gives all visitors, including those in the accept queue, some time to leave. A second
  /// call ends that time at once.
  private func beginDrain() {
    let isFirst = !drain.hasBegun
    drain.begin(now: .now, limit: settings.limits.drain)
    guard isFirst else { return }
    monitor.reportDrain(visitors: queue.admission.visitors, limit: settings.limits.drain)
    notifier.send("STOPPING=1")
    if !listener.areShared {
      // Accept connections that were queued before the signal, but not a flood.
      for socket in listener.sockets {
        for _ in 0..<64 where !acceptConnections(at: socket.descriptor) { break }
      }
    }
    listener.close()
    children.send(.drain)
  }
}
