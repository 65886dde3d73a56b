internal import Visit

/// What Prometheus reads: counts and sums, with labels that are all ours.
struct Metrics {
  private var connections: [String: Int] = [:]
  private var ends: [EndReason: Int] = [:]
  private var dropped: [EndReason: Int] = [:]
  var watchdogKills = 0
  var contentFaults = 0
  var generation = 1
  private var exchange = Histogram([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10])
  private var firstFrame = Histogram([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10])
  private var visit = Histogram([1, 3, 10, 60, 300, 600, 1200, 3600, 7200])

  mutating func countConnection(_ result: String) { connections[result, default: 0] += 1 }
  mutating func countDrop(_ reason: EndReason) { dropped[reason, default: 0] += 1 }
  mutating func addExchange(microseconds: UInt64) { exchange.add(Double(microseconds) / 1e6) }
  mutating func addFirstFrame(microseconds: UInt64) { firstFrame.add(Double(microseconds) / 1e6) }

  mutating func countEnd(_ reason: EndReason, after duration: Duration) {
    ends[reason, default: 0] += 1
    visit.add(Double(duration.milliseconds) / 1000)
    if reason == .watchdog { watchdogKills += 1 }
  }

  /// The text-based exposition format of Prometheus.
  /// - Parameters:
  ///   - visitors: the number of visits now.
  ///   - halfOpen: the number of connections that have not asked for anything yet.
  func text(visitors: Int, halfOpen: Int) -> String {
    var lines: [String] = []
    func add(_ name: String, _ type: String, _ rows: [(String, String)]) {
      lines.append("# TYPE \(name) \(type)")
      lines += rows.map { name + $0.0 + " " + $0.1 }
    }
    add(
      "portfolio_connections_total", "counter",
      connections.sorted { $0.key < $1.key }.map {
        ("{result=\"\($0.key)\"}", "\($0.value)")
      })
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
      EndReason.allCases.map {
        ("{reason=\"\($0.name)\"}", "\(ends[$0] ?? 0)")
      })
    add(
      "portfolio_dropped_total", "counter",
      EndReason.allCases.compactMap { reason in
        dropped[reason].map { ("{reason=\"\(reason.name)\"}", "\($0)") }
      })
    add("portfolio_watchdog_kills_total", "counter", [("", "\(watchdogKills)")])
    add("portfolio_content_errors", "gauge", [("", "\(contentFaults)")])
    add("portfolio_content_generation", "counter", [("", "\(generation)")])
    return lines.joined(separator: "\n") + "\n"
  }

  /// How often values were at most so much; within the listener's own memory, as each page more that the listener
  /// writes is one more for a visitor.
  private struct Histogram {
    private let bounds: InlineArray<9, Double>
    private var counts = InlineArray<9, Int>(repeating: 0)
    private var count = 0
    private var sum = 0.0

    init(_ bounds: InlineArray<9, Double>) {
      self.bounds = bounds
    }

    mutating func add(_ value: Double) {
      for index in bounds.indices where value <= bounds[index] { counts[index] += 1 }
      count += 1
      sum += value
    }

    var rows: [(String, String)] {
      bounds.indices.map { ("_bucket{le=\"\(bounds[$0])\"}", "\(counts[$0])") }
        + [("_bucket{le=\"+Inf\"}", "\(count)"), ("_sum", "\(sum)"), ("_count", "\(count)")]
    }
  }
}
