internal import CSystem
internal import Glibc
internal import Visit

/// The visitors' processes: what they tell, and how they end.
extension Server {
  func readRecords(of control: Int32) {
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

  func note(_ record: Record, _ child: inout Child) {
    let id = ("id", EventLog.Value.number(child.id))
    switch record.kind {
    case .exchanged:
      metrics.addExchange(microseconds: record.first)
      log.write(
        "conn_open", [id, ("source", .word(child.source.text)), ("client", .word(record.client.name))])
    case .began:
      guard !child.hasBegun else { return }
      child.hasBegun = true
      if !admission.settle(child.id) { tell(.full, child) }
      log.write(
        "session_start",
        [id, ("term", .word(record.term.name)), ("size", .word("\(record.first)x\(record.second)"))])
    case .shown: metrics.addFirstFrame(microseconds: record.first)
    case .ended: child.end = record
    }
  }

  func reap() {
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
      let duration = Instant.now - child.start
      metrics.countEnd(reason, after: duration)
      logEnd(child.id, child.source, reason, signal, duration, child.end)
    }
  }

  func logEnd(
    _ id: Int, _ source: NetworkAddress, _ reason: EndReason, _ signal: String?, _ duration: Duration,
    _ end: Record?
  ) {
    log.write(
      "session_end",
      [
        ("id", .number(id)), ("source", .word(source.text)),
        ("reason", .word(reason.name + (signal.map { ":\($0)" } ?? ""))),
        ("milliseconds", .number(duration.milliseconds)),
        ("bytes_in", .number(Int(clamping: end?.first ?? 0))),
        ("bytes_out", .number(Int(clamping: end?.second ?? 0))),
      ])
  }

  /// Why a process ended: what the parent did to it, what it said, or the signal.
  static func reason(_ child: Child, _ status: Int32) -> (EndReason, signal: String?) {
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

  func kill(_ child: Child, _ reason: EndReason) {
    if children[child.process]?.killReason == nil { children[child.process]?.killReason = reason }
    Glibc.kill(child.process, SIGKILL)
  }
}
