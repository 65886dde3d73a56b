import Foundation
import Glibc
import Testing

@testable import TerminalEmulator

/// What whoever runs the service gives it and sees of it.
struct OperationTests {
  private static let page = "---\ntitle: First\n---\nOne.\n"

  /// A run of the service that ends by itself.
  private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Child {
    let child = try Child(Service.program, arguments, environment: environment)
    #expect(child.ended() != nil)
    return child
  }

  // MARK: Content

  @Test func aSignalBringsNewContentToNewVisitors() throws {
    let content = try Folder(["pages/first.md": Self.page])
    let service = try Service(["--content", content.path])
    let visit = try service.terminal()
    #expect(visit.wait(for: "First"))
    try content.write("---\ntitle: Second\n---\nTwo.\n", to: "pages/second.md")
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    let fresh = try service.ssh("ls")
    #expect(fresh.ended() == 0)
    #expect(fresh.text == "pages/first\tFirst\t\tOne.\npages/second\tSecond\t\tTwo.\n")
    #expect(!visit.text.contains("Second"))
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test func aBrokenTreeLeavesTheLastGoodOne() throws {
    let content = try Folder(["pages/first.md": Self.page])
    let service = try Service(["--content", content.path])
    try FileManager.default.removeItem(atPath: content.path)
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload_failed why=\""))
    let visit = try service.ssh("cat", "first")
    #expect(visit.ended() == 0)
    #expect(visit.text.hasPrefix("First\n"))
    try content.write("---\ntitle: Third\n---\nThree.\n", to: "pages/third.md")
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    let next = try service.ssh("cat", "third")
    #expect(next.ended() == 0)
  }

  @Test func faultsOfTheContentAreTold() throws {
    let content = try Folder(["pages/first.md": "---\ntitle: First\ndate: 9999-99-99\n---\nOne.\n"])
    let service = try Service(["--content", content.path])
    #expect(service.child.error.contains("pages/first.md:3: "), "\(service.child.error)")
  }

  @Test func contentThatIsNotThereIsASentence() throws {
    let folder = try Folder()
    let child = try run(
      ["--content", folder["nothing"], "--host-key", try folder.key("key")] + Service.account)
    #expect(child.ended() == 1)
    #expect(child.error == "portfolio-tui: \(folder["nothing"]): no such file or directory\n")
  }

  // MARK: Options

  @Test(arguments: [
    ["nonsense"], ["--nonsense"], ["--idle"], ["--idle", "x"], ["--idle", "0"], ["--idle", "-1"],
    ["--idle=99999999"], ["--log", "xml"], ["--proxy-protocol", "all"], ["--proxy-protocol", ""],
    ["--public-name", "a b"], ["--limits=1"], ["--listen", ""], ["--max-visitors", "1000000"], ["-x"], [""],
    ["--\u{1B}[2J"],
  ])
  func wrongWordsAreStatus2(arguments: [String]) throws {
    let child = try run(arguments)
    #expect(child.ended() == 2)
    #expect(child.error.hasPrefix("portfolio-tui: ") && child.error.count { $0 == "\n" } == 1)
    #expect(!child.error.contains("\u{1B}") && child.output.isEmpty)
  }

  @Test func aVariableIsAnOptionAndAnOptionWins() throws {
    let limits = try run(
      ["--limits", "--grace", "7"],
      environment: ["PORTFOLIO_MAX_VISITORS": "33", "PORTFOLIO_GRACE": "6", "PORTFOLIO_IDLE": ""])
    #expect(limits.ended() == 0)
    let lines = limits.text.split(separator: "\n")
    #expect(lines.contains("max-visitors 33") && lines.contains("grace 7") && lines.contains("idle 1200"))
    let wrong = try run([], environment: ["PORTFOLIO_IDLE": "x"])
    #expect(wrong.ended() == 2)
    #expect(wrong.error == "portfolio-tui: PORTFOLIO_IDLE must be a number from 1 to 86400\n")
    let folder = try Folder()
    let port = try Service.freePort()
    var environment = ["PORTFOLIO_LISTEN": "127.0.0.1:\(port)", "PORTFOLIO_HOST_KEY": try folder.key("key")]
    if geteuid() == 0 { environment["PORTFOLIO_USER"] = "nobody" }
    let child = try Child(Service.program, [], environment: environment)
    #expect(
      Child.wait { child.error.contains("event=listening address=127.0.0.1:\(port) ") }, "\(child.error)")
    #expect(Socket.isTaken(port))
  }

  @Test func theHelpHasEveryOption() throws {
    let help = try run(["--help"])
    #expect(help.ended() == 0 && help.error == "")
    for option in ["--listen", "--host-key", "--user", "--metrics", "--proxy-protocol", "--idle", "--limits"]
    {
      #expect(help.text.contains("  \(option)"), "\(option)")
    }
    let own = try Child(Terminal.program.path, ["serve", "--help"])
    #expect(own.ended() == 0)
    #expect(own.output == help.output)
  }

  @Test func theVersionNamesTheLibrary() throws {
    let version = try run(["--version"])
    #expect(version.ended() == 0)
    #expect(version.text.contains("libssh"), "\(version.text)")
  }

  @Test func limitsArePrinted() throws {
    let limits = try run(["--limits"])
    #expect(limits.ended() == 0)
    #expect(limits.text.split(separator: "\n").allSatisfy { $0.wholeMatch(of: #/[a-z-]+ \d+/#) != nil })
    #expect(limits.text.hasPrefix("max-visitors 200\n"))
  }

  @Test(.enabled(if: geteuid() == 0)) func rootNamesSomebodyElse() throws {
    let folder = try Folder()
    let key = try folder.key("key")
    let port = try Service.freePort()
    for (options, sign) in [
      ([], "does not run as root"), (["--user", "root"], "is root"),
      (["--user", "no-such-one"], "no account"),
    ] {
      let child = try run(["--listen", "127.0.0.1:\(port)", "--host-key", key] + options)
      #expect(child.ended() == 1)
      #expect(child.error.contains(sign), "\(child.error)")
    }
    let service = try Service()
    let status = try String(contentsOfFile: "/proc/\(service.child.process)/status", encoding: .utf8)
    #expect(status.contains("\nUid:\t65534\t65534\t65534\t65534\n"))
    #expect(status.contains("\nGid:\t65534\t65534\t65534\t65534\n"))
    #expect(status.contains("\nCapEff:\t0000000000000000\n"))
  }

  // MARK: Addresses

  @Test func aPortThatIsTakenIsASentence() throws {
    let service = try Service.shared.get()
    let folder = try Folder()
    let child = try run(
      ["--listen", "127.0.0.1:\(service.port)", "--host-key", try folder.key("key")] + Service.account)
    #expect(child.ended() == 1)
    #expect(
      child.error == """
        portfolio-tui: cannot listen at 127.0.0.1:\(service.port): something else listens there; \
        end it, or name another with --listen

        """)
  }

  @Test(arguments: [
    ("192.0.2.1:2222", "this machine has no such address"), ("localhost:2222", "numeric"),
    ("2222", "ADDRESS:PORT"),
    ("127.0.0.1:x", "ADDRESS:PORT"), ("127.0.0.1:65536", "ADDRESS:PORT"), ("127.0.0.1", "ADDRESS:PORT"),
  ])
  func aWrongAddressIsASentence(address: String, sign: String) throws {
    let folder = try Folder()
    let child = try run(["--listen", address, "--host-key", try folder.key("key")] + Service.account)
    #expect(child.ended() == 1)
    #expect(child.error.contains(sign) && child.error.count { $0 == "\n" } == 1, "\(child.error)")
  }

  @Test func aSocketThatIsHandedOverIsServed() throws {
    let folder = try Folder()
    let port = try Service.freePort()
    let listener = try #require(Socket.listening(at: port))
    defer { close(listener) }
    // Whoever comes before the service does waits.
    let early = try #require(Socket(port: port))
    early.send("SSH-2.0-early\r\n")
    let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\" 3<&0 </dev/null"
    let child = try Child(
      "sh", ["-c", script, Service.program, "--host-key", try folder.key("key")] + Service.account,
      input: .descriptor(listener))
    #expect(Child.wait { child.error.contains("event=listening address=inherited:3 ") }, "\(child.error)")
    #expect(early.receive { $0.contains("\n") }.hasPrefix("SSH-2.0-portfolio-tui\r\n"))
    // Somebody else's descriptors are not taken.
    let other = try run(
      ["--listen", "127.0.0.1:\(port)", "--host-key", folder["key"]] + Service.account,
      environment: ["LISTEN_PID": "1", "LISTEN_FDS": "1"])
    #expect(other.ended() == 1)
    #expect(other.error.contains("something else listens there"))
  }

  @Test func severalAddressesAreServed() throws {
    let folder = try Folder()
    let ports = try (0..<2).map { _ in try Service.freePort() }
    let child = try Child(
      Service.program,
      [
        "--listen", "127.0.0.1:\(ports[0])", "--listen=[::1]:\(ports[1])", "--host-key",
        try folder.key("key"),
      ]
        + Service.account)
    let isListening = Child.wait {
      child.error.contains("event=listening address=[::1]:\(ports[1]) ") || !child.isRunning
    }
    #expect(isListening)
    // A machine may have no IPv6: then that is what it says.
    if !child.isRunning {
      #expect(child.error.contains("IPv6") || child.error.contains("no such address"), "\(child.error)")
    } else {
      for host in ["127.0.0.1:\(ports[0])", "[::1]:\(ports[1])"] {
        let health = try Child(Terminal.program.path, ["health", host])
        #expect(health.ended() == 0, "\(health.error)")
      }
    }
  }

  @Test func everyAddressIsTheMachines() throws {
    let folder = try Folder()
    let port = try Service.freePort()
    let child = try Child(
      Service.program, ["--listen", ":\(port)", "--host-key", try folder.key("key")] + Service.account)
    #expect(Child.wait { child.error.contains("event=listening address=:\(port) ") }, "\(child.error)")
    let health = try Child(Terminal.program.path, ["health", "127.0.0.1:\(port)"])
    #expect(health.ended() == 0, "\(health.error)")
    // The source is the IPv4 address, not one in IPv6's clothes.
    #expect(Child.wait { child.error.contains("source=127.0.0.1 ") }, "\(child.error)")
  }

  /// "sd_notify": it is ready, it lives, it stops.
  @Test func systemdIsToldHowItGoes() throws {
    let folder = try Folder()
    let listener = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(folder["notify"].utf8)) }
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    #expect(isBound && chmod(folder["notify"], 0o666) == 0)
    func next() -> String {
      var polled = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, 10_000) == 1 else { return "" }
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(listener, &buffer, buffer.count)
      return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
    let service = try Service(environment: ["NOTIFY_SOCKET": folder["notify"], "WATCHDOG_USEC": "400000"])
    #expect(next() == "READY=1")
    for _ in 0..<3 { #expect(next() == "WATCHDOG=1") }
    service.child.signal(SIGTERM)
    var last = next()
    while last == "WATCHDOG=1" { last = next() }
    #expect(last == "STOPPING=1")
    #expect(service.child.ended() == 0)
  }

  // MARK: The host key

  @Test func theKeyOfTheStateFolderIsMadeOnce() throws {
    let folder = try Folder()
    func start() throws -> String {
      let port = try Service.freePort()
      let child = try Child(
        Service.program, ["--listen", "127.0.0.1:\(port)"] + Service.account,
        environment: ["XDG_STATE_HOME": folder.path, "HOME": "/nowhere"])
      #expect(Child.wait { child.error.contains("event=listening") }, "\(child.error)")
      child.signal(SIGTERM)
      #expect(child.ended() == 0)
      return child.text
    }
    let key = folder["portfolio-tui/host_key"]
    let first = try start()
    #expect(first.contains("(made just now, \(key))"))
    #expect(try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int == 0o600)
    let second = try start()
    #expect(second.contains("(as before, \(key))"))
    let fingerprint = first.firstMatch(of: #/SHA256:\S+/#)?.output
    #expect(fingerprint != nil && second.contains(fingerprint ?? "nothing"))
  }

  @Test func aNamedKeyThatIsMissingOrBadIsRefused() throws {
    let folder = try Folder()
    let key = try folder.key("key")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    for (path, sentence) in [
      (folder["none"], "does not exist; make one with: ssh-keygen -t ed25519 -N '' -f \(folder["none"])"),
      (key, "can be read by others; run: chmod 600 \(key)"),
    ] {
      let child = try run(["--listen", "127.0.0.1:0", "--host-key", path] + Service.account)
      #expect(child.ended() == 1)
      #expect(child.error == "portfolio-tui: the host key \(path) \(sentence)\n")
    }
    #expect(!FileManager.default.fileExists(atPath: folder["none"]))
  }

  // MARK: Metrics, health, log

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

  @Test func metricsMove() throws {
    let port = try Service.freePort()
    let service = try Service(["--metrics", "127.0.0.1:\(port)"])
    let before = try metrics(port)
    #expect(before["portfolio_sessions_active"] == 0)
    #expect(before["portfolio_content_generation"] == 1)
    #expect(before["portfolio_connections_total{result=\"accepted\"}"] == nil)
    let visit = try service.terminal()
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
    #expect(Child.wait { (try? metrics(port))?["portfolio_sessions_active"] == 1 })
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(Child.wait { (try? metrics(port))?["portfolio_child_exit_total{reason=\"quit\"}"] == 1 })
    let after = try metrics(port)
    #expect(after["portfolio_connections_total{result=\"accepted\"}"] == 1)
    #expect(after["portfolio_sessions_active"] == 0 && after["portfolio_preauth_active"] == 0)
    for name in ["kex", "first_frame", "session"] {
      #expect(after["portfolio_\(name)_seconds_count"] == 1, "\(name)")
      #expect(after["portfolio_\(name)_seconds_bucket{le=\"+Inf\"}"] == 1, "\(name)")
    }
    service.child.signal(SIGHUP)
    #expect(Child.wait { (try? metrics(port))?["portfolio_content_generation"] == 2 })
    // They are nowhere else.
    let other = try #require(Socket(port: service.port))
    #expect(other.receive { $0.contains("\n") } == "SSH-2.0-portfolio-tui\r\n")
  }

  @Test(arguments: ["0.0.0.0:0", ":9090", "192.0.2.1:9090", "[::]:9090", "9090"])
  func metricsAreForThisMachineOnly(address: String) throws {
    let folder = try Folder()
    let child = try run(
      [
        "--listen", "127.0.0.1:\(try Service.freePort())", "--host-key", try folder.key("key"), "--metrics",
        address,
      ]
        + Service.account)
    #expect(child.ended() == 1)
    #expect(child.error.contains("metrics are for this machine"), "\(child.error)")
  }

  @Test func metricsHaveASocketOfTheFileSystemToo() throws {
    let folder = try Folder()
    let service = try Service(["--metrics", folder["metrics"]])
    var information = stat()
    #expect(lstat(folder["metrics"], &information) == 0 && information.st_mode & S_IFMT == S_IFSOCK)
    #expect(try service.letsIn())
  }

  @Test func healthIsAVisit() throws {
    let service = try Service.shared.get()
    let health = try service.health()
    #expect(health.ended() == 0)
    #expect(health.output.isEmpty && health.error == "")
  }

  @Test func healthOfNothingIsStatus1() throws {
    let nobody = try Child(Terminal.program.path, ["health", "127.0.0.1:\(try Service.freePort())"])
    #expect(nobody.ended() == 1)
    #expect(nobody.error.hasPrefix("portfolio-tui: cannot connect"), "\(nobody.error)")
    let wrong = try Child(Terminal.program.path, ["health", "a", "b"])
    #expect(wrong.ended() == 2)
  }

  @Test func healthOfASilentOneIsStatus1InTime() throws {
    let service = try Service()
    service.child.signal(SIGSTOP)
    let start = Date()
    let health = try service.health()
    #expect(health.ended() == 1)
    #expect(Date().timeIntervalSince(start) < 3.5)
    #expect(
      health.error.contains("no first screen from 127.0.0.1:\(service.port) in 2 seconds"), "\(health.error)")
    service.child.signal(SIGCONT)
    #expect(try service.letsIn())
  }

  @Test func everyLineOfTheLogIsJSON() throws {
    let service = try Service(["--log", "json"])
    #expect(try service.letsIn())
    let visit = try service.ssh("$(id)\u{1B}]0;x\u{7}\n")
    #expect(visit.ended() == 2)
    #expect(Child.wait { service.log.count { $0.contains("session_end") } == 2 })
    service.child.signal(SIGHUP)
    service.child.signal(SIGTERM)
    #expect(service.child.ended() == 0)
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

  // MARK: PROXY

  @Test(arguments: [
    ("PROXY TCP4 192.0.2.7 10.0.0.1 4660 22\r\n", "192.0.2.7"), ("PROXY UNKNOWN\r\n", "local"),
    ("PROXY TCP6 2001:db8::7 ::1 4660 22\r\n", "2001:db8::7"),
    ("\r\n\r\n\0\r\nQUIT\n!\u{11}\0\u{0C}\u{40}\0\u{2}\u{7}\u{0A}\0\0\u{1}\u{12}\u{34}\0\u{16}", "64.0.2.7"),
  ])
  func theAddressThatAProxyAnnouncesIsTheSource(header: String, source: String) throws {
    let service = try Service(["--proxy-protocol", "10.0.0.0/8,127.0.0.1"])
    let socket = try #require(Socket(port: service.port))
    // In two parts, with the visitor's own bytes behind.
    socket.send(String(header.prefix(9)))
    socket.send(String(header.dropFirst(9)) + "SSH-2.0-x\r\n")
    #expect(socket.receive { $0.contains("\n") }.hasPrefix("SSH-2.0-portfolio-tui\r\n"))
    shutdown(socket.descriptor, Int32(SHUT_RDWR))
    #expect(service.waitForLog("event=session_end id=1 source=\(source) "), "\(service.log)")
  }

  @Test(arguments: ["SSH-2.0-x\r\n", "PROXY TCP4 1 2 3 4\r\n", "GET / HTTP/1.0\r\n\r\n", ""])
  func withoutAHeaderNobodyComesIn(header: String) throws {
    let service = try Service(["--proxy-protocol", "127.0.0.1"])
    let socket = try #require(Socket(port: service.port))
    socket.send(header)
    #expect(socket.receive() == "")
    #expect(!service.log.contains { $0.contains("session_end") })
  }

  @Test func aProxyThatNobodyTrustsIsNotHeard() throws {
    let service = try Service(["--proxy-protocol", "192.0.2.0/24"])
    let socket = try #require(Socket(port: service.port))
    socket.send("PROXY TCP4 192.0.2.7 10.0.0.1 4660 22\r\nSSH-2.0-x\r\n")
    #expect(socket.receive() == "")
    #expect(!service.log.contains { $0.contains("192.0.2.7") })
  }
}
