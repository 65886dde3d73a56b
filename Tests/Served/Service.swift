import Foundation
import TestSupport
import Glibc
import Testing

@testable import TerminalEmulator

/// The service as it was built, on a free port of 127.0.0.1, with a new host key.
final class Service {
  let child: ChildProcess
  let port: Int
  let folder: TemporaryFolder

  /// A service for tests that change nothing of it.
  nonisolated(unsafe) static let shared = Result { try Service() }

  /// The options that the service demands of root: the account to run as.
  static var account: [String] { geteuid() == 0 ? ["--user", "nobody"] : [] }

  /// Limits that the tests do not reach, although all of them visit from one address.
  static let generous = [
    "--per-source", "1000", "--per-source-half-open", "1000", "--per-source-rate", "1000", "--max-log-lines",
    "1000",
  ]

  /// Starts the service, and waits until it listens.
  init(
    _ options: [String] = [], limits: [String] = Service.generous, hostKey: String? = nil,
    folder: TemporaryFolder? = nil,
    environment: [String: String] = [:]
  ) throws {
    self.folder = try folder ?? TemporaryFolder()
    let key = try hostKey ?? self.folder.key("host_key")
    for _ in 0..<5 {
      let port = try Self.freePort()
      let child = try ChildProcess(
        BuiltProducts.service,
        ["--listen", "127.0.0.1:\(port)", "--host-key", key] + Self.account + limits + options,
        environment: environment)
      _ = eventually {
        child.error.contains("event=listening") || child.error.contains("\"listening\"") || !child.isRunning
      }
      if child.isRunning {
        self.port = port
        self.child = child
        let publicKey = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        try self.folder.write("portfolio \(publicKey)", to: "known_hosts")
        return
      }
      // Another process has taken the port meanwhile.
      guard child.error.contains("another program listens there") else {
        Issue.record("the service did not start: \(child.error)")
        break
      }
    }
    throw POSIXError(.EADDRINUSE)
  }

  /// Runs the service with options with which it ends by itself.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> ProcessResult {
    try ProcessResult(BuiltProducts.service, arguments, environment: environment)
  }

  /// A port that nothing listens at.
  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  // MARK: Visits

  func sshOptions(port: Int? = nil) -> [String] {
    OpenSSH.options(port: port ?? self.port, user: "visitor", knownHosts: folder["known_hosts"])
  }

  /// Starts `ssh HOST WORDS`.
  func ssh(_ words: String..., options: [String] = [], input: ChildProcess.Input = .nothing) throws
    -> ChildProcess
  {
    try ChildProcess("ssh", options + sshOptions() + words, input: input)
  }

  /// Starts `ssh -tt HOST WORDS` in a terminal.
  func terminal(
    _ words: String..., columns: Int = 100, rows: Int = 30, term: String = "xterm-256color",
    options: [String] = []
  ) throws -> Terminal {
    try Terminal(
      ["-tt"] + options + sshOptions() + words, columns: columns, rows: rows, term: term,
      program: "/usr/bin/ssh")
  }

  /// Starts `portfolio-tui health`.
  func health() throws -> ChildProcess {
    try ChildProcess(BuiltProducts.program, ["health", "127.0.0.1:\(port)"])
  }

  // MARK: Observing

  var log: [String] { child.error.split(separator: "\n").map(String.init) }

  func waitForLog(_ text: String) -> Bool { eventually { child.error.contains(text) } }

  /// The processes that serve a visitor each: the service's children.
  var visitors: [pid_t] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.compactMap { pid_t($0) }.filter { process in
      let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      return stat?.split(separator: ")").last?.split(separator: " ").dropFirst().first
        == "\(child.identifier)"
    }
  }

  /// Whether a process exists and is no zombie: in a container nobody may collect the status of an orphan.
  static func isAlive(_ process: pid_t) -> Bool {
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return stat?.split(separator: ")").last.map { !$0.hasPrefix(" Z") } ?? false
  }

  /// Visits the first screen and quits. Returns whether that worked.
  func admitsAVisitor() throws -> Bool {
    let terminal = try terminal()
    guard terminal.wait(until: { $0.line(29).hasPrefix(" j/k select") }) else { return false }
    terminal.send("q")
    return terminal.ended() == 0
  }
}

extension TemporaryFolder {
  /// Makes a private key.
  func key(_ name: String, kind: String = "ed25519") throws -> String {
    let keygen = try ChildProcess("ssh-keygen", ["-q", "-t", kind, "-N", "", "-f", self[name]])
    guard keygen.waitForExit() == 0 else { throw CocoaError(.fileWriteUnknown) }
    return self[name]
  }
}
