internal import Glibc
internal import Visit

/// The visitors' processes: reads their records, sends them orders, and reaps them.
struct Children {
  var limits: ServiceLimits
  private let events: EventQueue
  /// The children by process ID.
  private var children: [Int32: Child] = [:]
  /// The process ID of each control socket.
  private var processes: [Int32: Int32] = [:]

  init(_ limits: ServiceLimits, events: EventQueue) {
    self.limits = limits
    self.events = events
  }

  var isEmpty: Bool { children.isEmpty }

  /// When the next process is killed unless it ends before; nil when there is none.
  var deadline: Instant? { children.values.lazy.map { $0.deadline(limits) }.min() }

  mutating func reserveCapacity(_ count: Int) {
    children.reserveCapacity(count)
    processes.reserveCapacity(count)
  }

  mutating func add(_ child: Child) {
    children[child.process] = child
    processes[child.control] = child.process
    events.watch(child.control, as: .control)
  }

  /// Sends an order to every process.
  func send(_ order: Order) { children.values.forEach { $0.send(order) } }

  /// Reads the records that a process has sent, and passes each to `handle`, which may change the child.
  mutating func readRecords(from control: Int32, handle: (Record, inout Child) -> Void) {
    // An earlier event of the same wait may have ended the process, and its descriptor may have been closed.
    guard let process = processes[control], var child = children[process] else { return }
    var buffer = [UInt8](repeating: 0, count: 16 * Record.size)
    let count = read(control, &buffer, buffer.count)
    if count <= 0 {
      if count == 0 || errno != EAGAIN { events.remove(control) }
      return
    }
    child.unread += buffer[..<count]
    while child.unread.count >= Record.size {
      let record = Record(child.unread[..<Record.size])
      child.unread.removeFirst(Record.size)
      if let record { handle(record, &child) }
    }
    children[process] = child
  }

  /// Reaps the processes that have ended, after reading their last records, and passes each with its status to
  /// `handleEnd`.
  mutating func reap(
    handleRecord: (Record, inout Child) -> Void, handleEnd: (Child, _ status: Int32) -> Void
  ) {
    var status: Int32 = 0
    while true {
      let process = waitpid(-1, &status, WNOHANG)
      guard process > 0 else { return }
      guard let control = children[process]?.control else { continue }
      readRecords(from: control, handle: handleRecord)
      guard let child = children.removeValue(forKey: process) else { continue }
      events.remove(control)
      close(control)
      processes[control] = nil
      handleEnd(child, status)
    }
  }

  // MARK: Killing

  /// Kills the process of a connection.
  mutating func kill(id: Int, _ reason: EndReason) {
    if let child = children.values.first(where: { $0.id == id }) { kill(child.process, reason) }
  }

  /// Kills the processes that should have ended by themselves.
  mutating func killOverdue(now: Instant) {
    let overdue = children.values.filter { now >= $0.deadline(limits) }
    for child in overdue { kill(child.process, .watchdog) }
  }

  mutating func killAll(_ reason: EndReason) {
    for process in Array(children.keys) { kill(process, reason) }
  }

  /// Kills a process. If it was killed before, the first reason stays.
  private mutating func kill(_ process: Int32, _ reason: EndReason) {
    if children[process]?.killReason == nil { children[process]?.killReason = reason }
    Glibc.kill(process, SIGKILL)
  }
}
