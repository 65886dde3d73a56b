import Foundation
import Glibc
import TestSupport
import Testing

@testable import TerminalEmulator

/// Metrics, the health check and the log.
struct MonitoringTests {
  private func metrics(_ port: Int) throws -> [String: Double] {
    let socket = try #require(Socket(port: port))
    socket.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
    let answer = socket.receive()
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"))
    let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
    let body = try #require(parts.last)
    #expect(answer.contains("Content-Length: \(body.utf8.count)\r\n"))
    let rows = body.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.lastIndex(of: " ").flatMap { space in
        Double(line[space...].dropFirst()).map { (String(line[..<space]), $0) }
      }
    }
    return Dictionary(rows) { $1 }
  }

  @Test func countsVisits() throws {
    let port = try Service.freePort()
    let service = try Service(["--metrics", "127.0.0.1:\(port)"])
    let before = try metrics(port)
    #expect(before["portfolio_sessions_active"] == 0)
    #expect(before["portfolio_content_generation"] == 1)
    #expect(before["portfolio_connections_total{result=\"accepted\"}"] == nil)
    let visit = try service.terminal()
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
    #expect(eventually { (try? metrics(port))?["portfolio_sessions_active"] == 1 })
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(eventually { (try? metrics(port))?["portfolio_child_exit_total{reason=\"quit\"}"] == 1 })
    let after = try metrics(port)
    #expect(after["portfolio_connections_total{result=\"accepted\"}"] == 1)
    #expect(after["portfolio_sessions_active"] == 0 && after["portfolio_preauth_active"] == 0)
    for name in ["kex", "first_frame", "session"] {
      #expect(after["portfolio_\(name)_seconds_count"] == 1, "\(name)")
      #expect(after["portfolio_\(name)_seconds_bucket{le=\"+Inf\"}"] == 1, "\(name)")
    }
    service.child.signal(SIGHUP)
    #expect(eventually { (try? metrics(port))?["portfolio_content_generation"] == 2 })
    // The port of the visits does not serve them.
    let other = try #require(Socket(port: service.port))
    #expect(other.receive { $0.contains("\n") } == "SSH-2.0-portfolio-tui\r\n")
  }

  @Test(arguments: ["0.0.0.0:0", ":9090", "192.0.2.1:9090", "[::]:9090", "9090"])
  func refusesToServeMetricsToOtherMachines(address: String) throws {
    let folder = try TemporaryFolder()
    let child = try Service.run(
      [
        "--listen", "127.0.0.1:\(try Service.freePort())", "--host-key", try folder.key("key"), "--metrics",
        address,
      ]
        + Service.account)
    #expect(child.status == 1)
    #expect(child.error.contains("metrics are for this machine"), "\(child.error)")
  }

  @Test func servesMetricsOnAUnixSocket() throws {
    let folder = try TemporaryFolder()
    let service = try Service(["--metrics", folder["metrics"]])
    var information = stat()
    #expect(lstat(folder["metrics"], &information) == 0 && information.st_mode & S_IFMT == S_IFSOCK)
    #expect(try service.admitsAVisitor())
  }

  @Test func reportsHealthWithStatus0() throws {
    let service = try Service.shared.get()
    let health = try service.health()
    #expect(health.waitForExit() == 0)
    #expect(health.output.isEmpty && health.error == "")
  }

  @Test func reportsAServiceThatDoesNotListen() throws {
    let nobody = try ChildProcess(BuiltProducts.program, ["health", "127.0.0.1:\(try Service.freePort())"])
    #expect(nobody.waitForExit() == 1)
    #expect(nobody.error.contains(": cannot connect"), "\(nobody.error)")
    let wrong = try ChildProcess(BuiltProducts.program, ["health", "a", "b"])
    #expect(wrong.waitForExit() == 2)
  }

  @Test func reportsASilentServiceInTime() throws {
    let service = try Service()
    service.child.signal(SIGSTOP)
    let start = Date()
    let health = try service.health()
    #expect(health.waitForExit() == 1)
    #expect(Date().timeIntervalSince(start) < 3.5)
    #expect(
      health.error.contains("no first screen from 127.0.0.1:\(service.port) in 2 seconds"), "\(health.error)")
    service.child.signal(SIGCONT)
    #expect(try service.admitsAVisitor())
  }

  @Test func logsEveryLineAsJSON() throws {
    let service = try Service(["--log", "json"])
    #expect(try service.admitsAVisitor())
    let visit = try service.ssh("$(id)\u{1B}]0;x\u{7}\n")
    #expect(visit.waitForExit() == 2)
    #expect(eventually { service.log.count { $0.contains("session_end") } == 2 })
    service.child.signal(SIGHUP)
    service.child.signal(SIGTERM)
    #expect(service.child.waitForExit() == 0)
    var events: [String] = []
    for line in service.log {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      events.append(try #require(object?["event"] as? String))
      #expect((object?["time"] as? String)?.hasSuffix("Z") == true)
      if events.last == "session_end" {
        #expect(object?["source"] as? String == "127.0.0.1")
        #expect(object?["reason"] as? String == "quit")
        #expect((object?["bytes_in"] as? Int ?? 0) > 0 && (object?["bytes_out"] as? Int ?? 0) > 0)
      }
      if events.last == "conn_open" { #expect(object?["client"] as? String == "openSSH") }
    }
    #expect(
      Set(events).isSuperset(of: ["listening", "conn_open", "session_start", "session_end", "stopped"]))
    #expect(events.first == "listening" && events.last == "stopped")
  }
}
