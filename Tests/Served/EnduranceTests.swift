import Foundation
import TestSupport
import Glibc
import Testing

@testable import TerminalEmulator

/// Many visits, reloads, restarts and sizes in a row.
struct EnduranceTests {
  /// The number of a process's open descriptors; nil if the tests may not inspect it.
  private func descriptors(of process: pid_t) -> Int? {
    try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
  }

  @Test func leaksNoDescriptorAndNoProcessOverAHundredVisits() throws {
    let service = try Service()
    let isAdmitted = try service.admitsAVisitor()
    #expect(isAdmitted)
    #expect(eventually { service.visitors.isEmpty })
    let before = descriptors(of: service.child.identifier)
    #expect(before ?? 4 > 3)
    for _ in 0..<10 {
      let visits = try (0..<10).map { index in
        index % 2 == 0 ? try service.ssh("version") : try service.ssh(options: ["-tt"], input: .open)
      }
      for (index, visit) in visits.enumerated() {
        if index % 2 == 1 {
          #expect(eventually { visit.text.contains("quit") })
          index % 4 == 1 ? visit.send("q") : visit.signal(SIGKILL)
        }
        #expect(visit.waitForExit() != nil)
      }
    }
    #expect(eventually { service.visitors.isEmpty && descriptors(of: service.child.identifier) == before })
    #expect(eventually { service.log.count { $0.contains("event=session_start") } == 101 })
    #expect(eventually { service.log.count { $0.contains("event=session_end") } == 101 })
  }

  @Test func leaksNoDescriptorOverFortyReloads() throws {
    let content = try TemporaryFolder(["pages/first.md": "---\ntitle: First\n---\nOne.\n"])
    let service = try Service(["--content", content.path])
    let before = descriptors(of: service.child.identifier)
    for generation in 2...40 {
      try content.write("---\ntitle: Generation \(generation)\n---\nText.\n", to: "pages/first.md")
      service.child.signal(SIGHUP)
      #expect(service.waitForLog("event=reload generation=\(generation)\n"))
      if generation % 10 == 0 {
        let visit = try service.ssh("cat first")
        #expect(visit.waitForExit() == 0)
        #expect(visit.text.hasPrefix("Generation \(generation)\n"))
      }
    }
    #expect(eventually { service.visitors.isEmpty && descriptors(of: service.child.identifier) == before })
  }

  /// The service inherits its socket, as from systemd: visits of the old service go on, and connections wait for
  /// the new one.
  @Test func losesNoVisitorAtARestart() throws {
    let folder = try TemporaryFolder()
    let key = try folder.key("host_key")
    try folder.write("portfolio " + String(contentsOfFile: key + ".pub", encoding: .utf8), to: "known_hosts")
    let port = try Service.freePort()
    let listener = try #require(Socket.listening(at: port))
    defer { close(listener) }
    func start() throws -> ChildProcess {
      let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\" 3<&0 </dev/null"
      let arguments = [BuiltProducts.service, "--host-key", key] + Service.account + Service.generous
      let child = try ChildProcess("sh", ["-c", script] + arguments, input: .descriptor(listener))
      #expect(eventually { child.error.contains("event=listening") }, "\(child.error)")
      return child
    }
    let options = OpenSSH.options(port: port, user: "visitor", knownHosts: folder["known_hosts"])
    var service = try start()
    let visit = try Terminal(
      ["-tt"] + options, columns: 100, rows: 30, program: "/usr/bin/ssh")
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
    var replaced: [ChildProcess] = []
    for _ in 0..<3 {
      service.signal(SIGTERM)
      #expect(eventually { service.error.contains("event=drain") })
      let early = try (0..<5).map { _ in try ChildProcess("ssh", options + ["version"]) }
      replaced.append(service)
      service = try start()
      let late = try (0..<5).map { _ in try ChildProcess("ssh", options + ["version"]) }
      for client in early + late { #expect(client.waitForExit() == 0, "\(client.error)") }
    }
    visit.send("3\r")
    #expect(visit.wait { $0.text.contains("│  Replay-safe") })
    #expect(replaced[0].isRunning)
    visit.send("q")
    #expect(visit.ended() == 0)
    for child in replaced { #expect(child.waitForExit() == 0) }
  }

  @Test(arguments: [(600, 100), (100, 250)])
  func drawsTerminalsBeyondTheLargestSize(columns: Int, rows: Int) throws {
    let visit = try Service.shared.get().terminal(columns: columns, rows: rows)
    #expect(visit.wait { $0.text.contains("q quit") }, "\(visit.text)")
    #expect(visit.line(1).count <= 500)
    #expect(visit.lines.dropFirst(200).joined() == "")
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test func endsAStormOfSizesWithTheLastSize() throws {
    let visit = try Service.shared.get().terminal()
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
    for index in 0..<500 { visit.resize(columns: 40 + index % 90, rows: 10 + index % 30) }
    visit.resize(columns: 90, rows: 28)
    #expect(visit.wait { $0.line(26).hasSuffix("┘") && $0.line(27).hasPrefix(" j/k") }, "\(visit.text)")
    visit.send("q")
    #expect(visit.ended() == 0)
  }
}
