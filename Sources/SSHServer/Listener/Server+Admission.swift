internal import CSystem
internal import Glibc
internal import Visit

/// Who comes in: accepted, judged by the counts, and given a process; or told why not.
extension Server {
  /// - Returns: whether more may wait there.
  @discardableResult
  func accept(at listener: Int32) -> Bool {
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
        case EAGAIN: return false
        case ECONNABORTED, EINTR: continue
        case EMFILE, ENFILE: makeRoom(at: listener)
        default: pause()
        }
        return false
      }
      let peer = NetworkAddress(storage)
      if let proxies {
        guard peer == .local || proxies.contains(where: { $0.contains(peer) }) else {
          metrics.countConnection("untrusted")
          close(socket)
          continue
        }
        wait(for: socket, .proxy, during: FixedLimits.shortWait)
      } else {
        judge(socket, peer)
      }
    }
    return true
  }

  /// No descriptor is left: the newest connection is closed with the one in reserve, and the rest wait.
  func makeRoom(at listener: Int32) {
    close(reserve)
    let socket = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
    if socket >= 0 { close(socket) }
    reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
    metrics.countDrop(.busy)
    log.write("out_of_descriptors")
    pause()
  }

  /// What is short now may be there in a moment: nobody is let in until then.
  func pause() {
    guard pauseEnd == nil else { return }
    listeners.forEach { forget($0.descriptor) }
    pauseEnd = .now + FixedLimits.pause
  }

  func judge(_ socket: Int32, _ source: NetworkAddress) {
    switch admission.judge(source, now: .now) {
    case .admit: admit(socket, source)
    case .admitInsteadOf(let id):
      evict(id)
      admit(socket, source)
    case .refuse(let reason): refuse(socket, source, reason)
    }
  }

  func refuse(_ socket: Int32, _ source: NetworkAddress, _ reason: EndReason) {
    metrics.countConnection("refused")
    metrics.countDrop(reason)
    log.write("refused", [("source", .word(source.text)), ("reason", .word(reason.name))])
    guard waiting.count < FixedLimits.farewells else {
      close(socket)
      return
    }
    let bytes = Farewell(reason.refusal).bytes
    _ = csystem_send(socket, bytes, bytes.count)
    shutdown(socket, Int32(SHUT_WR))
    wait(for: socket, .farewell, during: FixedLimits.shortWait)
  }

  func admit(_ socket: Int32, _ source: NetworkAddress) {
    admission.begin(nextID, of: source, now: .now)
    metrics.countConnection("accepted")
    wait(for: socket, .firstByte(id: nextID, source), during: FixedLimits.silence)
    nextID += 1
  }

  /// Ends a half-open connection that is in the way.
  func evict(_ id: Int) {
    admission.end(id)
    if let victim = children.values.first(where: { $0.id == id }) { return kill(victim, .earlyDrop) }
    for (socket, one) in waiting {
      if case .firstByte(id, let source) = one.purpose {
        metrics.countEnd(.earlyDrop, after: .zero)
        logEnd(id, source, .earlyDrop, nil, .zero, nil)
        drop(socket)
      }
    }
  }

  func begin(_ socket: Int32, _ id: Int, _ source: NetworkAddress) {
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
    let child = Child(id: id, process: process, control: ends[0], source: source, start: .now)
    children[process] = child
    controls[child.control] = process
    watch(child.control, .control)
    if drainEnd != nil { tell(.drain, child) }
  }

  /// The visitor's process: takes what it needs, gives up everything else, and meets the visitor.
  func serve(_ socket: Int32, control: Int32) -> Never {
    // What is meant for the service may reach the whole group: it alone says when a visit ends.
    for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] { signal(number, SIG_IGN) }
    csystem_unblock_signals()
    // Out of each other's way first, then to fixed places: no new descriptor is needed, there may be none left.
    dup2(socket, STDIN_FILENO)
    dup2(control, STDOUT_FILENO)
    dup2(STDIN_FILENO, 3)
    dup2(STDOUT_FILENO, 4)
    _ = csystem_close_from(5)
    // Standard error is the log: not a byte of a visitor's process may reach it.
    let null = open("/dev/null", O_RDWR)
    for standard in STDIN_FILENO...STDERR_FILENO { dup2(null, standard) }
    close(null)
    setTCPOptions(3)
    service.prepare()
    guard sandbox.enter(processor: limits.processor, memory: memoryLimit) else {
      _exit(70)
    }
    let connection = Connection(acceptor: acceptor, socket: 3, control: 4, service: service, limits: limits)
    _ = connection?.run()
    // Nothing is freed that the end of the process frees.
    if let connection { _ = Unmanaged.passRetained(connection) }
    _exit(0)
  }

  /// A network that is gone is noticed without a byte of SSH's.
  func setTCPOptions(_ socket: Int32) {
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
