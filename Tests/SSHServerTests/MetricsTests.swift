import Testing

@testable import SSHServer
@testable import Visit

/// The metrics are in the text format of Prometheus.
struct MetricsTests {
  @Test func writesTheTextFormatOfPrometheus() throws {
    var metrics = Metrics()
    for line in metrics.text(visitors: 3, halfOpen: 2).split(separator: "\n") where !line.hasPrefix("# TYPE ")
    {
      let pattern = #/portfolio_[a-z_]+(\{(result|reason|le)="[A-Za-z0-9_.+]+"\})? [0-9.e+-]+/#
      #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
    }
    metrics.countConnection(.accepted)
    metrics.countConnection(.accepted)
    metrics.countDrop(.perSource)
    metrics.countEnd(.watchdog, after: .seconds(90))
    metrics.countEnd(.quit, after: .milliseconds(500))
    metrics.addExchange(.milliseconds(2))
    metrics.addFirstFrame(.seconds(20))
    metrics.generation = 2
    let lines = Set(metrics.text(visitors: 3, halfOpen: 2).split(separator: "\n").map(String.init))
    for line in [
      "portfolio_connections_total{result=\"accepted\"} 2",
      "portfolio_dropped_total{reason=\"per_source\"} 1",
      "portfolio_child_exit_total{reason=\"watchdog\"} 1", "portfolio_child_exit_total{reason=\"quit\"} 1",
      "portfolio_child_exit_total{reason=\"signal\"} 0", "portfolio_watchdog_kills_total 1",
      "portfolio_sessions_active 3", "portfolio_preauth_active 2", "portfolio_content_generation 2",
      "portfolio_kex_seconds_bucket{le=\"0.001\"} 0", "portfolio_kex_seconds_bucket{le=\"0.003\"} 1",
      "portfolio_kex_seconds_bucket{le=\"+Inf\"} 1", "portfolio_kex_seconds_count 1",
      "portfolio_first_frame_seconds_bucket{le=\"10.0\"} 0",
      "portfolio_first_frame_seconds_bucket{le=\"+Inf\"} 1",
      "portfolio_session_seconds_bucket{le=\"60.0\"} 1",
      "portfolio_session_seconds_bucket{le=\"300.0\"} 2", "portfolio_session_seconds_sum 90.5",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }
}
