internal import Visit

/// How a connection ended.
struct VisitSummary {
  var id: Int
  var source: NetworkAddress
  var reason: EndReason
  /// The name of the signal that ended the process, without SIG.
  var signal: String?
  var duration = Duration.zero
  var bytesReceived: UInt64 = 0
  var bytesSent: UInt64 = 0
}

/// Reports the events of the service: each is a line of the log, a change of the metrics, or both.
///
/// All texts are the service's own words. No text that visitors send reaches the log or the metrics.
final class Monitor {
  private var log: EventLog
  private(set) var metrics = Metrics()

  init(_ log: EventLog, metrics: Metrics = Metrics()) {
    self.log = log
    self.metrics = metrics
  }

  /// Returns a newly allocated monitor with the state of this one.
  func copy() -> Monitor { Monitor(log, metrics: metrics) }

  /// The number of log lines a second.
  var linesPerSecond: Int {
    get { log.linesPerSecond }
    set { log.linesPerSecond = newValue }
  }

  // MARK: The service

  func reportListening(at addresses: [String]) {
    for address in addresses {
      log.write("listening", [("address", .word(address)), ("landlock", .number(Sandbox.landlockLevel))])
    }
  }

  func reportStopped() { log.write("stopped") }

  func reportDrain(visitors: Int, limit: Duration) {
    log.write(
      "drain", [("visitors", .number(visitors)), ("seconds", .number(Int(limit.components.seconds)))])
  }

  func reportOutOfDescriptors() {
    metrics.countDrop(.busy)
    log.write("out_of_descriptors")
  }

  // MARK: Content

  func reportFaults(_ faults: [String]) {
    metrics.contentFaults = faults.count
    for fault in faults { log.write("content_fault", [("what", .sentence(fault))]) }
  }

  func reportReload(_ faults: [String]) {
    metrics.generation += 1
    log.write("reload", [("generation", .number(metrics.generation))])
    reportFaults(faults)
  }

  func reportReloadFailure(_ failure: ServiceFailure) {
    log.write("reload_failed", [("why", .sentence(failure.message))])
  }

  // MARK: Connections

  /// Counts a connection by its result.
  func countConnection(_ result: Metrics.Result) { metrics.countConnection(result) }

  func reportRefusal(of source: NetworkAddress, _ reason: EndReason) {
    metrics.countConnection(.refused)
    metrics.countDrop(reason)
    log.write("refused", [("source", .word(source.text)), ("reason", .word(reason.name))])
  }

  func reportKeyExchange(_ record: Record, of child: Child) {
    metrics.addExchange(.microseconds(Int64(clamping: record.first)))
    log.write(
      "conn_open",
      [
        ("id", .number(child.id)), ("source", .word(child.source.text)),
        ("client", .word(record.client.name)),
      ])
  }

  func reportStart(_ record: Record, of child: Child) {
    log.write(
      "session_start",
      [
        ("id", .number(child.id)), ("term", .word(record.term.name)),
        ("size", .word("\(record.first)x\(record.second)")),
      ])
  }

  func reportFirstOutput(_ record: Record) {
    metrics.addFirstFrame(.microseconds(Int64(clamping: record.first)))
  }

  func reportFile(isSent: Bool) { metrics.addFile(isSent: isSent) }

  func reportEnd(_ summary: VisitSummary) {
    metrics.countEnd(summary.reason, after: summary.duration)
    log.write(
      "session_end",
      [
        ("id", .number(summary.id)), ("source", .word(summary.source.text)),
        ("reason", .word(summary.reason.name + (summary.signal.map { ":\($0)" } ?? ""))),
        ("milliseconds", .number(summary.duration.milliseconds)),
        ("bytes_in", .number(Int(clamping: summary.bytesReceived))),
        ("bytes_out", .number(Int(clamping: summary.bytesSent))),
      ])
  }
}
