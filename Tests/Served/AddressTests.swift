import Foundation
import Glibc
import TestSupport
import Testing

@testable import TerminalEmulator

/// The sockets that the service listens on.
struct AddressTests {
  @Test func reportsAPortInUse() throws {
    let service = try Service.shared.get()
    let folder = try TemporaryFolder()
    let child = try Service.run(
      ["--listen", "127.0.0.1:\(service.port)", "--host-key", try folder.key("key")] + Service.account)
    #expect(child.status == 1)
    #expect(
      child.error == """
        portfolio-tui: cannot listen on 127.0.0.1:\(service.port): another program listens there; \
        stop it, or choose another address with --listen

        """)
  }

  @Test(arguments: [
    ("192.0.2.1:2222", "this machine has no such address"), ("localhost:2222", "numeric"),
    ("2222", "ADDRESS:PORT"),
    ("127.0.0.1:x", "ADDRESS:PORT"), ("127.0.0.1:65536", "ADDRESS:PORT"), ("127.0.0.1", "ADDRESS:PORT"),
  ])
  func reportsAWrongAddress(address: String, sign: String) throws {
    let folder = try TemporaryFolder()
    let child = try Service.run(["--listen", address, "--host-key", try folder.key("key")] + Service.account)
    #expect(child.status == 1)
    #expect(child.error.contains(sign) && child.error.count { $0 == "\n" } == 1, "\(child.error)")
  }

  @Test func servesAnInheritedSocket() throws {
    let folder = try TemporaryFolder()
    let port = try Service.freePort()
    let listener = try #require(Socket.listening(at: port))
    defer { close(listener) }
    // A connection from before the start of the service waits.
    let early = try #require(Socket(port: port))
    early.send("SSH-2.0-early\r\n")
    let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\" 3<&0 </dev/null"
    let child = try ChildProcess(
      "sh",
      ["-c", script, BuiltProducts.service, "--host-key", try folder.key("key"), "--listen", "127.0.0.1:7"]
        + Service.account,
      input: .descriptor(listener))
    #expect(eventually { child.error.contains("event=listening address=inherited:3 ") }, "\(child.error)")
    #expect(child.text.contains("Visitors type: ssh -p \(port) "), "\(child.text)")
    #expect(child.error.contains("'listen' has no effect"), "\(child.error)")
    #expect(early.receive { $0.contains("\n") }.hasPrefix("SSH-2.0-portfolio-tui\r\n"))
    // Descriptors for another process are ignored.
    let other = try Service.run(
      ["--listen", "127.0.0.1:\(port)", "--host-key", folder["key"]] + Service.account,
      environment: ["LISTEN_PID": "1", "LISTEN_FDS": "1"])
    #expect(other.status == 1)
    #expect(other.error.contains("another program listens there"))
  }

  @Test func servesSeveralAddresses() throws {
    let folder = try TemporaryFolder()
    let ports = try (0..<2).map { _ in try Service.freePort() }
    let child = try ChildProcess(
      BuiltProducts.service,
      [
        "--listen", "127.0.0.1:\(ports[0])", "--listen=[::1]:\(ports[1])", "--host-key",
        try folder.key("key"),
      ]
        + Service.account)
    let isListening = eventually {
      child.error.contains("event=listening address=[::1]:\(ports[1]) ") || !child.isRunning
    }
    #expect(isListening)
    // On a machine without IPv6 the service reports that.
    if !child.isRunning {
      #expect(child.error.contains("IPv6") || child.error.contains("no such address"), "\(child.error)")
    } else {
      for host in ["127.0.0.1:\(ports[0])", "[::1]:\(ports[1])"] {
        let health = try ChildProcess(BuiltProducts.program, ["health", host])
        #expect(health.waitForExit() == 0, "\(health.error)")
      }
    }
  }

  @Test func servesAllAddressesOfTheMachine() throws {
    let folder = try TemporaryFolder()
    let port = try Service.freePort()
    let child = try ChildProcess(
      BuiltProducts.service, ["--listen", ":\(port)", "--host-key", try folder.key("key")] + Service.account)
    #expect(eventually { child.error.contains("event=listening address=:\(port) ") }, "\(child.error)")
    let health = try ChildProcess(BuiltProducts.program, ["health", "127.0.0.1:\(port)"])
    #expect(health.waitForExit() == 0, "\(health.error)")
    // The source is logged as an IPv4 address, not as an IPv4-mapped IPv6 address.
    #expect(eventually { child.error.contains("source=127.0.0.1 ") }, "\(child.error)")
  }

  /// See sd_notify(3).
  @Test func notifiesSystemd() throws {
    let folder = try TemporaryFolder()
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
    #expect(service.child.waitForExit() == 0)
  }
}
