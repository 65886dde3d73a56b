internal import Visit

/// The metrics for Prometheus: counts, gauges and histograms. All labels are the service's own words.
struct Metrics {
  /// The result of accepting a connection.
  enum Result: String {
    case accepted, refused
    /// From an address that is not trusted to send a PROXY header.
    case untrusted
    /// With a malformed PROXY header.
    case malformed
  }

  private var connections: [Result: Int] = [:]
  private var ends: [EndReason: Int] = [:]
  private var dropped: [EndReason: Int] = [:]
  private var watchdogKills = 0
  /// The files that visits asked for and got, and those that were refused.
  private var files = (sent: 0, refused: 0)
  /// The number of faults in the content that is served.
  var contentFaults = 0
  /// How often content was loaded.
  var generation = 1
  private var exchange = Histogram([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10])
  private var firstFrame = Histogram([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10])
  private var visit = Histogram([1, 3, 10, 60, 300, 600, 1200, 3600, 7200])

  mutating func countConnection(_ result: Result) { connections[result, default: 0] += 1 }
  /// Counts a connection that was refused or closed for lack of room.
  mutating func countDrop(_ reason: EndReason) { dropped[reason, default: 0] += 1 }
  /// Adds the time of a key exchange.
  mutating func addExchange(_ duration: Duration) { exchange.add(duration) }
  /// Adds the time from the connection to the first output.
  mutating func addFirstFrame(_ duration: Duration) { firstFrame.add(duration) }

  /// Counts the end of a connection.
  mutating func countEnd(_ reason: EndReason, after duration: Duration) {
    ends[reason, default: 0] += 1
    visit.add(duration)
    if reason == .watchdog { watchdogKills += 1 }
  }

  mutating func addFile(isSent: Bool) {
    if isSent { files.sent += 1 } else { files.refused += 1 }
  }

  /// Returns the metrics in the text-based exposition format of Prometheus; times are in seconds.
  /// - Parameters:
  ///   - visitors: the number of visits now.
  ///   - halfOpen: the number of connections now that have not requested a shell or a command.
  func text(visitors: Int, halfOpen: Int) -> String {
    var lines: [String] = []
    func add(_ name: String, _ type: String, _ rows: [(String, String)]) {
      lines.append("# TYPE \(name) \(type)")
      lines += rows.map { name + $0.0 + " " + $0.1 }
    }
    add(
      "portfolio_connections_total", "counter",
      connections.map { ("{result=\"\($0.key.rawValue)\"}", "\($0.value)") }.sorted { $0.0 < $1.0 })
    add("portfolio_sessions_active", "gauge", [("", "\(visitors)")])
    add("portfolio_preauth_active", "gauge", [("", "\(halfOpen)")])
    for (name, histogram) in [
      ("portfolio_kex_seconds", exchange), ("portfolio_first_frame_seconds", firstFrame),
      ("portfolio_session_seconds", visit),
    ] {
      add(name, "histogram", histogram.rows)
    }
    add(
      "portfolio_child_exit_total", "counter",
      EndReason.allCases.map { ("{reason=\"\($0.name)\"}", "\(ends[$0] ?? 0)") })
    add(
      "portfolio_dropped_total", "counter",
      EndReason.allCases.compactMap { reason in
        dropped[reason].map { ("{reason=\"\(reason.name)\"}", "\($0)") }
      })
    add("portfolio_watchdog_kills_total", "counter", [("", "\(watchdogKills)")])
    add(
      "portfolio_files_total", "counter",
      [("{result=\"sent\"}", "\(files.sent)"), ("{result=\"refused\"}", "\(files.refused)")])
    add("portfolio_content_errors", "gauge", [("", "\(contentFaults)")])
    add("portfolio_content_generation", "counter", [("", "\(generation)")])
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many durations were at most a bound, for each bound in seconds.
  ///
  /// The counts are stored inline, near the other values that change with each visit, so that few pages of memory
  /// are written. Each written page is copied for a visitor's process.
  private struct Histogram {
    private let bounds: InlineArray<9, Double>
    private var counts = InlineArray<9, Int>(repeating: 0)
    private var count = 0
    private var sum = 0.0

    init(_ bounds: InlineArray<9, Double>) {
      self.bounds = bounds
    }

    mutating func add(_ duration: Duration) {
      let seconds = Double(duration.microseconds) / 1e6
      for index in bounds.indices where seconds <= bounds[index] { counts[index] += 1 }
      count += 1
      sum += seconds
    }

    var rows: [(String, String)] {
      bounds.indices.map { ("_bucket{le=\"\(bounds[$0])\"}", "\(counts[$0])") }
        + [("_bucket{le=\"+Inf\"}", "\(count)"), ("_sum", "\(sum)"), ("_count", "\(count)")]
    }
  }
}
