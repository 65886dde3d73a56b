import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Three instances of the service behind HAProxy.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/haproxy")))
struct ProxiedTests {
  @Test func keepsVisitsOfOtherInstancesWhenOneIsKilled() throws {
    let folder = try TemporaryFolder()
    let key = try folder.key("host_key")
    let services = try (0..<3).map { _ in
      try Service(["--proxy-protocol", "127.0.0.1"], hostKey: key, folder: folder)
    }
    let port = try Service.freePort()
    try folder.write(
      """
      defaults
        mode tcp
        timeout connect 2s
        timeout client 1h
        timeout server 1h
        retries 3
        option redispatch 1
      listen portfolio
        bind 127.0.0.1:\(port)
        balance roundrobin

      """
        + services.enumerated().map { index, service in
          "  server instance\(index) 127.0.0.1:\(service.port) send-proxy-v2\n"
        }.joined(), to: "haproxy.cfg")
    let proxy = try ChildProcess("haproxy", ["-db", "-f", folder["haproxy.cfg"]])
    #expect(eventually { Socket.isTaken(port) }, "\(proxy.error)")

    func visit() throws -> Terminal {
      try Terminal(
        ["-tt"] + services[0].sshOptions(port: port), columns: 100, rows: 30,
        program: "/usr/bin/ssh")
    }
    let visits = try (0..<6).map { _ in try visit() }
    for visit in visits { #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") }, "\(visit.text)") }
    for service in services {
      #expect(!service.visitors.isEmpty)
      #expect(service.log.contains { $0.contains("event=conn_open") && $0.contains("source=127.0.0.1") })
    }

    services[1].child.signal(SIGKILL)
    #expect(services[1].child.waitForExit() == 128 + SIGKILL)
    // Visits of the other instances go on; clients of the killed one report a closed connection.
    var ended = 0
    for visit in visits {
      visit.send("3\r")
      if visit.wait(until: { $0.line(29).hasPrefix(" j/k scroll") }) {
        #expect(visit.text.contains("│  Replay-safe"))
        visit.send("q")
        #expect(visit.ended() == 0)
      } else {
        let status = visit.ended()
        #expect(status == 1 || status == 255)
        ended += 1
      }
    }
    #expect((1...3).contains(ended))
    // HAProxy sends new visitors to the instances that are left.
    for _ in 0..<6 {
      let visit = try ChildProcess("ssh", services[0].sshOptions(port: port) + ["version"])
      #expect(visit.waitForExit() == 0, "\(visit.error)")
    }
  }
}
