import Foundation
import Glibc
import Testing

@testable import TerminalEmulator

/// The built service on a free port of this machine, with a key of its own.
final class Service {
  let child: Child
  let port: Int
  let folder: Folder

  /// One for the tests that change nothing of it.
  nonisolated(unsafe) static let shared = Result { try Service() }

  static let program = Terminal.builtFolder.appending(path: "portfolio-tui-serve").path

  /// Root must name somebody whom it becomes.
  static var account: [String] { geteuid() == 0 ? ["--user", "nobody"] : [] }

  /// Limits that one address of a machine full of tests does not reach.
  static let generous = [
    "--per-source", "1000", "--per-source-half-open", "1000", "--per-source-rate", "1000", "--max-log-lines",
    "1000",
  ]

  /// Starts it, and waits until it listens.
  init(
    _ options: [String] = [], limits: [String] = Service.generous, hostKey: String? = nil,
    folder: Folder? = nil,
    environment: [String: String] = [:]
  ) throws {
    self.folder = try folder ?? Folder()
    let key = try hostKey ?? self.folder.key("host_key")
    for _ in 0..<5 {
      let port = try Self.freePort()
      let child = try Child(
        Self.program, ["--listen", "127.0.0.1:\(port)", "--host-key", key] + Self.account + limits + options,
        environment: environment)
      _ = Child.wait {
        child.error.contains("event=listening") || child.error.contains("\"listening\"") || !child.isRunning
      }
      if child.isRunning {
        self.port = port
        self.child = child
        let publicKey = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        try self.folder.write("portfolio \(publicKey)", to: "known_hosts")
        return
      }
      // Somebody else took the port meanwhile.
      guard child.error.contains("something else listens there") else {
        Issue.record("the service did not start: \(child.error)")
        break
      }
    }
    throw POSIXError(.EADDRINUSE)
  }

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

  /// Begins `ssh HOST WORDS`.
  func ssh(_ words: String..., options: [String] = [], input: Child.Input = .nothing) throws -> Child {
    try Child("ssh", options + sshOptions() + words, input: input)
  }

  /// Begins `ssh -tt HOST WORDS` in a terminal.
  func terminal(
    _ words: String..., columns: Int = 100, rows: Int = 30, term: String = "xterm-256color",
    options: [String] = []
  ) throws -> Terminal {
    try Terminal(
      ["-tt"] + options + sshOptions() + words, columns: columns, rows: rows, term: term,
      program: URL(fileURLWithPath: "/usr/bin/ssh"))
  }

  /// Begins the check of health.
  func health() throws -> Child { try Child(Terminal.program.path, ["health", "127.0.0.1:\(port)"]) }

  // MARK: What it tells

  var log: [String] { child.error.split(separator: "\n").map(String.init) }

  func waitForLog(_ text: String) -> Bool { Child.wait { child.error.contains(text) } }

  /// The processes of visitors that are there now.
  var visitors: [pid_t] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.compactMap { pid_t($0) }.filter { process in
      let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      return stat?.split(separator: ")").last?.split(separator: " ").dropFirst().first == "\(child.process)"
    }
  }

  /// Visits until a screen has come; false where it does not.
  func letsIn() throws -> Bool {
    let terminal = try terminal()
    guard terminal.wait(until: { $0.line(29).hasPrefix(" j/k select") }) else { return false }
    terminal.send("q")
    return terminal.ended() == 0
  }
}
